"""No way to catch up touches what is fixed, none goes below a minimum, and each wins back what it claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.core.agenda.plans import DAWN, at, plans, started
from upstream_workshop.agenda.lateness.catch_ups import CatchUp, catch_ups, droppable, spare
from upstream_workshop.agenda.lateness.forecasts import deadlines
from upstream_workshop.agenda.rules import BlockRow, cascade


def applied(blocks: tuple[BlockRow, ...], catch_up: CatchUp) -> tuple[BlockRow, ...]:
    """The plan with a way to catch up taken."""
    taken = dict(catch_up.takes)
    return tuple(replace(b, added=b.added - taken.get(b.id, 0)) for b in blocks)


def missed(blocks: tuple[BlockRow, ...], now: datetime) -> int:
    """Minutes by which fixed times are missed; waiting counts where nothing else is missed."""
    due = deadlines(blocks, now)
    return sum(each.late for each in [each for each in due if not each.waits] or due)


@given(plans(), st.data(), st.integers(0, 60))
def test_catch_ups_keep_their_word(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    found = catch_ups(day, now)
    event(f"{len(found)} ways to catch up, {found[0].kind if found else 'none'}")
    assert len(found) <= 3
    assert missed(day, now) or deadlines(day, now) or not found
    by_id = {b.id: b for b in day}
    only_waits = all(each.waits for each in deadlines(day, now))
    for catch_up in found:
        for block_id, minutes in catch_up.takes:
            touched = by_id[block_id]
            assert minutes > 0
            assert touched.locked_at is None or (touched.track and not touched.position)
            assert not touched.protected
            assert touched.started_at is None
            left = touched.lasts - minutes
            if touched.minimum is None or left < touched.minimum:
                assert touched.optional
                assert left == 0
                assert catch_up.kind in ("drop", "combined")
            elif catch_up.kind in ("buffer", "trim"):
                assert touched.buffer == (catch_up.kind == "buffer")
        assert catch_up.wins + catch_up.short == missed(day, now)
        after = applied(day, catch_up)
        if not only_waits and all(each.waits for each in deadlines(after, now)):
            assert catch_up.short == 0
        else:
            assert catch_up.short == missed(after, now)


TAKES = st.sampled_from([0, 0, 5, 10])


@st.composite
def small_days(draw: st.DrawFn) -> tuple[BlockRow, ...]:
    """A day of up to eight blocks in two tracks, the first of which is late; in fives, to be searched."""
    minutes = st.sampled_from([10, 15, 20, 25])
    blocks = []
    for track in ("", "B")[: draw(st.integers(1, 2))]:
        for place in range(draw(st.integers(1, 4))):
            lasts = draw(minutes)
            waits = 540 + blocks[0].minutes if blocks else 540  # for the first of the main room
            opens = 540 if not track else draw(st.sampled_from([540, 565, 575, waits, waits]))
            later = st.none() | st.none() | st.integers(2, 20).map(lambda n: 540 + 5 * n)
            blocks.append(
                BlockRow(
                    id=len(blocks) + 1,
                    day=1,
                    track=track,
                    position=place,
                    minutes=lasts,
                    title=f"Block {len(blocks) + 1}",
                    locked_at=draw(later) if place else opens,
                    minimum=draw(st.none() | st.just(lasts - 5) | st.just(5)),
                    optional=draw(st.integers(0, 2)) == 0,
                    buffer=draw(st.integers(0, 2)) == 0,
                    protected=draw(st.integers(0, 4)) == 0,
                )
            )
    return cascade(blocks)


def ways_by_hand(block: BlockRow) -> list[int]:
    """What a person could take from a block by the rules, in fives."""
    opens = block.locked_at is not None and block.track and not block.position
    fixed = block.locked_at is not None and not opens
    if block.started_at is not None or block.protected or fixed:
        return [0]
    least = block.minutes if block.minimum is None else block.minimum
    dropped = [block.minutes] if block.optional and not opens else []
    return sorted({*range(0, block.minutes - least + 1, 5), *dropped})


@settings(max_examples=200)
@given(small_days(), st.data(), st.sampled_from([5, 10, 15, 20, 40]))
def test_nothing_a_person_could_find_by_hand_loses_less_than_the_first_way_back(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    """Every combination of drops and takes of a small day, tried one after another."""
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    if not any(not each.waits for each in deadlines(day, now)):
        return
    tried = product(*(ways_by_hand(each) for each in day))
    plans_ = (
        tuple(replace(b, added=-taken) for b, taken in zip(day, takes, strict=True))
        for takes in tried
    )
    least = min(hard(plan, now) for plan in plans_)
    found = catch_ups(day, now)
    first = applied(day, found[0]) if found else day
    assert hard(first, now) == least
    for block_id, taken in found[0].takes if found else ():
        spared = next(spare(each) for each in day if each.id == block_id)
        if taken <= spared:  # none of them would be missed
            more = tuple(replace(b, added=b.added + (b.id == block_id)) for b in first)
            assert all_late(more, now) > all_late(first, now)
    fewest = sum(taken == by.lasts and taken > spare(by) for by, taken in _of(day, found[:1]))
    event(f"{fewest} dropped, {least} lost")


def hard(blocks: tuple[BlockRow, ...], now: datetime) -> int:
    """Minutes by which fixed times are missed; who only waits misses none."""
    return sum(each.late for each in deadlines(blocks, now) if not each.waits)


def all_late(blocks: tuple[BlockRow, ...], now: datetime) -> int:
    return sum(each.late for each in deadlines(blocks, now))


def _of(day: tuple[BlockRow, ...], found: Sequence[CatchUp]) -> list[tuple[BlockRow, int]]:
    by_id = {block.id: block for block in day}
    return [(by_id[block], taken) for catch_up in found for block, taken in catch_up.takes]


def test_a_late_plenary_lets_a_track_wait_and_shortens_what_saves_lunch() -> None:
    blocks = cascade(
        [
            BlockRow(1, 1, "", 0, 60, "Plenary", locked_at=540),
            BlockRow(2, 1, "", 1, 60, "Main room", minimum=40),
            BlockRow(3, 1, "", 2, 45, "Lunch", locked_at=660, protected=True),
            BlockRow(4, 1, "B", 0, 60, "Breakout", locked_at=600, minimum=50),
        ]
    )
    day, now = started(blocks, 1, late=8), at(9, 8)
    assert [(d.title, d.track, d.late, d.waits) for d in deadlines(day, now)] == [
        ("Breakout", "", 8, True),
        ("Lunch", "", 8, False),
        ("Lunch", "B", 8, False),
    ]
    (first, *_) = catch_ups(day, now)
    assert (first.kind, dict(first.takes), first.short) == ("trim", {2: 8, 4: 8}, 0)


@given(plans(), st.data(), st.integers(1, 60))
def test_trims_are_in_proportion_to_the_minute(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    due = deadlines(day, now)
    trim = next((r for r in catch_ups(day, now) if r.kind == "trim"), None)
    if len(due) != 1 or trim is None:
        return
    spares = {
        b.id: b.lasts - b.minimum
        for b in due[0].before
        if b.minimum is not None and spare(b) and not b.buffer
    }
    total = sum(spares.values())
    assert trim.wins == min(due[0].late, total)
    taken = dict(trim.takes)
    for block_id, room in spares.items():
        assert abs(taken.get(block_id, 0) - trim.wins * room / total) < 1


def test_the_three_ways_of_a_late_morning() -> None:
    blocks = cascade(
        [
            BlockRow(1, 2, "", 0, 20, "Check-in", locked_at=520),
            BlockRow(2, 2, "", 1, 25, "Pitch", minimum=18),
            BlockRow(3, 2, "", 2, 15, "Break", buffer=True, minimum=5),
            BlockRow(4, 2, "", 3, 10, "Warm-up", optional=True),
            BlockRow(5, 2, "", 4, 90, "Charters", minimum=76),
            BlockRow(6, 2, "", 5, 45, "Lunch", locked_at=680, protected=True),
        ]
    )
    found = catch_ups(started(blocks, 1, late=6), at(8, 46))
    assert found == (
        CatchUp("buffer", ((3, 6),), 6, 0),
        CatchUp("trim", ((2, 2), (5, 4)), 6, 0),
        CatchUp("drop", ((4, 10),), 6, 0),
    )


def test_a_way_that_suffices_comes_before_one_that_does_not() -> None:
    blocks = cascade(
        [
            BlockRow(1, 1, "", 0, 20, "Check-in", locked_at=520),
            BlockRow(2, 1, "", 1, 15, "Break", buffer=True, minimum=12),
            BlockRow(3, 1, "", 2, 60, "Charters", minimum=40),
            BlockRow(4, 1, "", 3, 45, "Lunch", locked_at=615, protected=True),
        ]
    )
    found = catch_ups(started(blocks, 1, late=6), at(8, 46))
    assert [(catch_up.kind, catch_up.short) for catch_up in found] == [
        ("combined", 0),
        ("trim", 0),
        ("buffer", 3),
    ]


def due_in(late: int, *given: BlockRow) -> tuple[CatchUp, ...]:
    """The ways to catch up when the first of some blocks began so late; a lock follows them."""
    return catch_ups(*late_before_a_lock(late, *given))


def late_before_a_lock(late: int, *given: BlockRow) -> tuple[tuple[BlockRow, ...], datetime]:
    """The day on which the first of some blocks began so late, and the minute it did; a lock follows them."""
    first = BlockRow(1, 1, "", 0, 10, "Check-in", locked_at=540)
    rest = [replace(block, day=1, position=at_) for at_, block in enumerate(given, 1)]
    total = 550 + sum(block.minutes for block in given)
    lock = BlockRow(99, 1, "", 50, 45, "Lunch", locked_at=total)
    day = started(cascade([first, *rest, lock]), 1, late)
    return day, DAWN + timedelta(minutes=540 + late)


def block(number: int, minutes: int, **said: Any) -> BlockRow:
    return BlockRow(number, 1, "", 0, minutes, f"Block {number}", **said)


def test_no_more_than_three_ways_are_offered() -> None:
    rows = [block(2, 8, optional=True, buffer=True, minimum=2), block(3, 11, minimum=2)]
    assert [(each.kind, each.short) for each in due_in(13, *rows)] == [
        ("combined", 0),
        ("trim", 4),
        ("drop", 5),
    ]  # a fourth would be to spend the break alone, seven minutes short


def test_the_nearest_break_is_spent_first_and_the_next_for_the_rest() -> None:
    breaks = [block(n, 10 + n, buffer=True, minimum=5) for n in (2, 3, 4)]
    takes = {late: dict(due_in(late, *breaks)[0].takes) for late in (7, 8, 15, 30)}
    assert takes == {7: {2: 7}, 8: {2: 7, 3: 1}, 15: {2: 7, 3: 8}, 30: {2: 7, 3: 8, 4: 9}}
    assert due_in(30, *breaks)[0].short == 6
    turned = due_in(8, *breaks[::-1])[0]
    assert turned.takes == ((4, 8),)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20)), max_size=5), st.integers(1, 40))
def test_breaks_give_in_their_order(breaks: list[tuple[int, int]], late: int) -> None:
    """Minute by minute: each is taken from the first break that has one to give."""
    rows = [block(n, m, buffer=True, minimum=least) for n, (m, least) in enumerate(breaks, 2)]
    taken: dict[int, int] = {}
    for _ in range(late):
        able = [row for row in rows if row.minutes - taken.get(row.id, 0) > (row.minimum or 0)]
        if able:
            taken[able[0].id] = taken.get(able[0].id, 0) + 1
    found = [catch_up for catch_up in due_in(late, *rows) if catch_up.kind == "buffer"]
    assert [dict(catch_up.takes) for catch_up in found] == ([taken] if taken else [])


@given(st.lists(st.integers(1, 40), max_size=5), st.integers(1, 40))
def test_the_shortest_that_suffices_is_dropped_or_else_the_longest(
    lengths: list[int], late: int
) -> None:
    rows = [block(n, minutes, optional=True) for n, minutes in enumerate(lengths, 2)]
    found = [catch_up for catch_up in due_in(late, *rows) if catch_up.kind == "drop"]
    enough = [minutes for minutes in lengths if minutes >= late]
    expected = min(enough) if enough else max(lengths, default=0)
    alone = [catch_up for catch_up in found if len(catch_up.takes) == 1]
    assert [catch_up.costs for catch_up in alone] == ([expected] if lengths else [])
    assert (
        found[:1]
        == [catch_up for catch_up in found if catch_up.wins == min(sum(lengths), late)][:1]
    )
    for catch_up in found:
        assert catch_up.wins == min(catch_up.costs, late)


def test_of_blocks_as_long_the_earlier_is_dropped_when_it_suffices() -> None:
    (drop,) = due_in(8, block(2, 8, optional=True), block(3, 8, optional=True))
    assert drop == CatchUp("drop", ((2, 8),), 8, 0)


def test_an_odd_minute_is_trimmed_where_the_remainder_is_largest_then_first() -> None:
    (trim,) = due_in(3, block(2, 20, minimum=10), block(3, 20, minimum=10))
    assert trim.takes == ((2, 2), (3, 1))
    (trim,) = due_in(2, block(2, 20, minimum=16), block(3, 20, minimum=10))
    assert trim.takes == ((2, 1), (3, 1))  # 0.57 and 1.43
    (trim,) = due_in(1, block(2, 20, minimum=18), block(3, 20, minimum=10))
    assert trim.takes == ((3, 1),)


def test_what_ways_cost_the_same_stand_as_they_hurt_least() -> None:
    found = due_in(
        4,
        block(2, 30, optional=True),
        block(3, 30, minimum=10),
        block(4, 9, buffer=True, minimum=1),
    )
    assert [catch_up.kind for catch_up in found] == ["buffer", "trim", "drop"]


def test_what_may_be_touched() -> None:
    free = block(2, 20, minimum=5, optional=True, added=2)
    assert (spare(free), droppable(free)) == (17, True)
    fixed: tuple[dict[str, Any], ...] = (
        {"locked_at": 600},
        {"locked_at": 0},
        {"protected": True},
        {"started_at": at(9)},
    )
    for said in fixed:
        touched = replace(free, **said)
        assert (spare(touched), droppable(touched)) == (0, False)
    assert spare(replace(free, minimum=None)) == 0
    assert spare(replace(free, minimum=22)) == spare(replace(free, minimum=40)) == 0
    assert spare(replace(free, minimum=21)) == 1
    assert not droppable(replace(free, optional=False))
    assert not droppable(replace(free, added=-20))
    assert droppable(replace(free, added=-19))


def test_of_more_optional_blocks_than_are_weighed_all_may_go() -> None:
    many = [block(n, 1, optional=True) for n in range(2, 14)]
    for late, dropped in ((9, 9), (10, 10), (11, 12), (12, 12), (13, 12)):
        best = due_in(late, *many)[0]
        assert (best.costs, best.short) == (dropped, max(late - 12, 0))
