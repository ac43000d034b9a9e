"""The forms of drafts and responses."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.widgets import Field, ask_form
from upstream_workshop.framework.drafts.queries import DraftRow


def ask_draft(over: QWidget, day: date) -> tuple[date, str] | None:
    """Ask for the day of a draft and a note on it."""
    fields = (
        Field("day", say("Day"), "date", needed=True),
        Field("note", say("Note for those who read it"), "long"),
    )
    found = ask_form(over, say("Freeze a draft"), fields, {"day": day, "note": ""})
    return (found["day"], found["note"]) if found else None


def ask_publishing(
    over: QWidget, draft: DraftRow, day: date, waiting: int
) -> tuple[date, str] | None:
    """Ask for the day of publishing, and why if some responses are not answered yet."""
    fields = [Field("day", say("Day"), "date", needed=True)]
    if waiting:
        why = count(
            waiting,
            "{n} response has no answer yet. Why do you publish before that?",
            "{n} responses have no answer yet. Why do you publish before that?",
        )
        fields.append(Field("override", why, needed=True))
    title = say("Publish draft {n}", n=draft.number)
    found = ask_form(over, title, tuple(fields), {"day": day, "override": ""})
    return (found["day"], found.get("override", "")) if found else None


def ask_wording(over: QWidget, text: str, because: str) -> str | None:
    """Ask for another wording of a statement, because of a response."""
    fields = (Field("text", say("Because of: {words}", words=because), "long", needed=True),)
    found = ask_form(over, say("Reword the statement"), fields, {"text": text})
    return found["text"] if found else None
