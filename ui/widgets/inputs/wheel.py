"""Numbers, choices and dates that the wheel changes only while they have the keys.

A form is scrolled with the wheel: what passes under the pointer must not be changed by it. No other number,
choice or date field is used in the window (`tests/ui/widgets/test_wheel.py`).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QWidget


class NumberBox(QSpinBox):
    """A number field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # as it is, the wheel gives it the keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keys; otherwise what it lies on scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceBox(QComboBox):
    """A field with a list of choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keys; otherwise what it lies on scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DateBox(QDateEdit):
    """A date field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keys; otherwise what it lies on scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
