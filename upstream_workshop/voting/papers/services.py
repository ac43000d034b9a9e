"""Services for ballot papers: key, confirm and withdraw them.

Each raises WorkshopError if the ballot was deleted or is not open.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.voting import queries
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.model import BallotPaper
from upstream_workshop.voting.papers import electorate
from upstream_workshop.voting.papers.records import keep_paper, paper_of
from upstream_workshop.voting.papers.slips import slip_number
from upstream_workshop.voting.records import ballot_of, names_of_people, require


def key_paper(
    session: Session,
    ballot_id: int,
    number: str,
    marks: Mapping[int, int],
    spoilt: str = "",
    participant_id: int | None = None,
    written: str = "",
    checked: bool = False,
) -> int:
    """Add the paper with this number to an open ballot, or replace it, and return its id.

    number: the number of the slip.
    marks: the values by option number.
    spoilt: why the paper does not count. If it is blank and the paper breaks the ballot's rules,
        the reason is filled in.
    participant_id: the voter; None on a secret ballot.
    written: what was typed, which is kept with the paper.
    checked: whether this is a second entry, which takes the place of the first.

    Raises WorkshopError: when the number is blank, when a secret ballot is given a voter or a
    person's name as the number, when the voter has another paper or may not vote, or when a mark is too
    large.
    """
    row = queries.ballot(session, ballot_id)
    require(row, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be keyed."))
    _refuse_name(session, row, number)
    if row.from_file:
        ballot_of(session, ballot_id).from_file = False
    _refuse_voter(session, row, number, participant_id)
    paper = keep_paper(session, row, number, marks, spoilt, participant_id, written)
    paper.checked = checked
    return paper.id


def _refuse_name(session: Session, row: queries.BallotRow, number: str) -> None:
    """Refuse a person's name as the number of a paper of a secret ballot."""
    is_number = not row.secret or slip_number(number).isdecimal()
    if not is_number and folded(number) in names_of_people(session):
        raise WorkshopError(
            say(
                "“{row}” is secret: give the paper the number of its slip, not a name.",
                row=row.name,
            )
        )


def _refuse_voter(
    session: Session, row: queries.BallotRow, number: str, participant_id: int | None
) -> None:
    """Refuse a voter who may not vote, unless the paper with this number is theirs already."""
    there = paper_of(session, row.id, number)
    if participant_id is None or (there and there.participant_id == participant_id):
        return
    if participant_id not in electorate.who_may(session, row):
        raise WorkshopError(
            say("This person may not vote on “{ballot}”: look at who may.", ballot=row.name)
        )


def confirm_paper(session: Session, ballot_id: int, number: str) -> None:
    """Record that a second entry of a paper said the same as the first.

    Raises WorkshopError: when no paper has this number.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper is compared."))
    _keyed(session, ballot_id, number).checked = True


def withdraw_paper(session: Session, ballot_id: int, number: str) -> None:
    """Delete a paper of an open ballot.

    Raises WorkshopError: when no paper has this number or the number is blank.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
    paper = _keyed(session, ballot_id, number)
    ballot.from_file = False
    session.delete(paper)


def _keyed(session: Session, ballot_id: int, number: str) -> BallotPaper:
    """Return the paper of a slip. Raises WorkshopError: when its number is forgotten or unknown."""
    if not number.strip():
        raise WorkshopError(
            say(
                "This slip was keyed before the ballot closed, and its number is forgotten: take all "
                "slips back and key them again."
            )
        )
    paper = paper_of(session, ballot_id, number)
    if paper is None:
        raise WorkshopError(say("No paper {number} has been keyed.", number=number))
    return paper


def withdraw_papers(session: Session, ballot_id: int) -> int:
    """Delete all papers of an open ballot, to key the slips again, and return their number.

    Raises WorkshopError: when there are none.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
    found = session.scalars(select(BallotPaper).where(BallotPaper.ballot_id == ballot_id)).all()
    if not found:
        raise WorkshopError(say("No paper of “{ballot}” has been keyed.", ballot=ballot.name))
    ballot.from_file = False
    for paper in found:
        session.delete(paper)
    return len(found)
