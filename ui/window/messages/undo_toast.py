"""The class UndoToast: undo and redo, told in the toast, which offers to take back what it tells of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets.messages.toast import Toast
from upstream_workshop.session_file.steps import Step


class UndoToast(QObject):
    """Undoes and redoes steps and says which.

    toast: returns the toast, which is built anew with another theme.

    Signals: `done` after the toast's own Undo, of which the focus must go back to the page.
    """

    done = Signal()

    def __init__(self, desk: Desk, toast: Callable[[], Toast], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._toast = toast
        self._offered: Step | None = None  # what the toast's Undo takes back
        desk.reported.connect(self._on_reported)

    def undo(self) -> None:
        """Take the last step back and say which."""
        self._desk.finish()  # of what is being written still, the label is not there yet
        label = self._desk.workshop.undo_label
        if self._desk.undo():
            said = say("Undone: {what}", what=label) if label else self._nothing_to_undo()
            self._toast().say(said)

    def redo(self) -> None:
        """Bring the last undone step again and say which."""
        self._desk.finish()
        label = self._desk.workshop.redo_label
        if self._desk.redo():
            said = say("Done again: {what}", what=label) if label else say("Nothing to redo")
            self._toast().say(said)

    def withdraw(self) -> None:
        """Offer no longer to take back a step after which others were done."""
        if self._desk.workshop.last_step is not self._offered:
            self._toast().withdraw_undo()

    def undo_offered(self) -> None:
        """Take back what the toast spoke of, never what was done since."""
        offered = self._offered
        self._desk.finish()  # which may offer another step
        if offered is not None and self._desk.workshop.last_step is offered:
            self.undo()
        self.done.emit()

    def _nothing_to_undo(self) -> str:
        if self._desk.session.given_out:
            return say("Nothing more to undo: the result of a secret vote has been given out")
        return say("Nothing to undo: steps are taken back only until the session is closed")

    def _on_reported(self, words: str) -> None:
        self._offered = self._desk.reported_step
        self._toast().say(words, undo=self._offered is not None)
