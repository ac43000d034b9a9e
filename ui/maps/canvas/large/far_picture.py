"""The picture of a large map from far away: all of it painted at once, without its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsScene
from shiboken6 import isValid

from ui.kit import theme
from ui.maps.canvas.items import READABLE, FactorItem, LinkItem
from ui.maps.canvas.painting import ON_SHEET, rect_of
from upstream_workshop.maps.queries import MapRow

_BOX: Final = (58.0, 21.0)  # half the width and height of a rough box
_MANY: Final = 300  # factors and links from which on it is worth it


class FarPicture:
    """Paints the map of a scene in a few strokes while its words cannot be read.

    Items paint themselves when the map is near or small, or something on it is faded; from far away
    only those that are selected, emphasised or dragged do. While the items are still to be made, it
    paints a rough picture of the map at any scale: `area` is what that covers, empty at other times.
    """

    def __init__(
        self,
        scene: QGraphicsScene,
        factors: Mapping[int, FactorItem],
        links: Mapping[int, LinkItem],
    ) -> None:
        self._scene = scene
        self._factors = factors  # those of the scene, as they come and go
        self._links = links
        self._scale = 1.0
        self._faded = False
        self._known: set[FactorItem | LinkItem] = set()  # that paint themselves or not, as chosen
        self._alone: set[FactorItem | LinkItem] = set()  # they paint themselves, though far away
        self._dragged: frozenset[FactorItem | LinkItem] = frozenset()
        self._shown = False
        self.area = QRectF()
        self._lines: QPainterPath | None = None
        self._boxes: list[QRectF] = []

    def set_scale(self, scale: float) -> None:
        """Set the scale at which the map is shown."""
        before, self._scale = self._scale, scale
        if (before < READABLE) != (scale < READABLE):
            self.choose()

    def fade(self, faded: bool) -> None:
        """Set whether a part of the map is faded."""
        self._faded = faded
        self.choose()

    def renew(self) -> None:
        """Paint anew, since the map has changed and nothing is dragged any more."""
        self._dragged, self.area = frozenset(), QRectF()
        self._forget()
        self.choose()

    def show_rough(self, row: MapRow) -> None:
        """Paint a map from its places alone, until `renew`: equal boxes and straight lines."""
        places = {each.id: QPointF(each.x, each.y) for each in row.factors}
        size = QPointF(*_BOX)
        self._lines, self._dragged = QPainterPath(), frozenset()
        for link in row.links:
            self._lines.moveTo(places[link.source_id])
            self._lines.lineTo(places[link.target_id])
        self._boxes = [QRectF(place - size, place + size) for place in places.values()]
        self.area = QPolygonF([*places.values()]).boundingRect()
        self.area = self.area.adjusted(-size.x(), -size.y(), size.x(), size.y())
        self._shown = True
        self._scene.invalidate(QRectF(), QGraphicsScene.SceneLayer.BackgroundLayer)

    def exclude(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Leave out what is being dragged; it paints itself."""
        dragged: frozenset[FactorItem | LinkItem] = frozenset(self._factors[i] for i in factor_ids)
        dragged |= frozenset(self._links[i] for i in link_ids)
        if dragged != self._dragged:
            self._dragged = dragged
            self._forget()
            self.choose()

    def choose(self) -> None:
        """Choose which items paint themselves; none before all of them are made."""
        if not isValid(self._scene) or not self.area.isEmpty():
            return
        items: set[FactorItem | LinkItem] = {*self._factors.values(), *self._links.values()}
        shown = self._scale < READABLE and not self._faded and len(items) >= _MANY
        changed = shown != self._shown
        for item in items if changed else items - self._known:
            item.show_by_itself(not shown)
        self._known = items
        self._alone = self._alone & items if shown and not changed else set()
        if changed:
            self._shown = shown
            self._scene.invalidate(QRectF(), QGraphicsScene.SceneLayer.BackgroundLayer)
        if shown:
            self._choose_alone(items)

    def _choose_alone(self, items: Collection[FactorItem | LinkItem]) -> None:
        """Let what is selected or dragged paint itself; the rest has been chosen."""
        alone = {
            item
            for item in self._scene.selectedItems()
            if isinstance(item, FactorItem | LinkItem) and item in items
        }
        alone |= self._dragged
        for item in alone ^ self._alone:
            item.show_by_itself(item in alone)
        self._alone = alone

    def paint(self, painter: QPainter) -> None:
        """Paint the links as lines and the factors as boxes."""
        if not self._shown:
            return
        if self._lines is None:
            self._gather()
        assert self._lines is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(theme.colour(ON_SHEET.line), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._lines)
        painter.setBrush(theme.colour(ON_SHEET.box))
        painter.drawRects(self._boxes)

    def _gather(self) -> None:
        self._lines = QPainterPath()
        for link in self._links.values():
            if link not in self._dragged:
                self._lines.addPath(link.path)
        self._boxes = [
            rect_of(item.box.rect) for item in self._factors.values() if item not in self._dragged
        ]

    def _forget(self) -> None:
        self._lines = None
        self._scene.invalidate(QRectF(), QGraphicsScene.SceneLayer.BackgroundLayer)
