"""What the formats of ballot papers share: which papers are written, and their marks in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from exports.output_kinds import MAKER
from upstream_workshop.letters import one_line
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.report import VoteReport

OURS = MAKER
Levels = tuple[tuple[int, ...], ...]


def counted_papers(vote: VoteReport) -> tuple[PaperRow, ...]:
    """Return the papers of a ballot that count, of those that may leave the session."""
    return tuple(paper for paper in vote.papers if not paper.spoilt)


def levels(paper: PaperRow, gaps: bool = False) -> Levels:
    """Return the option numbers of a ranked paper rank by rank, level ones together.

    gaps: whether a rank that nobody was given is an empty level.
    """
    ranked: defaultdict[int, list[int]] = defaultdict(list)
    for option, rank in paper.marks:
        ranked[rank].append(option)
    ranks = range(1, max(ranked, default=0) + 1) if gaps else sorted(ranked)
    return tuple(tuple(sorted(ranked.get(rank, ()))) for rank in ranks)


def grouped(orders: Iterable[Levels]) -> list[tuple[int, Levels]]:
    """Return how many papers say the same, the most frequent first: it does not show who came when."""
    counts = Counter(orders)
    return sorted(
        ((times, order) for order, times in counts.items()), key=lambda one: (-one[0], one[1])
    )


def title_of(vote: VoteReport) -> str:
    """Return what a ballot asks, else its name, on one line."""
    return one_line(vote.ballot.question) or one_line(vote.ballot.name)
