"""The solver against brute force on small rooms, and the promises it makes on larger ones."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups import rules
from upstream_workshop.workgroups.placing import place
from upstream_workshop.workgroups.rules import Pair, Person, Problem, Topic

TOPICS = (Topic(1, "Risk"), Topic(2, "Trust"), Topic(3, "Money"))


@st.composite
def problems(draw) -> Problem:
    size = draw(st.integers(2, 6))
    people = tuple(
        Person(
            number,
            f"Person {draw(st.integers(0, 9))}{number}",
            draw(st.sampled_from(["York", "Leeds", ""])),
            tuple(draw(st.lists(st.sampled_from([1, 2, 3]), unique=True, max_size=3))),
            draw(st.booleans()),
        )
        for number in range(1, size + 1)
    )
    ids = st.integers(1, size)
    pairs = draw(
        st.lists(
            st.builds(Pair, st.sampled_from(["together", "apart"]), ids, ids).filter(
                lambda pair: pair.first != pair.second
            ),
            max_size=2,
        )
    )
    minimum = draw(st.integers(1, 3))
    return Problem(
        people,
        TOPICS,
        minimum,
        draw(st.integers(minimum, 6)),
        draw(st.sampled_from([None, 1, 2])),
        draw(st.booleans()),
        tuple(pairs),
        draw(st.sampled_from([(), ((1, 2),)])),
    )


def allowed(problem: Problem) -> list[rules.Objective]:
    """Every placement that keeps the rules, by its objective."""
    ids = [person.id for person in problem.people]
    found = []
    for topics in product([topic.id for topic in problem.topics], repeat=len(ids)):
        seats = dict(zip(ids, topics, strict=True))
        locks = all(seats[person] == topic for person, topic in problem.locked)
        if locks and not rules.broken(problem, seats):
            found.append(rules.score(problem, seats))
    return found


@settings(max_examples=120, deadline=None)
@given(problems())
def test_as_good_as_brute_force(problem: Problem) -> None:
    best = min(allowed(problem), default=None)
    found = place(problem)
    if best is None:
        assert found.status == "infeasible"
        assert found.conflict
        return
    assert found.status == "optimal"
    assert found.objective == best
    seats = dict(found.seats)
    assert seats.keys() == {person.id for person in problem.people}
    assert rules.broken(problem, seats) == ()
    assert all(seats[person] == topic for person, topic in problem.locked)


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(problem: Problem, dice: random.Random) -> None:
    people, topics = list(problem.people), list(problem.topics)
    dice.shuffle(people)
    dice.shuffle(topics)
    shuffled = replace(problem, people=tuple(people), topics=tuple(topics))
    assert place(shuffled) == place(problem)


def room(people: int, topics: int, seed: int = 1) -> Problem:
    dice = random.Random(seed)
    ids = list(range(1, topics + 1))
    return Problem(
        tuple(
            Person(
                number,
                f"Person {number:03}",
                f"Organisation {number % 16}",
                tuple(dice.sample(ids, 3)),
                dice.random() < 0.4,
            )
            for number in range(1, people + 1)
        ),
        tuple(Topic(number, f"Theme {number:02}") for number in ids),
        4,
        9,
        2,
        True,
    )


def test_forty_people_and_eight_themes_are_proven_best() -> None:
    problem = room(40, 8)
    found = place(problem)
    assert found.status == "optimal"
    assert rules.broken(problem, dict(found.seats)) == ()
    assert found.objective == rules.score(problem, dict(found.seats))


def people(*choices: tuple[int, ...], organisation: str = "") -> tuple[Person, ...]:
    return tuple(
        Person(number, f"Person {number}", organisation, chosen)
        for number, chosen in enumerate(choices, 1)
    )


def test_a_theme_too_few_want_is_dropped() -> None:
    problem = Problem(people((1, 2), (1, 2), (1, 2), (3, 1)), TOPICS, 3, 10)
    found = place(problem)
    assert {topic for _, topic in found.seats} == {1}
    assert found.objective == (0, 2, 5, 0)


def test_who_chose_nothing_fills_a_group_and_is_not_outside() -> None:
    problem = Problem(people((1,), (1,), ()), TOPICS, 3, 3)
    found = place(problem)
    assert found.objective == (0, 1, 2, 0)
    assert {topic for _, topic in found.seats} == {1}


def test_the_conflict_is_named_and_smallest() -> None:
    pairs = (Pair("together", 1, 2), Pair("apart", 2, 1), Pair("together", 3, 4))
    problem = Problem(people((1,), (1,), (2,), (2,)), TOPICS, 1, 4, None, False, pairs)
    found = place(problem)
    assert found.status == "infeasible"
    assert sorted(found.conflict) == [
        "Person 1 and Person 2 together",
        "Person 2 and Person 1 apart",
    ]


def test_sizes_that_cannot_be_are_named() -> None:
    problem = Problem(people((1,), (1,), (1,), (1,), (1,)), TOPICS[:1], 2, 4)
    assert place(problem).conflict == ("at most 4 people in a group",)
    nobody_leads = Problem(people((1,), (1,)), TOPICS, 1, 4, needs_lead=True)
    assert place(nobody_leads).conflict == ("somebody willing to lead in every group",)


def test_cancelling_stops_between_stages() -> None:
    def cancel(_share: float, _doing: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place(room(20, 4), cancel)


def test_nothing_to_place_is_said() -> None:
    with pytest.raises(WorkshopError, match="nobody"):
        place(Problem((), TOPICS))
    with pytest.raises(WorkshopError, match="no themes"):
        place(Problem(people((1,)), ()))
