"""The day that people are checked in for is the day that it is, until another one is chosen."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.opening import opened
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.page import PeoplePage
from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import queries


class Watch:
    def __init__(self) -> None:
        self.time = datetime(2026, 12, 1, 8, 40)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def watch(desk: Desk) -> Watch:
    made = Watch()
    desk.clock = DayClock(made)
    desk.do("Found", agenda.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", agenda.lay_out, load_template("two-day"))
    for name in ("Ann Test", "Bob Test", "Cat Test"):
        desk.do("Add", people.add_participant, name)
    return made


def check_in(qtbot: QtBot, page: PeoplePage, letters: str) -> None:
    qtbot.keyClicks(page.finder.entry.field, letters)
    qtbot.keyClick(page.finder.entry.field, Qt.Key.Key_Return)


def here(page: PeoplePage) -> list[int]:
    return [len(page.desk.ask(queries.attendance, day)) for day in (1, 2)]


def test_the_next_morning_people_are_checked_in_for_the_second_day(
    qtbot: QtBot, desk: Desk, jobs: Jobs, watch: Watch
) -> None:
    page = opened(qtbot, desk, jobs)
    check_in(qtbot, page, "ann")
    watch.time = datetime(2026, 12, 2, 8, 30)
    page.tick()
    check_in(qtbot, page, "bob")
    assert here(page) == [1, 1]
    reopened = opened(qtbot, desk, jobs)
    check_in(qtbot, reopened, "cat")
    assert here(page) == [1, 2]


def test_the_room_sees_who_is_here_on_the_day_that_it_is(
    qtbot: QtBot, desk: Desk, jobs: Jobs, watch: Watch
) -> None:
    page = opened(qtbot, desk, jobs)
    check_in(qtbot, page, "ann")
    shown, subject = page.slide(), page.subject()
    watch.time = datetime(2026, 12, 2, 8, 30)
    assert page.slide_about(subject) != shown
    page.tick()
    assert page.slide() == page.slide_about(subject) != shown


def test_another_day_stays_chosen_and_the_line_says_so(
    qtbot: QtBot, desk: Desk, jobs: Jobs, watch: Watch
) -> None:
    page = opened(qtbot, desk, jobs)
    assert "on day" not in page.finder.entry.field.accessibleDescription()
    page.day.select(1)
    watch.time = datetime(2026, 12, 1, 18)
    page.tick()
    assert "Enter: here on day 2" in page.finder.entry.field.accessibleDescription()
    check_in(qtbot, page, "ann")
    assert here(page) == [0, 1]
    fresh = PeoplePage(desk, jobs)
    qtbot.addWidget(fresh)
    fresh.recall(page.memory())
    fresh.refresh(None)
    assert fresh.day.chosen == 2
