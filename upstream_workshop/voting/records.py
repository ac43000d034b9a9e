"""The rows that services of votes need, what all of them do to these, and refusals of those not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.voting import queries, rules
from upstream_workshop.voting.kinds import BallotState, TieRule, VotingMethod
from upstream_workshop.voting.model import Ballot, BallotPaper, Mark, Option


class Declared(TypedDict, total=False):
    """The rules of a ballot, which are declared before it opens.

    dots, cap: how many dots a paper has, and how many of them one option may get.
    seats: how many options can win.
    """

    question: str
    method: VotingMethod
    dots: int
    cap: int
    seats: int
    secret: bool
    tie_rule: TieRule


@dataclass(frozen=True, slots=True)
class Line:
    """An option to be made: its wording, the theme it is about, if it is about one, and its cost."""

    wording: str
    theme_id: int | None = None
    cost: int | None = None


def names_of_people(session: Session) -> frozenset[str]:
    """Return the folded names and e-mail addresses of all people, without those of digits alone.

    Digits are the number of a slip.
    """
    texts = (text for row in roster(session) for text in (row.name, row.email))
    return frozenset(folded(text) for text in texts if text and not text.isdecimal())


def add_ballot(session: Session, name: str, lines: Sequence[Line], declared: Declared) -> int:
    """Add a ballot with these options as a draft and return its id.

    Raises WorkshopError: when the name is blank or taken, there are fewer than two options, or a rule is
    not valid.
    """
    wanted = name.strip()
    if not wanted:
        raise WorkshopError(say("A ballot needs a name."))
    if ballot_called(session, wanted):
        raise WorkshopError(
            say("There is a ballot called “{wanted}” already: choose another name.", wanted=wanted)
        )
    if len(lines) < 2:
        raise WorkshopError(say("A ballot needs at least two options: choose more themes."))
    ballot = Ballot(name=wanted, method=VotingMethod.DOTS)
    declare(ballot, declared)
    session.add(ballot)
    session.flush()
    session.add_all(
        Option(
            ballot_id=ballot.id,
            number=number,
            wording=line.wording,
            theme_id=line.theme_id,
            cost=line.cost,
        )
        for number, line in enumerate(lines, 1)
    )
    session.flush()
    return ballot.id


def declare(ballot: Ballot, declared: Declared) -> None:
    """Set the given rules of a ballot. Raises WorkshopError: when one is not valid."""
    for field, value in declared.items():
        setattr(ballot, field, value)
    if "method" in declared:
        ballot.method = member_of(VotingMethod, declared["method"], _NO_METHOD)
    if "tie_rule" in declared:
        ballot.tie_rule = member_of(TieRule, declared["tie_rule"], _NO_TIE_RULE)
    if any(getattr(ballot, field) is not None and getattr(ballot, field) < 1 for field in _COUNTS):
        raise WorkshopError(
            say("Dots, the most on one option, and winners must each be 1 or more.")
        )


_NO_METHOD = noop("“{given}” is no way to vote: choose one of {known}.")
_NO_TIE_RULE = noop("“{given}” is no tie rule: choose one of {known}.")
_COUNTS = ("dots", "cap", "seats")
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
) -> BallotPaper:
    """Add the paper with this number, or replace its marks, and return it.

    spoilt: why it does not count; if blank and it breaks the ballot's rules, the reason is filled in.

    Raises WorkshopError: when the number is blank, a mark is too large, or a secret ballot is given a voter.
    """
    wanted = number.strip()
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
    paper = paper_of(session, ballot.id, wanted)
    if paper is None:
        paper = BallotPaper(ballot_id=ballot.id, number=wanted)
        session.add(paper)
    else:
        session.execute(delete(Mark).where(Mark.paper_id == paper.id))
    paper.participant_id = participant_id
    paper.spoilt = spoilt.strip() or rules.fault(marks, ballot.terms)
    session.flush()
    option_id = {option.number: option.id for option in ballot.options}
    session.add_all(
        Mark(paper_id=paper.id, option_id=option_id[option], value=value)
        for option, value in marks.items()
        if option in option_id
    )
    session.flush()
    return paper


def paper_of(session: Session, ballot_id: int, number: str) -> BallotPaper | None:
    """Return the paper of a ballot with this number, or None."""
    return session.scalar(
        select(BallotPaper).where(
            BallotPaper.ballot_id == ballot_id, BallotPaper.number == number.strip()
        )
    )


def ballot_called(session: Session, name: str) -> Ballot | None:
    """Return the ballot of that name, ignoring case, or None.

    Names are compared here because `lower` in SQLite does not change letters with accents.
    """
    wanted = name.strip().casefold()
    return next(
        (one for one in session.scalars(select(Ballot)) if one.name.casefold() == wanted), None
    )


def ballot_of(session: Session, ballot_id: int) -> Ballot:
    """Return a ballot. Raises WorkshopError: when it was deleted."""
    ballot = session.get(Ballot, ballot_id)
    if ballot is None:
        raise WorkshopError(say("This ballot is no longer there: choose another one."))
    return ballot


def require(ballot: Ballot | queries.BallotRow, state: BallotState, so: str) -> None:
    """Refuse a ballot that is not in this state, in the words of `so`, with {ballot} and {standing}."""
    if ballot.state != state:
        raise WorkshopError(say(so, ballot=ballot.name, standing=say(_STATE_NAMES[ballot.state])))


_STATE_NAMES = {
    BallotState.DRAFT: noop("not open yet"),
    BallotState.OPEN: noop("open"),
    BallotState.CLOSED: noop("closed"),
    BallotState.REVEALED: noop("revealed already"),
}
