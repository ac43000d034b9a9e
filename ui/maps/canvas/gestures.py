"""What a hand does on the canvas, each as one object from press to release, or to cancel."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsRectItem

from ui.kit import theme
from ui.maps.canvas.items import FactorItem
from ui.maps.canvas.scene import MapScene
from upstream_workshop.maps.geometry import Place

EDGE = 9.0  # how near its border a press on a factor draws a link
_STILL = 3.0  # a hand that moves less has only clicked


class Gesture(Protocol):
    """One movement of the hand, in the map's coordinates."""

    def move(self, place: QPointF) -> None:
        """The hand is here now."""

    def release(self, place: QPointF) -> None:
        """The hand lets go: do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""


class DragFactors:
    """Selected factors follow the hand; let go, they stay there as one change."""

    def __init__(
        self,
        scene: MapScene,
        start: QPointF,
        ids: Collection[int],
        done: Callable[[dict[int, Place]], object],
    ) -> None:
        self._scene = scene
        self._start = start
        self._from = {row.id: (row.x, row.y) for row in scene.row.factors if row.id in ids}
        self._done = done

    def move(self, place: QPointF) -> None:
        """Show them where the hand is."""
        if self._far(place):
            self._scene.preview(self._places(place))

    def release(self, place: QPointF) -> None:
        """Put them there, unless the hand only clicked."""
        if self._far(place):
            self._done(self._places(place))

    def cancel(self) -> None:
        """Back to where they were."""
        self._scene.preview({})

    def _places(self, place: QPointF) -> dict[int, Place]:
        by = place - self._start
        return {id_: (x + by.x(), y + by.y()) for id_, (x, y) in self._from.items()}

    def _far(self, place: QPointF) -> bool:
        return QLineF(self._start, place).length() >= _STILL


class DrawLink:
    """A line from a factor's edge to the hand; let go over a factor, the two are linked."""

    def __init__(
        self, scene: MapScene, source: FactorItem, done: Callable[[int, int], object]
    ) -> None:
        self._scene = scene
        self._source = source
        self._done = done
        self._line = QGraphicsLineItem()
        self._line.setPen(QPen(theme.colour("river"), 2, Qt.PenStyle.DashLine))
        self._line.setZValue(2)
        scene.addItem(self._line)

    def move(self, place: QPointF) -> None:
        """Stretch the line to the hand."""
        self._line.setLine(QLineF(QPointF(*self._source.box.rect.centre), place))

    def release(self, place: QPointF) -> None:
        """Link to what lies under the hand, if it is another factor."""
        self.cancel()
        target = self._scene.factor_at(place)
        if target is not None and target is not self._source:
            self._done(self._source.box.factor_id, target.box.factor_id)

    def cancel(self) -> None:
        """Take the line away."""
        if self._line.scene() is not None:
            self._scene.removeItem(self._line)


class RubberBand:
    """A frame drawn over free ground; let go, the factors in it are selected."""

    def __init__(self, scene: MapScene, start: QPointF) -> None:
        self._scene = scene
        self._start = start
        self._frame = QGraphicsRectItem()
        self._frame.setPen(QPen(theme.colour("river"), 1, Qt.PenStyle.DashLine))
        self._frame.setZValue(2)
        scene.addItem(self._frame)

    def move(self, place: QPointF) -> None:
        """Stretch the frame to the hand."""
        self._frame.setRect(QRectF(self._start, place).normalized())

    def release(self, place: QPointF) -> None:
        """Select what the frame holds whole."""
        frame = QRectF(self._start, place).normalized()
        self.cancel()
        self._scene.select_only(None)
        for item in self._scene.factors.values():
            item.setSelected(frame.contains(item.boundingRect()))

    def cancel(self) -> None:
        """Take the frame away."""
        if self._frame.scene() is not None:
            self._scene.removeItem(self._frame)
