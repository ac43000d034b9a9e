"""The sheet beside the network, with its figures and the proposed meetings."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.people.introductions.figures import FiguresTable
from ui.people.proposal_list import ProposalList
from ui.widgets import Sheet, hairline, label, scrolled


class NetworkSide(Sheet):
    """A sheet of figures and proposals, both filled by the view that owns them."""

    def __init__(
        self, figures: FiguresTable, meetings: ProposalList, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(figures)
        column.addWidget(hairline())
        column.addWidget(label(say("Introduce these two"), "section", wrap=True))
        keys = say("Enter: they should meet  ·  Delete: not these")
        column.addWidget(label(keys, "small", wrap=True))
        column.addWidget(meetings, 1)
        meetings.setMinimumHeight(theme.px(200))
        self.body.addWidget(scrolled(inner))
        self.setAccessibleName(say("Figures of the network, and who should meet"))
