"""The problem of placing people, its rules, and the objective of a placement.

All are values. A problem is sorted by names first, so that the order of the input has no effect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import comb
from typing import TypeAlias

from upstream_workshop.workgroups.kinds import PlacementStatus, RuleKind

# outside, worst rank, sum of ranks, pairs of one organisation; and pairs of one trait, if those are spread
Objective: TypeAlias = tuple[int, ...]
Seats: TypeAlias = tuple[tuple[int, int], ...]  # (person, topic)
Pairs: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person to place.

    choices: the ids of topics, the first choice first.
    locked: the topics in which the person stays.
    trait: the region or the role, if those are spread over the groups.

    A person without choices may be placed anywhere and counts as neither outside nor ranked, since no
    group can disappoint a person who asked for none. They still take a seat and may form a
    same-organisation pair.
    """

    id: int
    name: str
    organisation: str = ""
    choices: tuple[int, ...] = ()
    willing_to_lead: bool = False
    locked: tuple[int, ...] = ()
    trait: str = ""

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
    now: the present seats, of which a repair changes as few as it can, before all else; empty: any number.
    per_person: how many groups a person may be in. All beyond the first are among the person's choices.
    spread: whether the fewest pairs of one trait in a group are the last part of the objective.
    left_out: the titles of the themes that are no topics since nobody chose them.
    leads: the present seats of leads and deputies, of whom a repair moves the fewest of all repairs that have
        the fewest moves.
    at_once: pairs of topics whose groups meet at one time, so that nobody can be in both.
    """

    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    minimum: int = 1
    maximum: int | None = None
    per_organisation: int | None = None
    needs_lead: bool = False
    together: Pairs = ()
    apart: Pairs = ()
    now: Seats = ()
    per_person: int = 1
    spread: bool = False
    left_out: tuple[str, ...] = ()
    leads: Seats = ()
    at_once: Pairs = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that could be dropped.

    words: the rule as a text.
    people: the ids of the people it is about, if any; of AT_ONCE, those of the topics.
    number: the number or the topic in it.
    """

    kind: RuleKind
    words: str
    people: tuple[int, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class WayOut:
    """A rule of a conflict, changed so that there is a placement.

    number: the number that the rule has then; None if it is dropped.
    objective: the best objective then; empty if the search took too long.
    """

    rule: Rule
    number: int | None
    objective: Objective = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """The result of a search.

    seats: pairs of person and topic; empty if no placement was found.
    objective: the objective of the seats.
    conflict: the texts of a smallest set of rules that cannot all hold.
    ways_out: for each of these rules that can be changed alone, how far it must be.
    bound: the first parts of an objective that none is less than, as far as that is proven; empty once the
        placement is proven to be the best.
    """

    status: PlacementStatus
    seats: Seats = ()
    objective: tuple[int, ...] = ()
    conflict: tuple[str, ...] = field(default=())
    ways_out: tuple[WayOut, ...] = ()
    bound: Objective = ()


def _by_name(people: Iterable[Person], place: Mapping[int, int]) -> list[Person]:
    """Return people sorted by names; `place` is the order of the topics."""
    return sorted(
        people,
        key=lambda one: (
            one.name.casefold(),
            one.name,
            one.organisation,
            [place.get(choice, -1) for choice in one.choices],
            one.willing_to_lead,
            [place.get(topic, -1) for topic in one.locked],
            one.trait,
            one.id,
        ),
    )


def in_name_order(problem: Problem) -> Problem:
    """Return the same problem sorted by names.

    Ids decide only between people who are equal in everything else.
    """
    topics = tuple(sorted(problem.topics, key=lambda topic: (topic.title.casefold(), topic.id)))
    place = {topic.id: number for number, topic in enumerate(topics)}
    people = _by_name(problem.people, place)
    order = {person.id: number for number, person in enumerate(people)}

    def tidy(pairs: Pairs) -> Pairs:
        ordered = {tuple(sorted(pair, key=lambda one: order[one])) for pair in pairs}
        return tuple(
            (first, second)
            for first, second in sorted(ordered, key=lambda p: (order[p[0]], order[p[1]]))
        )

    def known(seats: Seats) -> Seats:
        there = (seat for seat in set(seats) if seat[0] in order and seat[1] in place)
        return tuple(sorted(there, key=lambda seat: (order[seat[0]], place[seat[1]])))

    return replace(
        problem,
        people=tuple(people),
        topics=topics,
        together=tidy(problem.together),
        apart=tidy(problem.apart),
        at_once=_of_topics(problem.at_once, place),
        now=known(problem.now),
        leads=known(problem.leads),
    )


def _of_topics(pairs: Pairs, place: Mapping[int, int]) -> Pairs:
    """Return the pairs of topics that are in place, each pair and all of them in order."""
    there = [pair for pair in pairs if place.keys() >= set(pair)]
    ordered = {
        (first, other) if place[first] < place[other] else (other, first) for first, other in there
    }
    return tuple(sorted(ordered, key=lambda pair: (place[pair[0]], place[pair[1]])))


def score(problem: Problem, seats: Seats) -> Objective:
    """Return the objective of a placement.

    It consists of the number of people outside all their choices, the worst rank that is the best of a
    person, the sum of ranks, the number of same-organisation pairs and, if traits are spread, that of
    pairs of one trait. A person without a seat is outside. Each seat that a person who may be in several
    groups wished for and did not get counts like a place outside.
    """
    at = seats_by_person(seats)
    outside = worst = total = 0
    for person in problem.people:
        got = sorted(filter(None, map(person.rank, at.get(person.id, ()))))
        wished = min(problem.per_person, len(person.choices))
        outside += bool(person.choices) and not got
        worst = max([worst, *got[:1]])
        total += sum(got) + max(wished - len(got), 0) * (len(person.choices) + 1)
    alike = [pairs({person.id: person.organisation for person in problem.people}, seats)]
    if problem.spread:
        alike.append(pairs({person.id: person.trait for person in problem.people}, seats))
    return outside, worst, total, *alike


def seats_by_person(seats: Seats) -> Mapping[int, frozenset[int]]:
    """Return the topics in which each person has a seat."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person, topic in seats:
        found[person].add(topic)
    return {person: frozenset(topics) for person, topics in found.items()}


def moved(problem: Problem, seats: Seats) -> tuple[int, int]:
    """Return how many of the present seats a placement gives up, and how many of these of leads."""
    known = {person.id for person in problem.people}
    left = {seat for seat in set(problem.now) - set(seats) if seat[0] in known}
    return len(left), len(left.intersection(problem.leads))


def pairs(label: Mapping[int, str], seats: Seats) -> int:
    """Return the number of pairs of people of one label who share a group."""
    alike = Counter((topic, label[person]) for person, topic in set(seats) if label.get(person))
    return sum(comb(count, 2) for count in alike.values())


def named_groups(problem: Problem, placement: Placement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the title and the sorted names of each group, in the order of the topics."""
    taken = set(placement.seats)
    groups = [
        (topic.title, [one.name for one in problem.people if (one.id, topic.id) in taken])
        for topic in problem.topics
    ]
    return tuple((title, tuple(sorted(names))) for title, names in groups if names)


def without_group(problem: Problem, placement: Placement) -> tuple[Topic, ...]:
    """Return the topics that somebody chose or sits in, and that get no group."""
    formed = {topic for _, topic in placement.seats}
    wanted = {topic for one in problem.people for topic in one.choices}
    wanted |= {topic for _, topic in problem.now}
    return tuple(one for one in problem.topics if one.id in wanted - formed)
