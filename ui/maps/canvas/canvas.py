"""The canvas of a map, which turns mouse and keys into gestures and signals; it changes no data."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.maps.annotations.annotation_actions import around_parts
from ui.maps.canvas.annotation_gestures import DragParts, DrawZone, ResizeZone, moved_parts
from ui.maps.canvas.annotations.annotation_items import NoteItem, ZoneItem
from ui.maps.canvas.gestures import EDGE, DragFactors, DrawLink, Gesture, LeadLink, Pan, RubberBand
from ui.maps.canvas.items import LinkItem
from ui.maps.canvas.painting import rect_of
from ui.maps.canvas.scene import MapScene
from ui.maps.canvas.zoom_view import STEP, ZoomView
from ui.widgets.lists.nothing import show_in_the_middle
from upstream_workshop.maps.annotations.ownership import Parts
from upstream_workshop.maps.annotations.services import LEAST_ZONE
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.kinds import Sign

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
SIGN_KEYS: Final = {
    "+": Sign.MORE,
    "-": Sign.LESS,
    "−": Sign.LESS,
    "0": Sign.UNKNOWN,
}
_NUDGE: Final = 10.0  # points that an arrow moves the selection
_PAN: Final = 60.0  # pixels that an arrow moves the view
_CLICK: Final = 5.0  # pixels from a link within which a click selects it
_GRIP: Final = 14.0  # pixels from the end of a selected link within which it can be led elsewhere


class MapCanvas(ZoomView):
    """A view of a map's scene.

    `moved(dict)` carries new places by factor id, `linked(source id, target id)` a new link,
    `led(link id, source id, target id)` a link led elsewhere, with None for the end that stays, and
    `asked_factor(x, y)` the place of a factor to add. `placed(dict, dict, dict)` carries new places of
    factors, frames of zones and places of notes, `asked_zone(Rect)` the frame of a zone to add, and
    `asked_note(x, y)` the place of a note. `removed()`, `signed(str)` and `opened()` are about
    the selection; `escaped()` is emitted on Escape while no gesture goes on.
    """

    moved = Signal(object)
    linked = Signal(int, int)
    led = Signal(int, object, object)
    asked_factor = Signal(float, float)
    placed = Signal(object, object, object)
    asked_zone = Signal(object)
    asked_note = Signal(float, float)
    removed = Signal()
    signed = Signal(str)
    opened = Signal()
    escaped = Signal()

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._gesture: Gesture | None = None
        self._panning = False  # whether the gesture is in pixels, as the view itself moves
        self._drawing_zone = False  # whether the next drag draws a zone
        self._spaced = False  # whether the space bar is held, which turns dragging into panning
        self.setAccessibleName(say("Map canvas"))
        self.setAccessibleDescription(say("The outline shows the same map as a list."))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, or a hint how to begin."""
        super().paintEvent(event)
        if not self._scene.factors:
            words = say("Type a first factor, then Enter.")
            show_in_the_middle(self.viewport(), words)

    def is_busy(self) -> bool:
        """Return whether a gesture goes on."""
        return self._gesture is not None

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture that belongs to the button and to what is under the mouse pointer."""
        at = event.position()
        if self._gesture is not None:
            return
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._spaced):
            self._panning = True
            self._gesture = Pan(at, self.pan)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif left:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._gesture = self._chosen(self.place_at(at), bool(event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Continue the gesture."""
        if self._gesture is not None:
            self._gesture.move(self._of_gesture(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the gesture."""
        gesture, place = self._gesture, self._of_gesture(event.position())
        self._end_gesture()
        if gesture is not None:
            gesture.release(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, or ask for a factor at a free place."""
        place = self.place_at(event.position())
        on_something = self._scene.factor_at(place) or self._annotation_at(place)
        if on_something or self._scene.link_at(place, self.reach(_CLICK)):
            self.opened.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.asked_factor.emit(place.x(), place.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse pointer; pan on a touchpad, or sideways with Shift."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(turned.x() or turned.y(), 0)
        elif not pixels.isNull() and not event.modifiers():
            self.pan(pixels.x(), pixels.y())
        else:
            self.zoom(math.pow(STEP, turned.y() / 120), event.position())
        event.accept()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove, sign or open the selection; Escape cancels a gesture, or more."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._cancel()
        elif key in _ARROWS:
            grows = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self._resize if grows else self._on_arrow)(*_ARROWS[key])
        elif key == Qt.Key.Key_Z:
            self.ask_zone()
        elif key == Qt.Key.Key_N:
            self.ask_note()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.text() in SIGN_KEYS and self._scene.selected_links():
            self.signed.emit(SIGN_KEYS[event.text()])
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self._spaced = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key in _ZOOM_KEYS:
            _ZOOM_KEYS[key](self)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Draw and select again once the space bar is released."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._spaced = False
            self.viewport().unsetCursor()
        else:
            super().keyReleaseEvent(event)

    def ask_zone(self) -> None:
        """Ask for a zone around what is selected; if nothing is, let the next drag draw one."""
        around = around_parts(self._scene.row, self._scene.selected_parts())
        if around is not None:
            self.asked_zone.emit(around)
        else:
            self._drawing_zone = True
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def ask_note(self) -> None:
        """Ask for a note in the middle of the view."""
        place = self.place_at(self.viewport().rect().center())
        self.asked_note.emit(place.x(), place.y())

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew what is cached when the colours change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.resetCachedContent()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the space bar, whose release goes elsewhere."""
        super().focusOutEvent(event)
        self._spaced = False
        self.viewport().unsetCursor()

    # inside

    def _chosen(self, place: QPointF, adding: bool) -> Gesture | None:
        framing = self._framing(place)
        if framing is not None:
            return framing
        grip = self._grip(place)
        if grip is not None:
            return LeadLink(self._scene, *grip, self.led.emit)
        factor = self._scene.factor_at(place)
        link = None if factor else self._scene.link_at(place, self.reach(_CLICK))
        if link is not None:
            if adding:
                self._scene.toggle(link)
            else:
                self._scene.select((), [link.curve.link_id])
            return None
        if factor is None:
            return self._behind(place, adding)
        inner = rect_of(factor.box.rect).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if not inner.contains(place):
            return DrawLink(self._scene, factor, self.linked.emit)
        if adding:
            self._scene.toggle(factor)
        elif not factor.isSelected():
            self._scene.select([factor.box.factor_id], ())
        return self._drag(place)

    def _framing(self, place: QPointF) -> Gesture | None:
        """Return the gesture that draws a zone or drags the corner of the selected one, or None."""
        if self._drawing_zone:
            self._stop_drawing()
            return DrawZone(self._scene, place, self.asked_zone.emit)
        corner = self._scene.annotations.grip_at(place, self.reach(_GRIP / 2))
        return None if corner is None else ResizeZone(self._scene, *corner, self.placed.emit)

    def _drag(self, place: QPointF) -> Gesture:
        """Return the gesture that moves what is selected."""
        chosen = self._scene.selected_parts()
        if chosen.zones or chosen.notes:
            return DragParts(self._scene, place, self.placed.emit)
        return DragFactors(self._scene, place, chosen.factors, self.moved.emit)

    def _behind(self, place: QPointF, adding: bool) -> Gesture:
        """Return the gesture with a zone or a note, or else a rubber band."""
        found = self._annotation_at(place)
        if found is None:
            return RubberBand(self._scene, place)
        if adding:
            self._scene.toggle(found)
        elif not found.isSelected():
            self._scene.select_only(found)
        return DragParts(self._scene, place, self.placed.emit)

    def _annotation_at(self, place: QPointF) -> ZoneItem | NoteItem | None:
        layer = self._scene.annotations
        return layer.note_at(place) or layer.zone_at(place, self.reach(1.0))

    def _resize(self, across: int, down: int) -> None:
        """Make the one selected zone larger or smaller."""
        chosen = self._scene.selected_parts()
        if len(self._scene.selectedItems()) != 1 or len(chosen.zones) != 1:
            return
        zone = next(each for each in self._scene.row.zones if each.id in chosen.zones)
        wide, tall = zone.width + across * _NUDGE, zone.height + down * _NUDGE
        if min(wide, tall) >= LEAST_ZONE:
            self.placed.emit({}, {zone.id: Rect(zone.x, zone.y, wide, tall)}, {})

    def _stop_drawing(self) -> None:
        self._drawing_zone = False
        self.viewport().unsetCursor()

    def _grip(self, place: QPointF) -> tuple[LinkItem, bool] | None:
        """Return the one selected link if the place is at an end of it, and whether at its source."""
        links = self._scene.selected_links()
        if len(links) != 1 or len(self._scene.selectedItems()) != 1:
            return None
        item = self._scene.links[links[0]]
        for end, at_source in ((3, False), (0, True)):
            tip = QPointF(*item.curve.points[end]) - place
            if math.hypot(tip.x(), tip.y()) <= self.reach(_GRIP):
                return item, at_source
        return None

    def _cancel(self) -> None:
        gesture = self._gesture
        self._end_gesture()
        if gesture is not None:
            gesture.cancel()
        elif self._drawing_zone:
            self._stop_drawing()
        else:
            self.escaped.emit()

    def _end_gesture(self) -> None:
        self._gesture = None
        if self._panning:
            self._panning = False
            self.viewport().unsetCursor()

    def _on_arrow(self, across: int, down: int) -> None:
        chosen = self._scene.selected_parts()
        if chosen == Parts():
            self.pan(-across * _PAN, -down * _PAN)
            return
        by = QPointF(across * _NUDGE, down * _NUDGE)
        self.placed.emit(*moved_parts(self._scene.row, chosen, by))

    def _of_gesture(self, at: QPointF) -> QPointF:
        return at if self._panning else self.place_at(at)


_ZOOM_KEYS: Final[Mapping[Qt.Key, Callable[[MapCanvas], None]]] = {
    Qt.Key.Key_F: MapCanvas.fit,
    Qt.Key.Key_S: MapCanvas.fit_selection,
    Qt.Key.Key_1: MapCanvas.zoom_to_100,
    Qt.Key.Key_PageUp: lambda canvas: canvas.zoom(STEP**2),
    Qt.Key.Key_PageDown: lambda canvas: canvas.zoom(STEP**-2),
}
