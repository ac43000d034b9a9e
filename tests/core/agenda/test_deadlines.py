"""Fixed times that would be missed, said again in plain words; every boundary to the minute and second."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.agenda.plans import DAWN, at, started
from upstream_workshop.agenda.clocks import running
from upstream_workshop.agenda.lateness.forecasts import (
    deadline,
    deadlines,
    forecast,
    next_locked,
    slip,
)
from upstream_workshop.agenda.rules import Actual, BlockRow, actuals, cascade, clock_time, following

QUARTERS = st.sampled_from([15, 30, 45])  # few lengths, so that ends and locks often meet


@st.composite
def meeting_plans(draw: st.DrawFn) -> tuple[BlockRow, ...]:
    """Two or three tracks that begin at nine, and a second day, in quarters of an hour."""
    blocks = []
    for day, track in ((1, ""), (1, "North"), (1, "South"), (2, "")):
        for place in range(draw(st.integers(1, 5))):
            lock = draw(st.none() | st.integers(0, 12).map(lambda quarter: 540 + 15 * quarter))
            number = len(blocks) + 1
            title = f"Block {number}"
            fixed = lock if place else 540
            blocks.append(BlockRow(number, day, track, place, draw(QUARTERS), title, fixed))
    return cascade(blocks)


class Walk:
    """The running day walked block by block, asking each when it would begin and end, in seconds."""

    def __init__(self, blocks: tuple[BlockRow, ...], now: datetime) -> None:
        (self.current,) = (block for block in blocks if block.running)
        self.now = (now - DAWN) // timedelta(seconds=1)
        self.rows = {
            track: [
                block
                for block in blocks
                if (block.day, block.track) == (self.current.day, track) and block.ended_at is None
            ]
            for track in {block.track for block in blocks if block.day == self.current.day}
        }

    def begins(self, block: BlockRow) -> int:
        """When a block to come would begin; locks hold, and a track waits for the main room."""
        place = self.rows[block.track].index(block)
        if place and block.locked_at is None:
            return self.ends(self.rows[block.track][place - 1])
        awaited = self.awaited(block)
        return max([block.starts * 60, *(self.ends(each) for each in awaited[-1:])])

    def ends(self, block: BlockRow) -> int:
        """When a block would end."""
        if block is not self.current:
            return self.begins(block) + block.minutes * 60
        assert block.started_at is not None
        begun = (block.started_at - DAWN) // timedelta(seconds=1)
        return max(begun + block.minutes * 60, self.now)

    def awaited(self, block: BlockRow) -> list[BlockRow]:
        """The blocks of the main room that end when this one, the first of its track, begins."""
        row = self.rows[block.track]
        if not block.track or row[0] is not block or block.position or block is self.current:
            return []
        return [each for each in self.rows[""] if each.ends == block.starts]

    def missed(self) -> set[tuple[int, str, int, str, bool]]:
        """Every fixed time that would be missed: when, what, how late, whose, whether it only waits."""
        found = set()
        for track, row in self.rows.items():
            locks = [n for n, b in enumerate(row) if n and b.locked_at is not None]
            for first, after in zip([0, *locks], [*locks, len(row)], strict=True):
                stretch = row[first:after]
                others = [
                    block
                    for name, other in self.rows.items()
                    for block in other
                    if name != track and "" in (name, track)
                    if block.locked_at is not None and block is not self.current
                ]
                end, title = stretch[-1].ends, ""
                if after < len(row):
                    end, title = row[after].starts, row[after].title
                elif track:
                    common = [b for b in others if b.starts >= end]
                    end, title = min([(b.starts, b.title) for b in common], default=(end, title))
                found.add((end, title, self.ends(stretch[-1]) - end * 60, track, False))
                for block in others:
                    if stretch[0].ends <= block.starts < end:
                        last = [b for b in stretch if b.ends <= block.starts][-1]
                        late = self.ends(last) - block.starts * 60
                        waits = bool(self.awaited(block))
                        found.add((block.starts, block.title, late, track, waits))
        minutes = ((at, name, (late + 30) // 60, *more) for at, name, late, *more in found)
        return {each for each in minutes if each[2] > 0}  # type: ignore[misc]


@given(meeting_plans(), st.data(), st.sampled_from([0, 0, 1, 15, 20, 45]))
def test_every_fixed_time_to_be_missed_is_named_in_every_track(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    found = deadlines(day, now)
    told = {(each.at, each.title, each.late, each.track, each.waits) for each in found}
    assert told == Walk(day, now).missed()
    assert [each.at for each in found] == sorted(each.at for each in found)


def morning(*more: BlockRow) -> tuple[BlockRow, ...]:
    """Nine to half past ten in one room, and what else there is."""
    own = [
        BlockRow(1, 1, "", 0, 30, "Opening", locked_at=540),
        BlockRow(2, 1, "", 1, 30, "Marketplace"),
        BlockRow(3, 1, "", 2, 30, "Lunch", locked_at=600),
    ]
    return cascade([*own, *more])


@pytest.mark.parametrize(
    ("lock", "title"),
    [(569, "Lunch"), (570, "Visit"), (599, "Lunch"), (600, "Lunch"), (601, "Lunch")],
)
def test_another_track_counts_from_the_end_of_this_block_until_the_next_own_lock(
    lock: int, title: str
) -> None:
    day = started(morning(BlockRow(4, 1, "B", 0, 30, "Visit", locked_at=lock)), 1, late=5)
    found = deadline(day, at(9, 5))
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize(("late", "missed"), [(0, False), (29, False), (30, True), (60, True)])
def test_half_a_minute_late_is_a_minute(late: int, missed: bool) -> None:
    day = [replace(one, started_at=at(9) + timedelta(seconds=late)) if one.id == 1 else one
           for one in morning()]  # fmt: skip
    assert (deadline(day, at(9, 1)) is not None) == missed
    assert slip(day, at(9, 1)) == (1 if missed else 0)


def test_a_block_that_ends_at_the_lock_lies_before_it() -> None:
    more = BlockRow(4, 1, "B", 0, 30, "Visit", locked_at=600)
    blocks = [replace(one, locked_at=None) if one.id == 3 else one for one in morning(more)]
    found = deadline(started(cascade(blocks), 1, late=5), at(9, 5))
    assert found is not None
    assert (found.title, [one.id for one in found.before]) == ("Visit", [2])


def test_the_planned_end_of_the_day_has_no_title() -> None:
    blocks = cascade([BlockRow(1, 1, "", 0, 30, "Opening", locked_at=540)])
    found = deadline(started(blocks, 1, late=3), at(9, 3))
    assert found is not None
    assert (found.at, found.title, found.late, found.before) == (570, "", 3, ())


def test_what_overruns_ends_now_to_the_second() -> None:
    day = started(morning(), 1, late=0)
    now = at(9, 40) + timedelta(seconds=7)
    assert forecast(day, now) == {1: 580 * 60 + 7, 2: 610 * 60 + 7, 3: 630 * 60}


def test_only_what_comes_later_in_the_same_day_and_track_follows() -> None:
    blocks = morning(BlockRow(4, 1, "B", 5, 30, "Elsewhere"), BlockRow(5, 2, "", 5, 30, "Tomorrow"))
    assert [one.id for one in following(blocks, blocks[1])] == [3]
    assert [one.id for one in following(started(blocks, 3, 0), blocks[0])] == []


def test_where_nothing_runs_there_is_nothing_to_count() -> None:
    assert running(morning()) is None
    assert forecast(morning(), at(9)) == {}
    assert (slip(morning(), at(9)), deadline(morning(), at(9))) == (0, None)


def test_of_two_locks_at_one_time_the_own_is_next() -> None:
    first, last = (BlockRow(n, 1, t, 0, 30, t, locked_at=600) for n, t in ((4, "A"), (5, "Z")))
    blocks = morning(first, last)
    found = next_locked(blocks, blocks[0])
    assert found is not None
    assert found.title == "Lunch"
    assert next_locked(blocks, blocks[2]) is None


def test_planned_against_actual_tells_everything_of_a_block() -> None:
    block = BlockRow(7, 2, "", 0, 30, "Talk", locked_at=540)
    begun = at(9, 4) + timedelta(seconds=50, microseconds=900_000)
    ended = at(9, 37) + timedelta(seconds=20)
    (done,) = cascade([replace(block, started_at=begun, ended_at=ended)])
    assert actuals([done, *morning()]) == (Actual(7, 2, "Talk", 540, 30, 544, 32, 7),)
    (at_once,) = cascade([replace(block, started_at=begun, ended_at=begun)])
    assert actuals([at_once])[0].lasted == 0


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (89, 1), (90, 2), (-30, 0), (-31, -1)]
)
def test_seconds_round_to_the_nearest_minute(seconds: int, minutes: int) -> None:
    ended = at(9, 30) + timedelta(seconds=seconds)
    (done,) = cascade(
        [BlockRow(1, 1, "", 0, 30, "x", locked_at=540, started_at=at(9), ended_at=ended)]
    )
    assert (actuals([done])[0].drift, actuals([done])[0].lasted) == (minutes, 30 + minutes)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "00:00"), (59, "00:59"), (60, "01:00"), (545, "09:05"), (1439, "23:59"), (1505, "01:05")],
)
def test_times_read_as_people_write_them(minutes: int, said: str) -> None:
    assert clock_time(minutes) == said


@pytest.mark.parametrize(("hours", "telling"), [(12.5, False), (12.499, True)])
def test_a_block_left_running_half_a_day_over_its_end_is_of_another_day(
    hours: float, telling: bool
) -> None:
    day = started(morning(), 1, late=0)
    assert bool(forecast(day, at(9) + timedelta(hours=hours))) == telling
