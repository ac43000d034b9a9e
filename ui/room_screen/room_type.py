"""Words for the room: as large as fit, never under the least size; then narrower, at last cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui.kit import theme

LEAST = 40  # px at 1920, which are 30 pt: no word in the room is smaller
BIG = 52
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
WRAP = Qt.TextFlag.TextWordWrap
_NARROWER = (92, 84, 78)  # per cent of the usual width, so that a long name stays whole
LINE = 52.0  # px from one line of words to the next, at the least


def room_font(size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Source Sans for the room, never under the least size."""
    chosen = theme.font("body")
    chosen.setPixelSize(max(LEAST, round(size)))
    chosen.setWeight(weight)
    return chosen


def fitting(words: str, box: QRectF, size: float, weight: QFont.Weight) -> QFont:
    """The largest font, from `size` down to the least, in which the words fit the box."""
    return QFont(_fitting(words, box.width(), box.height(), size, weight))


@lru_cache(maxsize=256)  # a slide with a clock is painted every second, twice
def _fitting(words: str, width: float, height: float, size: float, weight: QFont.Weight) -> QFont:
    box = QRectF(0, 0, width, height)
    while size > LEAST:
        font = room_font(size, weight)
        if _fits(words, box, font):
            return font
        size -= 2
    return room_font(LEAST, weight)


def write(
    painter: QPainter,
    box: QRectF,
    words: str,
    size: float,
    role: str = "room_ink",
    weight: QFont.Weight = QFont.Weight.Normal,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Words wrapped into a box: smaller if they must be, then narrower, at last cut with …."""
    font = fitting(words, box, size, weight)
    for narrower in _NARROWER:
        if _fits(words, box, font):
            break
        font.setStretch(narrower)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    if not _fits(words, box, font):
        metrics = QFontMetricsF(font)
        lines = max(1, int(box.height() / metrics.height()))
        room = box.width() * lines * 0.92
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, int(align | WRAP), words)


def _fits(words: str, box: QRectF, font: QFont) -> bool:
    room = QFontMetricsF(font).boundingRect(box, int(LEFT | WRAP), words)
    return room.height() <= box.height() + 1 and room.width() <= box.width() + 1


def paint_lines(
    painter: QPainter,
    box: QRectF,
    lines: Sequence[str],
    columns: int = 0,
    most: float = BIG,
) -> None:
    """Lines of one size in as many columns as they need; a last … when even those are too few."""
    columns = columns or (1 if len(lines) <= 7 else (2 if len(lines) <= 18 else 3))
    rows = -(-len(lines) // columns)
    rows = min(rows, max(1, int(box.height() // LINE)))
    step = min(104.0, most * 2, box.height() / rows)
    apart = box.width() / columns
    wide = apart - (40 if columns > 1 else 0)
    shown = list(lines[: rows * columns])
    if len(lines) > len(shown):
        shown[-1] = "…"
    size, usual = min(most, step * 0.6), QFont.Weight.Normal
    room = QRectF(0, 0, wide, step)
    size = min((fitting(line, room, size, usual).pixelSize() for line in shown), default=size)
    for number, line in enumerate(shown):
        column, row = divmod(number, rows)
        write(
            painter,
            room.translated(box.left() + column * apart, box.top() + row * step),
            line,
            size,
        )


def rounded(painter: QPainter, box: QRectF, role: str) -> None:
    """A bar or a card: a box with round corners, filled."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    radius = min(16.0, box.height() / 2, box.width() / 2)
    painter.drawRoundedRect(box, radius, radius)
