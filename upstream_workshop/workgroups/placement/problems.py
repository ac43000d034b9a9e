"""The problem of placing people, its rules, and the objective of a placement.

All are values. A problem is sorted by names first, so that the order of the input has no effect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import comb
from typing import TypeAlias

from resources.words import say
from upstream_workshop.workgroups.kinds import PlacementStatus, RuleKind

Objective: TypeAlias = tuple[int, int, int, int]  # outside, worst rank, sum of ranks, pairs
Seats: TypeAlias = tuple[tuple[int, int], ...]  # (person, topic)
Pairs: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person to place.

    choices: the ids of topics, the first choice first.
    locked: the topic in which the person stays, or None.

    A person without choices may be placed anywhere and counts as neither outside nor ranked, since no
    group can disappoint a person who asked for none. They still take a seat and may form a
    same-organisation pair.
    """

    id: int
    name: str
    organisation: str = ""
    choices: tuple[int, ...] = ()
    willing_to_lead: bool = False
    locked: int | None = None

    def rank(self, topic: int | None) -> int | None:
        """Return which of the person's choices a topic is, from 1; None if it is none."""
        return self.choices.index(topic) + 1 if topic in self.choices else None


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of a group: a theme, or by a negative id a group that has no theme."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The people, the topics and the rules. A topic in which no person is placed is dropped.

    minimum, maximum: how many people a group has; no maximum is None.
    per_organisation: how many people of one organisation a group may have; None: any number.
    needs_lead: whether each group needs a person who is willing to lead.
    together, apart: pairs of people who must or must not be in one group.
    """

    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    minimum: int = 1
    maximum: int | None = None
    per_organisation: int | None = None
    needs_lead: bool = False
    together: Pairs = ()
    apart: Pairs = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that could be dropped.

    words: the rule as a text.
    people: the ids of the people it is about, if any.
    number: the number or the topic in it.
    """

    kind: RuleKind
    words: str
    people: tuple[int, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """The result of a search.

    seats: pairs of person and topic; empty if no placement was found.
    objective: the objective of the seats.
    conflict: the texts of a smallest set of rules that cannot all hold.
    """

    status: PlacementStatus
    seats: Seats = ()
    objective: tuple[int, ...] = ()
    conflict: tuple[str, ...] = field(default=())


def in_name_order(problem: Problem) -> Problem:
    """Return the same problem sorted by names.

    Ids decide only between people who are equal in everything else.
    """
    topics = tuple(sorted(problem.topics, key=lambda topic: (topic.title.casefold(), topic.id)))
    place = {topic.id: number for number, topic in enumerate(topics)}
    people = sorted(
        problem.people,
        key=lambda one: (
            one.name.casefold(),
            one.name,
            one.organisation,
            [place.get(choice, -1) for choice in one.choices],
            one.willing_to_lead,
            place.get(one.locked, -1) if one.locked is not None else -1,
            one.id,
        ),
    )
    order = {person.id: number for number, person in enumerate(people)}

    def tidy(pairs: Pairs) -> Pairs:
        ordered = {tuple(sorted(pair, key=lambda one: order[one])) for pair in pairs}
        return tuple(
            (first, second)
            for first, second in sorted(ordered, key=lambda p: (order[p[0]], order[p[1]]))
        )

    return replace(
        problem,
        people=tuple(people),
        topics=topics,
        together=tidy(problem.together),
        apart=tidy(problem.apart),
    )


def declared(problem: Problem) -> tuple[Rule, ...]:
    """Return all rules of a problem.

    That each person is in one group cannot be dropped, so it is not among them.
    """
    names = {person.id: person.name for person in problem.people}
    titles = {topic.id: topic.title for topic in problem.topics}
    rules = []
    if problem.minimum > 1:
        words = say("at least {n} in a group", n=problem.minimum)
        rules.append(Rule(RuleKind.MINIMUM, words, number=problem.minimum))
    if problem.maximum is not None:
        words = say("at most {n} in a group", n=problem.maximum)
        rules.append(Rule(RuleKind.MAXIMUM, words, number=problem.maximum))
    if problem.per_organisation is not None:
        words = say("at most {n} from one organisation", n=problem.per_organisation)
        rules.append(Rule(RuleKind.ORGANISATION, words, number=problem.per_organisation))
    if problem.needs_lead:
        rules.append(Rule(RuleKind.LEAD, say("each group needs somebody willing to lead")))
    for one, other in problem.together:
        words = say("{one} and {other} together", one=names[one], other=names[other])
        rules.append(Rule(RuleKind.TOGETHER, words, (one, other)))
    for one, other in problem.apart:
        words = say("{one} and {other} apart", one=names[one], other=names[other])
        rules.append(Rule(RuleKind.APART, words, (one, other)))
    for person in problem.people:
        if person.locked is not None:
            words = say("{name} stays in {group}", name=person.name, group=titles[person.locked])
            rules.append(Rule(RuleKind.LOCKED, words, (person.id,), person.locked))
    return tuple(rules)


def score(problem: Problem, seats: Seats) -> Objective:
    """Return the objective of a placement.

    It consists of the number of people outside all their choices, the worst rank of the others, the
    sum of ranks, and the number of same-organisation pairs. A person without a seat is outside.
    """
    at = dict(seats)
    choosers = [person for person in problem.people if person.choices]
    ranks = [(person, person.rank(at.get(person.id))) for person in choosers]
    inside = [rank for _, rank in ranks if rank is not None]
    outside = [len(person.choices) + 1 for person, rank in ranks if rank is None]
    homes = Counter(
        (at[person.id], person.organisation)
        for person in problem.people
        if person.organisation and person.id in at
    )
    pairs = sum(comb(count, 2) for count in homes.values())
    return len(outside), max(inside, default=0), sum(inside) + sum(outside), pairs


def broken(problem: Problem, seats: Seats) -> tuple[Rule, ...]:
    """Return the rules that a placement does not keep."""
    at = dict(seats)
    groups: defaultdict[int, list[Person]] = defaultdict(list)
    for person in problem.people:
        if person.id in at:
            groups[at[person.id]].append(person)
    return tuple(rule for rule in declared(problem) if not _kept(rule, at, groups))


def _kept(rule: Rule, at: Mapping[int, int], groups: Mapping[int, list[Person]]) -> bool:
    first = at.get(rule.people[0]) if rule.people else None
    second = at.get(rule.people[-1]) if rule.people else None
    match rule.kind:
        case RuleKind.MINIMUM:
            return all(len(group) >= rule.number for group in groups.values())
        case RuleKind.MAXIMUM:
            return all(len(group) <= rule.number for group in groups.values())
        case RuleKind.ORGANISATION:
            return all(_most_alike(group) <= rule.number for group in groups.values())
        case RuleKind.LEAD:
            return all(any(one.willing_to_lead for one in group) for group in groups.values())
        case RuleKind.TOGETHER:
            return first == second
        case RuleKind.APART:
            return first != second or first is None
        case _:
            return first == rule.number


def _most_alike(group: list[Person]) -> int:
    homes = Counter(person.organisation for person in group if person.organisation)
    return max(homes.values(), default=0)


def named_groups(problem: Problem, placement: Placement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the title and the sorted names of each group, in the order of the topics."""
    at = dict(placement.seats)
    groups = [
        (topic.title, [person.name for person in problem.people if at.get(person.id) == topic.id])
        for topic in problem.topics
    ]
    return tuple((title, tuple(sorted(names))) for title, names in groups if names)
