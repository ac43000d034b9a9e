"""Number, choice and date fields that react to the mouse wheel only while they have the focus.

A form is scrolled with the wheel, which must not change a field that happens to pass under the
pointer. No other classes for such fields are used in the window (`tests/ui/widgets/test_wheel.py`).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QWidget


class NumberBox(QSpinBox):
    """A number field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # by default, the wheel focuses it too

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the value only with the focus; otherwise let the parent scroll."""
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
        """Change the value only with the focus; otherwise let the parent scroll."""
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
        """Change the value only with the focus; otherwise let the parent scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
