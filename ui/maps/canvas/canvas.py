"""The canvas of a map, which turns mouse and keys into gestures and signals; it changes no data."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from resources.words import say
from ui.maps.canvas.gestures import EDGE, DragFactors, DrawLink, Gesture, RubberBand
from ui.maps.canvas.items import LinkItem
from ui.maps.canvas.painting import rect_of
from ui.maps.canvas.scene import MapScene
from ui.widgets.lists.nothing import show_in_the_middle
from upstream_workshop.maps.kinds import Sign

_NUDGES: Final = {
    Qt.Key.Key_Left: (-10.0, 0.0),
    Qt.Key.Key_Right: (10.0, 0.0),
    Qt.Key.Key_Up: (0.0, -10.0),
    Qt.Key.Key_Down: (0.0, 10.0),
}
SIGN_KEYS: Final = {
    "+": Sign.MORE,
    "-": Sign.LESS,
    "−": Sign.LESS,
    "0": Sign.UNKNOWN,
}
_ZOOM: Final = 1.15
_LARGEST: Final = 1.4  # the largest scale for fitting a small map


class MapCanvas(QGraphicsView):
    """A view of a map's scene.

    `moved(dict)` carries new places by factor id, `linked(source id, target id)` a new link.
    `removed()`, `signed(str)` and `opened()` are about the selection.
    """

    moved = Signal(object)
    linked = Signal(int, int)
    removed = Signal()
    signed = Signal(str)
    opened = Signal()

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._scene = scene
        self._gesture: Gesture | None = None
        self._fitted = True  # whether the map is fitted to the view, until the user zooms
        self.setAccessibleName(say("Map canvas"))
        self.setAccessibleDescription(say("The outline shows the same map as a list."))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, or a hint how to begin."""
        super().paintEvent(event)
        if not self._scene.factors:
            words = say("Type a first factor, then Enter.")
            show_in_the_middle(self.viewport(), words)

    def fit(self) -> None:
        """Show the whole map."""
        self._fitted = True
        content = self._scene.content()
        if content.isEmpty():
            return
        self.resetTransform()
        room = self.viewport().rect()
        scale = min(room.width() / content.width(), room.height() / content.height(), _LARGEST)
        self.scale(scale, scale)
        self.centerOn(content.center())

    def fit_if_unzoomed(self) -> None:
        """Show the whole map again, unless the user has zoomed."""
        if self._fitted and self._gesture is None:
            self.fit()

    def zoom(self, factor: float) -> None:
        """Zoom by a factor, within limits."""
        if 0.05 < self.transform().m11() * factor < 8:
            self._fitted = False
            self.scale(factor, factor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture that belongs to what is under the mouse pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self._place(event.position().toPoint())
        self._gesture = self._chosen(place, bool(event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Continue the gesture."""
        if self._gesture is not None:
            self._gesture.move(self._place(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the gesture."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(self._place(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Emit `opened` for what was clicked."""
        if self._scene.selectedItems():
            self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse pointer."""
        self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the map to the new size, unless the user has zoomed."""
        super().resizeEvent(event)
        self.fit_if_unzoomed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove, sign or open the selection; Escape cancels a gesture or deselects."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._cancel()
        elif key in _NUDGES and self._scene.selected_factors():
            self._nudge(*_NUDGES[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.text() in SIGN_KEYS and self._scene.selected_links():
            self.signed.emit(SIGN_KEYS[event.text()])
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self, place: QPointF, adding: bool) -> Gesture | None:
        factor = self._scene.factor_at(place)
        if factor is None:
            item = self._scene.itemAt(place, self.transform())
            if isinstance(item, LinkItem):
                self._scene.select_only(item)
                return None
            return RubberBand(self._scene, place)
        inner = rect_of(factor.box.rect).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if not inner.contains(place):
            return DrawLink(self._scene, factor, self.linked.emit)
        if adding:
            factor.setSelected(not factor.isSelected())
        elif not factor.isSelected():
            self._scene.select_only(factor)
        return DragFactors(self._scene, place, self._scene.selected_factors(), self.moved.emit)

    def _cancel(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
        else:
            self._scene.select_only(None)

    def _nudge(self, across: float, down: float) -> None:
        chosen = set(self._scene.selected_factors())
        rows = [row for row in self._scene.row.factors if row.id in chosen]
        self.moved.emit({row.id: (row.x + across, row.y + down) for row in rows})

    def _place(self, at: QPoint) -> QPointF:
        return self.mapToScene(at)
