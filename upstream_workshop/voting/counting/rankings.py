"""Papers as marks, as orders of the options, and as support for some of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from upstream_workshop.voting.counting.ballot_terms import SUPPORTING_SCORE, Terms
from upstream_workshop.voting.kinds import VotingMethod

Marks = Mapping[int, int]  # option number -> dots, 1, score or rank
Papers = Sequence[Marks]
Ranking = tuple[frozenset[int], ...]  # best first; options in one set are level


def ranking(marks: Marks, options: Sequence[int], ranked: bool) -> Ranking:
    """Return a paper as an order of all options; unmarked ones and those with 0 are last and level."""
    own = marks if ranked else {option: value for option, value in marks.items() if value}
    if len(set(own.values())) == len(own):
        ordered = list(map(_alone, sorted(own, key=own.__getitem__, reverse=not ranked)))
    else:
        levels: dict[int, list[int]] = {}
        for option, value in own.items():
            levels.setdefault(value, []).append(option)
        ordered = [frozenset(levels[value]) for value in sorted(levels, reverse=not ranked)]
    rest = frozenset(options).difference(own)
    return (*ordered, rest) if rest else tuple(ordered)


@cache
def _alone(option: int) -> frozenset[int]:
    return frozenset((option,))


def rankings(papers: Papers, terms: Terms) -> list[Ranking]:
    """Return the papers as orders, without those on which all options are level."""
    ranked = terms.method == VotingMethod.RANKED
    orders = (ranking(marks, terms.options, ranked) for marks in papers)
    return [order for order in orders if len(order) > 1]


def support(marks: Marks, terms: Terms) -> frozenset[int]:
    """Return the options a paper supports.

    On a ranking these are the first `Terms.depth` places, never the last place of a complete one;
    with scores, those that got the middle of the scale or more; otherwise all that are marked.
    """
    if terms.method == VotingMethod.SCORE:
        return frozenset([each for each, value in marks.items() if value >= SUPPORTING_SCORE])
    if terms.method != VotingMethod.RANKED:
        return frozenset(marks)
    deepest = min(terms.depth, max(1, len(terms.options) - 1))
    ranks = sorted(marks.values())[:deepest]
    return (
        frozenset(each for each, rank in marks.items() if rank <= ranks[-1])
        if ranks
        else frozenset()
    )


def backs(scores: Marks, options: Iterable[int]) -> bool:
    """Return whether a paper with scores supports at least one of some options; see `support`."""
    return any(scores.get(option, 0) >= SUPPORTING_SCORE for option in options)


def supporters(papers: Papers, terms: Terms) -> dict[int, frozenset[int]]:
    """Return for each option the positions of the papers that support it."""
    behind: dict[int, list[int]] = {option: [] for option in terms.options}
    for at, marks in enumerate(papers):
        for option in support(marks, terms):
            behind[option].append(at)
    return {option: frozenset(positions) for option, positions in behind.items()}


def preferred(papers: Papers, terms: Terms) -> frozenset[int]:
    """Return the options that at least one paper puts before another; no other one can win."""
    worst = max if terms.method == VotingMethod.RANKED else min
    found: set[int] = set()
    for marks in papers:
        backed = {option: value for option, value in marks.items() if value}
        if len(backed) < len(terms.options):
            found.update(backed)
        else:
            last = worst(backed.values())
            found.update(option for option, value in backed.items() if value != last)
        if len(found) == len(terms.options):
            break
    return frozenset(found)
