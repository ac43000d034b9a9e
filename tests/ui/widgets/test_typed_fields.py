"""No field of a form swallows what it cannot read: what is typed is the answer, or is refused and stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from resources.dates import long_date
from resources.typed_dates import typed_date
from tests.ui.showing import shown
from ui.widgets.inputs.date_field import DateField
from ui.widgets.inputs.fields import MAKERS, Field
from ui.widgets.inputs.forms import FormDialog

FEW = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
TYPED = st.one_of(
    st.sampled_from(
        ["soon", "0", "12", "-3", "1.5", "9" * 12, "31/2", "in March", "4 Dec", "", "٣"]
    ),
    st.integers(-10, 200).map(str),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(str),
    st.text(LETTERS, max_size=12),
)
TYPABLE = sorted(MAKERS.keys() - {"bool", "choice", "told"})


def line_of(control: QWidget) -> QLineEdit | QPlainTextEdit:
    if isinstance(control, QSpinBox):
        return control.lineEdit()
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    return control


def text_of(line: QLineEdit | QPlainTextEdit) -> str:
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def paste(qtbot: QtBot, line: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Replace the text as a person does, by pasting, so that no key is lost to an input method."""
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText(text)
    if text:
        line.paste()
    else:
        qtbot.keyClick(line, Qt.Key.Key_Delete)


def means(kind: str, answer: Any, typed: str) -> bool:
    """Whether an answer is what somebody typed."""
    if kind == "number":
        return typed.strip().isdecimal() and answer == int(typed)
    if kind == "date":
        return bool(answer == typed_date(typed, date.today())) and (answer is not None or not typed)
    return bool(answer == typed.strip())


@pytest.mark.parametrize("kind", TYPABLE)
def test_what_is_typed_is_answered_or_refused_and_stays(qtbot: QtBot, kind: str) -> None:
    @FEW
    @given(TYPED)
    def check(typed: str) -> None:
        value: Any = {"number": 3, "date": date(2026, 12, 1)}.get(kind, "before")
        fields = (Field("field", "By when", kind, most=99), Field("next", "Next"))
        form = FormDialog(None, "Commitment", fields, {"field": value})
        shown(qtbot, form)
        line = line_of(form.control("field"))
        paste(qtbot, line, typed)
        form.control("next").setFocus()
        form.accept()
        if form.result():
            assert means(kind, form.answers()["field"], typed)
        else:
            assert text_of(line) == typed
            assert typed.strip() in "".join(label.text() for label in form.findChildren(QLabel))
            assert not means(kind, form.answers()["field"], typed)
        form.close()

    check()


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_what_stands_is_the_answer_where_nothing_is_touched(qtbot: QtBot, kind: str) -> None:
    """Also a number beyond the limits, a choice that is no longer offered and a very long text."""
    value: Any = {
        "number": 12_345, "date": date(1931, 2, 28), "bool": True, "choice": "left the group",
    }.get(kind, "many words " * 4_000 + "end")  # fmt: skip
    field = Field("field", "Field", kind, ("a", "b"), most=99)
    form = FormDialog(None, "Form", (field,), {"field": value})
    qtbot.addWidget(form)
    assert form.answers() == {"field": value}
    form.accept()
    assert form.result()


def test_a_choice_that_was_none_of_those_offered_can_be_replaced(qtbot: QtBot) -> None:
    form = FormDialog(None, "Form", (Field("who", "Who", "choice", ("a", "b")),), {"who": "c"})
    qtbot.addWidget(form)
    box = form.control("who")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    assert form.answers() == {"who": "b"}


def test_soon_is_no_date_and_nothing_is_kept(qtbot: QtBot) -> None:
    form = FormDialog(None, "Commitment", (Field("due", "By when", "date"),), {})
    shown(qtbot, form)
    due = form.control("due")
    assert isinstance(due, DateField)
    assert form.answers() == {"due": None}
    qtbot.keyClicks(due, "soon")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert form.isVisible()
    assert due.text() == "soon"
    assert any("“soon” is no date" in label.text() for label in form.findChildren(QLabel))
    due.clear()
    qtbot.keyClicks(due, "in march 2027")
    assert "31 March 2027" in due.accessibleDescription()
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert form.answers() == {"due": date(2027, 3, 31)}


def test_a_date_is_written_out_and_moved_by_keys(qtbot: QtBot) -> None:
    form = FormDialog(None, "F", (Field("due", "By when", "date"), Field("next", "Next")), {})
    shown(qtbot, form)
    due = form.control("due")
    assert isinstance(due, DateField)
    due.setFocus()
    qtbot.keyClicks(due, "4/12/2026")
    form.control("next").setFocus()
    qtbot.waitUntil(lambda: due.text() == long_date(date(2026, 12, 4)))
    qtbot.keyClick(due, Qt.Key.Key_Up)
    qtbot.keyClick(due, Qt.Key.Key_PageDown)
    assert due.day() == date(2026, 11, 28)
