"""Midnight, both changes of summer time, clocks put right: minutes stay minutes, days stay days."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.agenda.plans import at
from upstream_workshop.agenda.clocks import clock
from upstream_workshop.agenda.instants import (
    DAY,
    seconds_after_midnight,
    seconds_between,
    seconds_later,
)
from upstream_workshop.agenda.lateness.forecasts import deadlines, slip
from upstream_workshop.agenda.rules import BlockRow, actuals, cascade, lock_after

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


def evening(*more: BlockRow) -> tuple[BlockRow, ...]:
    """A block from eleven at night past midnight, then one more, then what is locked at half past."""
    return cascade(
        [
            BlockRow(1, 1, "", 0, 60, "Stories", locked_at=22 * 60),
            BlockRow(2, 1, "", 1, 60, "Fire"),
            BlockRow(3, 1, "", 2, 20, "Songs", minimum=10),
            BlockRow(4, 1, "", 3, 15, "Stars", locked_at=30),
            *more,
        ]
    )


def test_a_plan_goes_on_past_midnight() -> None:
    assert [(b.starts, b.ends) for b in evening()] == [
        (1320, 1380), (1380, 1440), (1440, 1460), (1470, 1485),
    ]  # fmt: skip


@pytest.mark.parametrize("late", [-10, 0, 5, 15, 40])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_block_is_as_late_after_midnight_as_before(number: int, late: int) -> None:
    blocks = evening()
    begun = at(0) + timedelta(minutes=blocks[number - 1].starts + late)
    day = tuple(replace(b, started_at=begun) if b.id == number else b for b in blocks)
    assert slip(day, begun) == late
    ended = replace(day[number - 1], ended_at=begun + timedelta(minutes=day[number - 1].minutes))
    (told,) = actuals([ended])
    assert (told.drift, told.started) == (late, ended.starts + late)


def test_a_lock_after_midnight_is_missed_by_minutes_not_by_a_day() -> None:
    blocks = evening()
    begun = at(0) + timedelta(days=1, minutes=15)
    day = tuple(replace(b, started_at=begun) if b.id == 3 else b for b in blocks)
    assert [(d.title, d.late) for d in deadlines(day, begun)] == [("Stars", 5)]


def test_only_the_small_hours_after_an_evening_are_of_the_next_day() -> None:
    assert lock_after(30, 23 * 60) == 24 * 60 + 30
    assert lock_after(7 * 60, 14 * 60) == 7 * 60
    assert lock_after(7 * 60, 22 * 60) == 7 * 60
    assert lock_after(30, 10) == 30


@pytest.mark.parametrize(
    ("begun", "now"),
    [
        (datetime(2026, 3, 29, 0, 55), datetime(2026, 3, 29, 2, 5)),
        (datetime(2026, 10, 25, 1, 55), datetime(2026, 10, 25, 1, 5, fold=1)),
    ],
)
def test_ten_minutes_are_ten_across_a_change_of_summer_time(
    begun: datetime, now: datetime, in_london: None
) -> None:
    assert seconds_between(begun, now) == 600
    assert seconds_between(begun, now.replace(tzinfo=LONDON)) == 600
    assert seconds_between(begun.replace(tzinfo=LONDON), now.replace(tzinfo=LONDON)) == 600
    (block,) = cascade(
        [BlockRow(1, 1, "", 0, 30, "x", locked_at=begun.hour * 60 + begun.minute, started_at=begun)]
    )
    assert (clock(block, now).elapsed, clock(block, now).left) == (600, 1200)
    assert clock(block, now).reliable
    assert slip([block], now) == 0
    (told,) = actuals([replace(block, ended_at=now)])
    assert (told.lasted, told.drift) == (10, -20)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(MOMENTS, st.integers(-200_000, 200_000))
def test_what_goes_by_does_not_depend_on_the_zone(moment: datetime, seconds: int) -> None:
    later = moment + timedelta(seconds=seconds)
    apart = seconds_between(moment.astimezone(LONDON), later.astimezone(LONDON))
    assert abs(apart - seconds) <= 1  # each end is cut to the second


DATES = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31))


@given(DATES, st.integers(0, 2 * 24 * 60), st.integers(0, DAY - 1))
def test_a_moment_of_the_date_of_its_plan_is_told_by_its_clock(
    midnight: datetime, planned: int, seconds: int
) -> None:
    """However early or late: a block for nine, begun at a quarter to eleven at night, is 825 min late."""
    day = midnight.date()
    moment = datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds)
    assert seconds_after_midnight(moment, planned, day) == seconds


@given(DATES, st.integers(0, 2 * 24 * 60), st.integers(-6 * 3600, 6 * 3600), st.booleans())
def test_a_moment_near_its_plan_is_told_in_its_day_also_across_midnight(
    midnight: datetime, planned: int, late: int, known: bool
) -> None:
    day = midnight.date()
    told = planned * 60 + late
    moment = datetime.combine(day, datetime.min.time()) + timedelta(seconds=told)
    assert seconds_after_midnight(moment, planned, day if known else None) == (
        told if not known or moment.date() != day else told % DAY
    )


@given(DATES, st.integers(0, 24 * 60 - 1), DATES)
def test_a_rehearsal_on_another_date_is_told_by_its_clock_or_near_its_plan(
    moment: datetime, planned: int, other: datetime
) -> None:
    told = seconds_after_midnight(moment, planned, other.date())
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    assert told == clock or abs(told - planned * 60) <= 6 * 3600
    assert (told - clock) % DAY == 0


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 12, 24), None])
def test_a_block_for_nine_begun_in_the_evening_is_late_not_early(day: date | None) -> None:
    begun = datetime(2026, 12, 1, 22, 45)
    (block,) = cascade([BlockRow(1, 1, "", 0, 30, "x", locked_at=540, started_at=begun, on=day)])
    assert slip([block], begun) == 825


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_a_moment_without_a_zone_is_of_that_of_the_other(in_london: None, zone: str) -> None:
    there = ZoneInfo(zone)
    begun = datetime(2026, 7, 1, 9)
    ended = begun + timedelta(hours=3)
    for first, last in ((begun.replace(tzinfo=there), ended), (begun, ended.replace(tzinfo=there))):
        assert seconds_between(first, last) == 3 * 3600
    here = begun.replace(tzinfo=LONDON)
    assert seconds_between(here, here.astimezone(there) + timedelta(minutes=1)) == 60


def test_a_later_moment_is_told_in_the_zone_of_the_first(in_london: None) -> None:
    here = datetime(2026, 10, 25, 1, 55)
    assert seconds_later(here, 600) == datetime(2026, 10, 25, 1, 5, fold=1)
    there = seconds_later(here.replace(tzinfo=ZoneInfo("Asia/Tokyo")), -600)
    assert there.isoformat() == "2026-10-25T01:45:00+09:00"


@pytest.mark.parametrize(("on", "started"), [(date(2026, 12, 2), 30), (None, 24 * 60 + 30)])
def test_what_was_run_at_half_past_midnight_is_told_by_the_date_of_its_plan(
    on: date | None, started: int
) -> None:
    begun = datetime(2026, 12, 2, 0, 30)
    block = BlockRow(1, 1, "", 0, 20, "x", locked_at=1380, started_at=begun, ended_at=begun, on=on)
    (told,) = actuals(cascade([block]))
    assert (told.started, told.drift) == (started, started - 1400)


def test_the_second_day_is_the_date_after_the_first() -> None:
    blocks = [BlockRow(1, 1, "", 0, 20, "x"), BlockRow(2, 2, "", 0, 20, "y")]
    dated = cascade(blocks, date(2026, 12, 31))
    assert [each.on for each in dated] == [date(2026, 12, 31), date(2027, 1, 1)]
    assert [each.on for each in cascade(dated)] == [each.on for each in dated]
