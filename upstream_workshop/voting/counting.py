"""The counting rules: sums, Borda, instant run-off and Schulze.

Fractions keep the scores exact, so that ties are recognised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Marks = Mapping[int, int]  # option number -> dots, 1, score or rank
Ranking = tuple[frozenset[int], ...]  # best first; options in one set are level


def ranking(marks: Marks, options: Sequence[int], ranked: bool) -> Ranking:
    """Return a paper as an order of all options; unmarked ones are last and level."""
    levels: dict[int, set[int]] = {}
    for option, value in marks.items():
        levels.setdefault(value if ranked else -value, set()).add(option)
    ordered = [frozenset(levels[value]) for value in sorted(levels)]
    rest = frozenset(options) - frozenset(marks)
    return (*ordered, rest) if rest else tuple(ordered)


def sums(papers: Sequence[Marks], options: Sequence[int]) -> dict[int, Fraction]:
    """Return the sum of the dots, approvals or scores of each option."""
    return {option: Fraction(sum(marks.get(option, 0) for marks in papers)) for option in options}


def first_places(orders: Sequence[Ranking], options: Sequence[int]) -> dict[int, Fraction]:
    """Return how many papers rank each option first; options level at the top share the paper."""
    score = dict.fromkeys(options, Fraction(0))
    for order in orders:
        if order and len(order) > 1:
            for option in order[0]:
                score[option] += Fraction(1, len(order[0]))
    return score


def borda(orders: Sequence[Ranking], options: Sequence[int]) -> dict[int, Fraction]:
    """Return the Borda scores: a point for each option beaten, half a point for each level one."""
    score = dict.fromkeys(options, Fraction(0))
    for order in orders:
        below = len(options)
        for level in order:
            below -= len(level)
            for option in level:
                score[option] += below + Fraction(len(level) - 1, 2)
    return score


def instant_runoff(
    orders: Sequence[Ranking], options: Sequence[int]
) -> tuple[dict[int, Fraction], tuple[frozenset[int], ...]]:
    """Strike out the option with the fewest first places until one is left.

    Returns each option's place in the order of leaving (higher is better) and the sets that were
    level when one of them had to go; then the one printed last on the ballot goes first. A paper
    counts for its best options still in, shared evenly when they are level.
    """
    left = list(options)
    score = dict.fromkeys(options, Fraction(0))
    ties = []
    for turn in range(len(options)):
        support = dict.fromkeys(left, Fraction(0))
        for order in orders:
            if len(order) < 2:
                continue  # all options are level on this paper
            top = next((level & support.keys() for level in order if level & support.keys()), ())
            for option in top:
                support[option] += Fraction(1, len(top))
        fewest = min(support.values())
        level = [option for option in left if support[option] == fewest]
        if len(level) > 1:
            ties.append(frozenset(level))
        score[level[-1]] = Fraction(turn)
        left.remove(level[-1])
    return score, tuple(ties)


def schulze(orders: Sequence[Ranking], options: Sequence[int]) -> dict[int, Fraction]:
    """Return how many options each one beats by strongest paths (Schulze 2011, winning votes)."""
    prefer = dict.fromkeys(((a, b) for a in options for b in options if a != b), 0)
    for order in orders:
        for higher, lower in combinations(order, 2):
            for a in higher:
                for b in lower:
                    prefer[a, b] += 1
    path = {(a, b): votes if votes > prefer[b, a] else 0 for (a, b), votes in prefer.items()}
    for through in options:
        for a in options:
            for b in options:
                if len({a, b, through}) == 3:
                    path[a, b] = max(path[a, b], min(path[a, through], path[through, b]))
    return {a: Fraction(sum(path[a, b] > path[b, a] for b in options if b != a)) for a in options}
