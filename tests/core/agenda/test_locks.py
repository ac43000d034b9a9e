"""A lock is taken where the plan can keep it; otherwise the two nearest times that would work are named."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.agenda.plans import plans
from upstream_workshop.agenda import services
from upstream_workshop.agenda.lateness.catch_ups import droppable, spare
from upstream_workshop.agenda.locks import Misfit, misfit, refusal
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
            pytest.raises(WorkshopError, match="cannot be fixed at"),
            workshop.change("x") as session,
        ):
            attempt(session)
    with workshop.change("x") as session:
        services.amend_block(session, lunch, day=2, track="B", locked_at=610)
        assert [b.starts for b in agenda(session) if b.track == "B"] == [610]


def beside_each_other(before: int, least: int, lock: int, after: int, lunch: int) -> Misfit | None:
    """“Tables” from 09:00, then “Vote” of half an hour with a lock, “Notes”, and “Lunch” at its time.

    before, least: the minutes of “Tables”, and its minimum; after: those of “Notes”, which may be 10.
    """
    minutes = (before, 30, after, 45)
    least_of = (least, None, 10, None)
    locks = (540, lock, None, lunch)
    row = cascade(
        BlockRow(id=place, day=1, track="", position=place, minutes=m, title=title, minimum=low, locked_at=at)
        for place, (m, low, at, title) in enumerate(
            zip(minutes, least_of, locks, ("Tables", "Vote", "Notes", "Lunch"), strict=True), 1
        )
    )  # fmt: skip
    return misfit(row, 2)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            (60, 60, 420, 20, 720),
            "“Vote” cannot be fixed at 07:00: “Tables” comes before it and needs until 10:00. "
            "The nearest that work are 10:00 and 10:05.",
        ),
        (  # with “Tables” shortened, and as planned
            (60, 40, 420, 20, 720),
            "“Vote” cannot be fixed at 07:00: “Tables” comes before it and needs until 09:40. "
            "The nearest that work are 09:40 and 10:00.",
        ),
        (
            (60, 60, 710, 10, 720),
            "“Vote” cannot be fixed at 11:50: “Lunch” comes after it, at 12:00. "
            "The nearest that work are 11:15 and 11:20.",
        ),
        (  # with “Notes” as planned, and shortened
            (60, 60, 710, 20, 720),
            "“Vote” cannot be fixed at 11:50: “Lunch” comes after it, at 12:00. "
            "The nearest that work are 11:10 and 11:20.",
        ),
        (
            (60, 60, 420, 10, 640),
            "“Vote” cannot be fixed at 07:00 beside “Tables” at 10:00: only 10:00 would work.",
        ),
        (
            (60, 60, 420, 10, 639),
            "“Vote” cannot be fixed at 07:00, nor to any other time here: “Tables” at 10:00 leaves no "
            "room for it.",
        ),
    ],
)
def test_a_lock_is_refused_in_a_sentence_with_the_times_that_work(
    plan: tuple[int, int, int, int, int], said: str
) -> None:
    wrong = beside_each_other(*plan)
    assert wrong is not None
    assert refusal(wrong, "Vote", plan[2]) == said


@pytest.mark.parametrize("room", range(8))
def test_of_few_minutes_that_work_the_first_two_or_the_last_two_are_named(room: int) -> None:
    """The round one beside the nearest, where it works; else the minute beside it."""
    early = beside_each_other(60, 60, 420, 10, 640 + room)
    late = beside_each_other(60, 60, 700, 10, 640 + room)
    assert early is not None
    assert late is not None
    assert early.nearest == ((600,) if room == 0 else (600, 601) if room < 5 else (600, 605))
    assert late.nearest[-1] == 600 + room
    assert all(600 <= minute <= 600 + room for minute in late.nearest)
    assert len(late.nearest) == min(2, room + 1)
    assert (early.before, late.before) == (True, False)


@pytest.mark.parametrize("room", range(8))
def test_a_lock_at_either_end_of_what_works_is_taken(room: int) -> None:
    for minute in (600, 600 + room):
        assert beside_each_other(60, 60, minute, 10, 640 + room) is None
    for minute in (599, 601 + room):
        assert beside_each_other(60, 60, minute, 10, 640 + room) is not None


def test_no_time_after_the_night_is_named() -> None:
    ends = 2 * 24 * 60
    for needs_until, nearest in (
        (ends - 1, (ends - 1,)),
        (ends - 2, (ends - 2, ends - 1)),
        (ends, ()),
    ):
        row = cascade(
            BlockRow(id=n, day=1, track="", position=n, minutes=m, title="", locked_at=at)
            for n, m, at in ((1, needs_until - 540, 540), (2, 30, 600))
        )
        wrong = misfit(row, 2)
        assert wrong is not None
        assert wrong.nearest == nearest


def test_a_track_that_opens_after_midnight_is_held_against_its_next_lock() -> None:
    row = cascade(
        [
            BlockRow(1, 1, "", 0, 60, "Stories", locked_at=22 * 60),
            BlockRow(2, 1, "B", 0, 60, "Fire", locked_at=30),
            BlockRow(3, 1, "B", 1, 20, "Stars", locked_at=60),
        ]
    )[1:]
    found = misfit(row, 2)
    assert found is not None
    assert (found.title, found.at, found.before) == ("Stars", 25 * 60, False)
