"""What only people can give up for a fixed time: always something, never refused, and as much as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.core.agenda.plans import DAWN, at, plans, started
from tests.core.agenda.test_catch_ups import block, late_before_a_lock, small_days
from upstream_workshop.agenda import services
from upstream_workshop.agenda.kinds import ConcessionKind
from upstream_workshop.agenda.lateness.catch_ups import catch_ups
from upstream_workshop.agenda.lateness.concessions import Concession, concessions
from upstream_workshop.agenda.lateness.concessions import changed as changed_by
from upstream_workshop.agenda.lateness.forecasts import Deadline, deadlines
from upstream_workshop.agenda.model import Block
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.session_file.workshop import Workshop

STORED = [f.name for f in fields(BlockRow) if f.name not in ("starts", "ends", "on")]


@given(plans(), st.data(), st.integers(1, 60))
def test_there_is_always_a_way_back_or_something_to_give_up(
    blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    block = data.draw(st.sampled_from(blocks))
    day = started(blocks, block.id, late)
    now = DAWN + timedelta(minutes=block.starts + late)
    due = deadlines(day, now)
    found = catch_ups(day, now)
    choices = concessions(due, day, dict(found[0].takes) if found else {})
    if any(not each.waits for each in due):
        assert found or choices
        assert choices or found[0].short == 0
    by_id = {each.id: each for each in day}
    for choice in choices:
        assert (
            choice.kind in ("later", "end later", "unlock") or not by_id[choice.block_id].protected
        )


FREE_OR_KEPT = st.tuples(
    st.integers(1, 9), st.sampled_from(["", "", "protected"]), st.integers(0, 4)
)


@given(st.lists(FREE_OR_KEPT, min_size=1, max_size=4), st.integers(1, 20))
def test_who_gives_a_block_up_keeps_five_minutes_of_it_or_none(
    given: list[tuple[int, str, int]], late: int
) -> None:
    """Of what a way to catch up leaves: the longest is shortened, or the shortest that suffices dropped."""
    rows = [block(n, lasts, protected=bool(kept)) for n, (lasts, kept, _) in enumerate(given, 2)]
    takes = {row.id: min(taken, row.lasts) for row, (_, _, taken) in zip(rows, given, strict=True)}
    day, now = late_before_a_lock(late, *rows)
    late = max(late - sum(takes.values()), 0)
    left = {row.id: row.lasts - takes[row.id] for row in rows if not row.protected}
    found = {each.kind: each for each in concessions(deadlines(day, now), day, takes)}
    longest = max(left.values(), default=0)
    gone = min([lasts for lasts in left.values() if lasts >= late], default=longest)
    expected = {}
    if late and longest > 5:
        minutes = min(late, longest - 5)
        expected[ConcessionKind.SHORTEN] = (longest, minutes, late - minutes)
    if late and longest:
        expected[ConcessionKind.DROP] = (gone, gone, max(late - gone, 0))
    taking = {kind: found.pop(kind) for kind in list(found) if kind in expected}
    whole = {k: takes[each.block_id] if k == "drop" else 0 for k, each in taking.items()}
    told = {
        k: (left[each.block_id], each.minutes - whole[k], each.short) for k, each in taking.items()
    }
    assert told == expected
    fixed = [(ConcessionKind.LATER, 99, late), (ConcessionKind.UNLOCK, 99, 0)] if late else []
    assert [(each.kind, each.block_id, each.minutes) for each in found.values()] == fixed


def test_what_has_begun_or_is_locked_is_not_given_up() -> None:
    day, now = late_before_a_lock(30, block(2, 40, locked_at=550), block(3, 8), block(4, 20))
    found = concessions(deadlines(day, now), day, {})
    missed = {each.block_id for each in found if each.kind in ("shorten", "drop")}
    assert not missed & {1, 2, 99}


@given(st.integers(1, 3), st.integers(1, 20))
def test_a_day_that_ends_too_late_may_end_later_and_has_no_lock_to_undo(
    blocks: int, late: int
) -> None:
    rows = [
        BlockRow(n, 1, "", n - 1, 10, f"Block {n}", protected=True) for n in range(1, blocks + 1)
    ]
    rows[0] = replace(rows[0], locked_at=540)
    day = started(cascade(rows), 1, late)
    now = DAWN + timedelta(minutes=540 + late)
    assert concessions(deadlines(day, now), day, {}) == (
        Concession(ConcessionKind.END_LATER, blocks, late),
    )


def test_the_end_of_a_day_can_be_put_later_and_nothing_lasts_longer(workshop: Workshop) -> None:
    with workshop.change("Plan") as session:
        last = services.add_block(session, 1, "Closing", 30, locked_at=960, protected=True)
        running_day.start(session, last, at(16, 12))
    with workshop.change("Give in") as session:
        due = deadlines(agenda(session), at(16, 13))
        (choice,) = concessions(due, agenda(session), {})
        running_day.concede(session, choice)
        (row,) = agenda(session)
        assert (row.lasts, row.ends) == (30, 16 * 60 + 42)
        assert deadlines(agenda(session), at(16, 13)) == ()


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("Plan") as opened:
        yield opened


def chosen(session: Session, day: tuple[BlockRow, ...], choice: Concession) -> tuple[BlockRow, ...]:
    """The day once the choice was made."""
    session.execute(delete(Block))
    for row in day:
        session.add(Block(**{name: getattr(row, name) for name in STORED}))
    running_day.concede(session, choice)
    session.flush()
    return agenda(session)


def late_at(due: tuple[Deadline, ...], missed: BlockRow, title: str) -> int:
    """Minutes by which its own track misses the time of a block; without a title the end of the day."""
    what = missed.id, missed.track, title
    return sum(d.late for d in due if (d.block_id, d.track, d.title) == what and not d.waits)


@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(small_days(), st.data(), st.sampled_from([5, 15, 40]))
def test_whatever_is_chosen_is_done_and_does_as_it_says(
    session: Session, blocks: tuple[BlockRow, ...], data: st.DataObject, late: int
) -> None:
    """Whether the best way to catch up was made before or not, whatever locks follow the missed one."""
    day = started(blocks, data.draw(st.sampled_from(blocks)).id, late)
    now = DAWN + timedelta(minutes=late) + timedelta(minutes=running_at(day))
    due, found = deadlines(day, now), catch_ups(day, now)
    takes = dict(found[0].takes) if found else {}
    caught_up = tuple(replace(b, added=b.added - takes.get(b.id, 0)) for b in day)
    for choice in concessions(due, day, takes):
        after = chosen(session, day, choice)
        seen = (replace(b, **changed_by(b, choice)) if b.id == choice.block_id else b for b in day)
        assert cascade(seen) == after, "what is previewed is what is done"
        changed = {b.id: (b, new) for b, new in zip(day, after, strict=True) if b != new}
        before, new = changed[choice.block_id]
        if choice.kind is ConcessionKind.DROP:
            assert (choice.minutes, new.lasts, new.dropped) == (before.lasts, 0, True)
        elif choice.kind is ConcessionKind.SHORTEN:
            assert new.lasts == before.lasts - choice.minutes
        elif choice.kind is ConcessionKind.UNLOCK:
            assert new.locked_at is None
        else:
            left = deadlines(chosen(session, caught_up, choice), now)
            title = before.title if choice.kind is ConcessionKind.LATER else ""
            assert late_at(left, before, title) == 0


def running_at(day: tuple[BlockRow, ...]) -> int:
    """The minute for which the block under way is planned."""
    return next(block.starts for block in day if block.running)


def test_a_lock_can_come_later_though_the_next_is_then_missed(session: Session) -> None:
    """A talk at eleven and lunch at twelve, both fixed: twenty minutes late, both come later in turn."""
    for title, minutes, lock in (("Start", 120, 540), ("Talk", 60, 660), ("Lunch", 45, 720)):
        services.add_block(session, 1, title, minutes, locked_at=lock, protected=True)
    running_day.start(session, agenda(session)[0].id, at(9, 20))
    for title, starts in (("Talk", 680), ("Lunch", 740)):
        due = deadlines(agenda(session), at(9, 20))
        later = next(each for each in concessions(due, agenda(session), {}) if each.minutes)
        running_day.concede(session, later)
        assert {b.title: b.starts for b in agenda(session)}[title] == starts
    assert deadlines(agenda(session), at(9, 20)) == ()


def test_a_lock_moved_past_midnight_and_a_day_too_long_stay_within_a_day() -> None:
    late = BlockRow(1, 1, "", 0, 1430, "x", locked_at=23 * 60 + 50, added=5)
    later = Concession(ConcessionKind.LATER, 1, 20)
    assert changed_by(late, later) == {"locked_at": 10}
    longer = Concession(ConcessionKind.END_LATER, 1, 20)
    assert changed_by(late, longer) == {"minutes": 1439, "added": -4}
