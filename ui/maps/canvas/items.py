"""The things on the canvas: they paint a frozen shape and know nothing else.

Assistive technology cannot see them, which is why the outline shows the same map.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.maps.canvas.painting import ON_SHEET, curve_path, paint_box, paint_curve, rect_of
from upstream_workshop.maps.geometry import BADGE, FactorBox, LinkCurve

READABLE: Final = 0.3  # below this zoom words and signs are left out
FADED: Final = 0.18
_REACH: Final = 12.0  # how near a link a click counts


class _Item(QGraphicsItem):
    """What factors and links share: being emphasised or faded."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self._strong = False

    def emphasise(self, strong: bool, faded: bool) -> None:
        """Stand out, or stand back."""
        if strong != self._strong:
            self._strong = strong
            self.update()
        self.setOpacity(FADED if faded else 1.0)

    def _shown_strong(self) -> bool:
        return self._strong or self.isSelected()


class FactorItem(_Item):
    """A factor's box, in the map's own coordinates."""

    def __init__(self, box: FactorBox) -> None:
        super().__init__()
        self.box = box
        self.setZValue(1)

    def show_box(self, box: FactorBox) -> None:
        """Become this box."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box

    def boundingRect(self) -> QRectF:
        """The box with its border."""
        return rect_of(self.box.rect).adjusted(-3, -3, 3, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """The box, with words when they can be read."""
        near = option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE
        paint_box(painter, self.box, ON_SHEET, self._shown_strong(), near)


class LinkItem(_Item):
    """A link's curve, in the map's own coordinates."""

    def __init__(self, curve: LinkCurve) -> None:
        super().__init__()
        self.curve = curve

    def show_curve(self, curve: LinkCurve) -> None:
        """Become this curve."""
        if curve != self.curve:
            self.prepareGeometryChange()
            self.curve = curve

    def boundingRect(self) -> QRectF:
        """Everything painted, with room for the badge and the head."""
        reach = BADGE + 4
        return curve_path(self.curve).controlPointRect().adjusted(-reach, -reach, reach, reach)

    def shape(self) -> QPainterPath:
        """Where a click means this link: along its line and on its badge."""
        stroker = QPainterPathStroker()
        stroker.setWidth(_REACH)
        near = stroker.createStroke(curve_path(self.curve))
        x, y = self.curve.badge
        near.addEllipse(x - BADGE, y - BADGE, 2 * BADGE, 2 * BADGE)
        near.setFillRule(near.fillRule().WindingFill)
        return near

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """The curve, with its marks when they can be read."""
        near = option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE
        paint_curve(painter, self.curve, ON_SHEET, self._shown_strong(), near)
