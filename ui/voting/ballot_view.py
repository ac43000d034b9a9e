"""One ballot: its slips and its result beside each other or, where words are large, in turn."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.kit import theme
from ui.voting.keying import Keying
from ui.voting.left_out import Comparison
from ui.voting.result import ResultView
from upstream_workshop.voting.queries import BallotRow, PaperRow, Reconciliation

_NARROW = 860  # px at 100 %


class BallotView(QWidget):
    """The operator grid at the left; at the right the result, once it is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keying = Keying()
        self.result = ResultView()
        self._counted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.keying, 4)
        row.addWidget(self.result, 5)

    def show_ballot(
        self,
        ballot: BallotRow,
        papers: tuple[PaperRow, ...],
        counts: Reconciliation,
        compared: Comparison | None,
    ) -> None:
        """Show everything about a ballot that may be seen now."""
        self.keying.show_papers(ballot, papers, counts)
        self.result.show_result(ballot, compared)
        self._counted = compared is not None
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or in turn."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Where both do not fit: the slips until the ballot closes, then the result."""
        narrow = self.width() < theme.px(_NARROW)
        keys = self.isAncestorOf(QApplication.focusWidget() or self)
        self.keying.setVisible(not narrow or not self._counted)
        self.result.setVisible(not narrow or self._counted)
        self._lead_keys(narrow and self._counted)
        if keys and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()  # what had them went out of view

    def _lead_keys(self, result_alone: bool) -> None:
        """The keys go to the line while slips are keyed, else to the slips where they are in view."""
        line, slips = self.keying.entry, self.keying.table
        keying = line if line.isVisibleTo(self.keying) else slips
        self.setFocusProxy(self.result if result_alone else keying)
