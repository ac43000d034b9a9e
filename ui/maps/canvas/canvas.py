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
from ui.maps.canvas.annotation_gestures import moved_parts, resized_zone
from ui.maps.canvas.mouse.bend_link import grip_of, paint_grip
from ui.maps.canvas.mouse.presses import Outcomes, Presses
from ui.maps.canvas.scene import MapScene
from ui.widgets.canvas.far_layer import READABLE
from ui.widgets.canvas.gesture import Pan
from ui.widgets.canvas.gesture_view import GestureView
from ui.widgets.canvas.zoom_view import STEP
from ui.widgets.lists.nothing import show_in_the_middle
from upstream_workshop.maps.annotations.ownership import Parts
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
_FREE: Final = Qt.KeyboardModifier.AltModifier  # while dragging: do not snap
_FOR_A_MOMENT: Final = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
)  # the focus comes back by itself
_ADDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MapCanvas(GestureView):
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
        self._pressed_on = scene.row  # the map on which the gesture began
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
        scene.shown.connect(self._on_shown)
        self.setAccessibleName(say("Map canvas"))
        self.setAccessibleDescription(say("The outline shows the same map as a list."))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, or a hint how to begin."""
        super().paintEvent(event)
        row = self._scene.row
        if not (row.factors or row.zones or row.notes):
            words = say("Type a first factor, then Enter.")
            show_in_the_middle(self.viewport(), words)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture that belongs to the button and to what is under the mouse pointer."""
        if self.is_busy():
            return
        at, button = event.position(), event.button()
        left = button == Qt.MouseButton.LeftButton
        self._pressed_on = self._scene.row
        if button == Qt.MouseButton.MiddleButton or (left and self._spaced):
            self._begin(Pan(at, self.pan), button)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif left:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._presses.free = bool(event.modifiers() & _FREE)
            adding = bool(event.modifiers() & _ADDING)
            self._begin(self._presses.begin(self.place_at(at), adding), button)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Continue the gesture."""
        self._presses.free = bool(event.modifiers() & _FREE)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the gesture."""
        self._show_cursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, unbend a link at its grip, or ask for a factor at a free place."""
        if event.button() != Qt.MouseButton.LeftButton or self._spaced:
            self.mousePressEvent(event)
            return
        place = self.place_at(event.position())
        if self._scene.marks.click(place, self.transform().m11(), twice=True):
            return
        bending = self._presses.bend_grip(place)
        if bending is not None:
            self.bent.emit(bending.curve.link_id, 0.0)
        elif self._presses.item_at(place) is not None:
            self.opened.emit()
        else:
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
        if self.is_busy():
            return
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.asked_menu.emit(self.viewport().mapToGlobal(self._middle_of_selection()))
            return
        item = self._presses.item_at(self.place_at(event.pos()))
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
            self._on_escape()
        elif key in _ARROWS:
            grows = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_arrow(*_ARROWS[key], grows)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.text() in SIGN_KEYS and self._scene.selected_links():
            self.signed.emit(SIGN_KEYS[event.text()])
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self._spaced = True
            self._show_cursor()
        elif key in _ZOOM_KEYS:
            _ZOOM_KEYS[key](self)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Draw and select again once the space bar is released."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._spaced = False
            self._show_cursor()
        else:
            super().keyReleaseEvent(event)

    def ask_zone(self) -> None:
        """Ask for a zone around what is selected; if nothing is, let the next drag draw one."""
        around = around_parts(self._scene.row, self._scene.selected_parts())
        if around is not None:
            self.asked_zone.emit(around)
        else:
            self._presses.drawing_zone = True
            self._show_cursor()

    def ask_factor(self) -> None:
        """Ask for a factor in the middle of the view."""
        self.asked_factor.emit(*self._middle())

    def ask_note(self) -> None:
        """Ask for a note in the middle of the view."""
        self.asked_note.emit(*self._middle())

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew what is cached when the colours change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.resetCachedContent()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the space bar, whose release goes elsewhere, and a zone that was to be drawn."""
        self._spaced = False
        if event.reason() not in _FOR_A_MOMENT:
            self._presses.drawing_zone = False
        super().focusOutEvent(event)

    def cancel_gesture(self) -> bool:
        """Leave everything as it was before the gesture; return whether there was one."""
        self._show_cursor()
        return super().cancel_gesture()

    # inside

    def _middle(self) -> tuple[float, float]:
        return self.place_at(self.viewport().rect().center()).toTuple()

    def _middle_of_selection(self) -> QPoint:
        area = self._selected_area()
        seen = self.viewport().rect()
        if area.isEmpty():
            return seen.center()
        at = self.mapFromScene(area.center())
        return QPoint(min(max(at.x(), 0), seen.right()), min(max(at.y(), 0), seen.bottom()))

    def _on_escape(self) -> None:
        if self.cancel_gesture():
            return
        if self._presses.drawing_zone:
            self._presses.stop_drawing()
        else:
            self.escaped.emit()

    def _show_cursor(self) -> None:
        """Show by the mouse pointer what the next drag does."""
        if self._presses.drawing_zone:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif self._spaced:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def _on_shown(self) -> None:
        """Cancel a gesture under which the map has changed, such as a drag of what is gone."""
        if self.is_busy() and self._scene.row != self._pressed_on:
            self.cancel_gesture()

    def _on_arrow(self, across: int, down: int, grows: bool) -> None:
        """Move what is selected, or the view if nothing is; with Shift, resize the one selected zone."""
        row, chosen = self._scene.row, self._scene.selected_parts()
        by = QPointF(across * _NUDGE, down * _NUDGE)
        if grows:
            if self._scene.selected_count() == 1 and (resized := resized_zone(row, chosen, by)):
                self.placed.emit(*resized)
        elif chosen == Parts():
            self.pan(-across * _PAN, -down * _PAN)
        else:
            self.placed.emit(*moved_parts(row, chosen, by))


_ZOOM_KEYS: Final[Mapping[Qt.Key, Callable[[MapCanvas], None]]] = {
    Qt.Key.Key_F: MapCanvas.fit,
    Qt.Key.Key_S: MapCanvas.fit_selection,
    Qt.Key.Key_1: MapCanvas.zoom_to_100,
    Qt.Key.Key_PageUp: lambda canvas: canvas.zoom(STEP**2),
    Qt.Key.Key_PageDown: lambda canvas: canvas.zoom(STEP**-2),
}
