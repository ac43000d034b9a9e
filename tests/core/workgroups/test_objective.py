"""Each part of the objective, where it alone decides, against every seating there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice, permutations

import pytest

from tests.core.workgroups.test_rules import allowed, assignments, cost
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.rules import Person, Problem, Topic, broken, score

OUTSIDE, WORST, PAIRS = 0, 1, 3


def one_each(dice: random.Random) -> Problem:
    """Five people who each rank three or four of five themes, one person to a theme."""
    people = tuple(
        Person(n, f"Person {n}", choices=tuple(dice.sample(range(5), dice.randint(3, 4))))
        for n in range(5)
    )
    return Problem(people, tuple(Topic(n, f"Theme {n}") for n in range(5)), maximum=1)


def colleagues(dice: random.Random) -> Problem:
    """Six people of few organisations, some of whom chose, in two or three groups."""
    people = tuple(
        Person(
            n,
            f"Person {n}",
            dice.choice(["Leeds", "Leeds", "York", ""]),
            tuple(dice.sample(range(3), dice.choice([0, 0, 1, 2]))),
        )
        for n in range(6)
    )
    return Problem(people, tuple(Topic(n, f"Theme {n}") for n in range(3)), 2)


def seatings(problem: Problem) -> Iterator[dict[int, int]]:
    """Every seating that keeps the rules."""
    if problem.maximum == 1:
        return (dict(enumerate(seats)) for seats in permutations(range(len(problem.people))))
    return (at for at in assignments(problem) if allowed(problem, at))


def where_it_decides(part: int) -> Iterator[Problem]:
    """Those in which another seating would be as good as the best, or better, were it not for this part."""
    for seed in count():
        problem = (colleagues if part == PAIRS else one_each)(random.Random(seed))
        costs = {cost(problem, at) for at in seatings(problem)}
        rest = {each: each[:part] + each[part + 1 :] for each in costs}
        level = {each for each in costs if rest[each] == min(rest.values())}
        others = level - {min(costs)}
        # the last part can but decide among those that are level in all before it
        if len(others) > 1 if part == PAIRS else others == level != set():
            yield problem


@pytest.mark.parametrize("part", [OUTSIDE, WORST, PAIRS])
def test_each_part_of_the_objective_decides_where_only_it_can(part: int) -> None:
    for problem in islice(where_it_decides(part), 5):
        least = min(cost(problem, at) for at in seatings(problem))
        assert place(problem).objective == least


def test_a_second_choice_for_all_is_better_than_a_third_for_one() -> None:
    """Ranks 1, 1 and 3 add up to less than 2, 2 and 2, and the worst of them counts first."""
    people = (
        Person(1, "Ade", choices=(1, 2, 3)),
        Person(2, "Bea", choices=(2, 3, 1)),
        Person(3, "Cy", choices=(4, 1, 3)),
        Person(4, "Di", locked=(4,)),
    )
    topics = tuple(Topic(n, f"Theme {n}") for n in (1, 2, 3, 4))
    answer = place(Problem(people, topics, maximum=1))
    assert dict(answer.seats) == {1: 2, 2: 3, 3: 1, 4: 4}
    assert answer.objective == (0, 2, 6, 0)


def test_a_lower_sum_of_ranks_counts_before_a_pair_of_colleagues() -> None:
    people = (
        Person(1, "Ade", "Leeds", (1, 2)),
        Person(2, "Bea", "Leeds", (1, 2)),
        Person(3, "Cy", "York", (1, 2), locked=(2,)),
    )
    answer = place(Problem(people, (Topic(1, "Risk"), Topic(2, "Trust"))))
    assert dict(answer.seats) == {1: 1, 2: 1, 3: 2}
    assert answer.objective == (0, 2, 4, 1)


def test_one_outside_is_better_than_two_however_low_the_ranks() -> None:
    people = (
        Person(1, "Ade", choices=(1,)),
        Person(2, "Bea", choices=(1, 2, 3)),
        Person(3, "Cy", choices=(2, 3, 1)),
    )
    topics = tuple(Topic(n, f"Theme {n}") for n in (1, 2, 3))
    answer = place(Problem(people, topics, maximum=1))
    assert dict(answer.seats) == {1: 1, 2: 2, 3: 3}
    assert answer.objective == (0, 2, 5, 0)


@pytest.mark.parametrize(
    ("colleagues", "topics", "pairs"), [(2, 2, 0), (3, 2, 1), (4, 2, 2), (5, 2, 4), (6, 3, 3)]
)
def test_colleagues_are_spread_as_evenly_as_can_be(
    colleagues: int, topics: int, pairs: int
) -> None:
    people = tuple(Person(n, f"Person {n}", "Leeds") for n in range(colleagues))
    themes = tuple(Topic(n, f"Theme {n}") for n in range(topics))
    assert place(Problem(people, themes)).objective == (0, 0, 0, pairs)


def test_people_of_no_organisation_are_no_colleagues() -> None:
    people = tuple(Person(n, f"Person {n}") for n in range(3))
    problem = Problem(people, (Topic(1, "Risk"),), per_organisation=1)
    assert place(problem).objective == (0, 0, 0, 0)
    assert broken(problem, ((0, 1), (1, 1), (2, 1))) == ()


def test_somebody_without_a_seat_is_outside_and_in_no_pair() -> None:
    people = (Person(1, "Ade", "Leeds", (7,)), Person(2, "Bea", "Leeds", (7, 8)), Person(3, "Cy"))
    problem = Problem(people, (Topic(7, "Risk"), Topic(8, "Trust")), apart=((1, 2),))
    assert score(problem, ()) == (2, 0, 5, 0)
    assert score(problem, ((2, 8),)) == (1, 2, 4, 0)
    assert score(problem, ((1, 7), (2, 7))) == (0, 1, 2, 1)
    assert broken(problem, ()) == ()
    assert [rule.kind for rule in broken(problem, ((1, 7), (2, 7)))] == ["apart"]
