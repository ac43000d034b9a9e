"""The entry line of the Evidence page: one finding a line, whose meaning is shown while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.evidence.discovery import Discovery
from ui.evidence.wording import meaning, novelties
from ui.widgets import EntryLine
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.typed_lines import TypedFinding, read_line
from upstream_workshop.themes.rules import lines_of


class FindingLine(EntryLine):
    """An entry line for findings; the organisation of the last one stays until another is typed.

    note: adds findings, and returns their ids or none if they were refused.

    `noted(ids)` is emitted when findings were added, `left()` on Down or on Escape in an empty line.
    """

    noted = Signal(tuple)
    left = Signal()

    def __init__(
        self, note: Callable[[list[TypedFinding]], tuple[int, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(say("Type a finding"), "quotes", parent=parent)
        self._note = note
        self._gathered = Discovery()
        self._hint_when_empty = ""
        self.organisation = ""  # of the last line
        self.entered.connect(self._on_entered)
        self.edited.connect(self._on_edited)

    def know(self, gathered: Discovery) -> None:
        """Set the organisations, kinds and codes that a line may refer to."""
        self._gathered = gathered
        if self.organisation not in (name for _, name in gathered.organisations):
            self.organisation = ""
        hint = say("organisation: kind; words “quote” (role) #code @never")
        now = say("now {organisation}", organisation=self.organisation) if self.organisation else ""
        self._hint_when_empty = joined((now, hint), "{first} · {then}")
        self._on_edited(self.field.text())

    def read(self, lines: tuple[str, ...]) -> list[TypedFinding]:
        """Return what lines mean, each with the organisation of the one before it if it has none.

        Raises WorkshopError: when one is refused; of several, with its number.
        """
        current, found = self.organisation, []
        for number, line in enumerate(lines, 1):
            try:
                typed = read_line(line, self._gathered.known(current))
            except WorkshopError as error:
                if len(lines) == 1:
                    raise
                raise WorkshopError(say("Line {n}: {why}", n=number, why=error)) from error
            current = typed.organisation
            found.append(typed)
        return found

    def enter(self, lines: tuple[str, ...]) -> None:
        """Add the findings of these lines as one step, or show why they are refused."""
        try:
            typed = self.read(lines)
        except WorkshopError as error:
            self.set_refusal(str(error))
            return
        ids = self._note(typed)
        if ids:
            self.organisation = typed[-1].organisation
            self.field.clear()
            self.know(self._gathered)
            self.noted.emit(ids)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle Down, Escape in an empty line, and pasting of several lines."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste):
                lines = lines_of(QGuiApplication.clipboard().text())
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
        ghost, chip = "", ""
        self.set_hint("" if text else self._hint_when_empty)
        if text.strip():
            try:
                (typed,) = self.read((text,))
            except WorkshopError:
                pass  # said on Enter
            else:
                ghost = say("→ {meaning}", meaning=meaning(typed, self._gathered.paths))
                chip = novelties(typed)
        self.set_ghost(ghost)
        self.set_chip(chip)
