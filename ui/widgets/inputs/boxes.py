"""Number, choice and date fields that react to the mouse wheel only while they have the focus.

A form is scrolled with the wheel, which must not change a field that happens to pass under the
pointer. No other classes for such fields are used in the window (`tests/ui/widgets/test_wheel.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QSlider, QSpinBox, QWidget


class _WheelFilter(QObject):
    """Leaves the wheel to the parent of a field that has not the focus."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # by default, the wheel focuses it too
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the wheel without the focus; let every other event pass."""
        if event.type() != QEvent.Type.Wheel or self._field.hasFocus():
            return False
        event.ignore()
        return True


class NumberBox(QSpinBox):
    """A number field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelFilter(self)


class ChoiceBox(QComboBox):
    """A field with a list of choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelFilter(self)


class Slider(QSlider):
    """A horizontal slider over whole numbers; arrow keys move it by one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setPageStep(1)
        _WheelFilter(self)


class DateBox(QDateEdit):
    """A date field; Tab leaves it, and arrow keys go from day to month and year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelFilter(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next field; Qt would go to the month first, and words typed there are lost."""
        return QWidget.focusNextPrevChild(self, forward)
