"""The view of one ballot: slips and result, side by side or in turn if there is little room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.kit import theme
from ui.voting.entering.keying import Keying
from ui.voting.entering.voters import Voters
from ui.voting.results.left_out import Comparison
from ui.voting.results.result_view import ResultView
from ui.widgets.scrolled import scrolled_whole
from upstream_workshop.voting.papers.queries import PaperRow, Reconciliation
from upstream_workshop.voting.queries import BallotRow

_NARROW = 860  # px at 100 %


class BallotView(QWidget):
    """The entry of slips at the left and, when they are counted, the result at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keying = Keying()
        self.result = ResultView()
        self._counted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._slips = scrolled_whole(self.keying)
        row.addWidget(self._slips, 4)
        row.addWidget(self.result, 5)

    def show_ballot(
        self,
        ballot: BallotRow,
        papers: tuple[PaperRow, ...],
        counts: Reconciliation,
        compared: Comparison | None,
        voters: Voters,
    ) -> None:
        """Show everything about a ballot that may be seen now.

        papers: the papers entered.
        counts: the numbers of slips.
        compared: the results; None until the ballot is closed.
        voters: the people of a named ballot.
        """
        self.keying.show_papers(ballot, papers, counts, voters)
        self.result.show_result(ballot, compared)
        self._counted = compared is not None
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both parts or one, depending on the width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """If there is no room for both, show the slips until the ballot closes, then the result."""
        narrow = self.width() < theme.px(_NARROW)
        keys = self.isAncestorOf(QApplication.focusWidget() or self)
        self._slips.setVisible(not narrow or not self._counted)
        self.result.setVisible(not narrow or self._counted)
        self._lead_keys(narrow and self._counted)
        if keys and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()  # the widget that had the focus was hidden

    def _lead_keys(self, result_alone: bool) -> None:
        """Give the focus of this view to the entry line, else to the slips or the result."""
        line, slips = self.keying.entry, self.keying.table
        keying = line if line.isVisibleTo(self.keying) else slips
        self.setFocusProxy(self.result if result_alone else keying)
