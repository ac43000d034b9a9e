"""The part of the report about votes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.voting import queries, result_queries
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.result_queries import Grouping, divisions
from upstream_workshop.voting.results import Division
from upstream_workshop.voting.rules import Tally


@dataclass(frozen=True, slots=True)
class GroupedDivision:
    """How groups differ about the options of a ballot, those that divide them most first.

    by: by what the voters are grouped.
    """

    by: Grouping
    options: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class VoteReport:
    """A ballot with its papers and its result.

    keyed: how many papers were keyed.
    papers: the papers that may leave the session; see `queries.releasable_papers`.
    tally: the result; None before it was shown to the room.
    divisions: where groups of voters differ; none before that, and none of a secret ballot.
    """

    ballot: BallotRow
    keyed: int
    papers: tuple[PaperRow, ...]
    tally: Tally | None
    divisions: tuple[GroupedDivision, ...] = ()


@dataclass(frozen=True, slots=True)
class VotingReport:
    """The reports of all ballots."""

    votes: tuple[VoteReport, ...]


def read(session: Session) -> VotingReport:
    """Read the report of all ballots."""
    return VotingReport(tuple(_vote(session, ballot) for ballot in queries.ballots(session)))


def _vote(session: Session, ballot: BallotRow) -> VoteReport:
    """Read the report of a ballot, with the result only if it was shown to the room."""
    revealed = ballot.state == BallotState.REVEALED
    return VoteReport(
        ballot,
        len(paper_queries.papers(session, ballot.id)),
        paper_queries.releasable_papers(session, ballot.id),
        result_queries.tally(session, ballot.id) if revealed else None,
        _divisions(session, ballot) if revealed else (),
    )


def _divisions(session: Session, ballot: BallotRow) -> tuple[GroupedDivision, ...]:
    found = divisions(session, ballot)
    return tuple(GroupedDivision(by, options) for by, options in found.items())
