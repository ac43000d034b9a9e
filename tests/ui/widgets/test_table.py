"""The quiet table: its rows by key and pointer, its widths, and what it says while it is empty."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.widgets import Column, QuietTable, initials
from ui.widgets.lists.table import shared
from ui.widgets.lists.table_columns import ROW_ROLE

WELSH = "Llywelyn Gwyndaf-Tŷ'n-y-Coed o Lanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    state: str = "here"


COLUMNS = (
    Column("Name", lambda row: row.name, weight="strong", badge=lambda row: initials(row.name)),
    Column("State", lambda row: row.state, lambda row: "leaf", width=90),
)
ROWS = (Row(1, "Siân Prys"), Row(2, "Ade Okafor", "late"), Row(3, "Bo"))


def test_a_table_keeps_its_row_when_rows_are_read_again(qtbot: QtBot) -> None:
    table = QuietTable(COLUMNS, "Roster")
    qtbot.addWidget(table)
    told: list[object] = []
    table.current_changed.connect(told.append)
    table.set_rows(ROWS)
    assert table.current_row() is None
    assert table.select(lambda row: row.id == 2)
    changed = (Row(9, "Aled"), Row(2, "Ade Okafor", "here"))
    table.set_rows(changed)
    assert table.current_row() == changed[1]
    assert told == [ROWS[1], changed[1]]
    table.set_rows(())
    assert table.current_row() is None
    assert told[-1] is None


def test_the_whole_row_under_the_pointer_is_tinted(qtbot: QtBot) -> None:
    table = QuietTable(COLUMNS, "Roster")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.set_rows(ROWS)
    table.show()
    qtbot.waitExposed(table)
    middle = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseMove(
        table.viewport(), middle + QPoint(9, 2)
    )  # a move to where it is already is none
    qtbot.mouseMove(table.viewport(), middle)
    qtbot.waitUntil(lambda: table.pointed == 1)
    picture = table.viewport().grab().toImage()
    tint = theme.colour("hover").rgb()
    cells = [table.visualRect(table.model().index(1, n)) for n in range(len(COLUMNS))]
    assert all(picture.pixel(cell.right() - 1, cell.top() + 2) == tint for cell in cells)
    qtbot.mouseMove(table.viewport(), middle + QPoint(0, 200))
    qtbot.waitUntil(lambda: table.pointed == -1)


def test_a_table_is_filtered_by_every_word(qtbot: QtBot) -> None:
    table = QuietTable(COLUMNS, "Roster")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.set_filter("ADE late")
    assert table.rows() == (ROWS[1],)
    table.set_filter("")
    assert table.rows() == ROWS


def test_a_table_is_walked_and_activated_by_keyboard(qtbot: QtBot) -> None:
    table = QuietTable(COLUMNS, "Roster")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.resize(500, 300)
    table.show()
    activated: list[object] = []
    table.activated_row.connect(activated.append)
    table.select(lambda row: row.id == 1)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert activated == [ROWS[1]]


def test_a_table_cell_says_its_column(qtbot: QtBot) -> None:
    table = QuietTable(COLUMNS, "Roster")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    index = table.model().index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "State: late"
    assert index.data(ROW_ROLE) == ROWS[1]


@pytest.mark.parametrize("width", [60, 300, 1200])
def test_a_table_fits_its_width(qtbot: QtBot, width: int) -> None:
    table = QuietTable(COLUMNS, "Roster")
    qtbot.addWidget(table)
    table.set_rows((Row(1, WELSH, WELSH),))
    table.resize(width, 300)
    table.show()
    table.grab()
    if width >= 300:
        assert sum(table.columnWidth(c) for c in range(2)) <= table.viewport().width()


@given(
    columns=st.lists(
        st.builds(
            Column,
            title=st.just(""),
            text=st.just(str),
            width=st.sampled_from([0, 60, 200]),
            tone=st.sampled_from([None, str]),
            stays=st.sampled_from([None, None, True, False]),
        ),
        min_size=1,
        max_size=7,
    ),
    width=st.integers(0, 2000),
)
def test_columns_fill_the_width_and_what_must_stay_stays(columns: list[Column], width: int) -> None:
    widths = shared(columns, width)
    assert min(widths) >= 0
    assert width - len(columns) <= sum(widths) <= width
    stays = [
        column.stays if column.stays is not None else number == 0 or column.tone is not None
        for number, column in enumerate(columns)
    ]
    assert all(part or not kept or width < 20 for kept, part in zip(stays, widths, strict=True))


def test_an_empty_table_says_what_will_stand_there(qtbot: QtBot) -> None:
    table = QuietTable((Column("Name", str),), "Names")
    qtbot.addWidget(table)
    table.resize(400, 200)
    with qtbot.waitExposed(table):
        table.show()
    bare = table.viewport().grab().toImage()
    table.set_words_when_empty("Nobody yet: type a name.")
    assert table.accessibleDescription() == "Nobody yet: type a name."
    assert table.viewport().grab().toImage() != bare
    table.set_rows(["Siân"])
    assert table.accessibleDescription() == ""
    table.set_rows([])
    assert table.accessibleDescription() == "Nobody yet: type a name."
