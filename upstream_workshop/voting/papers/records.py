"""The rows of ballot papers that services need, and refusals of papers that cannot be kept."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.voting import queries, rules
from upstream_workshop.voting.model import BallotPaper, Mark
from upstream_workshop.voting.papers.slips import slip_number

_HIGHEST_MARK = (
    1_000_000  # a larger value is a typing error, and could exceed what the file can store
)


def keep_paper(
    session: Session,
    ballot: queries.BallotRow,
    number: str,
    marks: Mapping[int, int],
    spoilt: str = "",
    participant_id: int | None = None,
    written: str = "",
) -> BallotPaper:
    """Add the paper with this number, or replace its marks, and return it.

    spoilt: why it does not count; if blank and it breaks the ballot's rules, the reason is filled in.
    written: what was typed for it.

    Raises WorkshopError: when the number is blank, a mark is too large, a secret ballot is given a voter,
    or the voter has another paper.
    """
    _refuse_unkeepable(ballot, number, marks, participant_id)
    paper = paper_of(session, ballot.id, number)
    _refuse_second(session, ballot, participant_id, paper)
    if paper is None:
        paper = BallotPaper(ballot_id=ballot.id, number=slip_number(number))
        session.add(paper)
    else:
        session.execute(delete(Mark).where(Mark.paper_id == paper.id))
    paper.participant_id, paper.written, paper.checked = participant_id, written.strip(), False
    paper.spoilt = spoilt.strip() or rules.fault(marks, ballot.terms)
    session.flush()
    _add_marks(session, ballot, paper, marks)
    return paper


def _add_marks(
    session: Session, ballot: queries.BallotRow, paper: BallotPaper, marks: Mapping[int, int]
) -> None:
    option_id = {option.number: option.id for option in ballot.options}
    session.add_all(
        Mark(paper_id=paper.id, option_id=option_id[option], value=value)
        for option, value in marks.items()
        if option in option_id
    )
    session.flush()


def _refuse_unkeepable(
    ballot: queries.BallotRow, number: str, marks: Mapping[int, int], participant_id: int | None
) -> None:
    """Refuse a paper without a number, with a name on a secret ballot, or with too large a mark."""
    wanted = slip_number(number)
    if not wanted:
        raise WorkshopError(say("A paper needs its number: type it before the options."))
    if ballot.secret and participant_id is not None:
        raise WorkshopError(
            say("“{ballot}” is secret: a paper cannot carry a name.", ballot=ballot.name)
        )
    if any(abs(value) > _HIGHEST_MARK for value in marks.values()):
        raise WorkshopError(
            say("Paper {wanted} has a mark with far too many digits: key it again.", wanted=wanted)
        )


def paper_of(session: Session, ballot_id: int, number: str) -> BallotPaper | None:
    """Return the paper of a ballot with this number, or None; 1, 01, 1.0 and #1 are one."""
    written = (slip_number(number), number.strip())
    papers = select(BallotPaper).where(
        BallotPaper.ballot_id == ballot_id, BallotPaper.number.in_(written)
    )
    return session.scalars(papers).first()


def _refuse_second(
    session: Session,
    ballot: queries.BallotRow,
    participant_id: int | None,
    paper: BallotPaper | None,
) -> None:
    """Refuse a voter who has another paper of the ballot."""
    if participant_id is None:
        return
    own = session.scalar(
        select(BallotPaper).where(
            BallotPaper.ballot_id == ballot.id, BallotPaper.participant_id == participant_id
        )
    )
    if own is not None and own is not paper:
        raise WorkshopError(
            say(
                "This person has slip {number} of “{ballot}” already: correct that one.",
                number=own.number or "",
                ballot=ballot.name,
            )
        )
