"""How far each rule of a conflict is changed, held against a search that says from where on it suffices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.conflicts import reach, relaxed, ways_out
from upstream_workshop.workgroups.placement.problems import Objective, Person, Problem, Rule, WayOut

HOMES = ("Leeds", "Leeds", "Leeds", "York", "York", "Hull", "")
PEOPLE = tuple(
    Person(
        n, f"Person {n}", home, choices=(1, 2), willing_to_lead=n > 4, locked=(2,) if n == 6 else ()
    )
    for n, home in enumerate(HOMES)
)
PROBLEM = Problem(
    PEOPLE, (), minimum=5, maximum=2, per_organisation=1, needs_lead=True,
    together=((0, 1), (2, 3)), apart=((4, 5),), at_once=((1, 2), (2, 3)),
)  # fmt: skip
FIELDS = {
    RuleKind.MINIMUM: "minimum",
    RuleKind.MAXIMUM: "maximum",
    RuleKind.ORGANISATION: "per_organisation",
}


@pytest.mark.parametrize(
    ("kind", "number", "suffices"),
    [
        *((RuleKind.MINIMUM, 5, enough) for enough in (4, 3, 2, 1)),
        *((RuleKind.MAXIMUM, 2, enough) for enough in (3, 4, 5, 6, 7)),
        *((RuleKind.ORGANISATION, 1, enough) for enough in (2, 3, 6, 7)),
    ],
)
def test_a_number_goes_to_the_first_that_suffices(
    kind: RuleKind, number: int, suffices: int
) -> None:
    tried = []

    def best(problem: Problem) -> Objective | None:
        now = getattr(problem, FIELDS[kind])
        tried.append(now)
        enough = now <= suffices if kind == RuleKind.MINIMUM else now >= suffices
        return (now,) if enough else None

    rule = Rule(kind, "", number=number)
    assert ways_out(PROBLEM, [rule], best) == (WayOut(rule, suffices, (suffices,)),)
    assert len(tried) == len(set(tried)) <= 4
    assert number not in tried


@pytest.mark.parametrize(("kind", "number"), [(RuleKind.MINIMUM, 1), (RuleKind.MAXIMUM, 7)])
def test_a_number_that_is_as_far_as_it_goes_is_no_way_out(kind: RuleKind, number: int) -> None:
    assert ways_out(PROBLEM, [Rule(kind, "", number=number)], lambda _: (0,)) == ()


def test_a_rule_that_does_not_suffice_alone_is_no_way_out_and_hides_none() -> None:
    rules = [
        Rule(RuleKind.MINIMUM, "", number=5),
        Rule(RuleKind.LEAD, ""),
        Rule(RuleKind.APART, "", (4, 5)),
    ]
    found = ways_out(PROBLEM, rules, lambda problem: None if problem.needs_lead else (1, 2))
    assert found == (WayOut(rules[1], None, (1, 2)),)


def test_dropping_a_rule_drops_no_other() -> None:
    changes = {
        Rule(RuleKind.TOGETHER, "", (1, 0)): {"together": ((2, 3),)},
        Rule(RuleKind.APART, "", (4, 5)): {"apart": ()},
        Rule(RuleKind.AT_ONCE, "", (3, 2)): {"at_once": ((1, 2),)},
        Rule(RuleKind.LEAD, ""): {"needs_lead": False},
        Rule(RuleKind.MINIMUM, "", number=5): {"minimum": 1},
        Rule(RuleKind.MAXIMUM, "", number=2): {"maximum": None},
        Rule(RuleKind.ORGANISATION, "", number=1): {"per_organisation": None},
    }
    for rule, changed in changes.items():
        assert relaxed(PROBLEM, rule, None) == replace(PROBLEM, **changed)


def test_who_stays_somewhere_may_go_when_that_rule_is_dropped() -> None:
    free = relaxed(PROBLEM, Rule(RuleKind.LOCKED, "", (6,), 2), None)
    assert [one.locked for one in free.people] == [()] * 7
    same = relaxed(PROBLEM, Rule(RuleKind.LOCKED, "", (5,), 2), None)
    assert same == PROBLEM


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        (Rule(RuleKind.MINIMUM, ""), 7),
        (Rule(RuleKind.MAXIMUM, ""), 7),
        (Rule(RuleKind.ORGANISATION, "", number=1), 5),
        (Rule(RuleKind.ORGANISATION, "", number=2), 3),
        (Rule(RuleKind.LEAD, ""), 2),
        (Rule(RuleKind.AT_ONCE, "", (1, 2)), 7),
        (Rule(RuleKind.AT_ONCE, "", (2, 3)), 0),
        (Rule(RuleKind.TOGETHER, "", (4, 5)), 2),
        (Rule(RuleKind.LOCKED, "", (6,), 2), 1),
    ],
)
def test_how_many_people_a_rule_is_about(rule: Rule, people: int) -> None:
    assert reach(PROBLEM, rule) == people
