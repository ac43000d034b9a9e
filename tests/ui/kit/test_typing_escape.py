"""Escape in a dialog: first what was typed goes, then the dialog."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.inputs.fields import Field
from ui.widgets.inputs.forms import FormDialog
from ui.window.commands.palette import Palette


def combo(text: str) -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setCurrentText(text)
    return made


def text_of(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        return field.currentText()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, combo])
@pytest.mark.parametrize("there", ["", "Lunch"])
def test_what_was_typed_is_taken_back_before_a_dialog_closes(
    qtbot: QtBot, make: Callable[[str], QWidget], there: str
) -> None:
    dialog, field = QDialog(), make(there)
    QVBoxLayout(dialog).addWidget(field)
    shown(qtbot, dialog)
    field.setFocus()
    qtbot.keyClicks(field, "zqx")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert text_of(field) == there
    assert dialog.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_form_and_the_palette_do_so(qtbot: QtBot) -> None:
    form = FormDialog(None, "Block", [Field("title", "Title")], {"title": "Tea"})
    palette = Palette([])
    for dialog, field, there in (
        (form, form.control("title"), "Tea"),
        (palette, palette.field, ""),
    ):
        shown(qtbot, dialog)
        qtbot.keyClicks(field, "zqx")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert (text_of(field), dialog.isVisible()) == (there, True)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
