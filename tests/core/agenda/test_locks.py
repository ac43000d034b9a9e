"""A lock is taken where the plan can keep it; otherwise the two nearest times that would work are named."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.agenda.plans import plans
from upstream_workshop.agenda import services
from upstream_workshop.agenda.lateness.repairs import droppable, spare
from upstream_workshop.agenda.locks import misfit
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop


def rows_of(blocks: tuple[BlockRow, ...], block: BlockRow) -> list[BlockRow]:
    return [b for b in blocks if (b.day, b.track) == (block.day, block.track)]


def can_be_kept(row: list[BlockRow], block: BlockRow) -> bool:
    """Walk with everything as short as it may be: does it begin at its lock, and the next lock keep?"""
    minute, kept = 0, True
    for each in row:
        if each.locked_at is not None:
            if each is block or each.position > block.position:
                kept = kept and minute <= each.locked_at
            minute = each.locked_at
            if each.position > block.position:
                return kept
        free = replace(each, locked_at=None)
        minute += 0 if droppable(each) else each.minutes - spare(free)
    return kept


@settings(max_examples=60)
@given(plans(), st.data(), st.integers(300, 1200))
def test_a_lock_is_refused_exactly_when_it_cannot_be_kept_and_those_named_can(
    blocks: tuple[BlockRow, ...], data: st.DataObject, minute: int
) -> None:
    block = data.draw(st.sampled_from(blocks))

    def locked(at: int) -> tuple[list[BlockRow], BlockRow]:
        row = list(cascade(replace(b, locked_at=at) if b.id == block.id else b for b in own))
        return row, next(b for b in row if b.id == block.id)

    own = rows_of(blocks, block)
    row, found = locked(minute)
    wrong = misfit(row, block.id)
    assert (wrong is None) == can_be_kept(row, found)
    if wrong is not None:
        assert len(wrong.nearest) <= 2
        for near in wrong.nearest:
            assert can_be_kept(*locked(near))
        works = [at for at in range(1440) if can_be_kept(*locked(at))]
        if works:
            nearest = min(works, key=lambda at: abs(at - minute))
            assert nearest in wrong.nearest
            assert len(set(wrong.nearest)) == min(2, len(works)) or len(works) < 6


def test_seven_in_the_morning_among_afternoon_blocks_is_refused_with_two_that_work(
    workshop: Workshop,
) -> None:
    with workshop.change("Plan") as session:
        services.add_block(session, 1, "Tables", 60, locked_at=13 * 60 + 30)
        middle = services.add_block(session, 1, "Vote", 20)
        services.add_block(session, 1, "Close", 30)
    before = workshop_rows(workshop)
    with pytest.raises(WorkshopError) as refused, workshop.change("Lock") as session:
        services.amend_block(session, middle, locked_at=7 * 60)
    assert re.findall(r"\d\d:\d\d", str(refused.value)) == ["07:00", "14:30", "14:30", "14:35"]
    assert "Tables" in str(refused.value)
    assert workshop_rows(workshop) == before
    for time in (14 * 60 + 30, 14 * 60 + 35):
        with workshop.change("Lock") as session:
            services.amend_block(session, middle, locked_at=time)


def workshop_rows(workshop: Workshop) -> tuple[BlockRow, ...]:
    with workshop.read() as session:
        return agenda(session)


def test_a_lock_is_looked_at_wherever_it_comes_from(workshop: Workshop) -> None:
    with workshop.change("Plan") as session:
        first = services.add_block(session, 1, "Open", 60, locked_at=540)
        lunch = services.add_block(session, 1, "Lunch", 45, locked_at=720)
        services.add_block(session, 2, "Again", 60, locked_at=600)
    wrong = [
        lambda s: services.add_block(s, 1, "Too early", 5, after_id=first, locked_at=500),
        lambda s: services.add_block(s, 1, "Too late", 30, after_id=first, locked_at=700),
        lambda s: services.amend_block(s, first, locked_at=700),
        lambda s: services.amend_block(s, lunch, day=2, locked_at=610),
        lambda s: services.amend_block(s, lunch, locked_at=30),
    ]
    for attempt in wrong:
        with (
            pytest.raises(WorkshopError, match="cannot be locked"),
            workshop.change("x") as session,
        ):
            attempt(session)
    with workshop.change("x") as session:
        services.amend_block(session, lunch, day=2, track="B", locked_at=610)
        assert [b.starts for b in agenda(session) if b.track == "B"] == [610]
