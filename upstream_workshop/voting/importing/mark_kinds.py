"""What the numbers on papers may mean: dots, approvals, scores or ranks. Pure functions of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from upstream_workshop.voting.counting.ballot_terms import HIGHEST_SCORE
from upstream_workshop.voting.kinds import VotingMethod

FROM_ZERO: Final = "ranked from 0"  # ranks of which the best is 0
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
    by_sum = [str(VotingMethod.DOTS), str(VotingMethod.SCORE)]
    if highest > HIGHEST_SCORE:
        by_sum.remove(VotingMethod.SCORE)
    elif _likelier_scores(filled, options):
        by_sum.reverse()
    if not found and highest <= options and any(len(set(paper.values())) > 1 for paper in filled):
        by_sum.append(VotingMethod.RANKED)  # with gaps, or several in one place
    return (*found, *by_sum)


def with_ranks_from_one(paper: Paper) -> dict[str, int]:
    """Return ranks counted from 0 as ranks counted from 1."""
    return {option: value + 1 for option, value in paper.items()}


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


def _likelier_scores(papers: Sequence[Paper], options: int) -> bool:
    """Tell whether sums differ and most options have a value, as with scores and not with dots."""
    sums = Counter(sum(paper.values()) for paper in papers)
    marked = sum(value > 0 for paper in papers for value in paper.values())
    return max(sums.values()) * 2 <= len(papers) and marked * 2 > len(papers) * options
