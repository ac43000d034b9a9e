"""Links as thin lines and factors as plain boxes, painted in few strokes however many they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.kit import theme


def paint_rough(
    painter: QPainter,
    lines: QPainterPath,
    boxes: Sequence[QRectF],
    line: str,
    box: str,
    width: int = 1,
) -> None:
    """Paint lines of a few pixels' width and boxes in front of them, in the colours of two roles."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(theme.colour(line), width)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(lines)
    painter.setBrush(theme.colour(box))
    painter.drawRects(boxes)
    painter.restore()
