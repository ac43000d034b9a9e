"""A part of a map on the room screen, large enough to be read from the back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.kit import theme
from ui.maps.canvas.emphasis.emphasis import PLAIN, Emphasis
from ui.maps.canvas.emphasis.map_painting import paint_parts, showing
from ui.maps.canvas.painting import IN_ROOM, rect_of
from upstream_workshop.maps.drawing.close_ups import close_ups
from upstream_workshop.maps.geometry import MapDrawing, Rect

READ: Final = 40.0  # px at 1920, the least size of words in the room
ROOM: Final = (1790.0, 780.0)  # px at 1920 in which a map is shown, under its title
_INSET: Final = QSizeF(230.0, 150.0)  # px of the small map that says which part it is


@dataclass(frozen=True, slots=True)
class CloseUp:
    """Paints a part of a map; equal to another that would paint the same."""

    drawing: MapDrawing
    area: Rect
    emphasis: Emphasis = PLAIN

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a box, with the whole map small in the corner where it covers least."""
        painter.save()
        painter.setClipRect(room)
        before = painter.transform()
        with showing(painter, room, self.area):
            paint_parts(painter, self.drawing, IN_ROOM, self.emphasis)
            into_room = painter.transform() * before.inverted()[0]
        boxes = [into_room.mapRect(rect_of(box.rect)) for box in self.drawing.boxes]
        self._paint_inset(painter, _free_corner(room, boxes))
        painter.restore()

    def _paint_inset(self, painter: QPainter, inset: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("room_track"))
        painter.drawRoundedRect(inset, 8, 8)
        with showing(painter, inset.adjusted(8, 8, -8, -8), self.drawing.bounds):
            painter.setBrush(theme.colour("room_soft"))
            painter.drawRects([rect_of(box.rect) for box in self.drawing.boxes])
            pen = QPen(theme.colour("room_first"), 3)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect_of(self.area).intersected(rect_of(self.drawing.bounds)))


def room_close_ups(drawing: MapDrawing, emphasis: Emphasis = PLAIN) -> tuple[CloseUp, ...]:
    """Return the parts in which a map is read in the room; none if it can be read as a whole."""
    return tuple(CloseUp(drawing, area, emphasis) for area in close_ups(drawing, ROOM, READ))


def _free_corner(room: QRectF, boxes: Sequence[QRectF]) -> QRectF:
    """Return the corner of a room in which an inset covers the least of boxes."""
    right, low = room.right() - _INSET.width(), room.bottom() - _INSET.height()
    corners = [(right, low), (room.left(), low), (right, room.top()), (room.left(), room.top())]
    rects = [QRectF(QPointF(*corner), _INSET) for corner in corners]
    return min(rects, key=lambda rect: sum(_area(rect.intersected(box)) for box in boxes))


def _area(rect: QRectF) -> float:
    return rect.width() * rect.height() if rect.isValid() else 0.0
