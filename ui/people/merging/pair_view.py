"""The pairs found among records of one kind, a choice of any two records, and their comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.people.merging.comparison import Comparison
from ui.people.merging.look_alike_subjects import Subject
from ui.widgets import Column, QuietTable, label, scrolled
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.people.duplicates.look_alikes import Pair


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with the names of its records."""

    id: int
    pair: Pair
    first: str
    second: str


class PairView(QWidget):
    """A list of pairs, and two choice boxes that follow it and can also be set by hand.

    subject: the kind of record.

    `chosen(kept id, other id)` is emitted as the choice changes; 0 where no record is chosen.
    """

    chosen = Signal(int, int)

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = subject
        self.table = QuietTable(_columns(), say("Pairs that may be one"))
        self.table.set_words_when_empty(say("No two look alike. Any two can be chosen below."))
        self.table.setFixedHeight(min(theme.px(150), self.screen().availableSize().height() // 5))
        self.kept, self.other = (
            _box(say("The one that stays")),
            _box(say("The one that goes into it")),
        )
        self.comparison = Comparison(subject)
        boxes = QHBoxLayout()
        boxes.addWidget(self.kept, 1)
        boxes.addWidget(label(say("and"), "small"))
        boxes.addWidget(self.other, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table)
        column.addLayout(boxes)
        area = scrolled(self.comparison)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrow keys can scroll it
        area.setAccessibleName(say("The two side by side"))
        column.addWidget(area, 1)
        self.table.current_changed.connect(self._on_pair)
        for box in (self.kept, self.other):
            box.currentIndexChanged.connect(lambda _: self._emit_chosen())

    def set_found(self, rows: Sequence[Any], pairs: Sequence[Pair], start: int) -> None:
        """Show the records and pairs found.

        start: the id of a record whose pairs come first; if it has none, it alone is chosen.
        """
        names = {row.id: row.name for row in rows}
        for box in (self.kept, self.other):
            with QSignalBlocker(box):
                box.clear()
                box.addItem(say("choose …"), 0)
                for id_, name in names.items():
                    box.addItem(name, id_)
        first = [one for one in pairs if start in (one.first, one.second)]
        ordered = [*first, *(one for one in pairs if one not in first)]
        self.table.set_rows(
            [PairRow(n, one, names[one.first], names[one.second]) for n, one in enumerate(ordered)]
        )
        self.table.select(lambda row: row.id == 0)
        if start and not first:
            self.choose(start, 0)
        elif not ordered:
            self.choose(0, 0)
        else:
            self._on_pair()

    def choose(self, kept: int, other: int) -> None:
        """Choose the record that is kept and the other one."""
        for box, id_ in ((self.kept, kept), (self.other, other)):
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(id_), 0))
        self._emit_chosen()

    def both(self) -> tuple[int, int]:
        """Return the ids of the record that is kept and of the other one.

        0 where none is chosen.
        """
        return self.kept.currentData() or 0, self.other.currentData() or 0

    def _on_pair(self, _row: object = None) -> None:
        row = self.table.current_row()
        if isinstance(row, PairRow):
            self.choose(row.pair.first, row.pair.second)

    def _emit_chosen(self) -> None:
        self.chosen.emit(*self.both())


def _box(name: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setMaxVisibleItems(14)
    box.setMinimumContentsLength(16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _columns() -> tuple[Column, ...]:
    why = {"name": say("names alike"), "e-mail": say("same mailbox")}
    return (
        Column(say("One"), lambda row: str(row.first), weight="strong", stays=True),
        Column(say("May be"), lambda row: str(row.second), stays=True),
        Column(say("Because"), lambda row: why[row.pair.why], tone=lambda _: "sun", width=140),
    )
