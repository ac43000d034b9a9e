"""The method of Schulze (2011, winning votes), which compares every two options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from resources.words import count
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import Count, Outcome, Tie, lot_order, named
from upstream_workshop.voting.counting.rankings import Papers, Ranking, preferred, rankings
from upstream_workshop.voting.kinds import TieRule

_NAMED: Final = 12  # options by which one is beaten that are told by name; of more their number is
_BITS: Final = 24  # of a row's whole number that count the papers against one opponent


def schulze(papers: Papers, terms: Terms) -> Count:
    """Count the papers that put each option before each other one, and compare strongest paths.

    The relation "beats by the strongest path" leaves some options uncompared. An option is sure of
    a place if it has one in every order that keeps to the relation, and level if in some only.
    """
    orders = rankings(papers, terms)
    beats = beaten(preferences(orders, terms.options), terms.options)
    score = {option: Fraction(len(beats[option])) for option in terms.options}
    backed = preferred(papers, terms)
    outcome = _outcome({each: beats[each] & backed for each in backed}, terms)
    order = tuple(sorted(terms.options, key=lambda option: (-score[option], option)))
    told = tuple(_sentence(option, beats, terms) for option in order if option in backed)
    return Count(score, outcome, told)


def _sentence(option: int, beats: dict[int, frozenset[int]], terms: Terms) -> str:
    better = [each for each in terms.options if option in beats[each]]
    won = len(beats[option])
    if len(better) > _NAMED:
        return count(
            won,
            "{name} beats {n} option and is beaten by {many:,}.",
            "{name} beats {n} options and is beaten by {many:,}.",
            name=terms.name(option),
            many=len(better),
        )
    if not better:
        return count(
            won,
            "{name} beats {n} option and is beaten by none.",
            "{name} beats {n} options and is beaten by none.",
            name=terms.name(option),
        )
    return count(
        won,
        "{name} beats {n} option and is beaten by {better}.",
        "{name} beats {n} options and is beaten by {better}.",
        name=terms.name(option),
        better=named(better, terms),
    )


def _outcome(beats: dict[int, frozenset[int]], terms: Terms) -> Outcome:
    """Return who has a place in all, and who in some, of the orders that keep to the relation."""
    places = min(terms.places, len(beats))
    above = {each: sum(each in lower for lower in beats.values()) for each in beats}
    order = sorted(beats, key=lambda each: (-len(beats[each]), each))
    sure = tuple(each for each in order if len(beats) - len(beats[each]) <= places)
    level = tuple(each for each in order if each not in sure and above[each] < places)
    if len(sure) == places:
        return Outcome(sure, (), sure)
    return Outcome(sure, level, _drawn(beats, places, terms), (Tie(1, tuple(sorted(level))),))


def _drawn(beats: dict[int, frozenset[int]], places: int, terms: Terms) -> tuple[int, ...]:
    """Return the winners when the lot's first of all undefeated ones has each place."""
    waiting = lot_order(beats, terms) if terms.tie_rule == TieRule.LOTS else sorted(beats)
    won: list[int] = []
    while len(won) < places:
        won.append(
            next(each for each in waiting if not any(each in beats[other] for other in waiting))
        )
        waiting.remove(won[-1])
    return tuple(won)


def preferences(orders: Sequence[Ranking], options: Sequence[int]) -> dict[tuple[int, int], int]:
    """Return how many papers put the first option of each pair before the second.

    The counts of an option against all others are the digits of one whole number, so that a paper
    is counted with one addition for each option.
    """
    place = {option: at * _BITS for at, option in enumerate(options)}
    rows = dict.fromkeys(options, 0)
    everybody = sum(1 << shift for shift in place.values())
    for order in orders:
        below = everybody
        for level in order:
            for option in level:
                below -= 1 << place[option]
            for option in level:
                rows[option] += below
    mask = (1 << _BITS) - 1
    return {(a, b): rows[a] >> place[b] & mask for a in options for b in options if a != b}


def beaten(
    prefer: Mapping[tuple[int, int], int], options: Sequence[int]
) -> dict[int, frozenset[int]]:
    """Return the options that each one beats by the strongest path.

    Defeats are added from the strongest on. An option beats another if it reaches it by those that
    are as strong as some number of papers, and the other does not reach it by them.
    """
    found = _Reaching(len(options))
    beats = [0] * len(options)
    for defeats in _by_strength(prefer, options):
        before = list(found.reached)
        for winner, loser in defeats:
            found.add(winner, loser)
        for at, reached in enumerate(found.reached):
            beats[at] |= reached & ~before[at] & ~found.reaching[at]
    return {
        option: frozenset(options[each] for each in _places(beats[at]))
        for at, option in enumerate(options)
    }


def _by_strength(
    prefer: Mapping[tuple[int, int], int], options: Sequence[int]
) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of winner and loser of all defeats that are equally strong, the strongest first."""
    defeats: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (a, one), (b, other) in combinations(enumerate(options), 2):
        ahead, behind = prefer[one, other], prefer[other, one]
        if ahead != behind:
            defeats[max(ahead, behind)].append((a, b) if ahead > behind else (b, a))
    for strength in sorted(defeats, reverse=True):
        yield defeats[strength]


class _Reaching:
    """Which options reach which by the defeats added so far, as bits of whole numbers.

    reached: for each option those that it reaches; reaching: those that reach it; itself in both.
    """

    def __init__(self, options: int) -> None:
        self.reached = [1 << at for at in range(options)]
        self.reaching = list(self.reached)

    def add(self, winner: int, loser: int) -> None:
        """Add a defeat: whatever reaches the winner reaches what the loser does."""
        to, since = self.reached[loser], self.reaching[winner]
        if self.reached[winner] >> loser & 1:
            return
        gained, new = to & ~self.reached[winner], since & ~self.reaching[loser]
        for each in _places(new):
            self.reached[each] |= to
        for each in _places(gained):
            self.reaching[each] |= since


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set."""
    digits = f"{bits:b}"[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
