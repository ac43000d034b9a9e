"""Painting of a frame on a sheet and on the room screen, the same except for the colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui.kit import theme
from upstream_workshop.framework.frame_drawing import Arrow, FrameDrawing, Line, Panel, Part, Stroke

_ROOM: Final[Mapping[str, str]] = {
    "paper": "room",
    "ink": "room_ink",
    "soft": "room_soft",
    "track": "room_soft",
    "river": "room_bar",
    "river_line": "room_bar",
    "river_text": "room_bar",
    "plum_line": "room_plum",
    "plum_text": "room_plum",
    "leaf_line": "room_leaf",
    "leaf_text": "room_leaf",
    "sun_line": "room_first",
    "sun_text": "room_first",
    "plain_line": "room_soft",
    "plain_text": "room_ink",
}


def measure(words: str, size: float, strong: bool) -> float:
    """Return the width of a text in the font it is painted in, for the geometry."""
    return QFontMetricsF(_font(size, strong)).horizontalAdvance(words)


def paint_frame(painter: QPainter, drawing: FrameDrawing, in_room: bool = False) -> None:
    """Paint a drawing of a frame at its own size, from its upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in drawing.parts:
        _paint(painter, part, in_room)


@dataclass(frozen=True, slots=True)
class FramePicture:
    """Paints a frame on the room screen; equal to another that would paint the same."""

    drawing: FrameDrawing

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a box, as large as it fits."""
        scale = min(
            room.width() / self.drawing.width, room.height() / max(1.0, self.drawing.height)
        )
        painter.save()
        painter.translate(
            room.x() + (room.width() - self.drawing.width * scale) / 2,
            room.y() + (room.height() - self.drawing.height * scale) / 2,
        )
        painter.scale(scale, scale)
        paint_frame(painter, self.drawing, in_room=True)
        painter.restore()


def _paint(painter: QPainter, part: Part, in_room: bool) -> None:
    match part:
        case Panel(rect, ground, edge, radius, line):
            pen = QPen(_colour(edge, in_room), line) if edge else QPen(Qt.PenStyle.NoPen)
            painter.setPen(pen)
            painter.setBrush(_colour(ground, in_room))
            painter.drawRoundedRect(QRectF(rect.x, rect.y, rect.width, rect.height), radius, radius)
        case Line(x, y, words, size, role, strong):
            painter.setFont(_font(size, strong))
            painter.setPen(_colour(role, in_room))
            painter.drawText(QPointF(x, y), words)
        case Stroke(points, role, line):
            start, bend, other, end = (QPointF(*point) for point in points)
            path = QPainterPath(start)
            path.cubicTo(bend, other, end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_colour(role, in_room), line))
            painter.drawPath(path)
        case Arrow(corners, role):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour(role, in_room))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def _colour(role: str, in_room: bool) -> QColor:
    if not in_room:
        return theme.colour(role)
    return theme.colour("room_track" if role.endswith("_tint") else _ROOM[role])


def _font(size: float, strong: bool) -> QFont:
    font = theme.font("body", "strong" if strong else "")
    font.setPixelSize(round(size))
    return font
