"""What a facilitator types in the cells of the plan is in the session file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.agenda.plan.typing_hands import (
    KEYS,
    edited,
    go,
    named,
    titles,
    type_text,
)
from ui.agenda.page import RunPage
from ui.agenda.plan.plan_bar import PlanBar
from ui.agenda.plan.plan_columns import plan_columns
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets.buttons import KeyButton
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.model import Block


def test_every_column_of_a_block_is_a_column_of_the_table(table: PlanTable) -> None:
    """But the clock's own, and its place in the row, which is where it stands."""
    typed = {column.key for column in table.plan.columns} | {"starts"}
    clock = {"added", "started_at", "ended_at", "paused_at", "paused_seconds"}
    columns = {column.name for column in Block.__table__.columns}
    assert columns - typed == {"id", "position", "carried"} | clock


@pytest.mark.parametrize(
    ("column", "text", "key", "value"),
    [
        ("starts", "12.15", "locked_at", 735),
        ("minutes", "1h10", "minutes", 70),
        ("title", "Cinio", "title", "Cinio"),
        ("purpose", "To eat", "purpose", "To eat"),
        ("lead", "Sian", "lead", "Sian"),
        ("materials", "Forks", "materials", "Forks"),
        ("category", "purple", "category", "plum"),
        ("place", "Neuadd", "place", "Neuadd"),
        ("room", "vote", "room", "vote"),
        ("track", " North  room ", "track", "North room"),
        ("day", "2", "day", 2),
        ("minimum", "20", "minimum", 20),
        ("attribution", "nobody: Chatham House Rule", "attribution", "chatham"),
        ("notes", "Ask the kitchen", "notes", "Ask the kitchen"),
    ],
)
def test_what_is_typed_in_a_cell_is_in_the_file_as_one_step(
    qtbot: QtBot, desk: Desk, table: PlanTable, column: str, text: str, key: str, value: object
) -> None:
    before = desk.ask(queries.agenda)
    lunch = named(desk, "Lunch")
    go(table, "Lunch", column)
    type_text(qtbot, table, text)
    changed = next(block for block in desk.ask(queries.agenda) if block.id == lunch.id)
    assert getattr(changed, key) == value
    desk.undo()
    assert desk.ask(queries.agenda) == before


@pytest.mark.parametrize("key", ["optional", "buffer", "protected", "locked_at"])
def test_a_tick_is_turned_by_space_and_back(
    qtbot: QtBot, desk: Desk, table: PlanTable, key: str
) -> None:
    was = getattr(named(desk, "Welcome and agreements"), key)
    go(table, "Welcome and agreements", key)
    qtbot.keyClick(table, KEYS.Key_Space)
    assert bool(getattr(named(desk, "Welcome and agreements"), key)) != bool(was)
    qtbot.keyClick(table, KEYS.Key_Space)
    assert getattr(named(desk, "Welcome and agreements"), key) == was


def test_new_blocks_are_typed_in_the_last_line(qtbot: QtBot, desk: Desk, table: PlanTable) -> None:
    go(table, "", "title")
    type_text(qtbot, table, "Canu", KEYS.Key_Tab)
    assert table.current_line().block.title == "Canu"
    type_text(qtbot, table, "Singing")
    go(table, "", "title")
    for title in ("Swper", "Nos da"):
        type_text(qtbot, table, title)
    assert titles(desk)[-3:] == ["Canu", "Swper", "Nos da"]
    assert named(desk, "Canu").purpose == "Singing"
    assert table.current_line().is_new


def test_what_cannot_be_kept_is_said_on_its_row(
    desk: Desk, page: RunPage, table: PlanTable
) -> None:
    lunch = named(desk, "Lunch")
    desk.do("Longer", services.amend_block, named(desk, "Offers and asks").id, minutes=400)
    line = next(each for each in table.plan.lines if each.key == lunch.id)
    assert line.wrong
    index = table.plan.index(table.plan.lines.index(line), 2)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Title: Lunch, " in spoken
    assert "cannot begin at" in spoken or "minutes before" in spoken
    assert "cannot be kept" in page.editor._wrong.text()
    desk.undo()
    assert not any(each.wrong for each in table.plan.lines)
    assert not page.editor._wrong.isVisible()


def test_a_plan_is_typed_from_nothing(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    page = edited(qtbot, desk, jobs)
    table = page.editor.table
    go(table, "", "title")
    type_text(qtbot, table, "Croeso")
    assert [(b.title, b.starts, b.day) for b in desk.ask(queries.agenda)] == [("Croeso", 540, 1)]
    assert len(table.plan.lines) == 2


def test_a_session_that_is_only_shown_is_not_typed_in(
    qtbot: QtBot, desk: Desk, page: RunPage, table: PlanTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.ask(queries.agenda)
    monkeypatch.setattr(desk.workshop, "read_only", "It is only shown.")
    page.refresh(None)
    go(table, "Lunch", "title")
    qtbot.keyClicks(table, "x")
    qtbot.keyClick(table, KEYS.Key_F2)
    qtbot.keyClick(table, KEYS.Key_Delete)
    assert table.hasFocus()
    assert desk.ask(queries.agenda) == before
    assert table.plan.flags(table.currentIndex()) & Qt.ItemFlag.ItemIsEditable == Qt.ItemFlag(0)


def test_every_cell_and_control_has_a_name(page: RunPage, table: PlanTable) -> None:
    for row in range(table.plan.rowCount()):
        for column in range(table.plan.columnCount()):
            said = table.plan.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            assert said.startswith(f"{table.plan.columns[column].title}: ")
    assert table.accessibleName()
    assert page.editor.lanes.accessibleName()


def test_columns_are_named_once_and_the_used_ones_come_first() -> None:
    found = [column.key for column in plan_columns()]
    assert found[:5] == ["starts", "minutes", "title", "purpose", "lead"]
    assert len(set(found)) == len(found)


def test_narrow_the_buttons_stay_in_one_row_and_keep_their_names(page: RunPage) -> None:
    keys = page.editor.findChild(PlanBar).findChildren(KeyButton)
    names = [key.accessibleName() for key in keys]
    for width in (1180, 760, 620, 1180):
        page.resize(width, 716)
        QApplication.processEvents()
        assert len({key.y() for key in keys}) == 1, width
        assert [key.accessibleName() for key in keys] == names
        assert all(name in key.toolTip() for key, name in zip(keys, names, strict=True))
    assert [key.text() for key in keys] == names
