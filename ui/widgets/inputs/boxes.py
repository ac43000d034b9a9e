"""Number and choice fields that keep what is typed, and without the focus leave the wheel to the form.

A form is scrolled with the wheel, which must not change a field that happens to pass under the
pointer. No other classes for such fields are used in the window (`tests/ui/widgets/test_wheel.py`).

What a field cannot read stays in it as it was typed, and `unread` says so in a sentence: nothing typed is
replaced by another value (`tests/ui/widgets/test_typed_fields.py`).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtGui import QPaintEvent, QValidator
from PySide6.QtWidgets import (
    QComboBox,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from resources.words import say
from ui.kit import theme

_BESIDE: Final = 4  # pixels of a field beside its text


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
    """A field for a whole number; a text that is none in the range stays, and `value` is the last one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed: str | None = None  # the text that is no number in the range, if it is none
        self._read = 0
        self.valueChanged.connect(self._on_read)
        _WheelFilter(self)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let every text be typed."""
        return QValidator.State.Acceptable, text, at

    def valueFromText(self, text: str) -> int:
        """Return the number of a text; of one that is no number in the range, the last one that was."""
        words = text.strip()
        number = int(words) if words.isdecimal() and len(words) < 10 else None
        if number is None or not self.minimum() <= number <= self.maximum():
            self._typed = text
            return self._read
        self._typed = None
        self._read = number
        return number

    def textFromValue(self, value: int) -> str:
        """Return the text of a number, or the text that was typed instead."""
        return str(value) if self._typed is None else self._typed

    def stepBy(self, steps: int) -> None:
        """Go on from the last number that was read."""
        self._typed = None
        super().stepBy(steps)

    def unread(self) -> str:
        """Return why the text is no answer, or nothing."""
        self.interpretText()
        if self._typed is None:
            return ""
        if not self._typed.strip():
            return say("a number from {least} to {most}", least=self.minimum(), most=self.maximum())
        return say(
            "“{typed}” is no number from {least} to {most}",
            typed=self._typed.strip(),
            least=self.minimum(),
            most=self.maximum(),
        )

    def _on_read(self, value: int) -> None:
        self._typed, self._read = None, value


class ChoiceBox(QComboBox):
    """A field with a list of choices; one that is too long for the field is shortened with dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelFilter(self)

    def limit_width(self, least: int, most: int) -> None:
        """Be as wide as the longest choice within limits, in px at 100 %, where there is room for that."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(theme.px(least))
        self.setMaximumWidth(theme.px(most))

    def sizeHint(self) -> QSize:
        """Return the style's size, and what is left beside the text."""
        return super().sizeHint().grownBy(QMargins(_BESIDE, 0, _BESIDE, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and as much of the choice as there is room for."""
        if self.isEditable() or self.currentIndex() < 0:
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(field, option, part, self).width() - _BESIDE
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(field, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class Slider(QSlider):
    """A horizontal slider over whole numbers; arrow keys move it by one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setPageStep(1)
        _WheelFilter(self)
