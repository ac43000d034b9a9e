"""The picture of a large map from far away: all of it painted at once, without its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsScene

from ui.kit import theme
from ui.maps.canvas.items import FactorItem, LinkItem
from ui.maps.canvas.painting import ON_SHEET, rect_of
from ui.widgets.canvas.far_layer import CanvasItem, FarLayer


class FarPicture(FarLayer):
    """Paints the links of a map as lines and its factors as boxes."""

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

    def exclude(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Leave out what is being dragged; it paints itself."""
        self.leave_out(
            [*map(self._factors.__getitem__, factor_ids), *map(self._links.__getitem__, link_ids)]
        )

    def gather(self, items: Collection[CanvasItem]) -> None:
        """Keep the lines and boxes of these items."""
        self._lines = QPainterPath()
        for link in self._links.values():
            if link in items:
                self._lines.addPath(link.path)
        self._boxes = [rect_of(each.box.rect) for each in self._factors.values() if each in items]

    def paint_gathered(self, painter: QPainter) -> None:
        """Paint the links as lines and the factors as boxes."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(theme.colour(ON_SHEET.line), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._lines)
        painter.setBrush(theme.colour(ON_SHEET.box))
        painter.drawRects(self._boxes)
