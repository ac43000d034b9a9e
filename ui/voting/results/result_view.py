"""The result of a ballot as bars, with the voters left out.

Before it is closed, only the options.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from resources.words import say
from ui.voting.results.bars import BarChart, ResultBar
from ui.voting.results.left_out import Comparison, LeftOutSheet
from ui.voting.wording import scored
from ui.widgets import Sheet, label
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.queries import BallotRow


class ResultView(QScrollArea):
    """The result in an area that scrolls if there is too little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = BarChart()
        self.left_out = LeftOutSheet()
        self._hidden = label("", "soft", wrap=True)
        self._options = label("", wrap=True)
        bars = Sheet()
        bars.setAccessibleName(say("Result"))
        bars.body.addWidget(self._hidden)
        bars.body.addWidget(self._options)
        bars.body.addWidget(self.chart)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(bars)
        column.addWidget(self.left_out)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_result(self, ballot: BallotRow, compared: Comparison | None) -> None:
        """Show the result, or the options and when the result will be shown."""
        self.chart.setVisible(compared is not None)
        self.left_out.setVisible(compared is not None)
        for before in (self._hidden, self._options):
            before.setVisible(compared is None)
        self._hidden.setText(self._when(ballot))
        self._options.setText("\n".join(f"{row.number}  {row.wording}" for row in ballot.options))
        if compared is not None:
            self.chart.show_bars(_bars(ballot, compared))
            self.left_out.show_comparison(ballot, compared)

    def _when(self, ballot: BallotRow) -> str:
        if ballot.state == BallotState.DRAFT:
            return say(
                "The slips say this. Print them and hand them out, then open the ballot to key them."
            )
        if ballot.state == BallotState.OPEN:
            return say("Totals stay hidden until the ballot closes.")
        return say("The papers are being counted…")


def _bars(ballot: BallotRow, compared: Comparison) -> tuple[ResultBar, ...]:
    tally = compared.tallies[0]
    most = max((score for _, score in tally.scores), default=0) or 1
    people = dict(tally.supporters)
    return tuple(
        ResultBar(
            number,
            ballot.wording(number),
            scored(ballot, score, people[number]),
            score / most,
            number in tally.winners,
        )
        for number, score in tally.scores
    )
