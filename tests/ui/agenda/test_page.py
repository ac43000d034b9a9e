"""A facilitator runs a day from the Run page; what she does is in the session file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.rooms import ROOMS
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template, template_names

OpenPage = Callable[[], RunPage]


class Watch:
    """The time of day, as the test says."""

    def __init__(self) -> None:
        self.time = datetime(2026, 12, 2, 8, 40)

    def __call__(self) -> datetime:
        return self.time

    def at(self, hour: int, minute: int, second: int = 0) -> None:
        self.time = datetime(2026, 12, 2, hour, minute, second)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, jobs: Jobs, watch: Watch) -> OpenPage:
    def open_page() -> RunPage:
        return shown(qtbot, RunPage(desk, jobs, now=watch), 1180, 716)

    return open_page


@pytest.fixture
def page(desk: Desk, opened: OpenPage) -> RunPage:
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", services.lay_out, load_template("two-day"))
    return opened()


def press(page: RunPage, name: str) -> None:
    buttons = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    next(b for b in buttons if b.isVisible()).click()


def shown_names(page: RunPage) -> list[str]:
    return [b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisible()]


def words(page: RunPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def running(desk: Desk) -> BlockRow:
    block = desk.ask(queries.current)
    assert block is not None
    return block


def titles(page: RunPage) -> list[str]:
    return [row.block.title for row in page.table.rows()]


def test_an_empty_session_is_given_a_plan_in_one_click(desk: Desk, opened: OpenPage) -> None:
    page = opened()
    press(page, "Open Space")
    assert len(desk.ask(queries.agenda)) == len(load_template("open-space").blocks)
    assert "Marketplace" in titles(page)
    desk.undo()
    assert "There is no agenda yet" in words(page)


def test_the_day_is_found_by_the_calendar_and_run_by_keys(
    qtbot: QtBot, desk: Desk, page: RunPage, watch: Watch
) -> None:
    assert "Day 2 of 2" in words(page)
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert running(desk).title == "Welcome back and check-in"
    watch.at(8, 52, 20)
    page.tick()
    assert "7:40" in words(page)
    watch.at(9, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: running(desk).title == "What we did yesterday")
    press(page, "Back")
    assert running(desk).title == "Welcome back and check-in"
    assert "Welcome back and check-in" in words(page)


def test_the_clock_pauses_takes_minutes_and_goes_over(
    desk: Desk, page: RunPage, watch: Watch
) -> None:
    press(page, "Start")
    press(page, "Give five minutes")
    press(page, "Take a minute")
    assert running(desk).lasts == 24
    watch.at(8, 50)
    press(page, "Pause")
    watch.at(8, 55)
    page.tick()
    assert "14:00" in words(page)
    press(page, "Go on")
    assert running(desk).paused_seconds == 300
    watch.at(9, 10, 5)
    page.tick()
    assert "+1:05" in words(page)


@pytest.mark.parametrize("paused", [False, True])
def test_a_block_left_running_overnight_is_said_and_not_counted(
    page: RunPage, watch: Watch, paused: bool
) -> None:
    press(page, "Start")
    if paused:
        press(page, "Pause")
    watch.time += timedelta(days=1)
    page.tick()
    said = words(page)
    assert "Running since 2 December" in said
    assert "1420" not in said
    assert "behind" not in said
    watch.time -= timedelta(days=1)
    page.tick()
    assert "Running since" not in words(page)


def test_a_clock_set_back_is_said_and_not_counted(page: RunPage, watch: Watch) -> None:
    press(page, "Start")
    watch.time -= timedelta(hours=6)
    page.tick()
    said = words(page)
    assert "The clock was set back: begun at" in said
    assert "6:" not in page.side.now._left.text()
    watch.time += timedelta(hours=6)
    page.tick()
    assert "set back" not in words(page)


def test_late_it_offers_ways_back_and_the_chosen_one_is_one_step(
    qtbot: QtBot, desk: Desk, page: RunPage, watch: Watch
) -> None:
    watch.at(8, 46)
    press(page, "Start")
    assert "6 minutes behind. Two ways to catch up" in words(page)
    assert "Lunch would begin at 12:36, not 12:30." in words(page)
    before = desk.ask(queries.agenda)
    qtbot.waitUntil(lambda: "Spend 6 min of the buffer in Break" in words(page))
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: desk.workshop.undo_label == "Spend the buffer")
    after = desk.ask(queries.agenda)
    spent = {a.title: b.lasts - a.lasts for a, b in zip(after, before, strict=True) if a != b}
    assert spent == {"Break": 6}
    assert "minutes behind" not in words(page)
    desk.undo()
    assert desk.ask(queries.agenda) == before
    assert "6 minutes behind" in words(page)


def test_a_restarted_app_is_at_the_same_minute(
    desk: Desk, page: RunPage, opened: OpenPage, watch: Watch
) -> None:
    press(page, "Start")
    watch.at(8, 47, 30)
    again = opened()
    assert "12:30" in words(again)
    assert again.table.current_row().block.title == "Welcome back and check-in"


def test_what_others_change_is_seen(desk: Desk, page: RunPage) -> None:
    vote = next(b for b in desk.ask(queries.agenda) if b.title == "Vote")
    desk.do("Rename", services.amend_block, vote.id, title="Pleidlais")
    assert "Pleidlais" in titles(page)


def test_editing_leaves_the_keys_with_the_agenda(qtbot: QtBot, page: RunPage) -> None:
    qtbot.mouseClick(page.editing, Qt.MouseButton.LeftButton)
    assert page.editor.table.hasFocus()
    assert not page.side.now.isVisible()
    qtbot.keyClick(page.editor.table, Qt.Key.Key_Escape)
    assert page.side.now.isVisible()
    assert page.table.hasFocus()


def test_a_narrow_page_keeps_clock_and_next_in_view(qtbot: QtBot, page: RunPage) -> None:
    press(page, "Start")
    page.resize(640, 560)
    qtbot.waitUntil(lambda: page.table.y() > page.side.y())
    (start,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "Next"]
    for widget in (start, page.side.now._left):
        foot = widget.mapTo(page.side, QPoint(0, widget.height())).y()
        assert foot <= page.side.height()


def test_at_200_percent_every_key_and_the_selected_block_are_in_view(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: RunPage, opened: OpenPage
) -> None:
    for _ in range(3):
        press(page, "Next" if page.run.current() else "Start")
    theme.apply(qapp, "light", 200, still=True)
    try:
        large = opened()
        large.resize(1270, 636)  # what a window of 1366 × 768 leaves
        qtbot.waitUntil(lambda: large.table.y() > large.side.y())
        names = ("Next", "Pause", "Give five minutes", "Back", "Run a format in steps")
        keys = [b for b in large.side.now.findChildren(QPushButton) if b.accessibleName() in names]
        assert len(keys) == len(names)
        feet = [key.mapTo(large.side, QPoint(0, key.height())).y() for key in keys]
        assert all(key.isVisible() for key in keys)
        assert max(feet) <= large.side.height()
        seen = large.table.viewport().rect()
        assert seen.contains(large.table.visualRect(large.table.currentIndex()).center())
    finally:
        theme.apply(qapp, still=True)


def test_the_room_sees_the_block_and_no_notes(desk: Desk, page: RunPage) -> None:
    press(page, "Start")
    slide = page.slide()
    assert slide is not None
    assert (slide.title, slide.timer) == ("Welcome back and check-in", True)
    assert slide.footer == "Next: What we did yesterday"
    block = running(desk)
    assert block.notes not in (slide.title, slide.lead, slide.footer, *slide.lines)


def test_every_block_of_every_template_belongs_to_a_rail_entry() -> None:
    rooms = {room.key for room in ROOMS}
    for name in template_names():
        assert {block.room for block in load_template(name).blocks} <= rooms


def test_a_minute_or_two_late_raises_nothing_and_the_figure_is_one(
    desk: Desk, page: RunPage, watch: Watch
) -> None:
    watch.at(8, 42)
    press(page, "Start")
    assert "behind" not in words(page)
    desk.late_from = 1
    page.tick()
    assert "2 minutes behind" in words(page)
    watch.at(9, 10)
    page.tick()
    line = desk.ask(queries.now_line, watch())
    assert f"{line.slip_minutes} minutes behind" in words(page)
    late = next(row.late for row in page.table.rows() if row.block.running)
    assert late == line.slip_minutes


def test_where_no_rule_helps_people_are_asked_what_to_give_up(
    qtbot: QtBot, desk: Desk, opened: OpenPage, watch: Watch
) -> None:
    desk.do("a", services.add_block, 1, "Talk", 60, locked_at=8 * 60 + 30)
    desk.do("b", services.add_block, 1, "Tables", 40)
    desk.do("c", services.add_block, 1, "Lunch", 45, locked_at=10 * 60 + 10, protected=True)
    page = opened()
    watch.at(8, 45)
    page.table.select(lambda row: row.block.title == "Talk")
    press(page, "Start")
    said = words(page)
    assert "15 minutes behind. 4 choices" in said
    assert "Lunch would begin at 10:25, not 10:10." in said
    for choice, done in (
        ("Choose: Shorten Tables by 15 min, against its plan", {"Tables": 25, "Lunch": 610}),
        ("Choose: Drop Tables (40 min), which is not optional", {"Tables": 0, "Lunch": 610}),
        ("Choose: Begin Lunch later, at 10:25", {"Tables": 40, "Lunch": 625}),
        (
            "Choose: Free Lunch from its fixed time: it begins when the room is ready",
            {"Tables": 40, "Lunch": 610},
        ),
    ):
        qtbot.waitUntil(lambda choice=choice: choice in shown_names(page))
        (way,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == choice]
        way.setFocus()
        qtbot.waitUntil(way.hasFocus)
        shown = {row.block.title: row.block for row in page.table.rows()}
        assert (shown["Tables"].lasts, shown["Lunch"].starts) == (done["Tables"], done["Lunch"])
        assert (shown["Lunch"].locked_at is None) == ("Free" in choice)
        press(page, choice)
        rows = {b.title: b for b in desk.ask(queries.agenda)}
        assert (rows["Tables"].lasts, rows["Lunch"].starts) == (done["Tables"], done["Lunch"])
        desk.undo()
    assert "15 minutes behind. 4 choices" in words(page)


def test_a_way_is_looked_at_on_the_plan_before_it_is_chosen(
    qtbot: QtBot, desk: Desk, page: RunPage, watch: Watch
) -> None:
    watch.at(8, 46)
    press(page, "Start")
    before = {row.block.title: row.block.lasts for row in page.table.rows()}
    (way,) = [b for b in page.findChildren(QPushButton) if "Spend" in b.accessibleName()]
    way.setFocus()
    qtbot.waitUntil(way.hasFocus)
    shown_now = {row.block.title: row.block.lasts for row in page.table.rows()}
    assert {t: before[t] - shown_now[t] for t in before if before[t] != shown_now[t]} == {
        "Break": 6
    }
    assert {b.title: b.lasts for b in desk.ask(queries.agenda) if b.day == 2} == before
    page.table.setFocus()
    assert {row.block.title: row.block.lasts for row in page.table.rows()} == before


def test_every_button_of_the_running_day_has_its_key(
    qtbot: QtBot, desk: Desk, page: RunPage, watch: Watch
) -> None:
    press(page, "Start")
    first = running(desk)
    for key, lasts in ((Qt.Key.Key_Plus, 21), (Qt.Key.Key_F, 26), (Qt.Key.Key_Minus, 25)):
        qtbot.keyClick(page.table, key)
        qtbot.waitUntil(lambda lasts=lasts: running(desk).lasts == lasts)
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: running(desk).paused_at is not None)
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: running(desk).paused_at is None)
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: running(desk).id != first.id)
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: running(desk).id == first.id)


def test_enter_opens_the_room_of_a_block_and_f2_types_in_it(
    qtbot: QtBot, desk: Desk, page: RunPage
) -> None:
    page.table.select(lambda row: row.block.title == "Vote")
    with qtbot.waitSignal(page.wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args[0] == "vote"
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "Pleidlais")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "Pleidlais" in {block.title for block in desk.ask(queries.agenda)}


def test_the_day_behind_the_plan_is_drawn_when_it_is_asked_for(desk: Desk, page: RunPage) -> None:
    page.editing.setChecked(True)
    before = page.table.rows()
    first = page.run.next_up()
    assert first is not None
    desk.do("Rename", services.amend_block, first.id, title="Cyrraedd")
    assert page.table.rows() == before
    slide = page.slide()
    assert slide is not None
    assert "Cyrraedd" in str(slide)
    desk.do("Rename", services.amend_block, first.id, title="Croeso")
    page.editing.setChecked(False)
    assert "Croeso" in titles(page)


def test_two_tracks_run_at_once_and_the_clock_shows_the_one_selected(
    desk: Desk, opened: OpenPage, watch: Watch
) -> None:
    desk.do("Lay out", services.lay_out, load_template("open-space"))
    for track in ("", "North room"):
        first = next(b for b in desk.ask(queries.agenda) if b.track == track)
        desk.do("Start", running_day.start, first.id, watch())
    page = opened()
    for row in [row for row in page.table.rows() if row.block.running]:
        page.show_row(row.id)
        assert row.block.title in page.side.now._name.text()
    assert len([row for row in page.table.rows() if row.block.running]) == 2
    press(page, "Next")
    assert {b.track for b in desk.ask(queries.agenda) if b.running} == {"", "North room"}


@pytest.mark.parametrize("minutes", [35, 75, 150])
def test_every_way_back_is_seen_without_scrolling_on_a_small_laptop(
    qtbot: QtBot, page: RunPage, watch: Watch, minutes: int
) -> None:
    page.resize(1156, 700)  # what 1366 × 768 leaves, and the margins that are the frame’s there
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    watch.time += timedelta(minutes=minutes)
    page.tick()
    qtbot.waitUntil(page.side.ways.isVisible)
    qtbot.wait(20)
    ways = [b for b in page.side.ways.findChildren(QPushButton) if b.isVisible()]
    assert ways
    seen = page.side.viewport().rect()
    for way in ways:
        corner = way.mapTo(page.side.viewport(), way.rect().bottomRight())
        assert seen.contains(corner), (way.accessibleName(), corner, seen)
    left = page.side.now.findChildren(QPushButton)
    assert all(b.isVisible() for b in left if b.accessibleName() in ("Next", "Pause"))
