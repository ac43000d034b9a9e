"""Which gesture a press of the mouse on the canvas begins."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF

from ui.maps.canvas.annotation_gestures import DragParts, DrawZone, ResizeZone
from ui.maps.canvas.annotations.annotation_items import NoteItem, ZoneItem
from ui.maps.canvas.gestures import EDGE, DragFactors, DrawLink, LeadLink, RubberBand
from ui.maps.canvas.items import FactorItem, LinkItem
from ui.maps.canvas.mouse.bend_link import BendLink, grip_of
from ui.maps.canvas.mouse.snapping import Snapping
from ui.maps.canvas.painting import rect_of
from ui.maps.canvas.scene import MapScene
from ui.widgets.canvas.gesture import Gesture
from ui.widgets.canvas.zoom_view import ZoomView
from upstream_workshop.maps.geometry import Place, Rect

_CLICK: Final = 5.0  # pixels from a link within which a click selects it
_GRIP: Final = 14.0  # pixels from the end of a selected link within which it can be led elsewhere
_BEND: Final = 11.0  # pixels from the grip of a selected link within which it can be bent


class Outcomes(NamedTuple):
    """What is called when a gesture is complete; the arguments are those of the canvas's signals."""

    moved: Callable[[dict[int, Place]], object]
    linked: Callable[[int, int], object]
    led: Callable[[int, int | None, int | None], object]
    bent: Callable[[int, float], object]
    placed: Callable[..., object]
    asked_zone: Callable[[Rect], object]


class Presses:
    """Chooses the gesture by what is under the mouse, and selects that.

    free: whether what is dragged does not snap now.
    drawing_zone: whether the next drag draws a zone.
    """

    def __init__(self, view: ZoomView, scene: MapScene, outcomes: Outcomes) -> None:
        self.free = False
        self.drawing_zone = False
        self._view, self._scene, self._outcomes = view, scene, outcomes

    def begin(self, place: QPointF, adding: bool) -> Gesture | None:
        """Return the gesture that a press at a place begins, if any.

        adding: whether what was selected before stays selected.
        """
        framing = self._framing(place)
        if framing is not None:
            return framing
        end, bending = self._end(place), self.bend_grip(place)
        if end is not None:
            return LeadLink(self._scene, *end, self._outcomes.led)
        factor = self._scene.factor_at(place)
        if bending is not None and factor is None:  # the grip is painted over the marks
            return BendLink(self._scene, place, bending, self._outcomes.bent)
        if self._scene.marks.click(place, self._view.transform().m11()):
            return None
        item = self.item_at(place)
        if item is None:
            return RubberBand(self._scene, place, adding)
        if factor is not None and self._on_edge(place, rect_of(factor.box.rect)):
            return DrawLink(self._scene, factor, self._outcomes.linked)
        if adding:
            self._scene.toggle(item)
        elif isinstance(item, LinkItem) or not item.isSelected():
            self._scene.select_item(item)
        return None if isinstance(item, LinkItem) else self._drag(place)

    def item_at(self, place: QPointF) -> FactorItem | LinkItem | NoteItem | ZoneItem | None:
        """Return the factor, link or note at a place, or the zone whose title or border is there."""
        layer, reach = self._scene.annotations, self._view.reach
        return (
            self._scene.factor_at(place)
            or self._scene.link_at(place, reach(_CLICK))
            or layer.note_at(place)
            or layer.zone_at(place, reach(1.0))
        )

    def _framing(self, place: QPointF) -> Gesture | None:
        """Return the gesture that draws a zone or drags the corner of the selected one, or None."""
        if self.drawing_zone:
            self.stop_drawing()
            return DrawZone(self._scene, place, self._outcomes.asked_zone)
        corner = self._scene.annotations.grip_at(place, self._view.reach(_GRIP / 2))
        return None if corner is None else ResizeZone(self._scene, *corner, self._outcomes.placed)

    def stop_drawing(self) -> None:
        """Let the next drag be any gesture again."""
        self.drawing_zone = False
        self._view.viewport().unsetCursor()

    def bend_grip(self, place: QPointF) -> LinkItem | None:
        """Return the one selected link if a place is on the grip that bends it."""
        item = self.one_link()
        grip = grip_of(item.curve) if item is not None else None
        if grip is None or QLineF(grip, place).length() > self._view.reach(_BEND):
            return None
        return item

    def one_link(self) -> LinkItem | None:
        """Return the selected link if nothing else is selected."""
        match self._scene.selectedItems():
            case [LinkItem() as item]:
                return item
        return None

    def _end(self, place: QPointF) -> tuple[LinkItem, bool] | None:
        """Return the one selected link if a place is at an end of it, and whether at its source."""
        item = self.one_link()
        if item is None:
            return None
        for end, at_source in ((3, False), (0, True)):
            tip = QPointF(*item.curve.points[end]) - place
            if math.hypot(tip.x(), tip.y()) <= self._view.reach(_GRIP):
                return item, at_source
        return None

    def _on_edge(self, place: QPointF, rect: QRectF) -> bool:
        return not rect.adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(place)

    def _drag(self, place: QPointF) -> Gesture:
        """Return the gesture that moves what is selected; factors alone snap."""
        chosen = self._scene.selected_parts()
        if chosen.zones or chosen.notes:
            return DragParts(self._scene, place, self._outcomes.placed)
        view, ids, box = self._view, self._scene.selected_factors(), QRectF()
        for id_ in ids:
            box = box.united(rect_of(self._scene.factors[id_].box.rect))
        end = view.viewport().rect().bottomRight()
        seen = QRectF(view.place_at(QPoint()), view.place_at(end))
        snapping = Snapping(self._scene, seen, set(ids), box, view.reach(1.0))

        def snapped(by: QPointF) -> QPointF:
            if not self.free:
                return snapping.snapped(by)
            snapping.clear()
            return by

        return DragFactors(self._scene, place, ids, self._outcomes.moved, snapped, snapping.clear)
