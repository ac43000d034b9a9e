"""Which people a search need not tell apart, and which topics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.problems import (
    Person,
    Problem,
    Rule,
    Topic,
    seats_by_person,
)

_PAIRED = (RuleKind.TOGETHER, RuleKind.APART)


class Kind(NamedTuple):
    """What rules and objective know of a person besides the person's choices.

    organisation, trait: blank if nobody else has the same.
    willing: whether the person would lead; False if no rule asks for leads.
    """

    organisation: str
    willing: bool
    trait: str


class Likeness(NamedTuple):
    """What people have in common who need not be told apart.

    own: the topics in which they are told apart from the others of their kind.
    now: the topics in which they sit.
    alone: the id of a person who is like nobody else; None for others.
    """

    kind: Kind
    choices: tuple[int, ...]
    own: frozenset[int]
    now: frozenset[int]
    alone: int | None


def alike(problem: Problem, rules: Sequence[Rule]) -> dict[Likeness, tuple[Person, ...]]:
    """Return the people of each likeness under some rules, in the order of the first of each.

    Who is locked, leads or is in a rule about two people is like nobody else, and so is everybody if a person
    may be in several groups.
    """
    kinds = _kinds(problem, rules)
    leads = {one for one, _ in problem.leads}
    paired = {one for rule in rules if rule.kind in _PAIRED for one in rule.people}
    locks = locked_by(rules)
    everywhere = frozenset(topic.id for topic in problem.topics)
    now = seats_by_person(problem.now)

    def likeness(one: Person) -> Likeness:
        stays = now.get(one.id, frozenset()) & everywhere
        own = {*one.choices, *stays, *locks.get(one.id, ())}
        alone = one.id in {*paired, *locks, *leads} or problem.per_person > 1
        return Likeness(
            kinds[one.id],
            one.choices,
            everywhere if one.id in paired else everywhere & own,
            stays,
            one.id if alone else None,
        )

    found: defaultdict[Likeness, list[Person]] = defaultdict(list)
    for one in problem.people:
        found[likeness(one)].append(one)
    return {each: tuple(people) for each, people in found.items()}


def locked_by(rules: Sequence[Rule]) -> Mapping[int | None, frozenset[int]]:
    """Return the topics in which each person stays by some rules."""
    locks: dict[int | None, frozenset[int]] = {}
    for rule in rules:
        if rule.kind == RuleKind.LOCKED:
            person = rule.people[0]
            locks[person] = locks.get(person, frozenset()) | {rule.number}
    return locks


def interchangeable(problem: Problem, rules: Sequence[Rule]) -> list[Topic]:
    """Return the topics that nobody chose, sits in or is locked in: they differ by their titles alone."""
    named = {topic for person in problem.people for topic in person.choices}
    named |= {topic for _, topic in problem.now}
    named |= {rule.number for rule in rules if rule.kind == RuleKind.LOCKED}
    return [topic for topic in problem.topics if topic.id not in named]


def _kinds(problem: Problem, rules: Sequence[Rule]) -> Mapping[int, Kind]:
    homes = Counter(person.organisation for person in problem.people)
    traits = Counter(person.trait for person in problem.people if problem.spread)
    leads = any(rule.kind == RuleKind.LEAD for rule in rules)
    return {
        one.id: Kind(
            one.organisation if homes[one.organisation] > 1 else "",
            leads and one.willing_to_lead,
            one.trait if traits[one.trait] > 1 else "",
        )
        for one in problem.people
    }
