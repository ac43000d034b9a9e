"""The entry line of the Framework page: one statement a line, whose slot is shown while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.widgets.inputs.noting_line import NotingLine
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.typed_statements import TypedStatement, read_statement
from upstream_workshop.themes.rules import lines_of


class StatementLine(NotingLine):
    """An entry line for statements; `current` is the slot of a line that names none.

    note: adds statements, and returns their ids or none if they were refused.
    """

    def __init__(
        self,
        note: Callable[[list[TypedStatement]], tuple[int, ...]],
        parent: QWidget | None = None,
    ) -> None:
        self._slots: Mapping[int, str] = {}
        super().__init__(say("Type a statement"), "pencil-simple", lines_of, note, parent)

    def know(self, frame: FrameRow | None) -> None:
        """Set the frame whose slots a line may refer to."""
        self._slots = {slot.id: slot.name for slot in frame.slots} if frame else {}
        self.use_slot(self.current)

    def use_slot(self, slot_id: int | None) -> None:
        """Set the slot of a line that names none."""
        self.current = slot_id if slot_id in self._slots else None
        self.show_meaning()

    def read_one(self, line: str, current: Any) -> TypedStatement:
        """Return the statement that a line means."""
        return read_statement(line, self._slots, current)

    def carried(self, typed: TypedStatement) -> int:
        """Return the slot of a statement."""
        return typed.slot_id

    def hint_when_empty(self) -> str:
        """Return how a line is typed, with the slot it goes into."""
        name = self._slots.get(self.current or 0, "")
        now = say("now {slot}", slot=name) if name else ""
        return joined((now, say("slot: statement")), "{first} · {then}")

    def meaning(self, typed: TypedStatement) -> tuple[str, str]:
        """Return the name of the slot."""
        return self._slots[typed.slot_id], ""
