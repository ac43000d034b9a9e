"""A picture of a map in which nothing can be changed, with tags on what differs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from resources.words import say
from ui.kit import theme
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.canvas.painting import map_font, measure, rect_of
from ui.maps.canvas.scene import MapScene
from ui.widgets.canvas.gesture import Pan
from ui.widgets.canvas.zoom_view import STEP, ZoomView
from upstream_workshop.maps.geometry import Point
from upstream_workshop.maps.queries import MapRow

_HEIGHT: Final = 20.0  # of a tag, in points
_AROUND: Final = (
    (0, 22), (0, -22), (32, 0), (-32, 0), (30, 20), (-30, 20), (30, -20), (-30, -20), (0, 44), (0, -44)
)  # where a tag may be, from the sign of its link  # fmt: skip
_PAN: Final = 60.0  # pixels that an arrow moves the view
_ARROWS: Final = {
    Qt.Key.Key_Left: (_PAN, 0.0),
    Qt.Key.Key_Right: (-_PAN, 0.0),
    Qt.Key.Key_Up: (0.0, _PAN),
    Qt.Key.Key_Down: (0.0, -_PAN),
}


class TagItem(QGraphicsItem):
    """A word in a coloured frame, at a place of the map.

    tone: a colour that has a tint, a text and a line.
    """

    def __init__(self, words: str, tone: str, at: QPointF) -> None:
        super().__init__()
        self._words, self._tone = words, tone
        wide = measure(words) + 14
        self._rect = QRectF(at.x() - wide / 2, at.y() - _HEIGHT / 2, wide, _HEIGHT)
        self.setZValue(3)

    def boundingRect(self) -> QRectF:
        """Return the frame with its border."""
        return self._rect.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the frame and the word in it."""
        ink = theme.colour(f"{self._tone}_text")
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(theme.colour(f"{self._tone}_tint"))
        painter.drawRoundedRect(self._rect, 6, 6)
        painter.setFont(map_font())
        painter.drawText(self._rect, Qt.AlignmentFlag.AlignCenter, self._words)


class MapViewer(ZoomView):
    """Shows a map; the mouse pans and the wheel zooms, and so do arrows, Page Up, Page Down and F."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._map = MapScene()
        super().__init__(self._map, parent)
        self._pan: Pan | None = None
        self._tags: list[TagItem] = []
        self.setAccessibleName(say("Picture of both maps"))
        self.setAccessibleDescription(say("The list beside it says the same in words."))

    def show_map(
        self,
        row: MapRow,
        factor_tags: Mapping[int, tuple[str, str]],
        link_tags: Mapping[int, tuple[str, str]],
    ) -> None:
        """Show a map with tags.

        factor_tags, link_tags: the word and the tone of each tag, by the ids of factors and links.
        """
        self.remember_zoom()
        for tag in self._tags:
            self._map.removeItem(tag)
        self._map.mirror(row)
        boxes = {id_: item.box.rect for id_, item in self._map.factors.items()}
        self._tags = [
            TagItem(*tag, QPointF(boxes[id_].right - 8, boxes[id_].y))
            for id_, tag in factor_tags.items()
        ]
        for id_, words_and_tone in link_tags.items():
            if id_ in self._map.links:
                self._tags.append(self._beside(words_and_tone, self._map.links[id_].curve.badge))
        for tag in self._tags:
            self._map.addItem(tag)
        self.recall_zoom()

    def _beside(self, tag: tuple[str, str], badge: Point) -> TagItem:
        """Return a tag beside the sign of a link, where it covers no factor and no other tag."""
        items = (TagItem(*tag, QPointF(badge.x + x, badge.y + y)) for x, y in _AROUND)
        taken = [rect_of(item.box.rect) for item in self._map.factors.values()]
        taken += [each.boundingRect() for each in self._tags]
        tried = list(items)
        free = (item for item in tried if not any(map(item.boundingRect().intersects, taken)))
        return next(free, tried[0])

    def focus_on(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Emphasise these factors and links and fade the others; without any, show all normally."""
        self._map.emphasise(Emphasis(frozenset(factor_ids), frozenset(link_ids)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan."""
        self._pan = Pan(event.position(), self.pan)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan with the mouse."""
        if self._pan is not None:
            self._pan.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning."""
        self._pan = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse pointer."""
        self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, zoom or fit; leave other keys to what is around."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.pan(*_ARROWS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.zoom(STEP**2 if key == Qt.Key.Key_PageUp else STEP**-2)
        elif key == Qt.Key.Key_F:
            self.fit()
        else:
            event.ignore()
