"""Ballot papers for abcvoting (.abc.yaml): approvals."""

from __future__ import annotations

import json

from exports.data.vote_formats.paper_orders import OURS, counted_papers, title_of
from upstream_workshop.letters import one_line, without_invisible
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.report import VoteReport


def fits_abc(vote: VoteReport) -> bool:
    """Tell whether the format can hold the papers of a ballot: approvals alone."""
    return vote.ballot.releasable and vote.ballot.method == VotingMethod.APPROVAL


def write_abc(vote: VoteReport) -> bytes:
    """Return a profile. The format has no names of candidates: they stand in comments, for people and us."""
    options = vote.ballot.options
    place = {option.number: at for at, option in enumerate(options)}
    papers = sorted(
        sorted(place[option] for option, _ in paper.marks) for paper in counted_papers(vote)
    )
    lines = [
        f"# {OURS}",
        *(f"# candidate {at}: {_plain(option.wording)}" for at, option in enumerate(options)),
        f"description: {json.dumps(_plain(title_of(vote)), ensure_ascii=False)}",
        "profile: [",
        ",\n".join(f"  {paper}" for paper in papers),
        "]",
        f"num_cand: {len(options)}",
        f"committeesize: {vote.ballot.seats}",
    ]
    return ("\n".join(lines) + "\n").encode()


def _plain(text: str) -> str:
    return one_line(without_invisible(text))
