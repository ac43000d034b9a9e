"""Where the days, the tracks and the night of a plan begin, and in which order what was run is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.agenda.plans import DAWN, at, plans
from upstream_workshop.agenda.rules import OPENING, BlockRow, actuals, cascade, ended, lock_after


def block(day: int, track: str, position: int, minutes: int, locked: int | None = None) -> BlockRow:
    return BlockRow(
        id=100 * day + 10 * len(track) + position,
        day=day,
        track=track,
        position=position,
        minutes=minutes,
        title=f"{day}{track}{position}",
        locked_at=locked,
    )


@given(
    st.none() | st.integers(420, 600),
    st.none() | st.integers(420, 600),
    st.lists(st.integers(1, 90), min_size=1, max_size=3),
    st.permutations(["", "B", "CC"]),
)
def test_a_track_without_a_time_begins_with_its_own_day(
    first: int | None, second: int | None, lengths: list[int], tracks: list[str]
) -> None:
    """The day begins with the first block of its first track, or at the usual time."""
    plan = [
        block(day, track, position, minutes, locked if (track, position) == ("", 0) else None)
        for day, locked in ((1, first), (2, second))
        for track in tracks
        for position, minutes in enumerate(lengths)
    ]  # fmt: skip
    for day, opens in ((1, first), (2, second)):
        for track in tracks:
            row = [one for one in cascade(plan) if (one.day, one.track) == (day, track)]
            assert [one.position for one in row] == list(range(len(lengths)))
            assert row[0].starts == (OPENING if opens is None else opens)


@pytest.mark.parametrize(
    ("locked_at", "minute", "means"),
    [
        (30, 23 * 60, 24 * 60 + 30),  # half past midnight, after an evening
        (30, 9 * 60, 30),  # in the morning it can only be a mistake
        (4 * 60 + 59, 17 * 60, 28 * 60 + 59),
        (5 * 60, 20 * 60, 5 * 60),  # the night is over
        (9 * 60, 23 * 60, 9 * 60),
        (0, 12 * 60, 0),  # as near to the noon before as to the one after
        (0, 12 * 60 + 1, 24 * 60),
        (0, 24 * 60 + 10, 24 * 60),
    ],
)
def test_a_time_after_midnight_is_of_the_next_day_after_an_evening(
    locked_at: int, minute: int, means: int
) -> None:
    assert lock_after(locked_at, minute) == means


@given(plans(), st.data())
def test_what_was_run_is_told_in_the_order_in_which_it_began(
    blocks: tuple[BlockRow, ...], data: st.DataObject
) -> None:
    """Only what has ended; each row has its block's day and track, and no negative length."""
    done = []
    for one in blocks:
        began = DAWN + timedelta(minutes=data.draw(st.integers(0, 1439)))
        ends = began + timedelta(minutes=data.draw(st.integers(-30, 200)))
        ran = data.draw(st.booleans())
        done.append(replace(one, started_at=began, ended_at=ends) if ran else one)
    told = ended(done)
    assert sorted(row.id for row in told) == [one.id for one in done if one.ended_at is not None]
    assert sorted(told, key=lambda row: row.id) == list(actuals(done))
    keys = [(row.day, row.started, row.track) for row in told]
    assert keys == sorted(keys)
    of_block = {one.id: one for one in done}
    for row in told:
        assert (row.day, row.track) == (of_block[row.id].day, of_block[row.id].track)
        assert row.lasted >= 0


def test_a_block_that_ended_before_it_began_lasted_no_time() -> None:
    """A clock that was set back: it ends late by as much as it began late."""
    (one,) = cascade([replace(block(1, "", 0, 30, 540), started_at=at(9, 10), ended_at=at(9, 5))])
    (row,) = actuals([one])
    assert (row.started, row.lasted, row.drift) == (550, 0, -20)
