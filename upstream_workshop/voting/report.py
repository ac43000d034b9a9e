"""What documents tell of votes, read once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.voting import queries
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.queries import BallotRow, PaperRow
from upstream_workshop.voting.rules import Tally


@dataclass(frozen=True, slots=True)
class VoteReport:
    """One ballot and how many papers were keyed; what they say, and the tally, once they may be told."""

    ballot: BallotRow
    keyed: int
    papers: tuple[PaperRow, ...]
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class VotingReport:
    """Every ballot."""

    votes: tuple[VoteReport, ...]


def read(session: Session) -> VotingReport:
    """Everything documents tell of votes."""
    return VotingReport(tuple(_vote(session, ballot) for ballot in queries.ballots(session)))


def _vote(session: Session, ballot: BallotRow) -> VoteReport:
    """A ballot with its papers as they may be told, and its count only where the room has seen it."""
    revealed = ballot.state == BallotState.REVEALED
    return VoteReport(
        ballot,
        len(queries.papers(session, ballot.id)),
        queries.told_papers(session, ballot.id),
        queries.tally(session, ballot.id) if revealed else None,
    )
