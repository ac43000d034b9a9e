"""The sheet on which factors are most central, and by what boxes are sized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import Column, QuietTable, Segments, Sheet, label
from upstream_workshop.maps.analysis.standings import Standing, size_words
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.maps.map_rows import MapRow

BY: Final = (SizeBy.EQUAL, SizeBy.LINKS, SizeBy.BETWEEN)


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    label: str
    standing: Standing


class SizesSheet(Sheet):
    """A choice of sizes, and the factors sorted by it.

    `changed()` is emitted when another size is chosen; `opened(factor id)` on Enter in the list.
    """

    changed = Signal()
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lines: list[_Line] = []
        self.choice = Segments((say("Equal"), say("By links"), say("By betweenness")))
        self._words = label("", "soft", wrap=True)
        self.table = QuietTable(
            (
                Column(say("Factor"), _label, weight="strong"),
                Column(say("Links"), _links, width=64, right=True),
                Column(say("Between"), _between, width=84, right=True, stays=True),
            ),
            say("Factors, the most central first"),
            header=True,
        )
        self.table.set_words_when_empty(say("Factors show here as soon as there are any."))
        self.body.addWidget(self.choice)
        self.body.addWidget(self._words)
        self.body.addWidget(self.table, 1)
        self.choice.changed.connect(lambda _: self._on_changed())
        self.table.activated_row.connect(lambda line: self.opened.emit(line.id))

    def by(self) -> SizeBy:
        """Return by what boxes are sized."""
        return BY[self.choice.current()]

    def show_standings(self, row: MapRow, found: Mapping[int, Standing]) -> None:
        """List the factors of a map."""
        named = {factor.id: factor.label for factor in row.factors}
        self._lines = [_Line(id_, named[id_], each) for id_, each in found.items() if id_ in named]
        self._show()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        by = self.by()
        self._words.setText(size_words(by) or say("All boxes have the same size."))

        def rank(line: _Line) -> tuple[float, float, str]:
            numbers = (line.standing.links, line.standing.between)
            first, second = reversed(numbers) if by is SizeBy.BETWEEN else numbers
            return -first, -second, line.label.casefold()

        self.table.set_rows(sorted(self._lines, key=rank))


def _label(line: _Line) -> str:
    return line.label


def _links(line: _Line) -> str:
    return str(line.standing.links)


def _between(line: _Line) -> str:
    return say("{n} %", n=round(100 * line.standing.between))
