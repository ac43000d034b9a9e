"""Ballot papers as .blt, for OpenSTV and the count programs of councils: ranks."""

from __future__ import annotations

from exports.data.vote_formats.paper_orders import (
    OURS,
    Levels,
    counted_papers,
    grouped,
    levels,
    title_of,
)
from upstream_workshop.letters import one_line
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.report import VoteReport


def fits_blt(vote: VoteReport) -> bool:
    """Tell whether the format can hold the papers of a ballot: ranks alone."""
    return vote.ballot.releasable and vote.ballot.method == VotingMethod.RANKED


def write_blt(vote: VoteReport) -> bytes:
    """Return a count: equal papers as one with a weight, `=` between level ones, `-` for a rank left out."""
    place = {option.number: at for at, option in enumerate(vote.ballot.options, 1)}
    orders = grouped(levels(paper, gaps=True) for paper in counted_papers(vote))
    lines = [
        f"# {OURS}",
        f"{len(place)} {vote.ballot.seats}",
        *(" ".join((str(times), *_written(order, place), "0")) for times, order in orders),
        "0",
        *(_quoted(option.wording) for option in vote.ballot.options),
        _quoted(title_of(vote)),
    ]
    return ("\n".join(lines) + "\n").encode()


def _written(order: Levels, place: dict[int, int]) -> list[str]:
    return ["=".join(str(place[option]) for option in level) or "-" for level in order]


def _quoted(text: str) -> str:
    plain = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
