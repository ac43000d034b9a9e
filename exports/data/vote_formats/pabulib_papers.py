"""Ballot papers for pabulib (.pb), with costs and budget."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from exports.data.csv_tables import voter_names
from exports.data.vote_formats.paper_orders import OURS, counted_papers, levels, title_of
from upstream_workshop.letters import one_line
from upstream_workshop.voting.counting.ballot_terms import HIGHEST_SCORE
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.whole.report import Report

_TYPES: Final = {
    VotingMethod.APPROVAL: "approval",
    VotingMethod.RANKED: "ordinal",
    VotingMethod.DOTS: "cumulative",
    VotingMethod.SCORE: "scoring",
}


def fits_pabulib(vote: VoteReport) -> bool:
    """Tell whether pabulib can hold the papers of a ballot: any but those with level ranks."""
    if vote.ballot.method != VotingMethod.RANKED:
        return vote.ballot.releasable
    strict = (len(level) < 2 for paper in counted_papers(vote) for level in levels(paper))
    return vote.ballot.releasable and all(strict)


def write_pabulib(report: Report, vote: VoteReport) -> bytes:
    """Return an election. Where nothing has a cost each option costs 1, and the budget is the places."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerows((["META"], ["key", "value"], *_meta(vote)))
    writer.writerows((["PROJECTS"], ["project_id", "cost", "name"], *_projects(vote)))
    points = vote.ballot.method in (VotingMethod.DOTS, VotingMethod.SCORE)
    writer.writerows((["VOTES"], ["voter_id", "vote", *(["points"] if points else [])]))
    names = voter_names(report, vote)
    for paper in counted_papers(vote):
        order, values = _vote(vote, paper)
        writer.writerow([one_line(names[paper.id]), order, *([values] if points else [])])
    return written.getvalue().encode()


def _meta(vote: VoteReport) -> Iterator[tuple[str, object]]:
    ballot = vote.ballot
    yield "description", title_of(vote)
    yield "comment", OURS
    yield "num_projects", len(ballot.options)
    yield "num_votes", len(counted_papers(vote))
    if ballot.budget is not None:
        yield "budget", ballot.budget
    elif not _is_priced(vote):
        yield "budget", ballot.seats
    yield "vote_type", _TYPES[ballot.method]
    if ballot.method == VotingMethod.DOTS:
        yield "max_sum_points", ballot.dots
        yield "max_points", ballot.cap
    if ballot.method == VotingMethod.SCORE:
        yield "max_points", HIGHEST_SCORE


def _projects(vote: VoteReport) -> Iterator[tuple[object, ...]]:
    priced = _is_priced(vote)
    for option in vote.ballot.options:
        cost = (option.cost or "") if priced else 1
        yield option.number, cost, one_line(option.wording)


def _is_priced(vote: VoteReport) -> bool:
    return any(option.cost is not None for option in vote.ballot.options)


def _vote(vote: VoteReport, paper: PaperRow) -> tuple[str, str]:
    """Return the options marked, in order where they are ranked, and the values on them."""
    if vote.ballot.method == VotingMethod.RANKED:
        return ",".join(str(option) for level in levels(paper) for option in level), ""
    return (
        ",".join(str(option) for option, _ in paper.marks),
        ",".join(str(value) for _, value in paper.marks),
    )
