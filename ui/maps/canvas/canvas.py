"""The canvas of a map, which turns mouse and keys into gestures and signals; it changes no data."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.maps.annotations.annotation_actions import around_parts
from ui.maps.canvas.annotation_gestures import moved_parts
from ui.maps.canvas.mouse.bend_link import grip_of, paint_grip
from ui.maps.canvas.mouse.presses import CLICK, Outcomes, Presses
from ui.maps.canvas.scene import MapScene
from ui.widgets.canvas.far_layer import READABLE
from ui.widgets.canvas.gesture import Gesture, Pan
from ui.widgets.canvas.zoom_view import STEP, ZoomView
from ui.widgets.lists.nothing import show_in_the_middle
from upstream_workshop.maps.annotations.ownership import Parts
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.readers.maps.map_parts import LEAST_ZONE

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
_FREE: Final = Qt.KeyboardModifier.AltModifier  # while dragging: do not snap
_ADDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MapCanvas(ZoomView):
    """A view of a map's scene.

    `moved(dict)` carries new places by factor id, `linked(source id, target id)` a new link,
    `led(link id, source id, target id)` a link led elsewhere, with None for the end that stays,
    `bent(link id, points)` the bend of a link, and `asked_factor(x, y)` the place of a factor to add.
    `placed(dict, dict, dict)` carries new places of factors, frames of zones and places of notes,
    `asked_zone(Rect)` the frame of a zone to add, and `asked_note(x, y)` the place of a note.
    `removed()`, `signed(str)`, `opened()` and `asked_menu(QPoint)`, which carries a point of the screen, are
    about the selection; `escaped()` is emitted on Escape while no gesture goes on.
    """

    moved = Signal(object)
    linked = Signal(int, int)
    led = Signal(int, object, object)
    asked_factor = Signal(float, float)
    bent = Signal(int, float)
    asked_menu = Signal(QPoint)
    placed = Signal(object, object, object)
    asked_zone = Signal(object)
    asked_note = Signal(float, float)
    removed = Signal()
    signed = Signal(str)
    opened = Signal()
    escaped = Signal()

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._scene = scene
        self._gesture: Gesture | None = None
        self._panning = False  # whether the gesture is in pixels, as the view itself moves
        self._spaced = False  # whether the space bar is held, which turns dragging into panning
        outcomes = Outcomes(
            self.moved.emit, self.linked.emit, self.led.emit, self.bent.emit, self.placed.emit,
            self.asked_zone.emit,
        )  # fmt: skip
        self._presses = Presses(self, scene, outcomes)
        scene.selectionChanged.connect(
            self.viewport().update
        )  # of the grip, which is beside its link
        scene.shown.connect(self.viewport().update)
        self.setAccessibleName(say("Map canvas"))
        self.setAccessibleDescription(say("The outline shows the same map as a list."))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, or a hint how to begin."""
        super().paintEvent(event)
        row = self._scene.row
        if not (row.factors or row.zones or row.notes):
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
            self._presses.free = bool(event.modifiers() & _FREE)
            self._gesture = self._presses.begin(
                self.place_at(at), bool(event.modifiers() & _ADDING)
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Continue the gesture."""
        self._presses.free = bool(event.modifiers() & _FREE)
        if self._gesture is not None:
            self._gesture.move(self._of_gesture(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the gesture."""
        gesture, place = self._gesture, self._of_gesture(event.position())
        self._end_gesture()
        if gesture is not None:
            gesture.release(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, unbend a link at its grip, or ask for a factor at a free place."""
        place = self.place_at(event.position())
        if self._scene.marks.click(place, self.transform().m11(), twice=True):
            return
        bending = self._presses.bend_grip(place)
        on_something = self._scene.factor_at(place) or self._presses.annotation_at(place)
        if bending is not None:
            self.bent.emit(bending.curve.link_id, 0.0)
        elif on_something or self._scene.link_at(place, self.reach(CLICK)):
            self.opened.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.asked_factor.emit(place.x(), place.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse pointer; pan on a touchpad, or sideways with Shift or a tilted wheel."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if not pixels.isNull() and not event.modifiers():
            self.pan(pixels.x(), pixels.y())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turned.y():
            self.pan(turned.x() or turned.y(), 0)
        else:
            self.zoom(math.pow(STEP, turned.y() / 120), event.position())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select what is under the mouse, unless it is selected, and ask for the menu of the selection."""
        event.accept()
        if self._gesture is not None:
            return
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.asked_menu.emit(self.viewport().mapToGlobal(self._middle_of_selection()))
            return
        place = self.place_at(event.pos())
        item = (
            self._scene.factor_at(place)
            or self._scene.link_at(place, self.reach(CLICK))
            or self._presses.annotation_at(place)
        )
        if item is None:
            self._scene.select((), ())
        elif not item.isSelected():
            self._scene.select_item(item)
        self.asked_menu.emit(event.globalPos())

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the signs of the links, and the grip of the one that is selected."""
        super().drawForeground(painter, rect)
        link = self._presses.one_link()
        grip = grip_of(link.curve) if link is not None else None
        if grip is not None and self.transform().m11() >= READABLE:
            paint_grip(painter, grip)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove, sign or open the selection; Escape cancels a gesture, or more."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._cancel()
        elif key in _ARROWS:
            grows = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self._resize if grows else self._on_arrow)(*_ARROWS[key])
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
            self._presses.drawing_zone = True
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def ask_factor(self) -> None:
        """Ask for a factor in the middle of the view."""
        place = self.place_at(self.viewport().rect().center())
        self.asked_factor.emit(place.x(), place.y())

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

    def _middle_of_selection(self) -> QPoint:
        area = self._selected_area()
        seen = self.viewport().rect()
        if area.isEmpty():
            return seen.center()
        at = self.mapFromScene(area.center())
        return QPoint(min(max(at.x(), 0), seen.right()), min(max(at.y(), 0), seen.bottom()))

    def _resize(self, across: int, down: int) -> None:
        """Make the one selected zone larger or smaller."""
        chosen = self._scene.selected_parts()
        if len(self._scene.selectedItems()) != 1 or len(chosen.zones) != 1:
            return
        zone = next(each for each in self._scene.row.zones if each.id in chosen.zones)
        wide, tall = zone.width + across * _NUDGE, zone.height + down * _NUDGE
        if min(wide, tall) >= LEAST_ZONE:
            self.placed.emit({}, {zone.id: Rect(zone.x, zone.y, wide, tall)}, {})

    def _cancel(self) -> None:
        gesture = self._gesture
        self._end_gesture()
        if gesture is not None:
            gesture.cancel()
        elif self._presses.drawing_zone:
            self._presses.stop_drawing()
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
