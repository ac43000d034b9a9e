"""Where groups of voters differ about each theme, in lines that are never cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.voting.results.label_grids import clear
from ui.widgets import label
from ui.widgets.inputs.boxes import ChoiceBox
from ui.widgets.scrolled import scrolled
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.result_queries import Grouping
from upstream_workshop.voting.results import Division, share_words


class DivisionsView(QWidget):
    """The choice of a grouping and, for each theme, the groups that support it most and least.

    divisions: those of each grouping that can be told; at least one.
    """

    def __init__(self, ballot: BallotRow, divisions: Mapping[Grouping, Sequence[Division]]) -> None:
        super().__init__()
        self._ballot, self._divisions = ballot, divisions
        names = {
            Grouping.ORGANISATION: say("By organisation"),
            Grouping.REGION: say("By region"),
            Grouping.ROLE: say("By role"),
        }
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(say("Groups of voters"))
        for by in divisions:
            self.choice.addItem(names[by], by)
        lines = QWidget()
        self._grid = QGridLayout(lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.choice)
        column.addWidget(scrolled(lines), 1)
        self.choice.currentIndexChanged.connect(self._show)
        self._show(0)

    def _show(self, at: int) -> None:
        clear(self._grid)
        for row, division in enumerate(self._divisions[self.choice.itemData(at)]):
            theme = self._ballot.wording(division.option)
            most = say("most: {s}", s=share_words(division.shares[0]))
            least = say("least: {s}", s=share_words(division.shares[-1]))
            shares = label(f"{most}\n{least}", wrap=True)
            shares.setAccessibleName(f"{theme}: {most}, {least}")
            self._grid.addWidget(label(theme, "strong", wrap=True), row, 0)
            self._grid.addWidget(shares, row, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
