"""The gestures with zones and notes; each is an object from mouse press to release or cancellation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsRectItem

from ui.kit import theme
from ui.maps.canvas.scene import MapScene
from upstream_workshop.maps.annotations.ownership import Parts, rect_of_zone, with_contents
from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.readers.maps.map_parts import LEAST_ZONE

_STILL: Final = 3.0  # a shorter movement counts as a click
Placing: TypeAlias = tuple[dict[int, Place], dict[int, Rect], dict[int, Place]]


def moved_parts(row: MapRow, chosen: Parts, by: QPointF) -> Placing:
    """Return where factors, zones and notes are once they are moved, with what lies in the zones."""
    parts = with_contents(row, chosen)
    right, down = by.x(), by.y()
    return (
        {f.id: (f.x + right, f.y + down) for f in row.factors if f.id in parts.factors},
        {z.id: rect_of_zone(z).moved(right, down) for z in row.zones if z.id in parts.zones},
        {n.id: (n.x + right, n.y + down) for n in row.notes if n.id in parts.notes},
    )


def resized_zone(row: MapRow, chosen: Parts, by: QPointF) -> Placing | None:
    """Return the frame of the one chosen zone whose lower right corner is moved, or None if too small."""
    zone = next((each for each in row.zones if {each.id} == chosen.zones), None)
    if zone is None or min(zone.width + by.x(), zone.height + by.y()) < LEAST_ZONE:
        return None
    return {}, {zone.id: Rect(zone.x, zone.y, zone.width + by.x(), zone.height + by.y())}, {}


class DragParts:
    """Moves what is selected, zones with what lies in them; on release, `done` gets all places."""

    def __init__(self, scene: MapScene, start: QPointF, done: Callable[..., object]) -> None:
        self._scene = scene
        self._start = start
        self._done = done
        self._chosen = scene.selected_parts()

    def move(self, place: QPointF) -> None:
        """Show all of it at the mouse."""
        if self._far(place):
            self._scene.preview_parts(*self._places(place))

    def release(self, place: QPointF) -> None:
        """Move all of it, unless the mouse only clicked."""
        if self._far(place):
            self._done(*self._places(place))

    def cancel(self) -> None:
        """Show everything at its old place."""
        self._scene.preview({})

    def _places(self, place: QPointF) -> Placing:
        return moved_parts(self._scene.row, self._chosen, place - self._start)

    def _far(self, place: QPointF) -> bool:
        return QLineF(self._start, place).length() >= _STILL


class ResizeZone:
    """Moves a corner of a zone; what lies in it stays. On release, `done` gets the new frame.

    corner: 0 upper left, 1 upper right, 2 lower left, 3 lower right.
    """

    def __init__(
        self,
        scene: MapScene,
        zone_id: int,
        corner: int,
        done: Callable[..., object],
    ) -> None:
        self._scene = scene
        self._zone_id = zone_id
        self._corner = corner
        self._done = done
        self._from = scene.annotations.zones[zone_id].box.rect

    def move(self, place: QPointF) -> None:
        """Show the zone with its corner at the mouse."""
        self._scene.preview_parts({}, {self._zone_id: self._rect(place)}, {})

    def release(self, place: QPointF) -> None:
        """Resize the zone."""
        rect = self._rect(place)
        if rect != self._from:
            self._done({}, {self._zone_id: rect}, {})

    def cancel(self) -> None:
        """Show the zone as it was."""
        self._scene.preview({})

    def _rect(self, place: QPointF) -> Rect:
        """Return the frame with a corner at a place, no smaller than a zone may be."""
        left, top, right, bottom = self._from.x, self._from.y, self._from.right, self._from.bottom
        if self._corner in (0, 2):
            left = min(place.x(), right - LEAST_ZONE)
        else:
            right = max(place.x(), left + LEAST_ZONE)
        if self._corner in (0, 1):
            top = min(place.y(), bottom - LEAST_ZONE)
        else:
            bottom = max(place.y(), top + LEAST_ZONE)
        return Rect(left, top, right - left, bottom - top)


class DrawZone:
    """Draws a frame; on release, `done` gets it as a new zone's, unless the mouse only clicked."""

    def __init__(self, scene: MapScene, start: QPointF, done: Callable[[Rect], object]) -> None:
        self._scene = scene
        self._start = start
        self._done = done
        self._frame = QGraphicsRectItem()
        self._frame.setPen(QPen(theme.colour("river"), 2, Qt.PenStyle.DashLine))
        self._frame.setZValue(2)
        scene.addItem(self._frame)

    def move(self, place: QPointF) -> None:
        """Draw the frame to the mouse."""
        self._frame.setRect(QRectF(self._start, place).normalized())

    def release(self, place: QPointF) -> None:
        """Ask for a zone with this frame, or a larger one if it is too small."""
        self.cancel()
        if QLineF(self._start, place).length() < _STILL:
            return
        area = QRectF(self._start, place).normalized()
        wide, tall = max(area.width(), LEAST_ZONE), max(area.height(), LEAST_ZONE)
        self._done(Rect(area.x(), area.y(), wide, tall))

    def cancel(self) -> None:
        """Remove the frame."""
        if self._frame.scene() is not None:
            self._scene.removeItem(self._frame)
