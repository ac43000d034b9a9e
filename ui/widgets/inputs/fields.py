"""Form fields as data, and the control each kind of field gets."""

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
from ui.widgets.inputs.wheel import ChoiceBox, DateBox, NumberBox


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `choices` are words, or (value, words) pairs.

    `kind` is text, long, told (long, only to be read), number, bool, choice or date; `needed`
    refuses an empty answer.
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
    """A field's widget and how to ask it for its value."""

    widget: QWidget
    value: Callable[[], Any]


def make_control(field: Field, value: Any) -> Control:
    """The control of a field, showing a value, named for assistive technology."""
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


def _told(field: Field, value: Any) -> Control:
    made = _long(field, value)
    assert isinstance(made.widget, QPlainTextEdit)  # as it has just been made
    made.widget.setReadOnly(True)
    made.widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _number(field: Field, value: Any) -> Control:
    spin = NumberBox()
    spin.setRange(field.least, field.most)
    spin.setValue(int(value or 0))
    spin.lineEdit().setTextMargins(theme.px(10), 0, 0, 0)  # its sheet's padding is ignored
    return Control(spin, spin.value)


def _bool(field: Field, value: Any) -> Control:
    box = QCheckBox(field.label)
    box.setChecked(bool(value))
    return Control(box, box.isChecked)


def _choice(field: Field, value: Any) -> Control:
    box = ChoiceBox()
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
    "told": _told,
    "number": _number,
    "bool": _bool,
    "choice": _choice,
    "date": _date,
}
