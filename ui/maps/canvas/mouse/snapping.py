"""Snapping of dragged factors to the edges and middles of others, with guide lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem

from ui.kit import theme
from ui.maps.canvas.painting import rect_of
from ui.maps.canvas.scene import MapScene

_PULL: Final = 7.0  # pixels within which an edge or a middle snaps
_OVER: Final = 12.0  # points that a guide line reaches over the factors that it joins


class Line(NamedTuple):
    """A line to which things snap: where it is, and from where to where its factor reaches along it."""

    at: float
    start: float
    end: float


class Snapping:
    """Moves dragged things by the little that aligns them with what lies still.

    scene: the scene.
    still: the area in which factors attract, usually what is seen.
    moving: the ids of the factors that move.
    box: the area of what moves, before it does.
    reach: the distance on the map that is as long as some pixels: `reach(1)` is one pixel.
    """

    def __init__(
        self,
        scene: MapScene,
        still: QRectF,
        moving: Collection[int],
        box: QRectF,
        pixel: float,
    ) -> None:
        self._scene, self._box, self._pull = scene, box, _PULL * pixel
        self._guides: list[QGraphicsLineItem] = []
        rects = [
            rect_of(item.box.rect)
            for id_, item in scene.factors.items()
            if id_ not in moving and still.intersects(rect_of(item.box.rect))
        ]
        self._upright = sorted(
            Line(x, rect.top(), rect.bottom())
            for rect in rects
            for x in (rect.left(), rect.center().x(), rect.right())
        )
        self._level = sorted(
            Line(y, rect.left(), rect.right())
            for rect in rects
            for y in (rect.top(), rect.center().y(), rect.bottom())
        )

    def snapped(self, by: QPointF) -> QPointF:
        """Return a movement changed so that things align, and show along which lines."""
        box = self._box.translated(by)
        across = _nearest(self._upright, (box.center().x(), box.left(), box.right()), self._pull)
        down = _nearest(self._level, (box.center().y(), box.top(), box.bottom()), self._pull)
        by += QPointF(across[0] if across else 0.0, down[0] if down else 0.0)
        box = self._box.translated(by)
        self.clear()
        if across:
            x, start, end = across[1]
            top, bottom = min(start, box.top()) - _OVER, max(end, box.bottom()) + _OVER
            self._show(QLineF(x, top, x, bottom))
        if down:
            y, start, end = down[1]
            left, right = min(start, box.left()) - _OVER, max(end, box.right()) + _OVER
            self._show(QLineF(left, y, right, y))
        return by

    def clear(self) -> None:
        """Remove the guide lines."""
        for guide in self._guides:
            if guide.scene() is not None:
                self._scene.removeItem(guide)
        self._guides.clear()

    def _show(self, line: QLineF) -> None:
        guide = QGraphicsLineItem(line)
        pen = QPen(theme.colour("rose"), 1, Qt.PenStyle.SolidLine)
        pen.setCosmetic(True)
        guide.setPen(pen)
        guide.setZValue(2)
        self._scene.addItem(guide)
        self._guides.append(guide)


def _nearest(lines: Sequence[Line], own: Sequence[float], pull: float) -> tuple[float, Line] | None:
    """Return the least movement that brings one of `own` onto a line, and that line, if it is near."""
    found: tuple[float, Line] | None = None
    for value in own:
        place = bisect_left(lines, (value,))
        for line in lines[max(place - 1, 0) : place + 1]:
            by = line.at - value
            if abs(by) <= pull and (found is None or abs(by) < abs(found[0]) - 1e-6):
                found = (by, line)
    return found
