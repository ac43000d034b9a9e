"""What lies around the blocks of lanes: the names of the tracks above them, the hours behind them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.agenda.plan.lanes.lane_block import MINUTE
from ui.kit import theme
from upstream_workshop.agenda import rules

GUTTER: Final = 58  # px at 100 %, for the hours
_HOUR: Final = 60


class LaneNames(QWidget):
    """The names of the lanes, above them while they scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._gutter = 0
        self._lane = 0
        self._left = 0

    def show_names(self, names: list[str], gutter: int, lane: int) -> None:
        """Show a name above each lane, which is so many px wide."""
        self._names, self._gutter, self._lane = names, gutter, lane
        self.update()

    def scroll_to(self, left: int) -> None:
        """Follow the lanes to the left or right, in px."""
        self._left = left
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, those too long for their lane shortened."""
        painter = QPainter(self)
        painter.setFont(theme.font("small", "strong"))
        painter.setPen(theme.colour("ink"))
        for number, track in enumerate(self._names):
            left = self._gutter + number * self._lane + 6 - self._left
            box = QRect(left, 0, self._lane - 12, self.height())
            name = painter.fontMetrics().elidedText(
                track or say("Main room"), Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.end()


class LaneHours(QWidget):
    """What lies behind the blocks: the hours."""

    def __init__(self) -> None:
        super().__init__()
        self.tracks: list[str] = [""]
        self.opens = 9 * _HOUR
        self.closes = 17 * _HOUR

    def down(self, minute: int) -> int:
        """Return how far down a minute of the day is, in px."""
        return round((minute - self.opens) * theme.px(MINUTE * 100) / 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line for each hour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setFont(theme.font("small"))
        gutter, metrics = theme.px(GUTTER), painter.fontMetrics()
        for minute in range(self.opens, self.closes, _HOUR):
            y = self.down(minute)
            painter.setPen(theme.colour("line"))
            painter.drawLine(gutter, y, self.width(), y)
            painter.setPen(theme.colour("soft"))
            painter.drawText(theme.px(8), y + metrics.ascent(), rules.clock_time(minute))
        painter.end()
