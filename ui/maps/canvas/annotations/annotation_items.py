"""The items of zones and notes, which paint frozen shapes behind links and factors."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.kit import theme
from ui.maps.canvas.painting import ON_SHEET, paint_note, paint_zone_frame, rect_of
from ui.widgets.canvas.far_layer import READABLE
from upstream_workshop.maps.drawing.annotation_boxes import NoteBox, ZoneBox
from upstream_workshop.maps.drawing.rectangles import Rect

_GRIP: Final = 5.0  # half the side of a grip, in points


class _AnnotationItem(QGraphicsItem):
    """The common base of zones and notes, which can be selected."""

    def __init__(self, depth: float) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(depth)


class ZoneItem(_AnnotationItem):
    """The frame and title of a zone; the scene paints its ground, below all items."""

    def __init__(self, box: ZoneBox) -> None:
        super().__init__(-2)
        self.box = box

    def show_box(self, box: ZoneBox) -> None:
        """Show another state of the zone."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box

    def boundingRect(self) -> QRectF:
        """Return the zone with its border and grips."""
        return rect_of(self.box.rect.grown(_GRIP + 2))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the frame, the title if it is large enough to read, and grips if it is selected."""
        near = option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE
        paint_zone_frame(painter, self.box, ON_SHEET, self.isSelected(), near)
        if self.isSelected():
            painter.setPen(QPen(theme.colour(ON_SHEET.strong), 1.4))
            painter.setBrush(theme.colour(ON_SHEET.ground))
            for corner in corners(self.box.rect):
                reach = QPointF(_GRIP, _GRIP)
                painter.drawRect(QRectF(corner - reach, corner + reach))


class NoteItem(_AnnotationItem):
    """A note."""

    def __init__(self, box: NoteBox) -> None:
        super().__init__(-1)
        self.box = box

    def show_box(self, box: NoteBox) -> None:
        """Show another state of the note."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box

    def boundingRect(self) -> QRectF:
        """Return the area of the words with a border."""
        return rect_of(self.box.rect.grown(3))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the words, if they are large enough to read."""
        near = option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE
        paint_note(painter, self.box, ON_SHEET, self.isSelected(), near)


def corners(rect: Rect) -> tuple[QPointF, QPointF, QPointF, QPointF]:
    """Return the corners of a rectangle: upper left, upper right, lower left, lower right."""
    return (
        QPointF(rect.x, rect.y),
        QPointF(rect.right, rect.y),
        QPointF(rect.x, rect.bottom),
        QPointF(rect.right, rect.bottom),
    )
