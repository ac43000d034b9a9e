"""A bar chart of results; winners differ by a word for screen readers as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets.labels import unmarked

_FEW = 8  # up to so many bars are spaced generously
_AIRY, _CLOSE = 32, 24  # px at 100 %
_NUMBER, _GAP = 22, 9


@dataclass(frozen=True, slots=True)
class ResultBar:
    """The result of one option.

    number: its number on the slip.
    value: its result, in words.
    share: its length relative to the longest bar, 0 to 1.
    won: whether it won.
    """

    number: int
    wording: str
    value: str
    share: float
    won: bool


class BarRow(QWidget):
    """One bar with its text.

    bar: what it shows.
    height: its height, in px.
    words: the width of the text before the bar, in px, if there is room.

    The accessible name contains all of it.
    """

    def __init__(
        self, bar: ResultBar, height: int, words: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        self._height = height
        self._words = words
        won = say("won") if bar.won else say("did not win")
        self.setAccessibleName(f"{bar.number}  {bar.wording}: {bar.value}, {won}")
        self.setToolTip(unmarked(bar.wording))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the given height and a default width."""
        return QSize(theme.px(420), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number, the text, the bar and the result."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        value = theme.px(136)
        words = min(float(self._words), max(box.width() - value, 0) * 0.7)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("body", "strong" if self._bar.won else ""))
        number = theme.px(_NUMBER)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, number, box.height()), right, str(self._bar.number))
        gap = theme.px(_GAP)
        room = QRectF(number + gap, 0, words - number - 2 * gap, box.height())
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
    """Bars of the options, in the order given; many bars are spaced more closely than a few."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def show_bars(self, bars: Sequence[ResultBar]) -> None:
        """Show these bars."""
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        height = theme.px(_AIRY if len(bars) <= _FEW else _CLOSE)
        metrics = QFontMetrics(theme.font("body", "strong"))
        longest = max((metrics.horizontalAdvance(bar.wording) for bar in bars), default=0)
        for bar in bars:
            words = longest + theme.px(_NUMBER + 2 * _GAP) + 2
            self._column.addWidget(BarRow(bar, height, words))
