"""Moves by hand: of several seats only those go that are left, and what is said of a move is what it does."""

from __future__ import annotations

import random

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups import queries, services, situation
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.rules import score


@pytest.fixture
def groups(workshop: Workshop) -> list[int]:
    """Four groups, and six people who sit in one to three of them."""
    dice = random.Random(1)
    with workshop.change("Furnish") as session:
        themes = [add_theme(session, title) for title in ("Risk", "Trust", "Food", "Play")]
        groups = [services.add_workgroup(session, f"G{one}", one) for one in themes]
        for number in range(6):
            person = add_participant(session, f"P{number}", f"Council {number % 2}")
            choice_services.set_choices(session, person, dice.sample(themes, 3))
            for group in dice.sample(groups, 1 + number % 3):
                services.move_member(session, person, group, "", ())
    return groups


@pytest.mark.parametrize("seed", range(12))
def test_a_move_takes_the_seats_that_are_left_and_no_other(
    workshop: Workshop, groups: list[int], seed: int
) -> None:
    dice = random.Random(seed)
    with workshop.change("Move") as session:
        person = dice.choice(queries.all_members(session)).participant_id
        before, target = seats(session, person), dice.choice(groups)
        leaving = dice.sample(sorted(before), dice.randrange(len(before) + 1))
        effect = situation.move_effect(session, person, target, leaving)
        services.move_member(session, person, target, "", leaving)
        assert seats(session, person) == before - set(leaving) | {target}
        problem = situation.placing_problem(session, per_person=3)
        assert effect.after == score(problem, queries.seats(session))
        rows = queries.all_members(session)
        assert effect.joined == sum(one.workgroup_id == target for one in rows)
        services.move_member(session, person, target)
        assert seats(session, person) == {target}


def test_a_lock_is_of_the_seat_that_is_named(workshop: Workshop, groups: list[int]) -> None:
    with workshop.change("Lock") as session:
        rows = queries.all_members(session)
        person = next(
            one.participant_id for one in rows if len(seats(session, one.participant_id)) == 2
        )
        first, second = sorted(seats(session, person))
        services.lock_member(session, person, True, second)
        own = [one for one in queries.all_members(session) if one.participant_id == person]
        assert {one.workgroup_id: one.locked for one in own} == {first: False, second: True}


def seats(session: Session, person: int) -> set[int]:
    rows = queries.all_members(session)
    return {one.workgroup_id for one in rows if one.participant_id == person}
