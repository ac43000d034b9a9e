"""What else of the agenda the room can be shown: a welcome, the day, what to do, when a break is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.core.agenda.plans import at
from tests.ui.conftest import MOMENT
from tests.ui.room_screen.test_slides_privacy import drawn
from ui.agenda.in_room import slides
from ui.agenda.in_room.room_views import ROOM_VIEWS
from ui.kit.desk import Desk
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.kinds import ConcessionKind
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template

Opener = Callable[[Desk], MainWindow]
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(desk: Desk, open_window: Opener) -> MainWindow:
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 2), "Llandudno")
    desk.do("Lay out", services.lay_out, load_template("two-day"))
    window = open_window(desk)
    window.go("run")
    return window


def send(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window.page("run").table, key, CTRL_ALT)
    qtbot.wait(0)


def seen(window: MainWindow) -> str:
    slide = window.room_screen.slide
    assert slide is not None
    return " | ".join((slide.title, slide.lead, *slide.lines, slide.footer))


def test_a_welcome_and_the_day_follow_their_data(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    send(qtbot, window, Qt.Key.Key_W)
    assert seen(window) == "Upstream | Wednesday 2 December · Llandudno | 08:30: Set up and test"
    desk.do("Amend", services.amend_residential, title="Residential", place="Rhyl")
    qtbot.waitUntil(lambda: seen(window).startswith("Residential | Wednesday 2 December · Rhyl"))
    send(qtbot, window, Qt.Key.Key_A)
    assert seen(window).startswith("Day 1 of 2 | Residential | 08:30\t")
    row = [b for b in desk.ask(queries.agenda) if b.day == 1 and not b.track]
    desk.do("Rename", services.amend_block, row[-1].id, title="Bonfire")
    qtbot.waitUntil(lambda: "\tBonfire" in seen(window))
    window.page("run").days.choose(2)
    qtbot.wait(0)
    assert seen(window).startswith("Day 1 of 2")  # whichever day is in front


def test_what_to_do_follows_the_block_that_runs(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    rows = [b for b in desk.ask(queries.agenda) if b.purpose]
    assert rows
    blocks = desk.ask(queries.agenda)
    desk.do("Purpose", services.amend_block, blocks[0].id, purpose="Find your badge")
    desk.do("Purpose", services.amend_block, blocks[1].id, purpose="Say hello")
    desk.do("Start", running_day.start, blocks[0].id, MOMENT)
    send(qtbot, window, Qt.Key.Key_I)
    assert seen(window).startswith("Find your badge")
    desk.do("Next", running_day.next_block, MOMENT)
    qtbot.waitUntil(lambda: seen(window).startswith("Say hello"))


def test_a_block_without_a_purpose_shows_nothing_and_says_why(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    first = desk.ask(queries.agenda)[0]
    desk.do("No purpose", services.amend_block, first.id, purpose="")
    window.page("run").show_row(first.id)
    send(qtbot, window, Qt.Key.Key_I)
    assert window.room_screen.slide is None
    assert "says no purpose for the room" in window.banner.words()


def test_a_break_says_when_to_be_back() -> None:
    lunch = BlockRow(1, 1, "", 0, 45, "Lunch", locked_at=750, protected=True)
    row = cascade([lunch])[0]
    assert slides.slide(row, [row]).numbers == ()
    for paused, given, back in ((0, 0, "13:17"), (90, 0, "13:18"), (0, 5, "13:22")):
        begun = at(12, 31) + timedelta(seconds=20)
        running = _with(row, started_at=begun, paused_seconds=paused, added=given)
        assert slides.slide(running, [running]).numbers == (("Please be back", back),)
    work = _with(row, protected=False, started_at=at(12, 30))
    assert slides.slide(work, [work]).numbers == ()


def _with(row: BlockRow, **values: object) -> BlockRow:
    return replace(row, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 16, 17, 200])
def test_a_long_day_is_shown_from_what_runs_on_and_nothing_is_cut(
    qapp: QApplication, number: int
) -> None:
    row = cascade([BlockRow(n, 1, "", n, 2, f"Block {n}") for n in range(number)])
    row = tuple(_with(b, started_at=at(9)) if b.id == number // 2 else b for b in row)
    slide = slides.day_slide(ResidentialRow("Upstream", "", None), row, 1)
    assert slide is not None
    words = drawn(slide)
    assert f"Block {number // 2}" in words
    assert all(line.split("\t")[1] in words for line in slide.lines)
    assert ("more, until" in slide.footer) == (number == 200)


def test_what_was_dropped_is_told_nowhere(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    row = [b for b in desk.ask(queries.agenda) if b.day == 1 and not b.track]
    dropped = row[1]
    desk.do("Drop", running_day.concede, _drop(dropped))
    for view in ROOM_VIEWS:
        slide = view.show(desk.ask(queries.residential), desk.ask(queries.agenda), row[0], 1)
        assert slide is None or dropped.title not in f"{slide}"
    assert dropped.title not in f"{slides.slide(row[0], desk.ask(queries.agenda))}"


def _drop(block: BlockRow) -> Concession:
    return Concession(ConcessionKind.DROP, block.id, block.lasts)
