"""Text in at most two lines; what does not fit is cut, and is whole in the tooltip."""

from __future__ import annotations

import functools

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import theme
from ui.widgets.labels import unmarked

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def in_lines(words: str, font: QFont, width: float, most: int = 2) -> list[str]:
    """Break a text into at most `most` lines; the last is shortened if necessary."""
    return list(_in_lines(words, font, width, most))


@functools.lru_cache(maxsize=4096)  # a list measures all rows again when one has changed
def _in_lines(words: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    if most == 1:
        return (QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(width)),)
    layout = QTextLayout(words, font)
    layout.setTextOption(QTextOption(_LEFT))
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    rest = words[first.textLength() :].strip()
    if not rest:
        return (words,)
    return (words[: first.textLength()].rstrip(), *_in_lines(rest, font, width, most - 1))


def paint_lines(painter: QPainter, left: float, top: float, lines: list[str]) -> None:
    """Paint lines below each other in the painter's font, from their upper left corner."""
    metrics = painter.fontMetrics()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(left, top + number * metrics.height() + metrics.ascent()), line)


class TwoLineLabel(QWidget):
    """A text that may need two lines, as high as it needs or as a fixed height says.

    size, weight: of the type, as for `theme.font`.
    """

    def __init__(self, size: str = "body", weight: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._weight = size, weight
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, words: str) -> None:
        """Show a text, which is also the accessible name."""
        self._words = words
        self.setAccessibleName(words)
        self._set_tooltip()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._words

    def lines(self, width: int) -> list[str]:
        """Return the lines shown at a width."""
        return in_lines(self._words, theme.font(self._size, self._weight), width)

    def heightForWidth(self, width: int) -> int:
        """Return the height of one or two lines."""
        metrics = QFontMetrics(theme.font(self._size, self._weight))
        return len(self.lines(width)) * metrics.height()

    def sizeHint(self) -> QSize:
        """Return the height that the text needs at the present width."""
        return QSize(theme.px(60), self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: object) -> None:
        """Break the text again."""
        self._set_tooltip()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text at the lower edge."""
        lines = self.lines(self.width())
        painter = QPainter(self)
        painter.setFont(theme.font(self._size, self._weight))
        painter.setPen(theme.colour("ink"))
        top = self.height() - len(lines) * painter.fontMetrics().height()
        paint_lines(painter, 0, top, lines)
        painter.end()

    def _set_tooltip(self) -> None:
        whole = " ".join(self.lines(max(self.width(), 1))) == self._words
        self.setToolTip("" if whole else unmarked(self._words))
