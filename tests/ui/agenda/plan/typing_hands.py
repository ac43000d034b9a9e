"""What tests of the plan do with its table: open it, go to a cell, type, copy."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import queries
from upstream_workshop.agenda.rules import BlockRow

KEYS = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def edited(qtbot: QtBot, desk: Desk, jobs: Jobs) -> RunPage:
    page = RunPage(desk, jobs, now=lambda: datetime(2026, 12, 1, 8, 0))
    shown(qtbot, page, 1180, 716)
    page.editing.setChecked(True)
    return page


def blocks(desk: Desk, day: int = 1) -> list[BlockRow]:
    return [block for block in desk.ask(queries.agenda) if block.day == day]


def titles(desk: Desk, day: int = 1) -> list[str]:
    return [block.title for block in blocks(desk, day)]


def named(desk: Desk, title: str) -> BlockRow:
    return next(block for block in desk.ask(queries.agenda) if block.title == title)


def go(table: PlanTable, title: str, column: str) -> None:
    """Bring the keys to a cell; a blank title means the last line."""
    lines = table.plan.lines
    line = next(
        (each for each in lines if each.block.title == title and not each.is_new), lines[-1]
    )
    table.point_at(line.key, column)
    table.setFocus()


def type_text(qtbot: QtBot, table: PlanTable, text: str, end: Qt.Key = KEYS.Key_Return) -> None:
    """Type into the cell of the keys, as fingers do: the first letter opens the field."""
    qtbot.keyClicks(table, text[0])
    qtbot.keyClicks(field(), text[1:])
    qtbot.keyClick(field(), end)


def field() -> QWidget:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit | QPlainTextEdit), found
    return found


def clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
