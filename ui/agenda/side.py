"""Beside the agenda: the block under way, and the ways to catch up when it is late."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.agenda.late.catch_up_list import CatchUpList
from ui.agenda.now_sheet import NowSheet
from ui.agenda.steps.step_sheet import StepSheet


class Side(QScrollArea):
    """As wide as it is given, scrolling when words are large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now, self.steps, self.ways = NowSheet(), StepSheet(), CatchUpList()
        inner = QWidget()
        inner.setMinimumWidth(1)  # as wide as the area, never wider
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for sheet in (self.now, self.steps, self.ways):
            column.addWidget(sheet)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
