"""The picture of a large map from far away: all of it painted at once, without its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsScene

from ui.maps.canvas.emphasis.emphasis import FADED
from ui.maps.canvas.emphasis.factor_marks import Effects
from ui.maps.canvas.emphasis.rough_painting import paint_rough
from ui.maps.canvas.items import FactorItem, LinkItem
from ui.maps.canvas.painting import ON_SHEET, rect_of
from ui.widgets.canvas.far_layer import MANY, CanvasItem, FarLayer
from upstream_workshop.maps.map_rows import MapRow

_BOX: Final = (58.0, 21.0)  # half the width and height of a rough box


class FarPicture(FarLayer):
    """Paints the links of a map as lines and its factors as boxes.

    What is emphasised or selected paints itself, unless that is a crowd, which is painted at once too.
    While the items are still to be made, it paints a rough picture of the map at any scale: `area` is
    what that covers, empty at other times.
    """

    def __init__(
        self,
        scene: QGraphicsScene,
        factors: Mapping[int, FactorItem],
        links: Mapping[int, LinkItem],
    ) -> None:
        super().__init__(scene, lambda: (*factors.values(), *links.values()))
        self._factors = factors  # those of the scene, as they come and go
        self._links = links
        self._lines = QPainterPath()
        self._boxes: list[QRectF] = []
        self._faded = False
        self._strong: frozenset[CanvasItem] = frozenset()
        self._crowd: set[CanvasItem] = set()
        self._crowded: tuple[QPainterPath, list[QRectF], Effects] | None = None
        self.area = QRectF()

    def show_rough(self, row: MapRow) -> None:
        """Paint a map from its places alone, until `renew`: equal boxes and straight lines."""
        places = {each.id: (each.x, each.y) for each in row.factors}
        self._lines = lines = QPainterPath()
        for link in row.links:
            lines.moveTo(*places[link.source_id])
            lines.lineTo(*places[link.target_id])
        wide, high = _BOX
        self._boxes = [QRectF(x - wide, y - high, 2 * wide, 2 * high) for x, y in places.values()]
        across, down = zip(*places.values(), strict=True)
        corner, other = QPointF(min(across), min(down)), QPointF(max(across), max(down))
        self.area = QRectF(corner, other).adjusted(-wide, -high, wide, high)
        self.show_gathered()

    def renew(self) -> None:
        """Paint anew, since the map has changed and nothing is dragged any more."""
        self.area = QRectF()
        super().renew()

    def choose(self) -> None:
        """Choose which items paint themselves; none before all of them are made."""
        if self.area.isEmpty():
            super().choose()

    def exclude(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Leave out what is being dragged; it paints itself."""
        self.leave_out(
            [*map(self._factors.__getitem__, factor_ids), *map(self._links.__getitem__, link_ids)]
        )

    def fade(self, faded: bool, strong: Collection[CanvasItem]) -> None:
        """Set whether a part of the map is emphasised and the rest faded."""
        self._faded, self._strong, self._crowded = faded, frozenset(strong), None
        self.choose()
        self.repaint()

    def forget(self) -> None:
        """Gather anew before the next painting."""
        self._crowded = None
        super().forget()

    def standing_out(self) -> set[CanvasItem]:
        """Return what is selected or emphasised, unless it is a crowd."""
        found = super().standing_out() | self._strong
        crowd = found if len(found) >= MANY else set()
        if crowd != self._crowd:
            self._crowd, self._crowded = crowd, None
            self.repaint()
        return found - crowd

    def gather(self, items: Collection[CanvasItem]) -> None:
        """Keep the lines and boxes of these items."""
        self._lines, self._boxes = self._strokes(items)

    def paint_gathered(self, painter: QPainter) -> None:
        """Paint the links as lines and the factors as boxes, and over them what is a crowd."""
        painter.setOpacity(FADED if self._faded else 1.0)
        paint_rough(painter, self._lines, self._boxes, ON_SHEET.line, ON_SHEET.box)
        painter.setOpacity(1.0)
        if not self._crowd or not self.area.isEmpty():
            return
        if self._crowded is None:
            there = self._crowd - self._dragged
            factors = [each for each in self._factors.values() if each in there]
            marked = ((each.box, each.effect[0]) for each in factors if each.effect)
            self._crowded = *self._strokes(there), Effects(marked)
        lines, boxes, effects = self._crowded
        paint_rough(painter, lines, boxes, ON_SHEET.strong, ON_SHEET.strong_box, 2)
        effects.paint(painter, ON_SHEET)

    def _strokes(self, items: Collection[CanvasItem]) -> tuple[QPainterPath, list[QRectF]]:
        lines = QPainterPath()
        for link in self._links.values():
            if link in items:
                lines.addPath(link.path)
        return lines, [rect_of(each.box.rect) for each in self._factors.values() if each in items]
