"""The forms of drafts and responses."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.widgets import Field, ask_form
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.responses.queries import RoundtableRow


def ask_draft(over: QWidget, title: str, day: date, note: str = "") -> tuple[date, str] | None:
    """Ask for the day of a draft and a note on it."""
    fields = (
        Field("day", say("Day"), "date", needed=True),
        Field("note", say("Note for those who read it"), "long"),
    )
    found = ask_form(over, title, fields, {"day": day, "note": note})
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


def ask_roundtable(
    over: QWidget, table: RoundtableRow | None, today: date
) -> tuple[str, date | None, str] | None:
    """Ask for title, day and questions of a roundtable, a new one for None."""
    fields = (
        Field("title", say("Title"), needed=True),
        Field("day", say("Day"), "date"),
        Field("questions", say("Questions that are asked"), "long"),
    )
    given = {"title": say("Roundtable"), "day": today, "questions": ""}
    if table is not None:
        given = {"title": table.title, "day": table.day, "questions": table.questions}
    found = ask_form(over, say("A roundtable"), fields, given)
    return (found["title"], found["day"], found["questions"]) if found else None


def ask_words(over: QWidget, text: str) -> str | None:
    """Ask for the corrected words of a response."""
    fields = (Field("text", say("What was said"), "long", needed=True),)
    found = ask_form(over, say("A response"), fields, {"text": text})
    return found["text"] if found else None


def ask_wording(over: QWidget, text: str, because: str) -> str | None:
    """Ask for another wording of a statement, because of a response."""
    fields = (Field("text", say("Because of: {words}", words=because), "long", needed=True),)
    found = ask_form(over, say("Reword the statement"), fields, {"text": text})
    return found["text"] if found else None
