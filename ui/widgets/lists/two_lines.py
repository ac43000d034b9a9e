"""Words in at most two lines: what does not fit the second ends in … and is whole in the tooltip."""

from __future__ import annotations

import functools

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import theme
from ui.widgets.labels import unmarked

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def in_lines(words: str, font: QFont, width: float, most: int = 2) -> list[str]:
    """The words broken into at most so many lines, the last cut short if it must be."""
    return list(_in_lines(words, font, width, most))


@functools.lru_cache(maxsize=4096)  # a list asks of every row again whenever one has changed
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
    """Lines one under the other in the painter's font, from their upper left corner."""
    metrics = painter.fontMetrics()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(left, top + number * metrics.height() + metrics.ascent()), line)


class TwoLineLabel(QWidget):
    """A name that may need two lines; as high as it needs, or as high as it is told."""

    def __init__(self, size: str = "body", weight: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._weight = size, weight
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, words: str) -> None:
        """Show and say these words."""
        self._words = words
        self.setAccessibleName(words)
        self._explain()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The whole words."""
        return self._words

    def lines(self, width: int) -> list[str]:
        """What it shows when it is so wide."""
        return in_lines(self._words, theme.font(self._size, self._weight), width)

    def heightForWidth(self, width: int) -> int:
        """One line or two."""
        metrics = QFontMetrics(theme.font(self._size, self._weight))
        return len(self.lines(width)) * metrics.height()

    def sizeHint(self) -> QSize:
        """As high as its words need at the width it has."""
        return QSize(theme.px(60), self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: object) -> None:
        """Break the words anew."""
        self._explain()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, standing on the lower edge."""
        lines = self.lines(self.width())
        painter = QPainter(self)
        painter.setFont(theme.font(self._size, self._weight))
        painter.setPen(theme.colour("ink"))
        top = self.height() - len(lines) * painter.fontMetrics().height()
        paint_lines(painter, 0, top, lines)
        painter.end()

    def _explain(self) -> None:
        whole = " ".join(self.lines(max(self.width(), 1))) == self._words
        self.setToolTip("" if whole else unmarked(self._words))
