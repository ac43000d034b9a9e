"""Saving the slots of a frame as a template of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import Field, ask_form, ask_replace
from upstream_workshop.errors import OccupiedError
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.templates.own_frame_templates import (
    frame_template_path,
    save_frame_template,
)


def folder(desk: Desk) -> Path:
    """Return the folder of the user's own templates of frameworks."""
    return desk.ledger.templates / "frameworks"


def save_template(desk: Desk, over: QWidget, frame: FrameRow) -> None:
    """Ask what the template is called, and save the slots of a frame as it."""
    label, fields = (
        say("Save the slots as a template"),
        (Field("title", say("Title"), needed=True),),
    )
    asked = ask_form(over, label, fields, {"title": frame.title}, say("Save"))
    if asked is None:
        return
    with desk.reporting_refusals():
        path = frame_template_path(folder(desk), asked["title"])
        try:
            made = save_frame_template(folder(desk), asked["title"], frame)
        except OccupiedError:
            if not ask_replace(over, label, path):
                return
            made = save_frame_template(folder(desk), asked["title"], frame, over=True)
        desk.session.note_output(made)
        desk.reported.emit(
            say("Saved as a template: {title}. It is offered for new frameworks.", title=made.stem)
        )
