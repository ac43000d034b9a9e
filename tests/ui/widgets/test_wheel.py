"""The wheel scrolls; it changes no number, choice or date that has not the keys, wherever one is."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import ui
from tests.ui.showing import shown
from ui.widgets.inputs.fields import Field
from ui.widgets.inputs.forms import FormDialog

PLAIN = {
    "QSpinBox",
    "QDoubleSpinBox",
    "QComboBox",
    "QDateEdit",
    "QTimeEdit",
    "QDateTimeEdit",
    "QSlider",
}
FIELDS = (
    Field("number", "Most dots on one theme", "number", least=1, most=9),
    Field("choice", "Rule", "choice", choices=("a", "b", "c")),
    Field("date", "By", "date"),
)


def turn(widget: QWidget, by: int) -> None:
    """Turn the wheel over a widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind)
def test_a_field_without_the_keys_is_not_changed_by_the_wheel(qtbot: QtBot, field: Field) -> None:
    value = {"number": 3, "choice": "b", "date": date(2026, 12, 1)}[field.kind]
    form = shown(
        qtbot, FormDialog(None, "Ballot", (Field("name", "Name"), field), {field.key: value})
    )
    control = form.control(field.key)
    assert not control.hasFocus()
    for by in (120, -120):
        turn(control, by)
        assert form.answers()[field.key] == value
        assert not control.hasFocus()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    turn(control, -120)
    assert field.kind == "date" or form.answers()[field.key] != value


def test_nowhere_in_the_window_is_there_a_field_that_the_wheel_would_change() -> None:
    """By their source: every page and dialog there is, and every one to come."""
    root = Path(ui.__file__).parent
    found = []
    for file in root.rglob("*.py"):
        if file.name == "boxes.py":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [node.func] if isinstance(node, ast.Call) else getattr(node, "bases", [])
            found += [
                f"{file.relative_to(root)}:{node.lineno}"
                for name in names
                if isinstance(name, ast.Name) and name.id in PLAIN
            ]
    assert found == []


def test_tab_leaves_a_date_for_the_next_field(qtbot: QtBot) -> None:
    fields = (
        Field("title", "Title"),
        Field("starts", "First day", "date"),
        Field("place", "Place"),
    )
    form = shown(
        qtbot,
        FormDialog(
            None, "The event", fields, {"title": "", "starts": date(2026, 12, 1), "place": ""}
        ),
    )
    form.control("title").setFocus()
    qtbot.waitUntil(form.control("title").hasFocus)
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Withybeck Hall")
    assert form.answers()["place"] == "Withybeck Hall"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert form.control("starts").hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert form.control("title").hasFocus()
