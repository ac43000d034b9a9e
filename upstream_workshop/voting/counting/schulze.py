"""The method of Schulze (2011, winning votes), which compares every two options."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from resources.words import count
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import Count, Outcome, Tie, lot_order, named
from upstream_workshop.voting.counting.rankings import Papers, Ranking, preferred, rankings
from upstream_workshop.voting.kinds import TieRule

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


def beaten(prefer: dict[tuple[int, int], int], options: Sequence[int]) -> dict[int, frozenset[int]]:
    """Return the options that each one beats by the strongest path."""
    path = [
        [prefer[a, b] if a != b and prefer[a, b] > prefer[b, a] else 0 for b in options]
        for a in options
    ]
    for at, through in enumerate(path):
        for row in path:
            if width := row[at]:
                row[:] = [
                    old if old >= width or old >= next_ else min(width, next_)
                    for old, next_ in zip(row, through, strict=True)
                ]
    return {
        a: frozenset(b for j, b in enumerate(options) if i != j and path[i][j] > path[j][i])
        for i, a in enumerate(options)
    }
