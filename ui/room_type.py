"""Words for the room: as large as fit, never under the least size, cut with … when even that is too big."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui import theme

LEAST = 38  # px at 1920: no word in the room is smaller
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WRAP = Qt.TextFlag.TextWordWrap


def room_font(size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Source Sans for the room, never under the least size."""
    chosen = theme.font("body")
    chosen.setPixelSize(max(LEAST, round(size)))
    chosen.setWeight(weight)
    return chosen


def fitting(words: str, box: QRectF, size: float, weight: QFont.Weight) -> QFont:
    """The largest font, from `size` down to the least, in which the words fit the box."""
    while size > LEAST:
        font = room_font(size, weight)
        room = QFontMetricsF(font).boundingRect(box, int(LEFT | WRAP), words)
        if room.height() <= box.height() and room.width() <= box.width() + 1:
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
    """Words wrapped into a box, smaller if they must be, cut with … if even the least is too big."""
    font = fitting(words, box, size, weight)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    metrics = QFontMetricsF(font)
    lines = max(1, int(box.height() / metrics.height()))
    needed = metrics.boundingRect(box, int(LEFT | WRAP), words).height()
    if needed > box.height() + 1:
        room = box.width() * lines * 0.92
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, int(align | WRAP), words)
