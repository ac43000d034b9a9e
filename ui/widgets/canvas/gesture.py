"""A gesture on a canvas: an object from mouse press to release or cancellation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF


class Gesture(Protocol):
    """A movement of the mouse, in the coordinates of the scene."""

    def move(self, place: QPointF) -> None:
        """Follow the mouse to a place."""

    def release(self, place: QPointF) -> None:
        """Complete the gesture at a place."""

    def cancel(self) -> None:
        """Leave everything as it was before."""


class Pan:
    """Moves the view with the mouse, in the coordinates of the screen."""

    def __init__(self, start: QPointF, scroll: Callable[[float, float], object]) -> None:
        self._last = start
        self._scroll = scroll

    def move(self, place: QPointF) -> None:
        """Move the view by as much as the mouse was moved."""
        by, self._last = place - self._last, place
        self._scroll(by.x(), by.y())

    def release(self, place: QPointF) -> None:
        """Leave the view where it is."""

    def cancel(self) -> None:
        """Leave the view where it is."""
