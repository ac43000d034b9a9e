"""No repair touches what is fixed, none goes below a minimum, and each wins back what it claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from tests.core.agenda.plans import DAWN, at, plans, started
from upstream_workshop.agenda.repairs import Repair, repairs
from upstream_workshop.agenda.rules import BlockRow, cascade, deadline


def applied(blocks: tuple[BlockRow, ...], repair: Repair) -> tuple[BlockRow, ...]:
    """The plan with a repair taken."""
    taken = dict(repair.takes)
    return tuple(replace(b, added=b.added - taken.get(b.id, 0)) for b in blocks)


@given(plans(), st.data(), st.integers(0, 60))
def test_repairs_keep_their_word(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    due = deadline(day, now)
    found = repairs(day, now)
    event(f"{len(found)} repairs")
    assert len(found) <= 3
    assert bool(due) or not found
    by_id = {b.id: b for b in day}
    for repair in found:
        assert due is not None
        for block_id, minutes in repair.takes:
            touched = by_id[block_id]
            assert minutes > 0
            assert touched.locked_at is None
            assert not touched.protected
            assert touched.started_at is None
            left = touched.lasts - minutes
            if repair.kind == "drop":
                assert touched.optional
                assert left == 0
            else:
                assert touched.minimum is not None
                assert left >= touched.minimum
                assert touched.buffer == (repair.kind == "buffer")
        assert repair.wins + repair.short == due.late
        assert repair.kind == "drop" or repair.costs == repair.wins
        again = deadline(applied(day, repair), now)
        still = again.late if again and (again.at, again.title) == (due.at, due.title) else 0
        assert still == repair.short


@given(plans(), st.data(), st.integers(1, 60))
def test_trims_are_in_proportion_to_the_minute(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    due = deadline(day, now)
    trim = next((r for r in repairs(day, now) if r.kind == "trim"), None)
    if due is None or trim is None:
        return
    spares = {
        b.id: b.lasts - b.minimum
        for b in due.before
        if b.minimum is not None and not (b.buffer or b.protected or b.locked_at is not None)
    }
    total = sum(spares.values())
    assert trim.wins == min(due.late, total)
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
    found = repairs(started(blocks, 1, late=6), at(8, 46))
    assert found == (
        Repair("buffer", ((3, 6),), 6, 0),
        Repair("trim", ((2, 2), (5, 4)), 6, 0),
        Repair("drop", ((4, 10),), 6, 0),
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
    found = repairs(started(blocks, 1, late=6), at(8, 46))
    assert [(repair.kind, repair.short) for repair in found] == [("trim", 0), ("buffer", 3)]
