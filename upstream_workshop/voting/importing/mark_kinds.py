"""What the numbers on papers may mean: dots, approvals, scores or ranks. Pure functions of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from upstream_workshop.voting.counting.ballot_terms import HIGHEST_SCORE
from upstream_workshop.voting.kinds import VotingMethod

FROM_ZERO: Final = "ranked from 0"  # ranks of which the best is 0
POINTS: Final = "points"  # scores above the highest of a ballot, kept as dots, which add up
BROUGHT: Final = "brought"  # such scores, brought to those of a ballot
USUAL_HIGHEST: Final = (7, 10, 20, 100, 1_000)  # of scores that go beyond those of a ballot
Paper = Mapping[str, int]  # values by option, zeros included where they are written


def fitting(papers: Sequence[Paper], options: int) -> tuple[str, ...]:
    """Return what the numbers may mean, the likeliest first; only approvals if none is above 1.

    options: how many options there are.
    """
    filled = [paper for paper in papers if any(paper.values())]
    highest = max((value for paper in filled for value in paper.values()), default=1)
    if highest <= 1:
        return (VotingMethod.APPROVAL,)
    found = []
    if filled and all(_is_order(paper, 0) for paper in filled):
        found.append(FROM_ZERO)
    elif _mostly_orders(filled, options):
        found.append(str(VotingMethod.RANKED))
    full = _mostly_marked(filled, options)
    by_sum: list[str] = [VotingMethod.DOTS]
    scores: list[str] = [VotingMethod.SCORE]
    if highest > HIGHEST_SCORE:
        beyond = sum(max(paper.values()) > HIGHEST_SCORE for paper in filled)
        rarely = scores if beyond * 4 <= len(filled) else []
        scores = [*rarely, POINTS, BROUGHT] if full else []
    by_sum = [*scores, *by_sum] if full and _sums_differ(filled) else [*by_sum, *scores]
    if not found and highest <= options and any(len(set(paper.values())) > 1 for paper in filled):
        by_sum.append(VotingMethod.RANKED)  # with gaps, or several in one place
    return (*found, *by_sum)


def with_ranks_from_one(paper: Paper) -> dict[str, int]:
    """Return ranks counted from 0 as ranks counted from 1."""
    return {option: value + 1 for option, value in paper.items()}


def highest_scores(papers: Sequence[Paper]) -> tuple[int, ...]:
    """Return how high the scores on papers may go, the likeliest first."""
    top = max((value for paper in papers for value in paper.values()), default=1)
    usual = [one for one in USUAL_HIGHEST if one >= top][:3]
    return tuple(dict.fromkeys((*usual, top)))


def brought(paper: Paper, highest: int) -> dict[str, int]:
    """Return scores up to a highest one as scores of a ballot, to the nearest, a half upwards."""
    return {
        option: value if value < 0 else (2 * value * HIGHEST_SCORE + highest) // (2 * highest)
        for option, value in paper.items()
    }


def _is_order(paper: Paper, first: int) -> bool:
    """Tell whether the values are each rank once, from the first on, and more than one."""
    values = sorted(value for value in paper.values() if value or not first)
    return len(values) > 1 and values == list(range(first, first + len(values)))


def _mostly_orders(papers: Sequence[Paper], options: int) -> bool:
    if any(value > options for paper in papers for value in paper.values()):
        return False
    longer = [paper for paper in papers if sum(value > 0 for value in paper.values()) > 1]
    orders = sum(_is_order(paper, 1) for paper in longer)
    return bool(longer) and orders * 2 >= len(longer)


def _sums_differ(papers: Sequence[Paper]) -> bool:
    """Tell whether no sum is that of most papers, as with scores and not with dots."""
    sums = Counter(sum(paper.values()) for paper in papers)
    return max(sums.values()) * 2 <= len(papers)


def _mostly_marked(papers: Sequence[Paper], options: int) -> bool:
    """Tell whether most options of papers have a value, as with scores and not with dots."""
    marked = sum(value > 0 for paper in papers for value in paper.values())
    return marked * 2 > len(papers) * options
