"""The table beside the clock or, where words are large for the window, below it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.agenda.side import Side
from ui.kit import theme

_NARROW = 860  # px at 100 %


class Halves(QWidget):
    """Two thirds and one third of the page."""

    def __init__(self, table: QWidget, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(table)
        self._row.addWidget(side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)
        self._row.setDirection(way.BottomToTop if narrow else way.LeftToRight)
        self._row.setStretch(0, 45 if narrow else 64)
        self._row.setStretch(1, 55 if narrow else 47)
        self._side.now.set_compact(narrow)
        self._side.plan.set_wide(narrow)
