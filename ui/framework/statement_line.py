"""The entry line of the Framework page: one statement a line, whose slot is shown while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.widgets import EntryLine
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.typed_statements import TypedStatement, read_statement
from upstream_workshop.themes.rules import lines_of


class StatementLine(EntryLine):
    """An entry line for statements; the slot of the last one, or the selected one, stays.

    note: adds statements, and returns their ids or none if they were refused.

    `noted(ids)` is emitted when statements were added, `left()` on Down or on Escape in an empty line.
    """

    noted = Signal(tuple)
    left = Signal()

    def __init__(
        self,
        note: Callable[[list[TypedStatement]], tuple[int, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(say("Type a statement"), "pencil-simple", parent=parent)
        self._note = note
        self._slots: Mapping[int, str] = {}
        self._hint_when_empty = ""
        self.slot_id: int | None = None  # of a line that names none
        self.entered.connect(self._on_entered)
        self.edited.connect(self._on_edited)

    def know(self, frame: FrameRow | None) -> None:
        """Set the frame whose slots a line may refer to."""
        self._slots = {slot.id: slot.name for slot in frame.slots} if frame else {}
        self.use_slot(self.slot_id)

    def use_slot(self, slot_id: int | None) -> None:
        """Set the slot of a line that names none."""
        self.slot_id = slot_id if slot_id in self._slots else None
        name = self._slots.get(slot_id or 0, "")
        now = say("now {slot}", slot=name) if name else ""
        self._hint_when_empty = joined((now, say("slot: statement")), "{first} · {then}")
        self._on_edited(self.field.text())

    def read(self, lines: Sequence[str]) -> list[TypedStatement]:
        """Return what lines mean, each with the slot of the one before it if it names none.

        Raises WorkshopError when one is refused; of several, with its number.
        """
        current, found = self.slot_id, []
        for number, line in enumerate(lines, 1):
            try:
                typed = read_statement(line, self._slots, current)
            except WorkshopError as error:
                if len(lines) == 1:
                    raise
                raise WorkshopError(say("Line {n}: {why}", n=number, why=error)) from error
            current = typed.slot_id
            found.append(typed)
        return found

    def enter(self, lines: Sequence[str]) -> None:
        """Add the statements of these lines, or show why they are refused."""
        try:
            typed = self.read(lines)
        except WorkshopError as error:
            self.set_refusal(str(error))
            return
        ids = self._note(typed)
        if ids:
            self.field.clear()
            self.use_slot(typed[-1].slot_id)
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
        ghost = ""
        self.set_hint("" if text else self._hint_when_empty)
        if text.strip():
            try:
                (typed,) = self.read((text,))
            except WorkshopError:
                pass  # said on Enter
            else:
                ghost = say("→ {slot}", slot=self._slots[typed.slot_id])
        self.set_ghost(ghost)
