"""The question about changes that are in no file when a session is left."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from resources.words import say
from ui.widgets import unmarked
from upstream_workshop.storage.files.presence import Absence


def ask_unsaved_work(absence: Absence, owner: QWidget | None) -> str:
    """Ask how to save changes that are not in the session file.

    absence: why they are not in it.
    owner: the window over which the question is shown.

    Returns "put back", "copy", or "" to close without them.
    """
    box = QMessageBox(QMessageBox.Icon.Warning, say("Upstream Workshop"), unmarked(absence.why))
    box.setParent(owner, box.windowFlags())
    ways = {}
    if absence.vacant:
        back = box.addButton(say("Put it back"), QMessageBox.ButtonRole.AcceptRole)
        ways[back] = "put back"
    copy = box.addButton(say("Save a copy elsewhere"), QMessageBox.ButtonRole.AcceptRole)
    ways[copy] = "copy"
    leave = box.addButton(say("Close without keeping it"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(leave)
    box.exec()
    pressed = box.clickedButton()
    return next((way for button, way in ways.items() if button is pressed), "")
