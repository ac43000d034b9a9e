"""A problem is laid out by what is in it and not by its ids; each rule is kept or broken by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.workgroups.kinds import PlacementStatus, RuleKind
from upstream_workshop.workgroups.placement.declared_rules import broken, declared
from upstream_workshop.workgroups.placement.problems import (
    Person,
    Placement,
    Problem,
    Topic,
    in_name_order,
    named_groups,
    score,
    without_group,
)

TITLES = ("Care", "Data", "Risk")
GONE = 99  # a theme that is chosen and no longer offered
CHOICES = st.lists(st.sampled_from([*range(3), GONE]), unique=True, max_size=3).map(tuple)
LOCKED = st.none() | st.integers(0, 2)


def crowd(*traits: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """People by name, choices, whether they would lead and where they stay; no two are alike."""
    return st.lists(st.tuples(*traits), unique=True, min_size=2, max_size=6)


# who share a name differ by their choices alone, or by the rest alone, or by anything
CROWDS = st.one_of(
    crowd(st.just("Ann"), CHOICES, st.just(False), st.none()),
    crowd(st.just("Ann"), st.just(()), st.booleans(), LOCKED),
    crowd(st.sampled_from(["Ann", "ann", "Bo"]), CHOICES, st.booleans(), LOCKED),
)


@given(CROWDS, st.data())
def test_neither_ids_nor_the_order_of_people_and_themes_decide_how_a_problem_is_laid_out(
    traits: list[tuple[str, tuple[int, ...], bool, int | None]], data: st.DataObject
) -> None:
    def laid_out(ids: Mapping[int, int], topics: Mapping[int, int], order: list[int]) -> list[Any]:
        people = [
            Person(ids[n], name, "", tuple(topics.get(one, GONE) for one in choices), leads,
                   () if locked is None else (topics[locked],))
            for n, (name, choices, leads, locked) in enumerate(traits)
        ]  # fmt: skip
        offered = [Topic(topics[n], title) for n, title in enumerate(TITLES)]
        pairs = tuple((ids[a], ids[b]) for a, b in pairwise(order))
        problem = Problem(
            tuple(people[n] for n in order),
            tuple(data.draw(st.permutations(offered))),
            together=tuple((b, a) if data.draw(st.booleans()) else (a, b) for a, b in pairs),
            apart=pairs,
        )
        row = in_name_order(problem)
        number_of = {id_: n for n, id_ in ids.items()}
        title = {topic.id: topic.title for topic in row.topics}
        laid = [number_of[person.id] for person in row.people]
        place = {person.id: at for at, person in enumerate(row.people)}
        assert [topic.title for topic in row.topics] == sorted(title.values())
        assert all(place[a] < place[b] for a, b in row.together)
        assert row.apart == row.together
        assert list(row.together) == sorted(
            row.together, key=lambda pair: [place[one] for one in pair]
        )
        return laid

    numbers = list(range(len(traits)))
    plain = laid_out(dict(zip(numbers, numbers, strict=True)), {0: 0, 1: 1, 2: 2}, numbers)
    ids = dict(zip(numbers, data.draw(st.permutations(range(50, 50 + len(traits)))), strict=True))
    topics = dict(zip(range(3), data.draw(st.permutations([10, 20, 30])), strict=True))
    assert laid_out(ids, topics, data.draw(st.permutations(numbers))) == plain


@pytest.mark.parametrize(
    ("rules", "kind", "kept", "missed"),
    [
        ({"minimum": 2}, RuleKind.MINIMUM, [1, 1, 2, 2], [1, 1, 1, 2]),
        ({"maximum": 2}, RuleKind.MAXIMUM, [1, 1, 2, 2], [1, 1, 1, 2]),
        ({"per_organisation": 1}, RuleKind.ORGANISATION, [1, 2, 1, 2], [1, 1, 2, 2]),
        ({"per_organisation": 2}, RuleKind.ORGANISATION, [1, 1, 2, 2], None),
        ({"needs_lead": True}, RuleKind.LEAD, [1, 1, 1, 2], [1, 2, 2, 1]),
        ({"together": ((0, 3),)}, RuleKind.TOGETHER, [1, 2, 2, 1], [1, 1, 2, 2]),
        ({"apart": ((0, 3),)}, RuleKind.APART, [1, 1, 2, 2], [1, 2, 2, 1]),
    ],
)
def test_a_rule_is_broken_by_the_placement_that_does_not_keep_it(
    rules: dict[str, Any], kind: RuleKind, kept: list[int], missed: list[int] | None
) -> None:
    """Four people, two of an organisation and two of none; the first and the last would lead."""
    people = tuple(
        Person(n, f"P{n}", "Leeds" if n < 2 else "", willing_to_lead=n in (0, 3)) for n in range(4)
    )
    problem = Problem(people, (Topic(1, "Care"), Topic(2, "Data")), **rules)
    assert broken(problem, tuple(enumerate(kept))) == ()
    if missed is not None:
        assert [rule.kind for rule in broken(problem, tuple(enumerate(missed)))] == [kind]


def test_who_stays_somewhere_is_missed_where_they_do_not() -> None:
    people = tuple(Person(n, f"P{n}", locked=(1,) if n == 0 else ()) for n in range(2))
    problem = Problem(people, (Topic(1, "Care"), Topic(2, "Data")))
    assert broken(problem, ((0, 1), (1, 2))) == ()
    (rule,) = broken(problem, ((0, 2), (1, 2)))
    assert (rule.kind, rule.people, rule.number) == (RuleKind.LOCKED, (0,), 1)
    assert rule.words == "P0 stays in Care"


def test_people_of_no_organisation_break_no_rule_about_organisations() -> None:
    people = tuple(Person(n, f"P{n}") for n in range(3))
    problem = Problem(people, (Topic(1, "Care"),), per_organisation=0)
    assert broken(problem, ((0, 1), (1, 1), (2, 1))) == ()
    assert score(replace(problem, per_organisation=None), ((0, 1), (1, 1), (2, 1))) == (0, 0, 0, 0)


def test_every_rule_is_declared_with_whom_and_which_number_it_names() -> None:
    people = (Person(1, "Ann"), Person(2, "Bo", locked=(20,)), Person(3, "Cy"))
    problem = Problem(
        people, (Topic(10, "Care"), Topic(20, "Data")), minimum=2, maximum=3, per_organisation=1,
        needs_lead=True, together=((1, 2),), apart=((1, 3), (2, 3)),
    )  # fmt: skip
    assert [(rule.kind, rule.words, rule.people, rule.number) for rule in declared(problem)] == [
        ("minimum", "at least 2 in a group", (), 2),
        ("maximum", "at most 3 in a group", (), 3),
        ("organisation", "at most 1 from one organisation", (), 1),
        ("lead", "each group needs somebody willing to lead", (), 0),
        ("together", "Ann and Bo together", (1, 2), 0),
        ("apart", "Ann and Cy apart", (1, 3), 0),
        ("apart", "Bo and Cy apart", (2, 3), 0),
        ("locked", "Bo stays in Data", (2,), 20),
    ]
    assert declared(Problem(people[:1], problem.topics)) == ()


def test_a_placement_is_told_by_names_in_the_order_of_the_topics() -> None:
    people = (Person(1, "Cy"), Person(2, "Ann"), Person(3, "Bo", choices=(30, 20)), Person(4, "Di"))
    topics = (Topic(20, "Data"), Topic(10, "Care"), Topic(30, "Risk"), Topic(40, "Play"))
    problem = Problem(people, topics)
    placement = Placement(PlacementStatus.OPTIMAL, ((1, 10), (2, 10), (3, 20)))
    assert named_groups(problem, placement) == (("Data", ("Bo",)), ("Care", ("Ann", "Cy")))
    assert without_group(problem, placement) == topics[2:3]
    assert without_group(replace(problem, now=((1, 40),)), placement) == topics[2:]
