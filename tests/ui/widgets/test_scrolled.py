"""A column that scrolls: whoever gets the keys comes into view, and the mouse is left its target."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import scrolled


@pytest.fixture
def column(qtbot: QtBot) -> tuple[QScrollArea, QPushButton, QListWidget, QPushButton]:
    inner = QWidget()
    lines = QVBoxLayout(inner)
    first, tall, last = QPushButton("first"), QListWidget(), QPushButton("last")
    tall.addItems([str(number) for number in range(50)])
    tall.setFixedHeight(300)
    for each in (first, tall, last):
        lines.addWidget(each)
    area = scrolled(inner)
    area.resize(200, 200)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    first.setFocus()
    return area, first, tall, last


def top(area: QScrollArea, widget: QWidget) -> int:
    return widget.mapTo(area.viewport(), QPoint(0, 0)).y()


def test_tab_brings_each_into_view(
    qtbot: QtBot, column: tuple[QScrollArea, QPushButton, QListWidget, QPushButton]
) -> None:
    area, first, tall, last = column
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert (tall.hasFocus(), top(area, tall)) == (True, 0)
    qtbot.keyClick(tall, Qt.Key.Key_Tab)
    assert last.hasFocus()
    assert 0 <= top(area, last) <= area.viewport().height() - last.height()
    qtbot.keyClick(last, Qt.Key.Key_Backtab)
    qtbot.keyClick(tall, Qt.Key.Key_Backtab)
    assert first.hasFocus()
    assert top(area, first) >= 0


def test_what_is_pressed_stays_under_the_mouse(
    qtbot: QtBot, column: tuple[QScrollArea, QPushButton, QListWidget, QPushButton]
) -> None:
    area, _first, tall, _last = column
    before = top(area, tall)
    qtbot.mousePress(tall.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    seen = (tall.hasFocus(), top(area, tall))
    qtbot.mouseRelease(tall.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert seen == (True, before)
