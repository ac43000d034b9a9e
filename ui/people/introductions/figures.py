"""The table of figures of the network, on arrival and now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from resources.words import say
from ui.widgets import label
from upstream_workshop.people.introductions.network import Figures


class FiguresTable(QWidget):
    """A line for each figure; a screen reader reads “ties: 40 on arrival, 78 now”."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        for column, words in enumerate((say("arrival"), say("now")), start=1):
            self._grid.addWidget(label(words, "small"), 0, column, Qt.AlignmentFlag.AlignRight)

    def show_figures(self, before: Figures, after: Figures) -> None:
        """Show the figures on arrival and now."""
        for number, (name, was, now) in enumerate(self.lines(before, after)):
            cells = self._row(number)
            for cell, words in zip(cells, (name, was, now), strict=True):
                cell.setText(words)
            cells[2].setAccessibleName(
                say("{name}: {was} on arrival, {now} now", name=name, was=was, now=now)
            )

    def lines(self, before: Figures, after: Figures) -> list[tuple[str, str, str]]:
        """Return a name, the value before and the value after for each figure."""
        both = (before, after)
        rows = (
            (say("Ties"), [f"{one.ties}" for one in both]),
            (say("of all possible"), [f"{one.density:.0%}" for one in both]),
            (say("Across organisations"), [f"{one.across}" for one in both]),
            (say("Said by both"), [f"{one.mutual}" for one in both]),
            (say("Without a tie"), [f"{len(one.isolates)}" for one in both]),
            (say("Groups with no tie between them"), [f"{one.parts}" for one in both]),
            (say("People who alone link two groups"), [f"{len(one.bridging)}" for one in both]),
        )
        return [(name, was, now) for name, (was, now) in rows]

    def _row(self, number: int) -> tuple[QLabel, QLabel, QLabel]:
        while len(self._cells) <= number:
            made = (label("", "small", wrap=True), label("", "small"), label("", "strong"))
            for column, cell in enumerate(made):
                self._grid.addWidget(cell, len(self._cells) + 1, column)
                if column:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._cells.append(made)
        return self._cells[number]
