"""The forms of the Framework page: a frame, a slot, a statement, and choosing a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import Field, ask_form
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.framework.templates.frame_templates import FrameTemplate


class NewFrame(NamedTuple):
    """What was asked about a new frame."""

    title: str
    template: FrameTemplate
    examples: bool


class CopiedFrame(NamedTuple):
    """What was asked about a copy of a frame."""

    title: str
    workgroup_id: int | None
    filled: bool


def ask_new(over: QWidget, templates: Mapping[str, FrameTemplate], title: str) -> NewFrame | None:
    """Ask from which template a frame is made, and for its title."""
    fields = (
        Field("title", say("Title"), needed=True),
        Field(
            "template",
            say("Begin from"),
            "choice",
            tuple((name, one.words) for name, one in templates.items()),
        ),
        Field("examples", say("With the published examples, marked as such"), "bool"),
    )
    given = {"title": title, "template": next(iter(templates)), "examples": True}
    found = ask_form(over, say("A new framework"), fields, given)
    if found is None:
        return None
    return NewFrame(found["title"], templates[found["template"]], found["examples"])


def ask_copy(
    over: QWidget, frame: FrameRow, groups: Sequence[tuple[int, str]]
) -> CopiedFrame | None:
    """Ask for whom a frame is copied, and whether its statements are copied too."""
    fields = (
        Field("title", say("Title"), needed=True, hint=say("the table or workgroup that fills it")),
        _group_field(groups),
        Field("filled", say("With its statements"), "bool"),
    )
    title = say("Copy the slots of “{title}”", title=frame.title)
    found = ask_form(over, title, fields)
    if found is None:
        return None
    return CopiedFrame(found["title"], found["workgroup"] or None, found["filled"])


def ask_frame(
    over: QWidget, frame: FrameRow, groups: Sequence[tuple[int, str]]
) -> tuple[str, int | None] | None:
    """Ask for the title of a frame and the workgroup that fills it."""
    fields = (Field("title", say("Title"), needed=True), _group_field(groups))
    given = {"title": frame.title, "workgroup": frame.workgroup_id or 0}
    found = ask_form(over, say("The framework"), fields, given)
    return (found["title"], found["workgroup"] or None) if found else None


def ask_slot(over: QWidget, slot: SlotRow | None = None) -> tuple[str, str] | None:
    """Ask for the name of a slot and its question."""
    fields = (
        Field("name", say("Name"), needed=True),
        Field("question", say("The question it answers"), "long"),
    )
    given = {"name": slot.name, "question": slot.question} if slot else {}
    found = ask_form(over, say("A slot"), fields, given)
    return (found["name"], found["question"]) if found else None


def ask_wording(over: QWidget, statement: StatementRow) -> str | None:
    """Ask for another wording of a statement."""
    fields = (Field("text", say("Statement"), "long", needed=True),)
    found = ask_form(over, say("A statement"), fields, {"text": statement.text})
    return str(found["text"]) if found else None


def ask_one(over: QWidget, title: str, choices: Iterable[tuple[int, str]]) -> int | None:
    """Ask for one of several things by name; return its id, None if there is none to choose."""
    offered = tuple(choices)
    if not offered:
        return None
    fields = (Field("one", title, "choice", offered),)
    found = ask_form(over, title, fields, {"one": offered[0][0]})
    return int(found["one"]) if found else None


def _group_field(groups: Sequence[tuple[int, str]]) -> Field:
    return Field(
        "workgroup", say("Filled by"), "choice", ((0, say("everybody, or a table")), *groups)
    )
