"""The items of the scene, which paint frozen shapes.

Assistive technology cannot read them, so the outline shows the same map.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.maps.canvas.emphasis.emphasis import FADED
from ui.maps.canvas.emphasis.factor_marks import DISC, paint_effect, paint_lock
from ui.maps.canvas.painting import (
    ON_SHEET,
    curve_path,
    paint_box,
    paint_curve,
    paint_sign,
    rect_of,
)
from ui.widgets.canvas.far_layer import READABLE, CanvasItem
from upstream_workshop.maps.analysis.pushes import Effect
from upstream_workshop.maps.geometry import BADGE, FactorBox, LinkCurve

GRIP: Final = BADGE + 20.0  # points from the line of a link within which its grip lies
_REACH: Final = 12.0  # width of the area in which a click selects a link


class _Item(CanvasItem):
    """The common base of factors and links, which can be emphasised or faded."""

    def __init__(self) -> None:
        super().__init__()
        self._strong = False

    def emphasise(self, strong: bool, faded: bool) -> None:
        """Set whether the item is emphasised and whether it is faded."""
        if strong != self._strong:
            self._strong = strong
            self.update()
        self.fade(faded)

    def fade(self, faded: bool) -> None:
        """Set whether the item is faded."""
        self.setOpacity(FADED if faded else 1.0)

    def is_emphasised(self) -> bool:
        """Return whether the item is emphasised."""
        return self._strong

    def is_strong(self) -> bool:
        """Return whether the item is emphasised or selected."""
        return self._strong or self.isSelected()


class FactorItem(_Item):
    """A factor's box, in the map's coordinates."""

    def __init__(self, box: FactorBox) -> None:
        super().__init__()
        self.box = box
        self.effect: tuple[Effect, bool] | None = None
        self.setZValue(1)

    def mark(self, effect: tuple[Effect, bool] | None) -> None:
        """Set what becomes of the factor, and whether that is later; None for nothing."""
        if effect != self.effect:
            self.effect = effect
            self.update()

    def show_box(self, box: FactorBox) -> None:
        """Show another state of the factor."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box

    def boundingRect(self) -> QRectF:
        """Return the box with its border and its marks."""
        return rect_of(self.box.rect).adjusted(-DISC, -DISC, 4, 4)

    @property
    def extent(self) -> QRectF:
        """The box with its border, without its marks."""
        return rect_of(self.box.rect).adjusted(-3, -3, 3, 3)

    def shape(self) -> QPainterPath:
        """Return the area in which a click selects the factor: its box."""
        path = QPainterPath()
        path.addRect(self.extent)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the box, with its words if they are large enough to read."""
        near = option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE
        paint_box(painter, self.box, ON_SHEET, self.is_strong(), near)
        if near and self.box.locked:
            paint_lock(painter, self.box, ON_SHEET)
        if self.effect is not None:
            paint_effect(painter, self.box, *self.effect, ON_SHEET)


class LinkItem(_Item):
    """A link's curve, in the map's coordinates."""

    def __init__(self, curve: LinkCurve) -> None:
        super().__init__()
        self._take(curve)

    def show_curve(self, curve: LinkCurve) -> None:
        """Show another state of the link."""
        if curve != self.curve:
            self.prepareGeometryChange()
            self._take(curve)

    def boundingRect(self) -> QRectF:
        """Return the area of the curve, its sign, its arrowhead and the grip that bends it."""
        return self._area

    def shape(self) -> QPainterPath:
        """Return the area in which a click selects this link: along its line and on its sign."""
        stroker = QPainterPathStroker()
        stroker.setWidth(_REACH)
        near = stroker.createStroke(self.path)
        near.addEllipse(QPointF(*self.curve.badge), self.curve.radius, self.curve.radius)
        near.setFillRule(near.fillRule().WindingFill)
        return near

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the curve, with the mark of its delay if that is large enough to read."""
        near = option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE
        paint_curve(painter, self.curve, ON_SHEET, self.is_strong(), near)

    def paint_sign(self, painter: QPainter) -> None:
        """Paint the sign, as clear or faded as the curve."""
        painter.setOpacity(self.opacity())
        paint_sign(painter, self.curve, ON_SHEET, self.is_strong())

    def _take(self, curve: LinkCurve) -> None:
        """Take another curve, with what is asked of it again and again."""
        self.curve = curve
        self.path = curve_path(curve)
        sign = _around(QPointF(*curve.badge), curve.radius)
        self.extent = self.path.boundingRect().united(sign)  # closer than the bounding rectangle
        marks = self.path.controlPointRect().adjusted(-GRIP, -GRIP, GRIP, GRIP)
        self._area = marks.united(sign.adjusted(-2, -2, 2, 2))


def _around(centre: QPointF, reach: float) -> QRectF:
    return QRectF(centre - QPointF(reach, reach), centre + QPointF(reach, reach))
