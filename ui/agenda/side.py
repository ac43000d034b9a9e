"""Beside the agenda: the block under way with its ways back, or while the plan is edited its sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.agenda.late.repair_list import WaysBack
from ui.agenda.now_sheet import NowSheet
from ui.agenda.plan.plan_sheet import PlanSheet
from ui.kit.desk import Desk


class Side(QScrollArea):
    """As wide as it is given, scrolling when words are large."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now, self.ways, self.plan = NowSheet(), WaysBack(), PlanSheet(desk)
        inner = QWidget()
        inner.setMinimumWidth(1)  # as wide as the area, never wider
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for sheet in (self.plan, self.now, self.ways):
            column.addWidget(sheet)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_editing(False)

    def set_editing(self, editing: bool) -> None:
        """The plan's sheet instead of the clock's."""
        self.plan.setVisible(editing)
        self.now.setVisible(not editing)
