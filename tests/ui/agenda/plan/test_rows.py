"""Blocks are moved, copied, pasted and removed by their rows."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.agenda.plan.typing_hands import (
    ALT,
    CTRL,
    KEYS,
    SHIFT,
    blocks,
    clip,
    go,
    named,
    titles,
)
from ui.agenda.page import RunPage
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from upstream_workshop.agenda import queries, rules
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running import services as running_day


def test_several_blocks_are_moved_by_keys_and_stay_selected_through_undo(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    order = titles(desk)
    go(table, order[2], "lead")
    qtbot.keyClick(table, KEYS.Key_Down, SHIFT)
    qtbot.keyClick(table, KEYS.Key_Up, ALT)
    assert titles(desk)[:4] == [order[0], order[2], order[3], order[1]]
    chosen = [line.block.title for line in table.selected()]
    assert chosen == [order[2], order[3]]
    for step in (desk.undo, desk.redo, desk.undo):
        step()
        assert [line.block.title for line in table.selected()] == chosen
        assert table.current_column().key == "lead"
        assert table.current_line().block.title == order[3]
    assert titles(desk) == order
    qtbot.keyClick(table, KEYS.Key_Down, ALT)
    assert titles(desk)[2:5] == [order[4], order[2], order[3]]


def test_the_first_has_nowhere_up_to_go(
    qtbot: QtBot, desk: Desk, table: PlanTable, said: list[str]
) -> None:
    before = desk.ask(queries.agenda)
    go(table, before[0].title, "title")
    qtbot.keyClick(table, KEYS.Key_Up, ALT)
    assert "already the first" in said[0]
    assert desk.ask(queries.agenda) == before


def test_rows_are_dragged_between_others(desk: Desk, table: PlanTable) -> None:
    order = titles(desk)
    carried = table.plan.mimeData([table.plan.index(3, 0), table.plan.index(4, 0)])
    target = table.visualRect(table.plan.index(1, 2))
    drop = QDropEvent(
        QPointF(target.center().x(), target.top() + 2),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    table.dropEvent(drop)
    assert titles(desk)[:5] == [order[0], order[3], order[4], order[1], order[2]]
    desk.undo()
    assert titles(desk) == order


def test_blocks_are_copied_cut_and_pasted_also_to_another_day(
    qtbot: QtBot, desk: Desk, page: RunPage, table: PlanTable
) -> None:
    before = blocks(desk)
    go(table, "Lunch", "title")
    qtbot.keyClick(table, KEYS.Key_A, CTRL)
    qtbot.keyClick(table, KEYS.Key_C, CTRL)
    page.days._segments.select(1)
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    copied = blocks(desk, 2)
    told = [(b.title, b.starts, b.minutes, b.purpose, b.notes, b.minimum) for b in before]
    assert [(b.title, b.starts, b.minutes, b.purpose, b.notes, b.minimum) for b in copied] == told
    desk.undo()
    assert desk.ask(queries.agenda) == tuple(before)
    page.days._segments.select(0)
    go(table, "Lunch", "title")
    qtbot.keyClick(table, KEYS.Key_X, CTRL)
    assert "Lunch" not in titles(desk)
    go(table, "Closing circle", "title")
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    assert titles(desk)[titles(desk).index("Closing circle") + 1] == "Lunch"


def test_rows_with_titles_come_in_from_a_spreadsheet(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    order = titles(desk)
    clip('Title\tMinutes\tLead\tNotes\nSŵn\t15\tSiân\t"One\nTwo"\nCanu\t0:20\t\t\n')
    go(table, order[1], "title")
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    assert titles(desk)[:4] == [*order[:2], "Sŵn", "Canu"]
    made = named(desk, "Sŵn")
    assert (made.minutes, made.lead, made.notes) == (15, "Siân", "One\nTwo")
    assert [line.block.title for line in table.selected()] == ["Sŵn", "Canu"]
    desk.undo()
    assert titles(desk) == order


def test_cells_are_pasted_over_those_from_the_keys_on(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    order = titles(desk)
    clip("25\tCroeso\r\n35\tCynnig\r\n")
    go(table, order[1], "minutes")
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    assert [(b.title, b.minutes) for b in blocks(desk)[1:3]] == [("Croeso", 25), ("Cynnig", 35)]
    desk.undo()
    assert titles(desk) == order
    clip("16:30\t10\tOne\n16:40\t20\tTwo\n")
    go(table, "", "starts")
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    one, two = blocks(desk)[-2:]
    assert [(b.title, rules.clock_time(b.starts), b.minutes) for b in (one, two)] == [
        ("One", "16:30", 10),
        ("Two", "16:40", 20),
    ]
    assert (one.locked_at, two.locked_at) == (16 * 60 + 30, None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("20\tOne\nsoon\tTwo\n", "Line 2: “soon” is no length"),
        ("20\t" + "\t" * 30 + "\n", "Line 1: there are"),
        ("Title\tMinutes\nOne\t20\nTwo\tsoon\n", "Line 3: "),
        ("20\n" * 1001, "a plan has at most"),
        ('"' + "x" * 140_000, "cannot be read as a table"),
    ],
)
def test_a_bad_line_is_named_and_nothing_pasted(
    qtbot: QtBot, desk: Desk, table: PlanTable, said: list[str], text: str, line: str
) -> None:
    before = desk.ask(queries.agenda)
    clip(text)
    go(table, "Welcome and agreements", "minutes")
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    assert len(said) == 1
    assert line in said[0]
    assert desk.ask(queries.agenda) == before


def test_keys_remove_and_the_next_block_has_them(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    order = titles(desk)
    go(table, order[3], "title")
    qtbot.keyClick(table, KEYS.Key_Delete)
    assert titles(desk) == [*order[:3], *order[4:]]
    assert table.current_line().block.title == order[4]


def test_what_has_run_stays_where_it_is(
    qtbot: QtBot, desk: Desk, table: PlanTable, said: list[str]
) -> None:
    first = blocks(desk)[0]
    desk.do("Start", running_day.start, first.id, datetime(2026, 12, 1, 9, 0))
    before = desk.ask(queries.agenda)
    for key, held in ((KEYS.Key_Down, ALT), (KEYS.Key_Delete, Qt.KeyboardModifier.NoModifier)):
        go(table, first.title, "title")
        qtbot.keyClick(table, key, held)
    go(table, before[1].title, "title")
    qtbot.keyClick(table, KEYS.Key_Up, ALT)
    assert len(said) == 3
    assert all("has already run" in words for words in said)
    assert desk.ask(queries.agenda) == before


def test_what_is_copied_reads_as_a_table_elsewhere(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    before = blocks(desk)
    go(table, "Lunch", "title")
    qtbot.keyClick(table, KEYS.Key_A, CTRL)
    qtbot.keyClick(table, KEYS.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text.split("\n")[0].split("\t")[:5] == ["day", "start", "end", "minutes", "title"]
    plain = QMimeData()
    plain.setText(text)
    QGuiApplication.clipboard().setMimeData(plain)
    go(table, before[-1].title, "title")
    qtbot.keyClick(table, KEYS.Key_V, CTRL)
    again = blocks(desk)[len(before) :]

    def kept(b: BlockRow) -> tuple[object, ...]:
        return (
        b.title, b.minutes, b.purpose, b.notes, b.category, b.minimum, b.optional, b.room,
    )  # fmt: skip

    assert [kept(b) for b in again] == [kept(b) for b in before]
