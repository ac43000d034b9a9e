"""The gestures on the canvas; each is an object from mouse press to release or cancellation."""

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

EDGE = 9.0  # distance from a factor's border within which a press draws a link
_STILL = 3.0  # a shorter movement counts as a click


class Gesture(Protocol):
    """A movement of the mouse, in the map's coordinates."""

    def move(self, place: QPointF) -> None:
        """Follow the mouse to a place."""

    def release(self, place: QPointF) -> None:
        """Complete the gesture at a place."""

    def cancel(self) -> None:
        """Leave everything as it was before."""


class DragFactors:
    """Moves factors with the mouse; on release, `done` is called with all new places."""

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
        """Show the factors at the mouse."""
        if self._far(place):
            self._scene.preview(self._places(place))

    def release(self, place: QPointF) -> None:
        """Move the factors, unless the mouse only clicked."""
        if self._far(place):
            self._done(self._places(place))

    def cancel(self) -> None:
        """Show the factors at their old places."""
        self._scene.preview({})

    def _places(self, place: QPointF) -> dict[int, Place]:
        by = place - self._start
        return {id_: (x + by.x(), y + by.y()) for id_, (x, y) in self._from.items()}

    def _far(self, place: QPointF) -> bool:
        return QLineF(self._start, place).length() >= _STILL


class DrawLink:
    """Draws a line from a factor's edge.

    On release over another factor, `done` is called with both ids.
    """

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
        """Draw the line to the mouse."""
        self._line.setLine(QLineF(QPointF(*self._source.box.rect.centre), place))

    def release(self, place: QPointF) -> None:
        """Link to the factor under the mouse, if it is another one."""
        self.cancel()
        target = self._scene.factor_at(place)
        if target is not None and target is not self._source:
            self._done(self._source.box.factor_id, target.box.factor_id)

    def cancel(self) -> None:
        """Remove the line."""
        if self._line.scene() is not None:
            self._scene.removeItem(self._line)


class RubberBand:
    """Draws a frame; on release, the factors in it are selected."""

    def __init__(self, scene: MapScene, start: QPointF) -> None:
        self._scene = scene
        self._start = start
        self._frame = QGraphicsRectItem()
        self._frame.setPen(QPen(theme.colour("river"), 1, Qt.PenStyle.DashLine))
        self._frame.setZValue(2)
        scene.addItem(self._frame)

    def move(self, place: QPointF) -> None:
        """Draw the frame to the mouse."""
        self._frame.setRect(QRectF(self._start, place).normalized())

    def release(self, place: QPointF) -> None:
        """Select the factors that are completely inside the frame."""
        frame = QRectF(self._start, place).normalized()
        self.cancel()
        self._scene.select_only(None)
        for item in self._scene.factors.values():
            item.setSelected(frame.contains(item.boundingRect()))

    def cancel(self) -> None:
        """Remove the frame."""
        if self._frame.scene() is not None:
            self._scene.removeItem(self._frame)
