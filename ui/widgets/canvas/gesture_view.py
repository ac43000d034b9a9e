"""A view of a canvas on which the mouse makes gestures."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.canvas.gesture import Gesture, Pan
from ui.widgets.canvas.zoom_view import ZoomScene, ZoomView


class GestureView(ZoomView):
    """Carries out one gesture at a time, from the press of a button to the release of the same.

    A subclass begins them. Those whose release would go elsewhere are cancelled.
    """

    def __init__(self, scene: ZoomScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton

    def is_busy(self) -> bool:
        """Return whether a gesture goes on."""
        return self._gesture is not None

    def cancel_gesture(self) -> bool:
        """Leave everything as it was before the gesture; return whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Continue the gesture."""
        if self._gesture is not None:
            self._gesture.move(self._place(self._gesture, event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the gesture, unless another button began it."""
        gesture = self._gesture
        if gesture is not None and event.button() == self._button:
            self._gesture = None  # before a form that the gesture opens
            gesture.release(self._place(gesture, event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cancel the gesture."""
        super().focusOutEvent(event)
        self.cancel_gesture()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cancel the gesture."""
        super().hideEvent(event)
        self.cancel_gesture()

    def _begin(self, gesture: Gesture | None, button: Qt.MouseButton) -> None:
        """Begin a gesture with this button, or none."""
        self._gesture, self._button = gesture, button

    def _place(self, gesture: Gesture, event: QMouseEvent) -> QPointF:
        """Return where the mouse is: on the scene, or in pixels for what moves the view itself."""
        return event.position() if isinstance(gesture, Pan) else self.place_at(event.position())
