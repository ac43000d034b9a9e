"""The seating of people in small groups over several rounds: what is asked, and how good an answer is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
Group: TypeAlias = tuple[int, ...]
Round: TypeAlias = tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask, and the people who are likely to help.

    asker: the id of the person who asks.
    helpers: ids; who is of the asker's organisation or known to them is not among them.
    """

    id: int
    asker: int
    helpers: frozenset[int]

    @property
    def pairs(self) -> frozenset[Pair]:
        """The pairs that serve the ask when they sit together."""
        return frozenset(paired(self.asker, one) for one in self.helpers)


@dataclass(frozen=True)
class SeatingProblem:
    """People to seat in small groups.

    people: ids, each once.
    size: how many sit together; some groups have one more, or one fewer where it cannot be otherwise.
    rounds: how often they are seated.
    organisations: by id; people without one are nobody's colleagues.
    met: pairs that sat together in earlier rounds; sitting together once more is a repeat.
    known: pairs that know each other, who sit together only where nothing else is lost.
    asks: those that the groups are to serve.
    apart_first: whether two colleagues are worse than two people who meet again.
    """

    people: tuple[int, ...]
    size: int
    rounds: int
    organisations: Mapping[int, str] = field(default_factory=dict)
    met: frozenset[Pair] = frozenset()
    known: frozenset[Pair] = frozenset()
    asks: tuple[Ask, ...] = ()
    apart_first: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of the groups of a round."""
        return group_sizes(len(self.people), self.size)

    def colleagues(self, pair: Pair) -> bool:
        """Check whether two people are of one organisation."""
        first, second = (self.organisations.get(one, "") for one in pair)
        return first == second != ""


@dataclass(frozen=True, slots=True)
class Measures:
    """How good a seating is.

    repeats: how often a pair sits together that did so before.
    colleagues: how often two of one organisation sit together.
    served: how many asks meet a likely helper.
    known: how often two sit together who know each other.
    """

    repeats: int = 0
    colleagues: int = 0
    served: int = 0
    known: int = 0

    def order(self, apart_first: bool = False) -> tuple[int, int, int, int]:
        """Return what seatings are compared by; the smaller, the better."""
        worst = (self.repeats, self.colleagues)
        return *(worst[::-1] if apart_first else worst), -self.served, self.known


@dataclass(frozen=True, slots=True)
class Seating:
    """Rounds of groups, with what they reach and the least that is possible.

    bound: a number of repeats that no seating can be below.
    proven: whether no seating has fewer repeats.
    """

    rounds: tuple[Round, ...]
    measures: Measures
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no seating has fewer repeats."""
        return self.measures.repeats == self.bound


def paired(first: int, second: int) -> Pair:
    """Return two ids as a pair, the smaller one first."""
    return (first, second) if first < second else (second, first)


def pairs_in(rounds: Iterable[Round]) -> Iterator[Pair]:
    """Yield each pair as often as it sits together."""
    for groups in rounds:
        for group in groups:
            yield from combinations(sorted(group), 2)


def group_sizes(people: int, size: int) -> tuple[int, ...]:
    """Return the sizes of balanced groups, the larger ones first.

    Who is left over joins a group, so that trios have some fours among them; only where there are too few
    groups for that, as with five people in trios, is there one group more, and some have fewer.
    """
    if not people:
        return ()
    number = max(1, people // size)
    if people - number * size > number:
        number += 1
    least, more = divmod(people, number)
    return (least + 1,) * more + (least,) * (number - more)


def measured(problem: SeatingProblem, rounds: Iterable[Round]) -> Measures:
    """Return how good rounds are."""
    times = Counter(pairs_in(rounds))
    return Measures(
        sum(often - (pair not in problem.met) for pair, often in times.items()),
        sum(often for pair, often in times.items() if problem.colleagues(pair)),
        sum(not ask.pairs.isdisjoint(times) for ask in problem.asks),
        sum(often for pair, often in times.items() if pair in problem.known),
    )
