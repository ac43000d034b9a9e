"""The clock is set, the computer sleeps, the program crashes: what has run has run as long as it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.agenda.plans import at
from tests.core.agenda.test_instants import in_london
from upstream_workshop.agenda.clocks import clock
from upstream_workshop.agenda.lateness.forecasts import slip
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.agenda.running.day_clock import DayClock, put_steps_right
from upstream_workshop.agenda.running.steady_clocks import boot, steady_seconds, wall_time
from upstream_workshop.agenda.steps.rules import StepTimerRow

__all__ = ["in_london"]
SECONDS = st.integers(0, 4 * 3600)
SET = st.integers(-20 * 3600, 20 * 3600).filter(lambda seconds: abs(seconds) >= 2)


@dataclass
class Computer:
    """What happens to one: time goes by, it sleeps, its clock is set, it is started again."""

    wall: datetime = datetime(2026, 12, 2, 9)
    steady: float = 500.0
    boot: str = "first"

    def wait(self, seconds: float) -> None:
        instant = self.wall.timestamp() + seconds
        self.wall = datetime.fromtimestamp(instant, self.wall.tzinfo)
        self.steady += seconds

    def set_clock(self, seconds: int) -> None:
        self.wall = datetime.fromtimestamp(self.wall.timestamp() + seconds, self.wall.tzinfo)

    def restart(self, seconds: float) -> None:
        self.wait(seconds)
        self.steady, self.boot = 3.0, "second"

    def clock(self) -> DayClock:
        return DayClock(lambda: self.wall, lambda: self.steady, self.boot)


def begun(day: DayClock, minutes: int = 600) -> BlockRow:
    return BlockRow(1, 1, "", 0, minutes, "A", locked_at=540, started_at=day.note())


def gone(day: DayClock, block: BlockRow) -> int:
    (right,) = day.put_right([block])
    return clock(right, day.now()).elapsed


events = st.lists(st.tuples(SECONDS, st.none() | SET), max_size=6)


@given(events)
def test_what_has_gone_by_is_what_went_by_whatever_the_clock_was_set_to(
    events: list[tuple[int, int | None]],
) -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day)
    true = 0
    for seconds, by in events:
        computer.wait(seconds)
        true += seconds
        if by is not None:
            computer.set_clock(by)
        assert abs(gone(day, block) - true) <= 1


@pytest.mark.parametrize(("by", "noticed"), [(1, 0), (-1, 0), (2, 2), (-2, -2)])
def test_a_clock_set_by_two_seconds_was_set_and_by_one_was_not(by: int, noticed: int) -> None:
    computer = Computer()
    day = computer.clock()
    begun_at = day.note()
    computer.wait(60)
    computer.set_clock(by)
    assert (day.set_since(begun_at), day.was_set()) == (noticed, noticed)


@given(SECONDS, SET, SECONDS, SET)
def test_after_a_crash_it_is_known_still(before: int, first: int, apart: int, second: int) -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day)
    computer.wait(before)
    computer.set_clock(first)
    assert abs(gone(day, block) - before) <= 1
    kept = day.memory()
    computer.wait(apart)
    computer.set_clock(second)  # while the program does not run
    again = computer.clock()
    again.recall(*kept)
    assert abs(gone(again, block) - before - apart) <= 1


@given(SECONDS, SET, SECONDS)
def test_after_a_start_of_the_computer_what_was_set_before_is_known(
    before: int, by: int, apart: int
) -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day)
    computer.wait(before)
    computer.set_clock(by)
    gone(day, block)
    kept = day.memory()
    computer.restart(apart)
    again = computer.clock()
    again.recall(*kept)
    assert abs(gone(again, block) - before - apart) <= 1


@given(SECONDS)
def test_sleep_counts(asleep: int) -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day)
    computer.wait(asleep)
    assert day.set_since_begun([block]) == {}
    assert gone(day, block) == asleep
    assert day.was_set() == 0


@given(SECONDS, SET)
def test_how_late_the_day_is_follows_the_clock_as_it_is_set(gone_by: int, by: int) -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day, 60)
    computer.wait(min(gone_by, 3600))
    computer.set_clock(by)
    right = day.put_right(cascade([replace(block, on=at(9).date())]))
    assert right[0].started_at is not None
    begins = round((right[0].started_at - at(9)).total_seconds())
    assert abs(begins - by) <= 1
    if right[0].started_at.date() == at(9).date():  # else it is of another day
        assert abs(slip(right, day.now()) - by / 60) <= 1


def test_a_pause_stands_still_while_the_clock_is_set() -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day)
    computer.wait(300)
    block = replace(block, paused_at=day.note())
    computer.set_clock(-3600)
    computer.wait(100)
    assert gone(day, block) == 300


@pytest.mark.parametrize(
    ("begins", "fold"),
    [(datetime(2026, 10, 25, 0, 50), 0), (datetime(2026, 10, 25, 1, 10), 1)],
    ids=["across the hour that comes twice", "within its second pass"],
)
def test_the_hour_that_comes_twice(in_london: None, begins: datetime, fold: int) -> None:
    """The file keeps no word of which pass a moment was in."""
    computer = Computer(begins.replace(fold=fold))
    day = computer.clock()
    block = begun(day)
    assert block.started_at is not None
    kept = replace(block, started_at=block.started_at.replace(fold=0))
    for minutes in (10, 30, 70):
        computer.wait(600 if minutes == 10 else 1200 if minutes == 30 else 2400)
        assert gone(day, kept) == minutes * 60


def test_the_hour_that_is_left_out(in_london: None) -> None:
    computer = Computer(datetime(2026, 3, 29, 0, 50))
    day = computer.clock()
    block = begun(day)
    computer.wait(1200)
    assert computer.wall == datetime(2026, 3, 29, 2, 10)
    assert gone(day, block) == 1200
    assert day.was_set() == 0


def test_another_time_zone_is_a_clock_that_was_set(in_london: None) -> None:
    """The file keeps the time on the wall, which jumps by the hours between the zones."""
    wall = [datetime(2026, 12, 2, 9)]
    steady = [0.0]
    day = DayClock(lambda: wall[0], lambda: steady[0])
    block = begun(day)
    wall[0], steady[0] = datetime(2026, 12, 2, 11, 10), 600.0  # Athens
    assert gone(day, block) == 600
    assert day.was_set() == 7200


def test_a_moment_noted_elsewhere_is_believed() -> None:
    computer = Computer()
    block = BlockRow(1, 1, "", 0, 60, "A", started_at=at(8, 30))
    assert gone(computer.clock(), block) == 1800


def test_without_a_steady_clock_the_time_of_day_is_believed() -> None:
    moments = [at(9)]
    day = DayClock(lambda: moments[-1])
    block = begun(day)
    moments.append(at(9, 20))
    assert (gone(day, block), day.was_set()) == (1200, 0)
    moments.append(at(9, 10))
    assert (gone(day, block), day.was_set()) == (600, -600)


def test_a_clock_that_is_a_little_off_was_not_set() -> None:
    computer = Computer()
    day = computer.clock()
    block = begun(day)
    computer.set_clock(1)
    assert day.set_since_begun([block]) == {}
    assert day.was_set() == 0


def test_the_steady_clock_of_this_computer_goes_on() -> None:
    first = steady_seconds()
    assert 0 <= steady_seconds() - first < 5
    assert boot() == boot()
    assert abs(wall_time() - datetime.now()) < timedelta(seconds=5)
    assert wall_time().tzinfo is None


def test_steps_go_on_counting_when_the_clock_is_set() -> None:
    computer = Computer()
    day = computer.clock()
    running = StepTimerRow(1, 1, "x", (), 0, day.note())
    computer.wait(60)
    assert put_steps_right(running, day) == running
    computer.set_clock(3600)
    assert put_steps_right(running, day) == replace(running, since=at(10).replace(day=2))
    paused = replace(running, since=None)
    assert put_steps_right(paused, day) == paused
