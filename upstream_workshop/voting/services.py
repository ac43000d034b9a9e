"""Services for ballots: make, open, key papers, reconcile, close and reveal.

Each raises WorkshopError if the ballot was deleted or is not in the state that the service needs.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Unpack

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes import services as theme_services
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.voting import queries
from upstream_workshop.voting.kinds import BallotState, TieRule
from upstream_workshop.voting.model import BallotPaper
from upstream_workshop.voting.records import (
    Declared,
    Line,
    add_ballot,
    ballot_of,
    declare,
    keep_paper,
    names_of_people,
    paper_of,
    require,
)


def make_ballot(
    session: Session, name: str, theme_ids: Sequence[int], **declared: Unpack[Declared]
) -> int:
    """Add a ballot on themes and return its id.

    theme_ids: the themes in the order of the options. Their titles are copied into the options, and
        their state becomes ON_THE_BALLOT.
    declared: the rules; those not given have their defaults.

    Raises WorkshopError: when a theme was deleted, the name is blank or taken, there are fewer than
    two themes, or a rule is not valid.
    """
    title = {row.id: row.title for row in themes.themes(session)}
    gone = [theme_id for theme_id in theme_ids if theme_id not in title]
    if gone:
        raise WorkshopError(say("One of the themes is no longer there: choose the themes again."))
    lines = [Line(title[theme_id], theme_id) for theme_id in theme_ids]
    made = add_ballot(session, name, lines, declared)
    for theme_id in theme_ids:
        theme_services.set_theme_state(session, theme_id, ThemeState.ON_THE_BALLOT)
    return made


def amend_ballot(session: Session, ballot_id: int, **declared: Unpack[Declared]) -> None:
    """Change the rules of a ballot that is a draft.

    Raises WorkshopError: when a rule is not valid.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, so what it declared stands.")
    )
    declare(ballot, declared)


def remove_ballot(session: Session, ballot_id: int) -> None:
    """Delete a ballot that is a draft."""
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, so it is kept."))
    session.delete(ballot)


def open_ballot(session: Session, ballot_id: int) -> None:
    """Open a draft for keying papers. Its rules cannot change from then on.

    If ties are resolved by lots, their seed is drawn now and recorded.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, and cannot open again."))
    ballot.state = BallotState.OPEN
    if ballot.tie_rule == TieRule.LOTS:
        ballot.seed = secrets.randbelow(10**9)


def issue_papers(session: Session, ballot_id: int, issued: int, returned: int) -> None:
    """Record how many slips were handed out and how many came back.

    Raises WorkshopError: when a number is negative.
    """
    if issued < 0 or returned < 0:
        raise WorkshopError(say("Slips cannot be fewer than none: count them again."))
    ballot = ballot_of(session, ballot_id)
    ballot.issued, ballot.returned = issued, returned


def close_ballot(session: Session, ballot_id: int) -> None:
    """Close an open ballot and, if it is secret, delete the numbers of its papers.

    The number of a slip discloses who was handed it, and often when it was keyed.

    Raises WorkshopError: when the issued, returned and keyed papers do not add up.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so it cannot close."))
    if complaint := queries.reconciliation(session, ballot_id).complaint:
        raise WorkshopError(
            say("“{ballot}” cannot close yet: {complaint}", ballot=ballot.name, complaint=complaint)
        )
    ballot.state, ballot.from_file = BallotState.CLOSED, False
    if ballot.secret:
        forgotten = update(BallotPaper).where(BallotPaper.ballot_id == ballot_id)
        session.execute(forgotten.values(number=None))


def reopen_ballot(session: Session, ballot_id: int) -> None:
    """Open a closed ballot again. The papers of a secret one no longer have numbers."""
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.CLOSED, noop("“{ballot}” is {standing}, so it cannot reopen."))
    ballot.state = BallotState.OPEN


def reveal_ballot(session: Session, ballot_id: int) -> None:
    """Reveal the result of a closed ballot and set the themes that won to CHOSEN."""
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.CLOSED, noop("“{ballot}” is {standing}, so there is nothing to reveal.")
    )
    ballot.state = BallotState.REVEALED
    row = queries.ballot(session, ballot_id)
    won = set(queries.tally(session, ballot_id).winners)
    standing = {theme.id for theme in themes.themes(session)}
    for option in row.options:
        if option.number in won and option.theme_id in standing:
            theme_services.set_theme_state(session, option.theme_id, ThemeState.CHOSEN)


def key_paper(
    session: Session,
    ballot_id: int,
    number: str,
    marks: Mapping[int, int],
    spoilt: str = "",
    participant_id: int | None = None,
) -> int:
    """Add the paper with this number to an open ballot, or replace it, and return its id.

    number: the number of the slip.
    marks: the values by option number.
    spoilt: why the paper does not count. If it is blank and the paper breaks the ballot's rules,
        the reason is filled in.
    participant_id: the voter; None on a secret ballot.

    Raises WorkshopError: when the number is blank, when a secret ballot is given a voter or a
    person's name as the number, or when a mark is too large.
    """
    row = queries.ballot(session, ballot_id)
    require(row, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be keyed."))
    if row.secret and not number.strip().isdecimal() and folded(number) in names_of_people(session):
        raise WorkshopError(
            say(
                "“{row}” is secret: give the paper the number of its slip, not a name.",
                row=row.name,
            )
        )
    if row.from_file:
        ballot_of(session, ballot_id).from_file = False
    return keep_paper(session, row, number, marks, spoilt, participant_id).id


def withdraw_paper(session: Session, ballot_id: int, number: str) -> None:
    """Delete a paper of an open ballot.

    Raises WorkshopError: when no paper has this number or the number is blank.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
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
    ballot.from_file = False
    session.delete(paper)


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
