"""The placement against a brute force that knows nothing of solvers, and its promises."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.rules import (
    Person,
    Problem,
    Topic,
    broken,
    completeness,
    declared,
    named_groups,
    score,
)

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to six people, three topics, and any mix of rules."""
    topics = tuple(Topic(10 + n, f"Theme {n}") for n in range(draw(st.integers(1, 3))))
    ids = [topic.id for topic in topics]
    people = tuple(
        Person(
            n,
            f"Person {n}",
            draw(st.sampled_from(["", "Kirklees", "Leeds"])),
            tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))),
            draw(st.booleans()),
            draw(st.sampled_from([(), (), (), *((topic,) for topic in ids)])),
        )
        for n in range(draw(st.integers(1, 6)))
    )
    pairs = list(combinations(range(len(people)), 2))
    some = st.lists(st.sampled_from(pairs), max_size=2, unique=True) if pairs else st.just([])
    minimum = draw(st.integers(1, 3))
    return Problem(
        people,
        topics,
        minimum,
        draw(st.one_of(st.none(), st.integers(minimum, 5))),
        draw(st.one_of(st.none(), st.integers(1, 2))),
        draw(st.booleans()),
        tuple(draw(some)),
        tuple(draw(some)),
    )


def allowed(problem: Problem, at: dict[int, int]) -> bool:
    """Whether a full assignment keeps every rule, said again in other words."""
    for topic in set(at.values()):
        group = [person for person in problem.people if at[person.id] == topic]
        homes = [person.organisation for person in group if person.organisation]
        most = max((homes.count(home) for home in homes), default=0)
        if (
            len(group) < problem.minimum
            or len(group) > (problem.maximum or 99)
            or most > (problem.per_organisation or 99)
            or (problem.needs_lead and not any(person.willing_to_lead for person in group))
        ):
            return False
    return (
        all(at[a] == at[b] for a, b in problem.together)
        and all(at[a] != at[b] for a, b in problem.apart)
        and all(person.locked in ((), (at[person.id],)) for person in problem.people)
    )


def cost(problem: Problem, at: dict[int, int]) -> tuple[int, int, int, int]:
    """The objective, said again in other words."""
    outside = worst = total = 0
    for person in problem.people:
        if person.choices and at[person.id] in person.choices:
            rank = 1 + person.choices.index(at[person.id])
            worst, total = max(worst, rank), total + rank
        elif person.choices:
            outside, total = outside + 1, total + len(person.choices) + 1
    pairs = sum(
        at[one.id] == at[other.id] and one.organisation == other.organisation != ""
        for one, other in combinations(problem.people, 2)
    )
    return outside, worst, total, pairs


def best(problem: Problem) -> tuple[int, int, int, int] | None:
    """The least objective of every assignment there is."""
    every = assignments(problem)
    return min((cost(problem, at) for at in every if allowed(problem, at)), default=None)


def assignments(problem: Problem) -> Iterator[dict[int, int]]:
    """Everybody in some group, in every way."""
    ids = [topic.id for topic in problem.topics]
    for seats in product(ids, repeat=len(problem.people)):
        yield dict(zip([person.id for person in problem.people], seats, strict=True))


def keeping(problem: Problem, words: set[str]) -> Problem:
    """The same problem with only the rules of these words."""
    rules = [rule for rule in declared(problem) if rule.words in words]
    kinds = {rule.kind for rule in rules}
    locked = {rule.people[0] for rule in rules if rule.kind == "locked"}
    return replace(
        problem,
        people=tuple(
            one if one.id in locked else replace(one, locked=()) for one in problem.people
        ),
        minimum=problem.minimum if "minimum" in kinds else 1,
        maximum=problem.maximum if "maximum" in kinds else None,
        per_organisation=problem.per_organisation if "organisation" in kinds else None,
        needs_lead="lead" in kinds,
        together=tuple((r.people[0], r.people[1]) for r in rules if r.kind == "together"),
        apart=tuple((r.people[0], r.people[1]) for r in rules if r.kind == "apart"),
    )


def smallest_conflict_size(problem: Problem) -> int:
    words = sorted({rule.words for rule in declared(problem)})
    return next(
        size
        for size in range(1, len(words) + 1)
        for chosen in combinations(words, size)
        if best(keeping(problem, set(chosen))) is None
    )


@SOME
@given(problems())
def test_the_placement_is_the_best_of_all(problem: Problem) -> None:
    answer = place(problem)
    expected = best(problem)
    if expected is None:
        assert answer.status == "infeasible"
        assert answer.seats == ()
        assert answer.objective == ()
    else:
        at = dict(answer.seats)
        assert answer.status == (
            "optimal" if any(one.choices for one in problem.people) else "nobody-chose"
        )
        assert sorted(at) == sorted(person.id for person in problem.people)
        assert allowed(problem, at)
        assert answer.objective == expected == cost(problem, at)
        assert score(problem, answer.seats) == expected
        assert broken(problem, answer.seats) == ()


@SOME
@given(problems())
def test_a_conflict_cannot_hold_and_is_as_small_as_can_be(problem: Problem) -> None:
    answer = place(problem)
    if answer.status == "infeasible":
        assert best(keeping(problem, set(answer.conflict))) is None
        for rule in answer.conflict:
            assert best(keeping(problem, set(answer.conflict) - {rule})) is not None
        assert len(answer.conflict) == smallest_conflict_size(problem)


