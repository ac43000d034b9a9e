"""The day of a residential that somebody means who names none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.clocks import day_of
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.session_file.workshop import Workshop

FIRST = date(2026, 12, 1)
DAYS = (1, 2)


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        services.found_residential(opened, "Upstream", FIRST)
        services.lay_out(opened, load_template("two-day"))
        yield opened


def on(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


def firsts(session: Session) -> list[queries.BlockRow]:
    found = queries.agenda(session)
    return [next(block for block in found if block.day == day) for day in DAYS]


def test_on_its_days_it_is_that_of_the_date_whatever_was_left_running(session: Session) -> None:
    assert queries.day_of(session, on(FIRST), DAYS) == 1
    running_day.start(session, firsts(session)[0].id, on(FIRST, 9))
    assert queries.day_of(session, on(FIRST + timedelta(days=1)), DAYS) == 2


def test_when_it_is_rehearsed_it_is_that_of_what_runs(session: Session) -> None:
    before = FIRST - timedelta(days=3)
    assert queries.day_of(session, on(before), DAYS) == 1
    running_day.start(session, firsts(session)[1].id, on(before))
    assert queries.day_of(session, on(before, 9), DAYS) == 2
    assert queries.day_of(session, on(before + timedelta(days=1), 9), DAYS) == 1, "left running"


def test_without_dates_it_is_the_first_that_was_not_run_to_its_end(session: Session) -> None:
    services.amend_residential(session, starts=None)
    assert queries.day_of(session, on(FIRST), DAYS) == 1
    for block in queries.agenda(session):
        if block.day == 1:
            running_day.start(session, block.id, on(FIRST, 9))
            running_day.finish(session, on(FIRST, 10), block.track)
    assert queries.day_of(session, on(FIRST, 11), DAYS) == 2


@given(st.integers(-400, 400), st.sets(st.integers(1, 9), min_size=1))
def test_without_a_plan_it_is_one_of_those_there_are(after: int, days: set[int]) -> None:
    now = on(FIRST + timedelta(days=after))
    assert day_of((), FIRST, now, days) == (after + 1 if after + 1 in days else min(days))
