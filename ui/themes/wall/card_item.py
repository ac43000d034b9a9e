"""A card on the canvas of the wall, and all cards painted at once from far away.

Assistive technology cannot read them, so the outline shows the same cards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from ui.kit import theme
from ui.themes.wall.card_painting import Look, paint_card, provenance, rect_of, tint
from ui.widgets import unmarked
from ui.widgets.canvas.far_layer import CanvasItem, FarLayer
from upstream_workshop.themes.queries import CardRow
from upstream_workshop.themes.wall.wall_layouts import Box

READABLE: Final = 0.45  # the least zoom at which the words of cards are painted


class CardItem(CanvasItem):
    """A card, in the coordinates of the wall."""

    def __init__(self, card: CardRow, box: Box, look: Look) -> None:
        super().__init__()
        self.card, self.box, self.look = card, box, look
        self.rect = rect_of(box)
        self.setCacheMode(CanvasItem.CacheMode.DeviceCoordinateCache)  # words are slow to paint
        self._tell()

    def show_card(self, card: CardRow, box: Box, look: Look) -> None:
        """Show another state of the card."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box, self.rect = box, rect_of(box)
        if card != self.card or look != self.look:
            self.card, self.look = card, look
            self._tell()
            self.update()

    def is_at(self, box: Box) -> bool:
        """Tell whether the card is in a box."""
        return self.box is box or self.box == box

    def boundingRect(self) -> QRectF:
        """Return the box with its border."""
        return self.rect.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the card, with its words if they are large enough to read."""
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE:
            paint_card(painter, self.box, self.card, self.look, self.isSelected())
            return
        painter.setPen(QPen(theme.colour("river" if self.isSelected() else "edge"), 4))
        painter.setBrush(tint(self.look.hue))
        painter.drawRect(self.rect)

    def _tell(self) -> None:
        self.setToolTip(unmarked(provenance(self.card)))


class FarCards(FarLayer):
    """Paints the cards of a wall as boxes, all of one colour at once."""

    def __init__(self, scene: QGraphicsScene, items: Callable[[], Collection[CardItem]]) -> None:
        super().__init__(scene, items, READABLE)
        self._boxes: dict[str, list[QRectF]] = {}

    def gather(self, items: Collection[CanvasItem]) -> None:
        """Keep the boxes of these items by their colours."""
        boxes: defaultdict[str, list[QRectF]] = defaultdict(list)
        for item in items:
            if isinstance(item, CardItem):
                boxes[item.look.hue].append(item.rect)
        self._boxes = dict(boxes)

    def paint_gathered(self, painter: QPainter) -> None:
        """Paint the boxes."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(theme.colour("edge"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for colour, boxes in self._boxes.items():
            painter.setBrush(tint(colour))
            painter.drawRects(boxes)
