"""A facilitator types the plan: what she types, moves, pastes and undoes is in the session file."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.agenda.plan.plan_bar import PlanBar
from ui.agenda.plan.plan_columns import plan_columns
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets.buttons import KeyButton
from upstream_workshop.agenda import queries, rules, services
from upstream_workshop.agenda.model import Block
from upstream_workshop.agenda.planning.block_fields import BlockFields
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template

KEYS = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> RunPage:
    """The one-day plan, being edited."""
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", services.lay_out, load_template("one-day"))
    return edited(qtbot, desk, jobs)


def edited(qtbot: QtBot, desk: Desk, jobs: Jobs) -> RunPage:
    page = RunPage(desk, jobs, now=lambda: datetime(2026, 12, 1, 8, 0))
    shown(qtbot, page, 1180, 716)
    page.editing.setChecked(True)
    return page


@pytest.fixture
def table(page: RunPage) -> PlanTable:
    return page.editor.table


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """What was refused."""
    heard: list[str] = []
    desk.refused.connect(heard.append)
    return heard


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


def test_keys_remove_and_the_next_block_has_them(
    qtbot: QtBot, desk: Desk, table: PlanTable
) -> None:
    order = titles(desk)
    go(table, order[3], "title")
    qtbot.keyClick(table, KEYS.Key_Delete)
    assert titles(desk) == [*order[:3], *order[4:]]
    assert table.current_line().block.title == order[4]


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


def test_lanes_are_walked_and_changed_by_keys(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    desk.do("Lay out", services.lay_out, load_template("open-space"))
    page = edited(qtbot, desk, jobs)
    page.editor.views.select(1)
    lanes = page.editor.lanes
    first = blocks(desk)[0]
    assert lanes.current_id() == first.id
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Down, SHIFT)
    assert blocks(desk)[0].minutes == first.minutes + 5
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Minus)
    assert blocks(desk)[0].minutes == first.minutes + 4
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Down)
    assert lanes.current_id() == blocks(desk)[1].id
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Right)
    beside = next(b for b in blocks(desk) if b.id == lanes.current_id())
    assert beside.track
    assert beside.title in QApplication.focusWidget().accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    qtbot.keyClicks(field(), "Pwnc")
    qtbot.keyClick(field(), KEYS.Key_Return)
    assert next(b for b in blocks(desk) if b.id == beside.id).title == "Pwnc"


def test_a_border_is_dragged_for_minutes_and_escape_lets_it_go(
    qtbot: QtBot, desk: Desk, page: RunPage
) -> None:
    page.editor.views.select(1)
    block = blocks(desk)[1]
    lane = page.editor.lanes._blocks[block.id]
    foot = QPoint(20, lane.height() - 3)
    per_minute = lane.height() / block.minutes
    down = foot + QPoint(0, round(20 * per_minute))
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(lane, left, pos=foot)
    qtbot.mouseMove(lane, down)
    qtbot.keyClick(lane, KEYS.Key_Escape)
    qtbot.mouseRelease(lane, left, pos=down)
    assert blocks(desk)[1].minutes == block.minutes
    qtbot.mousePress(lane, left, pos=foot)
    qtbot.mouseMove(lane, down)
    assert lane.minutes == block.minutes + 20
    qtbot.mouseRelease(lane, left, pos=down)
    assert blocks(desk)[1].minutes == block.minutes + 20
    desk.undo()
    assert blocks(desk)[1] == block


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
