"""Form fields as data, and the widget for each kind of field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.kit import theme
from ui.widgets.inputs.boxes import ChoiceBox, DateBox, NumberBox


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    key: its key in the answers.
    label: the text above it.
    kind: text, long, told (a long text to read only), number, bool, choice or date.
    choices: of a choice: texts, or pairs of value and text.
    hint: the placeholder and accessible description.
    needed: whether an empty answer is refused.
    least, most: the limits of a number.
    """

    key: str
    label: str
    kind: str = "text"
    choices: tuple[Any, ...] = ()
    hint: str = ""
    needed: bool = False
    least: int = 0
    most: int = 9999


@dataclass(frozen=True, slots=True)
class Control:
    """The widget of a field, and a function that returns its value."""

    widget: QWidget
    value: Callable[[], Any]


def make_control(field: Field, value: Any) -> Control:
    """Return the control of a field with a value, named for screen readers."""
    made = _MAKERS[field.kind](field, value)
    made.widget.setAccessibleName(field.label)
    made.widget.setAccessibleDescription(field.hint)
    return made


def _text(field: Field, value: Any) -> Control:
    edit = QLineEdit(str(value or ""))
    edit.setPlaceholderText(field.hint)
    return Control(edit, lambda: edit.text().strip())


def _long(field: Field, value: Any) -> Control:
    edit = QPlainTextEdit(str(value or ""))
    edit.setPlaceholderText(field.hint)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(theme.px(96))
    return Control(edit, lambda: edit.toPlainText().strip())


def _read_only(field: Field, value: Any) -> Control:
    made = _long(field, value)
    assert isinstance(made.widget, QPlainTextEdit)  # made by `_long`
    made.widget.setReadOnly(True)
    made.widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _number(field: Field, value: Any) -> Control:
    spin = NumberBox()
    spin.setRange(field.least, field.most)
    spin.setValue(int(value or 0))
    spin.lineEdit().setTextMargins(theme.px(10), 0, 0, 0)  # Qt ignores the sheet's padding here
    return Control(spin, spin.value)


def _bool(field: Field, value: Any) -> Control:
    box = QCheckBox(field.label)
    box.setChecked(bool(value))
    return Control(box, box.isChecked)


def _choice(field: Field, value: Any) -> Control:
    box = ChoiceBox()
    shortened = box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    box.setSizeAdjustPolicy(shortened)  # a long choice makes no form wider than its dialog
    for choice in field.choices:
        data, words = choice if isinstance(choice, tuple) else (choice, str(choice))
        box.addItem(words, data)
        if data == value:
            box.setCurrentIndex(box.count() - 1)
    return Control(box, box.currentData)


def _date(field: Field, value: Any) -> Control:
    edit = DateBox()
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("d MMMM yyyy")
    edit.setToolTip(field.hint)
    day = value or date.today()
    edit.setDate(QDate(day.year, day.month, day.day))
    return Control(edit, lambda: _as_date(edit.date()))


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


_MAKERS: dict[str, Callable[[Field, Any], Control]] = {
    "text": _text,
    "long": _long,
    "told": _read_only,
    "number": _number,
    "bool": _bool,
    "choice": _choice,
    "date": _date,
}
