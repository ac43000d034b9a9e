"""The rows that services of votes need, what all of them do to these, and refusals of those not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypedDict

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.letters import one_line
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.voting import queries
from upstream_workshop.voting.kinds import (
    BallotState,
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
    WithdrawnRule,
)
from upstream_workshop.voting.model import Ballot, Option


class Declared(TypedDict, total=False):
    """The rules of a ballot, which are declared before it opens.

    dots, cap: how many dots a paper has, and how many of them one option may get.
    seats: how many options can win.
    rule: the rule that finds the winners.
    depth: how many of a paper's first ranks a rule for approvals counts as support.
    budget: what the winners may cost together; None where nothing costs anything.
    electorate: who may vote.
    withdrawn: what happens to the named paper of a person who withdraws before the closing.
    shuffled: whether each printed slip lists the options in an order of its own.
    """

    question: str
    method: VotingMethod
    dots: int
    cap: int
    seats: int
    rule: CountingRule
    depth: int
    budget: int | None
    secret: bool
    electorate: Electorate
    withdrawn: WithdrawnRule
    shuffled: bool
    tie_rule: TieRule


@dataclass(frozen=True, slots=True)
class Line:
    """An option to be made.

    wording: what the slip says.
    theme_id: the theme it is about, or None.
    cost: what it costs, in whole units, or None.
    """

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
    ballot = Ballot(name=free_name(session, name), method=VotingMethod.DOTS)
    ballot.seats = min(4, len(lines)) or 1
    declare(ballot, declared)
    session.add(ballot)
    session.flush()
    set_options(session, ballot, lines)
    return ballot.id


def free_name(session: Session, name: str, own: Ballot | None = None) -> str:
    """Return a name for a ballot without space around it.

    own: the ballot that may have it already.

    Raises WorkshopError: when it is blank or taken.
    """
    wanted = name.strip()
    if not wanted:
        raise WorkshopError(say("A ballot needs a name."))
    if ballot_called(session, wanted) not in (None, own):
        raise WorkshopError(
            say("There is a ballot called “{wanted}” already: choose another name.", wanted=wanted)
        )
    return wanted


def set_options(session: Session, ballot: Ballot, lines: Sequence[Line]) -> None:
    """Give a draft these options, in this order, in place of those it has.

    Raises WorkshopError: when there are fewer than two, or a wording is blank.
    """
    wordings = [one_line(line.wording) for line in lines]
    if len(lines) < 2:
        raise WorkshopError(say("A ballot needs at least two options: choose more themes."))
    if not all(wordings):
        raise WorkshopError(say("Option {n} has no words: type some.", n=wordings.index("") + 1))
    session.execute(delete(Option).where(Option.ballot_id == ballot.id))
    session.add_all(
        Option(
            ballot_id=ballot.id,
            number=number,
            wording=wording,
            theme_id=line.theme_id,
            cost=line.cost,
        )
        for number, (wording, line) in enumerate(zip(wordings, lines, strict=True), 1)
    )
    session.flush()


def declare(ballot: Ballot, declared: Declared) -> None:
    """Set the given rules of a ballot. Raises WorkshopError: when one is not valid."""
    for field, value in declared.items():
        members, refusal = _ENUMERATED.get(field, (None, ""))
        setattr(ballot, field, member_of(members, str(value), refusal) if members else value)
    if any(getattr(ballot, field) is not None and getattr(ballot, field) < 1 for field in _COUNTS):
        raise WorkshopError(
            say("Dots, the most on one option, winners, depth and budget must each be 1 or more.")
        )


_NO_METHOD = noop("“{given}” is no way to vote: choose one of {known}.")
_NO_TIE_RULE = noop("“{given}” is no tie rule: choose one of {known}.")
_ENUMERATED: Final[Mapping[str, tuple[type[StrEnum], str]]] = {
    "method": (VotingMethod, _NO_METHOD),
    "tie_rule": (TieRule, _NO_TIE_RULE),
    "rule": (CountingRule, noop("“{given}” is no rule of counting: choose one of {known}.")),
    "electorate": (Electorate, noop("“{given}” are no voters: choose one of {known}.")),
    "withdrawn": (WithdrawnRule, noop("A paper never “{given}”: choose one of {known}.")),
}
_COUNTS = ("dots", "cap", "seats", "depth", "budget")


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
