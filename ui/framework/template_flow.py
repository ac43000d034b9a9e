"""The user’s own templates of frameworks: saving the slots of a frame, renaming and deleting them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.page import Command
from ui.widgets import Field, ask_first, ask_form, ask_replace
from upstream_workshop.errors import OccupiedError
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.templates import own_frame_templates as templates


def folder(desk: Desk) -> Path:
    """Return the folder of the user's own templates of frameworks."""
    return desk.ledger.templates / "frameworks"


def commands(desk: Desk, over: QWidget) -> tuple[Command, ...]:
    """Return what is done with templates there are, for the palette."""
    return (
        Command(say("Rename a template of a framework"), partial(rename_template, desk, over)),
        Command(say("Delete a template of a framework"), partial(delete_template, desk, over)),
    )


def save_template(desk: Desk, over: QWidget, frame: FrameRow) -> None:
    """Ask what the template is called, and save the slots of a frame as it."""
    label = say("Save the slots as a template")
    title = _ask_title(over, label, frame.title)
    made = title and _written(
        desk,
        over,
        label,
        title,
        lambda again: templates.save_frame_template(folder(desk), title, frame, again),
    )
    if made:
        desk.session.note_output(made)
        desk.reported.emit(
            say("Saved as a template: {title}. It is offered for new frameworks.", title=made.stem)
        )


def rename_template(desk: Desk, over: QWidget) -> None:
    """Ask which template gets which other title, and give it that."""
    label = say("Rename a template of a framework")
    name = _ask_which(desk, over, label)
    title = _ask_title(over, label, name) if name else ""
    made = title and _written(
        desk,
        over,
        label,
        title,
        lambda again: templates.rename_frame_template(folder(desk), name, title, again),
    )
    if made:
        desk.session.note_output(made)
        desk.reported.emit(say("The template is called {title} now.", title=made.stem))


def delete_template(desk: Desk, over: QWidget) -> None:
    """Ask which template goes, and delete it once that is confirmed."""
    label = say("Delete a template of a framework")
    name = _ask_which(desk, over, label)
    words = say(
        "Delete the template “{name}”? Frameworks made from it stay as they are.", name=name
    )
    if name and ask_first(over, label, words, say("Delete")):
        with desk.reporting_refusals():
            templates.delete_frame_template(folder(desk), name)
            desk.reported.emit(say("The template {title} is deleted.", title=name))


def _ask_title(over: QWidget, label: str, title: str) -> str:
    fields = (Field("title", say("Title"), needed=True),)
    asked = ask_form(over, label, fields, {"title": title}, say("Save"))
    return str(asked["title"]) if asked else ""


def _ask_which(desk: Desk, over: QWidget, label: str) -> str:
    """Return the name of the template that is chosen; blank if none is, or there is none."""
    names = templates.own_frame_templates(folder(desk))
    if not names:
        desk.refused.emit(say("There is no template of your own yet: save the slots as one first."))
        return ""
    fields = (Field("name", say("Template"), "choice", tuple((name, name) for name in names)),)
    asked = ask_form(over, label, fields, {"name": names[0]}, say("Choose"))
    return str(asked["name"]) if asked else ""


def _written(
    desk: Desk, over: QWidget, label: str, title: str, write: Callable[[bool], Path]
) -> Path | None:
    """Write a template; where there is one of this title, ask whether it may be replaced."""
    with desk.reporting_refusals():
        try:
            return write(False)
        except OccupiedError:
            if ask_replace(over, label, templates.frame_template_path(folder(desk), title)):
                return write(True)
    return None
