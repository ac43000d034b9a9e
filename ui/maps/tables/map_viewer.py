"""A picture of a map in which nothing can be changed, with tags on what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from resources.words import say
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.canvas.large.slices import Slices
from ui.maps.canvas.painting import rect_of
from ui.maps.canvas.scene import MapScene
from ui.maps.tables.table_tags import Tag, Toned, paint_patch, paint_tag, tags
from ui.widgets.canvas.far_layer import READABLE
from ui.widgets.canvas.gesture import Pan
from ui.widgets.canvas.zoom_view import STEP, ZoomView
from upstream_workshop.maps.map_rows import MapRow

_FEW: Final = 100  # tags that are shown at once, more of them in slices
_PAN: Final = 60.0  # pixels that an arrow moves the view
_ARROWS: Final = {
    Qt.Key.Key_Left: (_PAN, 0.0),
    Qt.Key.Key_Right: (-_PAN, 0.0),
    Qt.Key.Key_Up: (0.0, _PAN),
    Qt.Key.Key_Down: (0.0, -_PAN),
}


class TagItem(QGraphicsItem):
    """A word in a coloured frame, at a place of the map."""

    def __init__(self, tag: Tag) -> None:
        super().__init__()
        self._tag = tag
        self._rect = rect_of(tag.rect)
        self.setZValue(3)

    def boundingRect(self) -> QRectF:
        """Return the frame with its border."""
        return self._rect.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the frame and the word in it; a patch of its colour where no word can be read."""
        if option.levelOfDetailFromTransform(painter.worldTransform()) < READABLE:
            paint_patch(painter, self._tag)
        else:
            paint_tag(painter, self._tag)


class MapViewer(ZoomView):
    """Shows a map; the mouse pans and the wheel zooms, and so do arrows, Page Up, Page Down and F."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._map = MapScene()
        super().__init__(self._map, parent)
        self._pan: Pan | None = None
        self._tags: list[TagItem] = []
        self._wanted: tuple[Toned, Toned] = {}, {}
        self._tagging = Slices(self)
        self._map.completed.connect(self._show_tags)
        self.setAccessibleName(say("Picture of both maps"))
        self.setAccessibleDescription(say("The list beside it says the same in words."))

    def show_map(
        self,
        row: MapRow,
        factor_tags: Toned,
        link_tags: Toned,
    ) -> None:
        """Show a map with tags.

        factor_tags, link_tags: the word and the tone of each tag, by the ids of factors and links.
        """
        self.remember_zoom()
        self._wanted = factor_tags, link_tags
        self._map.mirror(row)
        self._show_tags()

    def _show_tags(self) -> None:
        """Show the tags, of a large map once it is drawn."""
        self._tagging.run(self._steps(), self.recall_zoom)
        if sum(map(len, self._wanted)) + len(self._tags) <= _FEW:
            self._tagging.finish()
        else:
            self.recall_zoom()

    def _steps(self) -> Iterator[None]:
        """Remove the tags that are there, then add those that are wanted, one in each step."""
        while self._tags:
            self._map.removeItem(self._tags.pop())
            yield
        if not self._map.is_complete():
            return
        boxes = [item.box for item in self._map.factors.values()]
        curves = [item.curve for item in self._map.links.values()]
        for tag in tags(boxes, curves, *self._wanted):
            self._tags.append(TagItem(tag))
            self._map.addItem(self._tags[-1])
            yield

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