@SOME
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_people_themes_and_pairs_does_not_matter(
    problem: Problem, dice: random.Random
) -> None:
    turned = replace(
        problem,
        people=tuple(dice.sample(problem.people, len(problem.people))),
        topics=tuple(dice.sample(problem.topics, len(problem.topics))),
        together=tuple((b, a) for a, b in reversed(problem.together)),
    )
    one, other = place(problem), place(turned)
    assert dict(one.seats) == dict(other.seats)
    assert (one.status, one.objective, one.conflict) == (
        other.status,
        other.objective,
        other.conflict,
    )


@SOME
@given(problems(), st.data())
def test_broken_names_the_rules_a_placement_does_not_keep(
    problem: Problem, data: st.DataObject
) -> None:
    ids = st.sampled_from([topic.id for topic in problem.topics])
    seats = tuple((person.id, data.draw(ids)) for person in problem.people)
    missed = {rule.words for rule in broken(problem, seats)}
    for rule in declared(problem):
        assert allowed(keeping(problem, {rule.words}), dict(seats)) == (rule.words not in missed)


def cohort(people: int, topics: int, seed: int, **rules: Any) -> Problem:
    dice = random.Random(seed)
    return Problem(
        tuple(
            Person(
                n,
                f"Person {n}",
                f"Council {dice.randrange(16)}",
                tuple(dice.sample(range(topics), 3)),
                dice.random() < 0.4,
            )
            for n in range(people)
        ),
        tuple(Topic(n, f"Theme {n}") for n in range(topics)),
        **rules,
    )


def test_forty_people_and_eight_themes_are_proven_while_one_waits() -> None:
    place(cohort(4, 3, 0))  # the solver is loaded
    before = time.process_time()
    answer = place(cohort(40, 8, 1, minimum=4, maximum=7, per_organisation=2, needs_lead=True))
    assert answer.status == "optimal"
    assert time.process_time() - before < 1.0


def test_somebody_without_choices_counts_for_nothing_and_still_sits() -> None:
    people = (Person(1, "Ade", choices=(5,)), Person(2, "Bea"))
    answer = place(Problem(people, (Topic(5, "Risk"), Topic(6, "Trust"))))
    assert dict(answer.seats).keys() == {1, 2}
    assert answer.objective == (0, 1, 1, 0)


def test_a_theme_too_few_want_is_dropped() -> None:
    people = tuple(Person(n, f"P{n}", choices=(1, 2) if n else (2, 1)) for n in range(5))
    problem = Problem(people, (Topic(1, "Risk"), Topic(2, "Trust")), minimum=2)
    answer = place(problem)
    assert named_groups(problem, answer) == (("Risk", ("P0", "P1", "P2", "P3", "P4")),)
    assert answer.objective == (0, 2, 6, 0)


def test_nobody_to_place_and_nowhere_to_go_are_said() -> None:
    with pytest.raises(WorkshopError, match="nobody to place"):
        place(Problem((), (Topic(1, "Risk"),)))
    with pytest.raises(WorkshopError, match="no theme"):
        place(Problem((Person(1, "Ade"),), ()))


def test_who_chose_nothing_fills_a_group_that_others_want() -> None:
    people = (Person(1, "Ade", choices=(1,)), Person(2, "Bea", choices=(1,)), Person(3, "Cy"))
    answer = place(Problem(people, (Topic(1, "Risk"), Topic(2, "Trust")), 3, 3))
    assert answer.objective == (0, 1, 2, 0)
    assert {topic for _, topic in answer.seats} == {1}


@pytest.mark.parametrize(
    ("rules", "conflict"),
    [
        ({"minimum": 2, "maximum": 4}, {"at most 4 in a group"}),
        ({"needs_lead": True}, {"each group needs somebody willing to lead"}),
        (
            {"together": ((0, 1), (2, 3)), "apart": ((1, 0),)},
            {"Person 0 and Person 1 together", "Person 0 and Person 1 apart"},
        ),
    ],
)
def test_a_conflict_leaves_out_the_rules_that_can_hold(
    rules: dict[str, Any], conflict: set[str]
) -> None:
    people = tuple(Person(n, f"Person {n}", choices=(1,)) for n in range(9))
    topics = (Topic(1, "Risk"), Topic(2, "Trust"))
    assert set(place(Problem(people, topics, **rules)).conflict) == conflict


def test_a_conflict_reads_as_the_rules_were_declared() -> None:
    people = (Person(1, "Ade Okafor", "Kirklees"), Person(2, "Jo Tennant", "Kirklees"))
    problem = Problem(people, (Topic(1, "Risk"),), per_organisation=1, together=((2, 1),))
    assert place(replace(problem, topics=(*problem.topics, Topic(2, "Trust")))).conflict == (
        "at most 1 from one organisation",
        "Ade Okafor and Jo Tennant together",
    )


def test_a_cancellation_comes_out_as_it_was_raised() -> None:
    class StopError(Exception):
        pass

    def refuse(share: float, doing: str) -> None:
        if share > 0:
            raise StopError

    with pytest.raises(StopError):
        place(cohort(40, 8, 2, minimum=4, maximum=7), refuse)


def test_out_of_time_is_said_and_what_was_found_is_given() -> None:
    problem = cohort(200, 30, 3, minimum=4, maximum=9)
    answer = place(problem, seconds=0.0)
    assert (answer.status, answer.seats) == ("time-limit", ())
    later = place(problem, seconds=0.6)
    assert later.status in ("time-limit", "optimal")
    if later.seats:
        assert broken(problem, later.seats) == ()
        assert later.objective == score(problem, later.seats)


def test_completeness_is_the_share_of_what_is_filled() -> None:
    assert completeness(["a", "", None, ("b",)]) == 0.5
    assert completeness([]) == 0.0
