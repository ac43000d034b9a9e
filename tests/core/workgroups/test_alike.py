"""Who need not be told apart in a search for a placement, and which topics: what keeps large ones quick."""

from __future__ import annotations

from dataclasses import replace

import pytest

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.alike import (
    Kind,
    Likeness,
    alike,
    interchangeable,
    locked_by,
)
from upstream_workshop.workgroups.placement.declared_rules import declared
from upstream_workshop.workgroups.placement.problems import Person, Problem, Rule, Topic

TOPICS = tuple(Topic(n, f"Theme {n}") for n in (1, 2, 3, 4))
ALL = frozenset((1, 2, 3, 4))
ANN = Person(0, "Ann", "Leeds", (1, 2), trait="north")


def person(number: int, **other: object) -> Person:
    return replace(ANN, id=number, name=f"Person {number}", **other)


def problem(*others: Person, **more: object) -> Problem:
    return replace(Problem((ANN, *others), TOPICS), **more)


def likeness(found: Problem) -> dict[int, Likeness]:
    kinds = alike(found, declared(found))
    return {one.id: like for like, people in kinds.items() for one in people}


def test_people_who_differ_in_nothing_a_rule_looks_at_are_one() -> None:
    found = problem(person(1), person(2, willing_to_lead=True), person(3, trait="south"))
    assert alike(found, declared(found)) == {
        Likeness(Kind("Leeds", False, ""), (1, 2), frozenset((1, 2)), frozenset(), None): (
            found.people
        )
    }


@pytest.mark.parametrize(
    ("other", "more"),
    [
        ({"choices": (2, 1)}, {}),
        ({"organisation": "York"}, {}),
        ({"organisation": ""}, {}),
        ({"willing_to_lead": True}, {"needs_lead": True}),
        ({"locked": (1,)}, {}),
        ({}, {"together": ((1, 2),)}),
        ({}, {"apart": ((2, 1),)}),
        ({}, {"now": ((1, 3),)}),
        ({}, {"leads": ((1, 1),)}),
        ({}, {"per_person": 2}),
    ],
)
def test_people_whom_rules_or_choices_tell_apart_are_not_one(
    other: dict[str, object], more: dict[str, object]
) -> None:
    found = likeness(problem(person(1, **other), person(2), **more))
    assert found[0] != found[1]


def test_what_nobody_else_has_tells_nobody_apart() -> None:
    """Where traits are to be mixed; and a lone organisation is none."""
    others = (
        person(1, organisation="York", trait="south"),
        person(2),
        person(3, organisation="Hull"),
    )
    found = likeness(problem(*others, spread=True))
    assert [found[n].kind for n in range(4)] == [
        Kind("Leeds", False, "north"),
        Kind("", False, ""),
        Kind("Leeds", False, "north"),
        Kind("", False, "north"),
    ]


def test_topics_are_told_apart_by_choices_by_seats_and_by_rules_about_two() -> None:
    stays = person(2, locked=(4,))
    gone = person(3, choices=(1, 99))
    found = likeness(problem(person(1), stays, gone, now=((1, 3), (1, 99)), apart=((0, 3),)))
    assert {n: found[n].own for n in found} == {0: ALL, 1: {1, 2, 3}, 2: {1, 2, 4}, 3: ALL}
    assert {n: found[n].now for n in found} == {0: set(), 1: {3}, 2: set(), 3: set()}
    assert {n: found[n].alone for n in found} == {0: 0, 1: None, 2: 2, 3: 3}


def test_topics_are_interchangeable_that_nobody_chose_sits_in_or_stays_in() -> None:
    found = problem(now=((0, 3),))
    assert [one.id for one in interchangeable(found, ())] == [4]
    locks = [Rule(RuleKind.LOCKED, "", (0,), 4), Rule(RuleKind.LOCKED, "", (0,), 1)]
    assert interchangeable(found, locks) == []
    assert locked_by([*locks, Rule(RuleKind.LEAD, "")]) == {0: frozenset((4, 1))}
