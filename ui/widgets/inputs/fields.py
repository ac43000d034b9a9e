"""Form fields as data, and the widget for each kind of field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets.inputs.boxes import ChoiceBox, NumberBox
from ui.widgets.inputs.date_field import DateField

_LONGEST: Final = 10_000_000  # letters; by default Qt cuts a line after 32,767


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    key: its key in the answers.
    label: the text above it.
    kind: text, long, told (a long text to read only), number, bool, choice or date.
    choices: of a choice: texts, or pairs of value and text.
    hint: the placeholder and accessible description.
    needed: whether an empty answer is refused.
    least, most: the limits of a number; a value beyond them that stands already is allowed too.

    A date is typed as people say it (`resources/typed_dates.py`); the answer of an empty one is None.
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
    """The widget of a field, and what it answers.

    value: returns the answer.
    unread: returns why what was typed is no answer, as the end of a sentence; nothing if it is one.
    """

    widget: QWidget
    value: Callable[[], Any]
    unread: Callable[[], str] = str


def make_control(field: Field, value: Any) -> Control:
    """Return the control of a field with a value, named for screen readers."""
    made = MAKERS[field.kind](field, value)
    made.widget.setAccessibleName(field.label)
    if field.hint:
        made.widget.setAccessibleDescription(field.hint)
    return made


def _text(field: Field, value: Any) -> Control:
    edit = QLineEdit()
    edit.setMaxLength(_LONGEST)
    edit.setText(str(value or ""))
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
    number = field.least if value is None else int(value)
    spin.setRange(min(field.least, number), max(field.most, number))
    spin.setValue(number)
    spin.lineEdit().setTextMargins(theme.px(10), 0, 0, 0)  # Qt ignores the sheet's padding here
    return Control(spin, spin.value, spin.unread)


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
    offered = [box.itemData(place) for place in range(box.count())]
    if value is None or value in offered:
        return Control(box, box.currentData)
    box.setCurrentIndex(-1)  # what stands is none of the choices: it is kept until one is chosen
    box.setPlaceholderText(say("as it was"))
    return Control(box, lambda: value if box.currentIndex() < 0 else box.currentData())


def _date(field: Field, value: date | None) -> Control:
    edit = DateField()
    edit.setPlaceholderText(field.hint or say("such as 4 Dec, in March, two weeks"))
    edit.set_day(value)
    return Control(edit, edit.day, edit.unread)


MAKERS: Final[dict[str, Callable[[Field, Any], Control]]] = {
    "text": _text,
    "long": _long,
    "told": _read_only,
    "number": _number,
    "bool": _bool,
    "choice": _choice,
    "date": _date,
}
