"""The integer programme of a placement: who can sit where, and what the rules demand.

People who are alike are counted and not told apart, so that nothing is tried in every order of them.
They have a column for each topic of their own, which they chose; for the other topics there is a pool of
all people of one kind, with a column for each topic. Names are given back to numbers in the order of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice, pairwise
from typing import Final

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.alike import (
    Kind,
    Likeness,
    alike,
    interchangeable,
    locked_by,
)
from upstream_workshop.workgroups.placement.problems import Person, Problem, Rule, Seats
from upstream_workshop.workgroups.placement.programme import Programme, Values

_WITH_LEAST: Final = (RuleKind.MINIMUM, RuleKind.LEAD)  # they ask something of each group there is


@dataclass(frozen=True, slots=True)
class Party:
    """People who are alike.

    seats: the columns of how many of them are in each topic of their own.
    pooled: the column of how many are in the pool; None if every topic is their own.
    """

    people: tuple[Person, ...]
    like: Likeness
    seats: dict[int, int]
    pooled: int | None

    @property
    def choices(self) -> tuple[int, ...]:
        """The topics they chose."""
        return self.like.choices

    def chosen(self) -> list[tuple[int, int]]:
        """Return the rank and the column of each topic they chose."""
        ranked = enumerate(self.choices, 1)
        return [(rank, self.seats[topic]) for rank, topic in ranked if topic in self.seats]

    def outside(self) -> list[int]:
        """Return the columns that count those outside their choices; none if they made no choice."""
        others = [column for topic, column in self.seats.items() if topic not in self.choices]
        if self.pooled is not None:
            others.append(self.pooled)
        return others if self.choices else []


class Seating:
    """The columns and rows of a problem with some of its rules.

    parties: all people, as sets of those who are alike.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule], programme: Programme) -> None:
        self.problem = problem
        self._programme = programme
        self._rules = rules
        self._limit = _limit(problem, rules)
        self._locks = locked_by(rules)
        self._in: dict[int, list[tuple[Kind, int, int]]] = {one.id: [] for one in problem.topics}
        self.parties = [self._party(like, one) for like, one in alike(problem, rules).items()]
        self._pools = self._add_pools()
        self._open = {topic.id: self._add_open(topic.id) for topic in problem.topics}
        self._bind()

    def among(self, topic: int, who: Callable[[Kind], object] = lambda _: True) -> dict[int, float]:
        """Return the columns of the people in a topic; `who`: only of those kinds."""
        return {column: 1.0 for kind, column, _ in self._in[topic] if who(kind)}

    def room(self, topic: int, who: Callable[[Kind], object]) -> int:
        """Return how many people of some kinds can be in a topic at most."""
        return sum(most for kind, _, most in self._in[topic] if who(kind))

    def seats(self, values: Values) -> Seats:
        """Return who sits where by the values of a solution."""
        found: list[tuple[int, int]] = []
        pools: defaultdict[Kind, list[Person]] = defaultdict(list)
        for party in self.parties:
            people = cycle(party.people)
            found += _dealt(people, party.seats, values)
            pools[party.like.kind] += islice(people, _number(values, party.pooled))
        order = {person.id: place for place, person in enumerate(self.problem.people)}
        for kind, columns in self._pools.items():
            waiting = sorted(pools[kind], key=lambda one: order[one.id])
            found += _dealt(iter(waiting), columns, values)
        return tuple(sorted(found, key=lambda seat: (order[seat[0]], seat[1])))

    # columns

    def _party(self, like: Likeness, people: tuple[Person, ...]) -> Party:
        seats = {
            topic.id: self._seat(topic.id, like.kind, len(people))
            for topic in self.problem.topics
            if topic.id in like.own
        }
        everywhere = len(seats) == len(self._in)
        pooled = None if everywhere else self._programme.column(len(people))
        return Party(people, like, seats, pooled)

    def _seat(self, topic: int, kind: Kind, most: int) -> int:
        column = self._programme.column(most)
        self._in[topic].append((kind, column, most))
        return column

    def _add_pools(self) -> dict[Kind, dict[int, int]]:
        """Add the columns of the pools, and rows by which as many sit there as are in them."""
        sources: defaultdict[Kind, list[Party]] = defaultdict(list)
        for party in self.parties:
            if party.pooled is not None:
                sources[party.like.kind].append(party)
        pools = {}
        for kind, parties in sources.items():
            most = sum(len(party.people) for party in parties)
            pools[kind] = {one.id: self._seat(one.id, kind, most) for one in self.problem.topics}
            come = {party.pooled: -1.0 for party in parties if party.pooled is not None}
            self._programme.row(dict.fromkeys(pools[kind].values(), 1.0) | come, 0.0, 0.0)
        return pools

    def _add_open(self, topic: int) -> int:
        """Return the column of whether there is a group; it is 1 unless a rule asks something of it."""
        asked = any(rule.kind in _WITH_LEAST for rule in self._rules)
        column = self._programme.column(deciding=asked)
        if not asked:
            self._programme.fix(column)
            return column
        self._programme.row(self.among(topic) | {column: -1.0}, low=0.0)
        for _, seat, most in self._in[topic]:
            self._programme.row({seat: 1.0, column: -float(min(most, self._limit))}, high=0.0)
        return column

    # rows

    def _bind(self) -> None:
        for party in self.parties:
            self._bind_party(party)
        for rule in self._rules:
            self._bind_rule(rule)
        for one, other in pairwise(interchangeable(self.problem, self._rules)):
            smaller = dict.fromkeys(self.among(other.id), -1.0)
            self._programme.row(self.among(one.id) | smaller, low=0.0)

    def _bind_party(self, party: Party) -> None:
        """Give everybody a seat, or several if more than one is allowed and all are chosen or locked."""
        locks = self._locks.get(party.like.alone, frozenset())
        most = max(self.problem.per_person if party.choices else 1, len(locks))
        every = dict.fromkeys(party.seats.values(), 1.0)
        if party.pooled is not None:
            every[party.pooled] = 1.0
        people = float(len(party.people))
        self._programme.row(every, people, people * most)
        if len(locks) > 1:
            stays = {party.seats[topic] for topic in locks}
            self._programme.shut(set(party.outside()) - stays)
        elif most > 1:
            full = every | dict.fromkeys(party.outside(), float(most))
            self._programme.row(full, high=people * most)

    def _bind_rule(self, rule: Rule) -> None:
        seats = {party.like.alone: party.seats for party in self.parties}
        match rule.kind:
            case RuleKind.TOGETHER:
                one, other = (seats[person] for person in rule.people)
                for topic in self._open:
                    self._programme.row({one[topic]: 1.0, other[topic]: -1.0}, 0.0, 0.0)
            case RuleKind.APART:
                one, other = (seats[person] for person in rule.people)
                for topic, opens in self._open.items():
                    pair = {one[topic]: 1.0, other[topic]: 1.0}
                    self._programme.row(pair | {opens: -1.0}, high=0.0)
            case RuleKind.AT_ONCE:
                for party in self.parties:
                    both = {party.seats[one]: 1.0 for one in rule.people if one in party.seats}
                    if len(both) == len(rule.people):
                        self._programme.row(both, high=float(len(party.people)))
            case RuleKind.LOCKED:
                self._programme.row({seats[rule.people[0]][rule.number]: 1.0}, low=1.0)
            case _:
                for topic, opens in self._open.items():
                    self._bind_group(topic, opens, rule)

    def _bind_group(self, topic: int, opens: int, rule: Rule) -> None:
        number = {opens: -float(rule.number)}
        match rule.kind:
            case RuleKind.MINIMUM:
                self._programme.row(self.among(topic) | number, low=0.0)
            case RuleKind.MAXIMUM:
                self._programme.row(self.among(topic) | number, high=0.0)
            case RuleKind.LEAD:
                willing = self.among(topic, lambda kind: kind.willing)
                self._programme.row(willing | {opens: -1.0}, low=0.0)
            case _:
                for home in sorted({party.like.kind.organisation for party in self.parties} - {""}):
                    mates = self.among(topic, partial(_is_of, home))
                    self._programme.row(mates | number, high=0.0)


def _limit(problem: Problem, rules: Sequence[Rule]) -> int:
    """Return the most people of a group."""
    most = [rule.number for rule in rules if rule.kind == RuleKind.MAXIMUM]
    return min([len(problem.people), *most])


def _number(values: Values, column: int | None) -> int:
    return 0 if column is None else round(values[column])


def _dealt(
    people: Iterator[Person], columns: Mapping[int, int], values: Values
) -> Iterator[tuple[int, int]]:
    """Yield seats for the next of the people, as many in each topic as its column says."""
    for topic, column in columns.items():
        for person in islice(people, _number(values, column)):
            yield person.id, topic


def _is_of(home: str, kind: Kind) -> bool:
    return kind.organisation == home
