"""Whatever is moved, pasted or removed: rows stay whole, locks stay put, a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.planning.plan_conflicts import conflicts
from upstream_workshop.agenda.planning.template_blocks import TemplateBlock
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop

PLACES = [(1, ""), (1, "B"), (2, "")]


class UndoneError(Exception):
    """Ends a change without keeping it."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Two days with a lunch each, and a second track on the first."""
    with Workshop.create(tmp_path_factory.mktemp("plan") / "plan.upstream") as workshop:
        with workshop.change("Plan") as session:
            for day, track in PLACES:
                for number in range(5):
                    lunch = number == 3
                    at = {0: 540, 3: 750}.get(number)
                    services.add_block(
                        session,
                        day,
                        f"{day}{track}{number}",
                        60 if lunch else 40,
                        track,
                        locked_at=at,
                    )
        yield workshop


def plan_of(workshop: Workshop) -> tuple[BlockRow, ...]:
    with workshop.read() as session:
        return queries.agenda(session)


def rows(blocks: tuple[BlockRow, ...]) -> dict[tuple[int, str], list[BlockRow]]:
    found: dict[tuple[int, str], list[BlockRow]] = {}
    for block in blocks:
        found.setdefault((block.day, block.track), []).append(block)
    return found


def check(before: tuple[BlockRow, ...], session: Session, moved: set[int]) -> None:
    """Each row is numbered from 0, its first block is locked, and no lock moved but that of an opening."""
    was = {block.id: block for block in before}
    for row in rows(queries.agenda(session)).values():
        assert [block.position for block in row] == list(range(len(row)))
        assert row[0].locked_at is not None
        for block in row:
            old = was.get(block.id)
            if old and old.position and block.position and block.id not in moved:
                assert block.locked_at == old.locked_at


@settings(max_examples=60)
@given(st.data())
def test_blocks_go_where_they_are_put(planned: Workshop, data: st.DataObject) -> None:
    before = plan_of(planned)
    chosen = data.draw(st.lists(st.sampled_from(before), min_size=1, max_size=4, unique=True))
    day, track = data.draw(st.sampled_from([*PLACES, (3, "New")]))
    target = data.draw(st.none() | st.sampled_from(before))
    ids = [block.id for block in chosen]
    with pytest.raises(UndoneError), planned.change("Move") as session:
        try:
            services.move_blocks(session, ids, day, track, target.id if target else None)
        except WorkshopError:  # a lock that cannot be kept there
            raise UndoneError from None
        after = queries.agenda(session)
        assert {block.id for block in after} == {block.id for block in before}
        there = [block.id for block in rows(after)[day, track]]
        assert [id_ for id_ in there if id_ in ids] == ids
        at = [there.index(id_) for id_ in ids]
        assert at == list(range(at[0], at[0] + len(ids)))
        if target and (target.day, target.track) == (day, track) and target.id not in ids:
            assert there[at[-1] + 1] == target.id
        opened = {place: row[0] for place, row in rows(before).items()}
        for place, row in rows(after).items():
            if place in opened and row[0].id != opened[place].id:
                own = next(b for b in before if b.id == row[0].id)
                kept = own.locked_at if own.position else None
                assert row[0].locked_at in (opened[place].locked_at, kept)
        check(before, session, set(ids))
        raise UndoneError
    assert plan_of(planned) == before


@settings(max_examples=40)
@given(st.data())
def test_what_is_pasted_keeps_what_it_says(planned: Workshop, data: st.DataObject) -> None:
    before = plan_of(planned)
    pasted = data.draw(
        st.lists(
            st.builds(
                TemplateBlock,
                day=st.just(1),
                minutes=st.integers(0, 90),
                title=st.sampled_from(["A", "Sŵn", "Ŷ"]),
                at=st.sampled_from(["", "", "07:00", "09:00", "13:00", "18:30"]),
                track=st.sampled_from(["", "B"]),
                notes=st.text("ab\n", max_size=5),
            ),
            min_size=1,
            max_size=4,
        )
    )
    after = data.draw(st.none() | st.sampled_from(before))
    day, track = (after.day, after.track) if after else (1, "")
    with pytest.raises(UndoneError), planned.change("Paste") as session:
        made = services.insert_blocks(session, pasted, day, track, after.id if after else None)
        found = {block.id: block for block in queries.agenda(session)}
        told = [(found[id_].title, found[id_].minutes, found[id_].notes) for id_ in made]
        assert told == [(block.title, block.minutes, block.notes) for block in pasted]
        assert {found[id_].day for id_ in made} == {day}
        for conflict in conflicts(tuple(found.values())):
            if conflict.block_id in made and "cannot begin" in conflict.words:
                raise AssertionError(conflict.words)
        check(before, session, set(made))
        raise UndoneError


def test_a_column_of_times_is_checked_when_all_are_written(planned: Workshop) -> None:
    """Each alone would be refused, for the lock after it still stands in its way."""
    before = plan_of(planned)
    two = [block for block in before if (block.day, block.track) == (2, "")]
    with pytest.raises(UndoneError), planned.change("Later") as session:
        services.write_blocks(
            session, [(two[0].id, {"locked_at": 900}), (two[3].id, {"locked_at": 1080})], 2
        )
        raise UndoneError
    with (
        pytest.raises(WorkshopError, match="cannot be fixed at"),
        planned.change("Later") as session,
    ):
        services.write_blocks(session, [(two[0].id, {"locked_at": 900})], 2)
    assert plan_of(planned) == before


def test_nothing_is_put_before_what_has_run(workshop: Workshop) -> None:
    with workshop.change("Plan") as session:
        one = services.add_block(session, 1, "One", 30)
        two = services.add_block(session, 1, "Two", 30)
        running_day.start(session, one, datetime(2026, 12, 1, 9))
        for act in (
            lambda: services.move_blocks(session, [two], 1, "", one),
            lambda: services.move_blocks(session, [one], 2),
            lambda: services.amend_block(session, one, day=2),
            lambda: services.remove_blocks(session, [one]),
        ):
            with pytest.raises(WorkshopError, match="has already run"):
                act()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({2: {"minutes": 300}}, "begins 210 minutes before"),
        ({1: {"minutes": 300}}, "cannot begin at 12:00: what comes before it needs until 14:30"),
        ({2: {"minutes": 10}}, "80 minutes free before it"),
        ({4: {"minutes": 900}}, "past midnight, until 03:00"),
        ({5: {"place": "hall"}}, "“One” is in Hall until 10:00"),
        ({1: {"added": -50, "minimum": 20}}, "can shrink to 20 minutes only, and lasts 10"),
    ],
)
def test_what_cannot_be_kept_is_said(changes: dict[int, dict[str, object]], words: str) -> None:
    plan = (
        BlockRow(1, 1, "", 0, 60, "One", 540, place="Hall"),
        BlockRow(2, 1, "", 1, 70, "Two", buffer=True, minimum=0),
        BlockRow(3, 1, "", 2, 30, "Tea"),
        BlockRow(4, 1, "", 3, 30, "Lunch", 720),
        BlockRow(5, 1, "B", 0, 60, "Talk", 570),
    )
    plan = tuple(replace(block, **changes.get(block.id, {})) for block in plan)
    found = [conflict.words for conflict in conflicts(cascade(plan))]
    assert any(words in each for each in found), found


def test_a_plan_without_fault_says_nothing() -> None:
    plan = cascade([BlockRow(1, 1, "", 0, 60, "One", 540), BlockRow(2, 1, "", 1, 60, "Two", 600)])
    assert conflicts(plan) == ()
