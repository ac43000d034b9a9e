"""What cannot be placed as it is entered: each kind is a sentence with a way out, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.services import add_theme, set_theme_state
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.kinds import PairKind, PlacementStatus
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.rules import Placement
from upstream_workshop.workgroups.situation import placing_problem
from upstream_workshop.workgroups.small_groups.seating_proposals import best_seating
from upstream_workshop.workgroups.small_groups.seating_situation import seating_problem


def found(session: Session) -> list[int]:
    """Six people and two themes; everybody wants the first."""
    people = [add_participant(session, f"Person {n}") for n in range(6)]
    themes = [add_theme(session, title) for title in ("Risk", "Trust")]
    for person in people:
        choice_services.set_choices(session, person, themes)
    rule_services.set_rules(session, 2, 6)
    return people


def both_together_and_apart(session: Session, people: list[int]) -> None:
    first, second, third, *_ = people
    rule_services.set_pair_rule(session, first, second, PairKind.TOGETHER)
    rule_services.set_pair_rule(session, second, third, PairKind.TOGETHER)
    rule_services.set_pair_rule(session, first, third, PairKind.APART)


def sizes_that_cannot_add_up(session: Session, _people: list[int]) -> None:
    rule_services.set_rules(
        session, 4, 5
    )  # two groups of four need eight, and one of five leaves one


def a_lock_against_a_rule(session: Session, people: list[int]) -> None:
    first, second, *_ = people
    services.save_placement(session, place(placing_problem(session)).seats)
    for person in (first, second):
        services.move_member(session, person, queries.workgroups(session)[0].id, "Asked for")
    rule_services.set_pair_rule(session, first, second, PairKind.APART)


def solved(session: Session, spoil: Callable[[Session, list[int]], None]) -> Placement:
    spoil(session, found(session))
    return place(placing_problem(session))


@pytest.mark.parametrize(
    "spoil", [both_together_and_apart, sizes_that_cannot_add_up, a_lock_against_a_rule]
)
def test_rules_that_cannot_hold_name_themselves_and_a_way_out(
    workshop: Workshop, spoil: Callable[[Session, list[int]], None]
) -> None:
    with workshop.change("Spoil") as session:
        placement = solved(session, spoil)
        assert placement.status == PlacementStatus.INFEASIBLE
        assert placement.conflict
        assert placement.ways_out
        assert all(way.rule.words in placement.conflict for way in placement.ways_out)


def test_a_choice_of_a_parked_theme_counts_for_nothing_and_the_theme_gets_no_group(
    workshop: Workshop,
) -> None:
    with workshop.change("Park") as session:
        found(session)
        risk = queries.themes_offered(session)[0]
        set_theme_state(session, risk.id, ThemeState.PARKED)
        placement = place(placing_problem(session))
        assert placement.status == PlacementStatus.OPTIMAL
        assert risk.id not in {topic for _, topic in placement.seats}
        assert len(placement.seats) == 6


def test_nobody_chose_and_one_participant_are_placed_and_said(workshop: Workshop) -> None:
    with workshop.change("One") as session:
        person = add_participant(session, "Ann Vale")
        for title in ("Risk", "Trust"):
            add_theme(session, title)
        placement = place(placing_problem(session))
        assert placement.status == PlacementStatus.NOBODY_CHOSE
        assert [one for one, _ in placement.seats] == [person]


def test_a_group_larger_than_the_room_asks_for_a_smaller_size(workshop: Workshop) -> None:
    with workshop.change("Few") as session:
        found(session)
        with pytest.raises(WorkshopError, match="give a smaller size"):
            best_seating(seating_problem(session, 9, 1))


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("Person 0", "Nobody"), "Nobody to place is called Nobody"),
        (("Person 0", "Twin"), "More than one person is called Twin"),
        (("Person 0", "person 0"), "two different names"),
    ],
)
def test_a_name_that_fits_nobody_or_two_is_asked_for_again(
    workshop: Workshop, pair: tuple[str, str], said: str
) -> None:
    with workshop.change("Twins") as session:
        found(session)
        twins = [add_participant(session, "Twin", home) for home in ("Leeds", "York")]
        with pytest.raises(WorkshopError, match=said):
            placing_problem(session, apart=[pair])
        ((_, named),) = placing_problem(session, apart=[("Person 0", "twin, york")]).apart
        assert named == twins[1]
