"""Bending a link by hand: the grip beside its middle, and the gesture that drags it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.kit import theme
from ui.maps.canvas.items import GRIP, LinkItem
from ui.maps.canvas.scene import MapScene
from upstream_workshop.maps.geometry import LinkCurve, bend_at, point_on

_SIZE: Final = 6.0  # points from the middle of a grip to its corners
_BESIDE: Final = GRIP - _SIZE - 2.0  # points from the middle of a curve to its grip, past the sign
_STILL: Final = 3.0  # a shorter movement counts as a click


def grip_of(curve: LinkCurve) -> QPointF | None:
    """Return where the grip of a link is: beside its middle, outwards. A link to itself has none."""
    start, end = curve.points[0], curve.points[3]
    length = math.dist(start, end)
    if length < 1.0:
        return None
    x, y = point_on(curve.points, 0.5)
    left = ((end.y - start.y) / length, -(end.x - start.x) / length)
    middle = ((start.x + end.x) / 2, (start.y + end.y) / 2)
    bowed = (x - middle[0]) * left[0] + (y - middle[1]) * left[1]
    out = _BESIDE if bowed >= 0 else -_BESIDE
    return QPointF(x + left[0] * out, y + left[1] * out)


def bend_of(scene: MapScene, link_id: int, at: QPointF | None = None) -> float | None:
    """Return the bend of a link as it is drawn, or the one that leads it past a place.

    None for a link to itself, which cannot be bent.
    """
    link = next((each for each in scene.row.links if each.id == link_id), None)
    if link is None or link.source_id == link.target_id:
        return None
    source, target = (scene.factors[id_].box.rect for id_ in (link.source_id, link.target_id))
    place = point_on(scene.links[link_id].curve.points, 0.5) if at is None else (at.x(), at.y())
    return bend_at(source, target, place)


def paint_grip(painter: QPainter, at: QPointF) -> None:
    """Paint a grip."""
    painter.setPen(QPen(theme.colour("river"), 2))
    painter.setBrush(theme.colour("paper"))
    corners = (QPointF(_SIZE, 0), QPointF(0, _SIZE), QPointF(-_SIZE, 0), QPointF(0, -_SIZE))
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]), Qt.FillRule.OddEvenFill)


class BendLink:
    """Bends a link; on release, `done` is called with its id and its bend in points."""

    def __init__(
        self,
        scene: MapScene,
        start: QPointF,
        link: LinkItem,
        done: Callable[[int, float], object],
    ) -> None:
        self._scene = scene
        self._start = start
        self._id = link.curve.link_id
        self._from = bend_of(scene, self._id) or 0.0
        self._pressed = bend_of(scene, self._id, start) or 0.0
        self._done = done

    def move(self, place: QPointF) -> None:
        """Show the link bent to the mouse."""
        if self._far(place):
            self._scene.preview_bend(self._id, self._bend(place))
            self._scene.update()

    def release(self, place: QPointF) -> None:
        """Bend the link, unless the mouse only clicked."""
        if self._far(place):
            self._done(self._id, self._bend(place))
        else:
            self.cancel()

    def cancel(self) -> None:
        """Show the link as it was."""
        self._scene.preview({})

    def _bend(self, place: QPointF) -> float:
        by = (bend_of(self._scene, self._id, place) or 0.0) - self._pressed
        return round(self._from + by, 1) or 0.1  # with 0 it would find its own way

    def _far(self, place: QPointF) -> bool:
        return QLineF(self._start, place).length() >= _STILL
