"""The keys while the plan is typed: what files, what leaves, and what is refused stays in its field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.agenda.plan.typing_hands import (
    CTRL,
    KEYS,
    SHIFT,
    blocks,
    field,
    go,
    named,
    titles,
    type_text,
)
from ui.agenda.page import RunPage
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.planning.block_fields import BlockFields


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("starts", "07:00", "cannot be fixed at 07:00"),
        ("starts", "25:00", "write it as 12:30"),
        ("minutes", "-5", "is no length"),
        ("minutes", "2000", "give 0 to 1439"),
        ("minimum", "ten", "is no number of minutes"),
        ("minimum", "900", "lower the minimum"),
        ("day", "40", "give 1 to 31"),
        ("day", "soon", "is no day"),
        ("category", "mauve", "choose one of"),
        ("room", "attic", "choose one of"),
        ("title", " ", "A title is missing"),
        ("optional", "perhaps", "neither yes nor no"),
    ],
)
def test_a_refused_text_stays_selected_and_files_nothing(
    qtbot: QtBot,
    desk: Desk,
    table: PlanTable,
    said: list[str],
    column: str,
    text: str,
    words: str,
) -> None:
    before = desk.ask(queries.agenda)
    go(table, "Lunch", column)
    table.edit(table.currentIndex())
    qtbot.keyClicks(field(), text)
    qtbot.keyClick(field(), KEYS.Key_Return)
    assert len(said) == 1
    assert words in said[0]
    typed = field()
    assert isinstance(typed, QLineEdit)
    assert typed.selectedText() == text
    assert desk.ask(queries.agenda) == before
    qtbot.keyClick(typed, KEYS.Key_Escape)
    assert table.hasFocus()
    assert desk.ask(queries.agenda) == before
    assert len(said) == 1


def test_a_refused_text_is_not_lost_by_a_click_elsewhere(
    qtbot: QtBot, desk: Desk, page: RunPage, table: PlanTable, said: list[str]
) -> None:
    before = desk.ask(queries.agenda)
    go(table, "Lunch", "minutes")
    table.edit(table.currentIndex())
    qtbot.keyClicks(field(), "soon")
    other = table.visualRect(table.plan.index(0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert said
    assert field().text() == "soon"
    assert desk.ask(queries.agenda) == before


def test_tab_goes_to_the_next_cell_and_enter_down(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    go(table, "Welcome and agreements", "minutes")
    type_text(qtbot, table, "25", KEYS.Key_Tab)
    assert table.current_column().key == "title"
    type_text(qtbot, table, "Croeso")
    assert table.current_line().block.title == "Offers and asks"
    assert (named(desk, "Croeso").minutes, table.current_column().key) == (25, "title")
    qtbot.keyClick(table, KEYS.Key_Backtab)
    assert table.current_column().key == "minutes"


@pytest.mark.parametrize("key", [KEYS.Key_Tab, KEYS.Key_Backtab])
def test_tab_leaves_the_table_after_its_last_cell_and_before_its_first(
    qtbot: QtBot, table: PlanTable, key: Qt.Key
) -> None:
    row = table.plan.rowCount() - 1 if key == KEYS.Key_Tab else 0
    columns = table.plan.columns
    table.point_at(table.plan.lines[row].key, columns[-1 if key == KEYS.Key_Tab else 0].key)
    table.setFocus()
    qtbot.keyClick(table, key)
    assert not table.hasFocus()
    assert table.tabKeyNavigation()


def test_escape_leaves_a_cell_as_it_was(qtbot: QtBot, desk: Desk, table: PlanTable) -> None:
    before = desk.ask(queries.agenda)
    go(table, "Lunch", "title")
    type_text(qtbot, table, "Cinio", KEYS.Key_Escape)
    assert desk.ask(queries.agenda) == before
    assert table.current_line().block.title == "Lunch"


def test_what_was_there_in_several_lines_is_not_joined(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    desk.do("n", services.amend_block, named(desk, "Lunch").id, notes="One\nTwo")
    go(table, "Lunch", "notes")
    qtbot.keyClick(table, KEYS.Key_F2)
    qtbot.keyClick(field(), KEYS.Key_End, CTRL)
    qtbot.keyClick(field(), KEYS.Key_Return, SHIFT)
    qtbot.keyClicks(field(), "Three")
    qtbot.keyClick(field(), KEYS.Key_Return)
    assert named(desk, "Lunch").notes == "One\nTwo\nThree"


def test_letters_that_are_keys_of_the_page_are_typed(
    qtbot: QtBot, desk: Desk, page: RunPage, table: PlanTable
) -> None:
    go(table, "Lunch", "title")
    type_text(qtbot, table, "END pm")
    assert page.editing.isChecked()
    assert named(desk, "END pm").started_at is None


def test_insert_makes_a_block_whose_title_is_typed_at_once(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    go(table, "Lunch", "lead")
    qtbot.keyClick(table, KEYS.Key_Insert)
    qtbot.keyClicks(field(), "Tro bach")
    qtbot.keyClick(field(), KEYS.Key_Return)
    assert titles(desk)[titles(desk).index("Lunch") + 1] == "Tro bach"


def test_the_wheel_changes_nothing(qtbot: QtBot, desk: Desk, table: PlanTable) -> None:
    before = desk.ask(queries.agenda)
    go(table, "Lunch", "category")
    qtbot.keyClick(table, KEYS.Key_F2)
    typed = field()
    text = typed.text()
    for target in (typed, table.viewport()):
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, wheel)
    assert typed.text() == text
    assert desk.ask(queries.agenda) == before


def test_typing_is_not_lost_when_the_plan_changes_meanwhile(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    go(table, "Lunch", "title")
    qtbot.keyClick(table, KEYS.Key_F2)
    qtbot.keyClicks(field(), "Cin")
    values = BlockFields(minutes=55)
    desk.do("Elsewhere", services.amend_block, named(desk, "Lunch").id, **values)
    desk.do("Elsewhere", services.remove_blocks, [blocks(desk)[1].id])
    qtbot.keyClicks(field(), "io")
    qtbot.keyClick(field(), KEYS.Key_Return)
    assert named(desk, "Cinio").minutes == 55
