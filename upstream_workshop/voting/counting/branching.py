"""Counts that go round by round, followed through every way of resolving their ties.

A rule describes one round as a `Turn`: the options that are level for what the round decides. With
one option in it there is no tie. The options that win in every way are sure, those that win in some
are level; so neither the order of print nor names decide anything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from resources.words import say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import Outcome, Tie, lot_order, named
from upstream_workshop.voting.kinds import TieRule

MOST_STATES: Final = 2_000  # that are looked at
LEAST_STATES: Final = 200  # that are looked at however many papers there are
WORK: Final = 100_000  # states times papers


class State(Protocol):
    """A count between two rounds."""

    @property
    def won(self) -> tuple[int, ...]:
        """The options that have won so far, in that order."""

    @property
    def key(self) -> Hashable:
        """What all further rounds depend on."""


S = TypeVar("S", bound=State)


@dataclass(frozen=True, slots=True)
class Turn(Generic[S]):
    """One round.

    level: the options that are level for what the round decides, by number.
    take: the state after one of them was taken.
    says: the sentence about the round in which one of them was taken.
    leaving: whether being taken means to leave the count rather than to win.
    last: whether the level options stand for all places that are left, so that any of them can win.
    """

    level: tuple[int, ...]
    take: Callable[[int], S]
    says: Callable[[int], str]
    leaving: bool = False
    last: bool = False


Next = Callable[[S], Turn[S] | None]  # the next round from a state; None at the end


@dataclass(frozen=True, slots=True)
class Followed(Generic[S]):
    """A count followed to its end.

    path: the states from the start to the end, when lots resolve every tie.
    rounds: the sentences about this way.
    """

    outcome: Outcome
    path: tuple[S, ...]
    rounds: tuple[str, ...]


def follow(start: S, turn: Next[S], terms: Terms, papers: int) -> Followed[S]:
    """Count round by round until no round is left.

    papers: how many papers are counted.

    One way is told: that of the lots, or else the way on which the first printed option goes first.
    Where there are too many ways to follow each, lots resolve every tie, whatever the tie rule.
    """
    lots = terms.tie_rule == TieRule.LOTS
    told = _told(start, turn, terms, lots)
    if not told.ties:
        return Followed(Outcome(told.end.won, (), told.end.won), told.path, told.rounds)
    most = min(MOST_STATES, max(LEAST_STATES, WORK // max(1, papers)))
    reach = _reach(told.ties[0][1], turn, most)
    if not reach and not lots:
        told = _told(start, turn, terms, lots=True)
    return Followed(_outcome(told, reach), told.path, told.rounds)


@dataclass(frozen=True, slots=True)
class _Told(Generic[S]):
    """One way through a count, with the round, the state and the turn of each tie on it."""

    path: tuple[S, ...]
    rounds: tuple[str, ...]
    ties: tuple[tuple[int, S, Turn[S]], ...]

    @property
    def end(self) -> S:
        return self.path[-1]


def _told(start: S, turn: Next[S], terms: Terms, lots: bool) -> _Told[S]:
    path = [start]
    rounds: list[str] = []
    ties: list[tuple[int, S, Turn[S]]] = []
    while (found := turn(path[-1])) is not None:
        option = _taken(found, terms, lots)
        if len(found.level) > 1:
            ties.append((len(path), path[-1], found))
        rounds.append(_sentence(found, option, len(path), terms))
        path.append(found.take(option))
    return _Told(tuple(path), tuple(rounds), tuple(ties))


def _taken(turn: Turn[S], terms: Terms, lots: bool) -> int:
    drawn = lots and len(turn.level) > 1
    ordered = lot_order(turn.level, terms) if drawn else turn.level
    return ordered[-1 if turn.leaving else 0]


def _sentence(turn: Turn[S], option: int, number: int, terms: Terms) -> str:
    told = say("Round {number}: {what}", number=number, what=turn.says(option))
    if len(turn.level) == 1:
        return told
    level = named(turn.level, terms)
    return say("{told} Level here: {level}.", told=told, level=level)


Reach = tuple[frozenset[int], frozenset[int]]  # who wins in all ways from a state, and in some


def _outcome(told: _Told[S], reach: Mapping[Hashable, Reach]) -> Outcome:
    """Return the outcome of all ways; only ties that change who wins are kept."""
    won = told.end.won
    ties = [Tie(number, found.level) for number, _, found in told.ties]
    if not reach:
        return Outcome(won, (), won, tuple(ties), complete=False)
    sure, possible = reach[told.ties[0][1].key]
    if sure == possible:
        return Outcome(won, (), won)
    decisive = [
        tie for tie, (*_, found) in zip(ties, told.ties, strict=True) if _matters(found, reach)
    ]
    rest = [option for option in won if option not in sure]
    level = (*rest, *sorted(possible - sure - set(rest)))
    kept = tuple(option for option in won if option in sure)
    return Outcome(kept, level, won, tuple(decisive or ties))


def _matters(found: Turn[S], reach: Mapping[Hashable, Reach]) -> bool:
    """Return whether it changes who can win which of the level options is taken."""
    return found.last or len({reach[found.take(option).key] for option in found.level}) > 1


def _reach(start: S, turn: Next[S], most: int) -> dict[Hashable, Reach]:
    """Return for every state that can be reached who wins in all ways from it, and who in some.

    All ways are followed side by side, a round at a time, and ways that meet are followed once.
    Returns nothing if there are more than `most` states.
    """
    after: dict[Hashable, tuple[Hashable, ...]] = {}
    reach: dict[Hashable, Reach] = {}
    layer: dict[Hashable, S] = {start.key: start}
    while layer:
        reached: dict[Hashable, S] = {}
        for key, state in layer.items():
            found = turn(state)
            goes_on = found is not None and not found.last
            taken = [found.take(option) for option in found.level] if found and goes_on else []
            after.pop(key, None)  # so that a state stands behind all that lead to it
            after[key] = tuple(each.key for each in taken)
            reached.update(zip(after[key], taken, strict=True))
            if not taken:
                level = found.level if found else ()
                reach[key] = (frozenset(state.won), frozenset((*state.won, *level)))
        if len(after) + len(reached) > most:
            return {}
        layer = reached
    for key, keys in reversed(after.items()):
        if keys:
            sure = frozenset.intersection(*(reach[each][0] for each in keys))
            reach[key] = (sure, frozenset().union(*(reach[each][1] for each in keys)))
    return reach
