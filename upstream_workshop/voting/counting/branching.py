"""Counts that go round by round, followed through every way of resolving their ties.

A rule describes one round as a `Turn`: the options that are level for what the round decides. With
one option in it there is no tie. The options that win in every way are sure, those that win in some
are level; so neither the order of print nor names decide anything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from resources.words import say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import Outcome, Tie, lot_order, named
from upstream_workshop.voting.kinds import TieRule

MOST_WAYS: Final = 200  # that are followed side by side


class State(Protocol):
    """A count between two rounds."""

    @property
    def won(self) -> tuple[int, ...]:
        """The options that have won so far, in that order."""

    @property
    def key(self) -> Hashable:
        """What all further rounds depend on."""

    @property
    def hopeful(self) -> frozenset[int]:
        """The options that could still win."""


S = TypeVar("S", bound=State)


@dataclass(frozen=True, slots=True)
class Turn(Generic[S]):
    """One round.

    level: the options that are level for what the round decides, by number.
    take: the state after one of them was taken.
    says: the sentence about the round in which one of them was taken.
    leaving: whether being taken means to leave the count rather than to win.
    """

    level: tuple[int, ...]
    take: Callable[[int], S]
    says: Callable[[int], str]
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Followed(Generic[S]):
    """A count followed to its end.

    path: the states from the start to the end, when lots resolve every tie.
    rounds: the sentences about this way.
    """

    outcome: Outcome
    path: tuple[S, ...]
    rounds: tuple[str, ...]


def follow(start: S, turn: Callable[[S], Turn[S] | None], terms: Terms) -> Followed[S]:
    """Count round by round until no round is left.

    One way is told: that of the lots, or else the way on which the first printed option goes first.

    turn: the next round from a state; None at the end.
    """
    path = [start]
    rounds: list[str] = []
    ties: list[tuple[S, Turn[S], int]] = []
    while (found := turn(path[-1])) is not None:
        option = _taken(found, terms)
        if len(found.level) > 1:
            ties.append((path[-1], found, len(rounds) + 1))
        rounds.append(_sentence(found, option, len(rounds) + 1, terms))
        path.append(found.take(option))
    outcome = _outcome(path[-1], turn, ties)
    return Followed(outcome, tuple(path), tuple(rounds))


def _taken(turn: Turn[S], terms: Terms) -> int:
    """Return the option that is taken on the way that is told; only lots make this way count."""
    drawn = terms.tie_rule == TieRule.LOTS and len(turn.level) > 1
    ordered = lot_order(turn.level, terms) if drawn else turn.level
    return ordered[-1 if turn.leaving else 0]


def _sentence(turn: Turn[S], option: int, number: int, terms: Terms) -> str:
    told = say("Round {number}: {what}", number=number, what=turn.says(option))
    if len(turn.level) == 1:
        return told
    level = named(turn.level, terms)
    return say("{told} Level here: {level}.", told=told, level=level)


def _outcome(
    end: S, turn: Callable[[S], Turn[S] | None], ties: list[tuple[S, Turn[S], int]]
) -> Outcome:
    """Return the outcome of all ways; only ties that change who wins are kept."""
    if not ties:
        return Outcome(end.won, (), end.won)
    first, _, _ = ties[0]
    sure, possible = _reach([first], turn)
    if sure == possible:
        return Outcome(end.won, (), end.won)
    met = [Tie(number, found.level) for _, found, number in ties]
    decisive = [tie for tie, (_, found, _) in zip(met, ties, strict=True) if _matters(found, turn)]
    kept = tuple(option for option in end.won if option in sure)
    rest = [option for option in end.won if option not in sure]
    level = (*rest, *sorted(possible - sure - set(rest)))
    return Outcome(kept, level, end.won, tuple(decisive or met))


def _matters(found: Turn[S], turn: Callable[[S], Turn[S] | None]) -> bool:
    """Return whether it changes who can win which of the level options is taken."""
    ends = {_reach([found.take(option)], turn) for option in found.level}
    return len(ends) > 1


def _reach(
    layer: list[S], turn: Callable[[S], Turn[S] | None]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the options that win in all ways from these states, and those that win in some.

    All ways are followed side by side, a round at a time. Where they become more than MOST_WAYS,
    everything that could still win counts as possible.
    """
    ends: list[tuple[frozenset[int], frozenset[int]]] = []
    while layer:
        after: dict[Hashable, S] = {}
        for state in layer:
            found = turn(state)
            if found is None:
                ends.append((frozenset(state.won), frozenset(state.won)))
                continue
            for option in found.level:
                reached = found.take(option)
                after[reached.key] = reached
        if len(after) > MOST_WAYS:
            ends += [(frozenset(each.won), each.hopeful | set(each.won)) for each in after.values()]
            break
        layer = list(after.values())
    sure = frozenset.intersection(*(each for each, _ in ends))
    return sure, frozenset().union(*(each for _, each in ends))
