"""Results as bars: option, bar, number; who won says a word as well as a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ElidedLabel


@dataclass(frozen=True, slots=True)
class ResultBar:
    """One option's result: share of the longest bar, 0 to 1."""

    wording: str
    value: str
    share: float
    won: bool


class BarRow(QWidget):
    """One bar with its words; read aloud whole."""

    def __init__(self, bar: ResultBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        won = self.tr("won") if bar.won else self.tr("did not win")
        self.setAccessibleName(f"{bar.wording}: {bar.value}, {won}")
        self.setToolTip(bar.wording)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """A comfortable line."""
        return QSize(theme.px(420), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, track, bar, number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        words, value = box.width() * 0.42, theme.px(136)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("body", "strong" if self._bar.won else ""))
        room = QRectF(0, 0, words - 10, box.height())
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self._bar.wording, elide, int(room.width()))
        painter.drawText(room, left, shown)
        track = QRectF(words, 4, max(20.0, box.width() - words - value), box.height() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(track, 6, 6)
        painter.setBrush(theme.colour("river" if self._bar.won else "rest"))
        track.setWidth(max(4.0, track.width() * self._bar.share))
        painter.drawRoundedRect(track, 6, 6)
        painter.setPen(theme.colour("soft"))
        painter.setFont(theme.font("small", "strong" if self._bar.won else ""))
        painter.drawText(
            QRectF(box.width() - value + 12, 0, value - 12, box.height()), left, self._bar.value
        )
        painter.end()


class BarChart(QWidget):
    """The options from most to least."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._note = ElidedLabel("", "small")
        self._column.addWidget(self._note)

    def show_bars(self, bars: Sequence[ResultBar], note: str) -> None:
        """Show these bars, and one line below them."""
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for at, bar in enumerate(bars):
            self._column.insertWidget(at, BarRow(bar))
        self._note.set_text(note)
