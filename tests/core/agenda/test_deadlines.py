"""Fixed times that would be missed, said again in plain words; every boundary to the minute and second."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.agenda.plans import DAWN, at, started
from upstream_workshop.agenda.rules import (
    Actual,
    BlockRow,
    actuals,
    cascade,
    clock_time,
    deadline,
    following,
    forecast,
    next_locked,
    running,
    slip,
)

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


def due(blocks: tuple[BlockRow, ...], now: datetime) -> tuple[int, str, int, list[int]] | None:
    """The first fixed time that would be missed: when, what, how late, and what lies before it."""
    (current,) = (block for block in blocks if block.running)
    ahead = [b for b in blocks if (b.day, b.track) == (current.day, current.track)]
    ahead = [b for b in ahead if b.position > current.position]
    stretch: list[BlockRow] = []
    for block in ahead:
        if block.locked_at is not None:
            break
        stretch.append(block)
    done = max(current.ends * 60, (now - DAWN) // timedelta(seconds=1))
    done = max(done, (current.started_at - DAWN).seconds + current.minutes * 60)
    own_lock = ahead[len(stretch)] if len(ahead) > len(stretch) else None
    last = stretch[-1].ends if stretch else current.ends
    end = own_lock.starts if own_lock else last
    times = [
        (b.starts, b.title, [one for one in stretch if one.ends <= b.starts])
        for b in sorted(blocks, key=lambda b: b.starts)
        if b.day == current.day and b.track != current.track and b.started_at is None
        if b.locked_at is not None and current.ends <= b.starts < end
    ]
    for time, title, before in [*times, (end, own_lock.title if own_lock else "", stretch)]:
        comes = done + 60 * sum(block.minutes for block in before)
        late = (comes - time * 60 + 30) // 60
        if late > 0:
            return time, title, late, [block.id for block in before]
    return None


@given(meeting_plans(), st.data(), st.sampled_from([0, 0, 1, 15, 20, 45]))
def test_the_first_fixed_time_to_be_missed_is_named(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    found = deadline(day, now)
    told = found and (found.at, found.title, found.late, [one.id for one in found.before])
    assert told == due(day, now)


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
