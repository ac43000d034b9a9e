"""An entry line that notes one thing a line, or each line of what is pasted, as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets.inputs.entry_line import EntryLine
from upstream_workshop.errors import WorkshopError


class NotingLine(EntryLine):
    """An entry line that shows what a line means while it is typed; what is refused stays in it.

    parted: returns the lines of a pasted text.
    note: notes what lines mean, and returns its ids or none if it was refused.

    Subclasses say what a line means. Of what it does not say, such as where it belongs, `current` is
    taken, which is that of the line before. `noted(ids)` is emitted when something was noted, `left()`
    on Down or on Escape in an empty line.
    """

    noted = Signal(tuple)
    left = Signal()

    def __init__(
        self,
        name: str,
        icon: str,
        parted: Callable[[str], Sequence[str]],
        note: Callable[[list[Any]], tuple[int, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, icon, parent=parent)
        self._parted, self._note = parted, note
        self.current: Any = None
        self.entered.connect(self._on_entered)
        self.edited.connect(self._on_edited)

    def read_one(self, line: str, current: Any) -> Any:
        """Return what a line means. Raises WorkshopError for one that is refused."""
        raise NotImplementedError

    def carried(self, typed: Any) -> Any:
        """Return what the next line takes of this one where it says nothing itself."""
        raise NotImplementedError

    def hint_when_empty(self) -> str:
        """Return what is said while nothing is typed."""
        raise NotImplementedError

    def meaning(self, typed: Any) -> tuple[str, str]:
        """Return what a line means in words, and what is new in it."""
        raise NotImplementedError

    def read(self, lines: Sequence[str]) -> list[Any]:
        """Return what lines mean. Raises WorkshopError when one is refused; of several, with its number."""
        current, found = self.current, []
        for number, line in enumerate(lines, 1):
            try:
                typed = self.read_one(line, current)
            except WorkshopError as error:
                if len(lines) == 1:
                    raise
                raise WorkshopError(say("Line {n}: {why}", n=number, why=error)) from error
            current = self.carried(typed)
            found.append(typed)
        return found

    def enter(self, lines: Sequence[str]) -> None:
        """Note what these lines mean as one step, or show why they are refused."""
        try:
            typed = self.read(lines)
        except WorkshopError as error:
            self.set_refusal(str(error))
            return
        ids = self._note(typed)
        if ids:
            self.current = self.carried(typed[-1])
            self.field.clear()
            self.show_meaning()
            self.noted.emit(ids)

    def show_meaning(self) -> None:
        """Show anew what is typed means, or the hint."""
        self._on_edited(self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle Down, Escape in an empty line, and pasting of several lines."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste):
                lines = self._parted(QGuiApplication.clipboard().text())
                if len(lines) > 1:
                    self.enter(lines)
                    return True
            empty = event.key() == Qt.Key.Key_Escape and not self.field.text()
            if empty or event.key() == Qt.Key.Key_Down:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_entered(self, text: str) -> None:
        if text.strip():
            self.enter((text,))
        else:
            self.left.emit()

    def _on_edited(self, text: str) -> None:
        self.set_hint("" if text else self.hint_when_empty())
        ghost, new = "", ""
        if text.strip():
            try:
                (typed,) = self.read((text,))
            except WorkshopError:
                pass  # said on Enter
            else:
                meant, new = self.meaning(typed)
                ghost = say("→ {meaning}", meaning=meant)
        self.set_ghost(ghost)
        self.set_chip(new)
