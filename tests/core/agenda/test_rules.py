"""The plan cascades, the clock runs, the day slips: properties over plans nobody thought of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.agenda.plans import DAWN, at, plans, started
from upstream_workshop.agenda.clocks import clock, seconds_left
from upstream_workshop.agenda.lateness.forecasts import deadline, forecast, next_locked, slip
from upstream_workshop.agenda.rules import BlockRow, actuals, cascade, seams


@given(plans())
def test_a_locked_block_never_moves(blocks: tuple[BlockRow, ...]) -> None:
    assert all(block.starts == block.locked_at for block in blocks if block.locked_at is not None)


@given(plans())
def test_every_other_block_starts_when_the_one_before_ends(blocks: tuple[BlockRow, ...]) -> None:
    for day, track in {(block.day, block.track) for block in blocks}:
        row = [block for block in blocks if (block.day, block.track) == (day, track)]
        assert [block.position for block in row] == sorted(block.position for block in row)
        for before, after in pairwise(row):
            assert after.locked_at is not None or after.starts == before.ends
        assert all(block.ends - block.starts == block.minutes for block in row)


@given(plans())
def test_seams_name_exactly_the_locks_that_do_not_fit(blocks: tuple[BlockRow, ...]) -> None:
    wanted = {}
    for block in blocks:
        before = [
            b
            for b in blocks
            if (b.day, b.track) == (block.day, block.track) and b.position < block.position
        ]
        if before and before[-1].ends != block.starts:
            wanted[block.id] = block.starts - before[-1].ends
    assert {seam.block_id: seam.minutes for seam in seams(blocks)} == wanted


@given(
    st.integers(1, 120),
    st.integers(-10, 30),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=4),
    st.integers(0, 900),
)
def test_pauses_stop_the_clock_and_given_minutes_lengthen_it(
    minutes: int, added: int, spells: list[tuple[int, int]], last: int
) -> None:
    """Walk through running and paused spells second by second, and count only the running ones."""
    worked = sum(run for run, _ in spells) + last
    paused = sum(rest for _, rest in spells)
    block = BlockRow(1, 1, "", 0, minutes, "x", added=added, started_at=DAWN, paused_seconds=paused)
    seen = clock(block, DAWN + timedelta(seconds=worked + paused))
    assert seen.elapsed == worked
    assert seen.left == max(minutes + added, 0) * 60 - worked


MOMENTS = st.integers(-4 * 86400, 4 * 86400).map(lambda seconds: DAWN + timedelta(seconds=seconds))


@given(
    st.integers(0, 600),
    st.integers(-30, 60),
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    st.integers(-90_000, 90_000),
    MOMENTS,
)
def test_whatever_the_clock_does_nothing_is_gone_that_was_not_there(
    minutes: int,
    added: int,
    paused_at: datetime | None,
    ended_at: datetime | None,
    paused: int,
    now: datetime,
) -> None:
    """Set back or forward by seconds or days, before, in and after pauses."""
    block = BlockRow(
        1, 1, "", 0, minutes, "x", added=added, started_at=DAWN, ended_at=ended_at,
        paused_at=paused_at, paused_seconds=paused,
    )  # fmt: skip
    seen = clock(block, now)
    assert seen.elapsed >= 0
    assert seen.left <= block.lasts * 60
    assert seen.left == block.lasts * 60 - seen.elapsed
    if now < DAWN - timedelta(minutes=1):
        assert seen.set_back
    if seen.set_back:
        assert not seen.reliable
    if not seen.reliable and ended_at is None:
        assert forecast([block], now) == {}
        assert slip([block], now) == 0
        assert deadline([block], now) is None
    if ended_at is not None:
        assert actuals([block])[0].lasted >= 0


@given(st.integers(-60, 0))
def test_a_clock_put_right_by_a_moment_is_not_spoken_of(seconds: int) -> None:
    block = BlockRow(1, 1, "", 0, 20, "x", started_at=DAWN)
    seen = clock(block, DAWN + timedelta(seconds=seconds))
    assert (seen.elapsed, seen.left, seen.reliable, seen.set_back) == (
        0,
        1200,
        True,
        False,
    )


def test_a_clock_put_back_by_more_than_a_minute_is_spoken_of() -> None:
    seen = clock(BlockRow(1, 1, "", 0, 20, "x", started_at=at(9)), at(9) - timedelta(seconds=61))
    assert (seen.set_back, seen.reliable) == (True, False)


@pytest.mark.parametrize(("seconds", "reliable"), [(-1, True), (0, False)])
def test_a_clock_runs_for_half_a_day_longer_than_its_block(seconds: int, reliable: bool) -> None:
    block = BlockRow(1, 1, "", 0, 20, "x", added=5, started_at=at(9))
    seen = clock(block, at(9) + timedelta(hours=12, minutes=25, seconds=seconds))
    assert (seen.reliable, seen.set_back) == (reliable, False)


def test_a_paused_clock_stands_still() -> None:
    block = BlockRow(1, 1, "", 0, 20, "x", started_at=at(9), paused_at=at(9, 5))
    assert clock(block, at(9, 5)) == clock(block, at(11))
    assert clock(block, at(11)).left == 15 * 60
    assert clock(block, at(11)).paused is True
    assert clock(replace(block, paused_at=None), at(9, 5)).paused is False


def test_seconds_are_left_of_what_runs_and_can_be_counted() -> None:
    block = BlockRow(1, 1, "", 0, 20, "x", started_at=at(9))
    assert seconds_left(block, at(9, 5)) == 900
    assert seconds_left(block, at(9, 25)) == -300
    assert seconds_left(block, at(22)) is None
    assert seconds_left(replace(block, ended_at=at(9, 4)), at(9, 5)) is None
    assert seconds_left(replace(block, started_at=None), at(9, 5)) is None


@given(plans(), st.data())
def test_on_time_means_no_slip_and_no_deadline_missed(
    blocks: tuple[BlockRow, ...], data: st.DataObject
) -> None:
    fits = {seam.block_id for seam in seams(blocks) if seam.minutes < 0}
    block = data.draw(st.sampled_from(blocks))
    running = started(blocks, block.id, late=0)
    moment = DAWN + timedelta(minutes=block.starts)
    assert slip(running, moment) == 0
    if not fits:
        due = deadline(running, moment)
        assert due is None


@given(plans(), st.data(), st.integers(-20, 90))
def test_slip_is_how_late_the_block_began_until_it_overruns(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    running = started(blocks, block.id, late)
    begun = DAWN + timedelta(minutes=block.starts + late)
    assert slip(running, begun) == late
    over = begun + timedelta(minutes=block.minutes + 7)
    assert slip(running, over) == late + 7


@given(plans(), st.data(), st.integers(0, 90))
def test_the_forecast_moves_no_lock(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    running = started(blocks, block.id, late)
    ends = forecast(running, DAWN + timedelta(minutes=block.starts + late))
    for other in blocks:
        if other.id in ends and other.id != block.id and other.locked_at is not None:
            assert ends[other.id] == (other.locked_at + other.minutes) * 60


def test_a_late_main_room_is_measured_against_locks_in_other_tracks() -> None:
    blocks = cascade(
        [
            BlockRow(1, 1, "", 0, 30, "Opening", locked_at=540),
            BlockRow(2, 1, "", 1, 30, "Marketplace"),
            BlockRow(3, 1, "", 2, 120, "Rounds"),
            BlockRow(4, 1, "North room", 0, 60, "First round", locked_at=600),
            BlockRow(5, 1, "North room", 1, 60, "Second round", locked_at=660),
        ]
    )
    due = deadline(started(blocks, 1, late=6), at(9, 6))
    assert due is not None
    assert (due.at, due.title, due.late) == (600, "First round", 6)
    assert [block.id for block in due.before] == [2]


def test_a_gap_before_a_lock_is_room_to_be_late_in() -> None:
    blocks = cascade(
        [
            BlockRow(1, 1, "", 0, 50, "Talk", locked_at=540),
            BlockRow(2, 1, "", 1, 45, "Lunch", locked_at=600),
        ]
    )
    assert deadline(started(blocks, 1, late=10), at(9, 10)) is None
    due = deadline(started(blocks, 1, late=11), at(9, 11))
    assert due is not None
    assert due.late == 1


def test_the_next_lock_is_looked_for_in_every_track() -> None:
    blocks = cascade(
        [
            BlockRow(1, 1, "", 0, 50, "Talk", locked_at=540),
            BlockRow(2, 1, "", 1, 45, "Lunch", locked_at=750),
            BlockRow(3, 1, "Annexe", 0, 45, "Visit", locked_at=700),
            BlockRow(4, 2, "", 0, 45, "Tomorrow", locked_at=600),
        ]
    )
    found = next_locked(blocks, blocks[0])
    assert found is not None
    assert found.title == "Visit"


def test_planned_against_actual() -> None:
    (block,) = cascade([BlockRow(1, 1, "", 0, 30, "Talk", locked_at=540)])
    done = replace(block, started_at=at(9, 4), ended_at=datetime(2026, 12, 2, 9, 37, 40))
    (actual,) = actuals([done])
    assert (actual.started, actual.lasted, actual.drift) == (544, 34, 8)
