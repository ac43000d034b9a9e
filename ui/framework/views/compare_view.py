"""Two frames slot by slot: what is only in one, what is in both, and what may say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import joined, say
from ui.framework.framework_now import FrameworkNow
from ui.widgets import Column, QuietTable, label
from ui.widgets.inputs.title_picker import TitlePicker
from upstream_workshop.framework.queries import FrameRow, StatementRow
from upstream_workshop.framework.rules import Alike, SlotComparison, compared

BOTH, ALIKE, HERE, THERE, BLANK = "both", "alike", "here", "there", "blank"
_TONES: Final = {BOTH: "leaf", ALIKE: "sun", HERE: "plain", THERE: "river", BLANK: "plain"}


@dataclass(frozen=True, slots=True)
class CompareLine:
    """A line of the comparison; `id` is the slot's key with the ids of its statements.

    first, second: the statement in each frame; None if there is none.
    """

    id: tuple[str, int, int]
    slot: str
    where: str
    first: StatementRow | None
    second: StatementRow | None


class CompareView(QWidget):
    """A choice of the other frame, and a table of both.

    `chosen_changed(line or None)` is emitted as the selection changes.
    """

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: FrameRow | None = None
        self._now = FrameworkNow()
        self._other_id: int | None = None
        self._confirmed: frozenset[tuple[int, int]] = frozenset()
        self.picker = TitlePicker(say("Framework to compare with"))
        self.table = QuietTable(_columns(), say("Comparison of two frameworks"), header=True)
        self.table.setMinimumHeight(1)
        self.table.set_words_when_empty(
            say(
                "There is no other framework yet: copy the slots for a group, and let it fill them."
            )
        )
        row = QHBoxLayout()
        row.addWidget(label(say("Compared with"), "soft"))
        row.addWidget(self.picker)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.picker.picked.connect(self._on_picked)
        self.table.current_changed.connect(lambda _row: self.chosen_changed.emit(self.chosen()))

    def show_now(self, now: FrameworkNow, frame: FrameRow) -> None:
        """Show a frame beside the other one that was chosen, else the next one there is."""
        self._now, self._frame = now, frame
        others = [one for one in now.frames if one.id != frame.id]
        other = self.other()
        titles = [(one.id, one.title) for one in others]
        self.picker.show_titles(titles, other.id if other else None)
        self.picker.setEnabled(bool(others))
        self.table.set_rows(lines_of(frame, other, self._confirmed) if other else ())
        self.chosen_changed.emit(self.chosen())

    def other(self) -> FrameRow | None:
        """Return the frame that is compared, or None."""
        frame_id = self._frame.id if self._frame else None
        others = [one for one in self._now.frames if one.id != frame_id]
        chosen = (one for one in others if one.id == self._other_id)
        return next(chosen, others[0] if others else None)

    def chosen(self) -> CompareLine | None:
        """Return the selected line, or None."""
        row = self.table.current_row()
        return row if isinstance(row, CompareLine) else None

    def confirm(self, line: CompareLine) -> None:
        """Count two statements that are alike as the same; once more takes that back."""
        if line.first is None or line.second is None or self._frame is None:
            return
        self._confirmed ^= {(line.first.id, line.second.id)}
        self.show_now(self._now, self._frame)
        self.table.select(lambda row: row.id == line.id)

    def _on_picked(self, frame_id: int) -> None:
        self._other_id = frame_id
        if self._frame is not None:
            self.show_now(self._now, self._frame)


def lines_of(
    first: FrameRow, second: FrameRow, confirmed: frozenset[tuple[int, int]] = frozenset()
) -> tuple[CompareLine, ...]:
    """Return the lines of the comparison of two frames, slot by slot."""
    return tuple(line for slot in compared(first, second, confirmed) for line in _slot_lines(slot))


def _slot_lines(slot: SlotComparison) -> tuple[CompareLine, ...]:
    lines = (
        *(_pair(slot, BOTH, pair) for pair in slot.both),
        *(_pair(slot, ALIKE, pair) for pair in slot.alike),
        *(_line(slot, HERE, one, None) for one in slot.only_first),
        *(_line(slot, THERE, None, one) for one in slot.only_second),
    )
    return lines or (_line(slot, BLANK, None, None),)


def _pair(slot: SlotComparison, kind: str, pair: Alike) -> CompareLine:
    return _line(slot, kind, pair.first, pair.second)


def _line(
    slot: SlotComparison, kind: str, first: StatementRow | None, second: StatementRow | None
) -> CompareLine:
    id_ = (slot.key, first.id if first else 0, second.id if second else 0)
    return CompareLine(id_, slot.name, kind, first, second)


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Slot"), lambda row: row.slot, width=200, weight="strong"),
        Column(say("Where"), kind_words, tone=lambda row: _TONES[row.where], width=120),
        Column(say("Statement"), _words, least=260, stays=True),
    )


def kind_words(line: CompareLine) -> str:
    """Return in a word or two where a statement is."""
    return {
        BOTH: say("in both"),
        ALIKE: say("alike?"),
        HERE: say("only here"),
        THERE: say("only there"),
        BLANK: say("blank"),
    }[line.where]


def _words(line: CompareLine) -> str:
    first, second = (one.text if one else "" for one in (line.first, line.second))
    return first if first == second else joined((first, second), "{first} ↔ {then}")
