"""Services for ballots: make, open, key papers, reconcile, close, reveal and import.

Each raises WorkshopError if the ballot was deleted or is not in the state that the service needs.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypedDict, Unpack

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome, Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes import services as theme_services
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.voting import queries, rules
from upstream_workshop.voting.kinds import BallotState, TieRule, VotingMethod
from upstream_workshop.voting.model import Ballot, BallotPaper, Mark, Option

Keyed: TypeAlias = tuple[tuple[tuple[int, int], ...], str]  # marks, and why the paper is spoilt


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
class _Line:
    wording: str
    theme_id: int | None = None


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
    lines = [_Line(title[theme_id], theme_id) for theme_id in theme_ids]
    made = _make(session, name, lines, declared)
    for theme_id in theme_ids:
        theme_services.set_theme_state(session, theme_id, ThemeState.ON_THE_BALLOT)
    return made


def amend_ballot(session: Session, ballot_id: int, **declared: Unpack[Declared]) -> None:
    """Change the rules of a ballot that is a draft.

    Raises WorkshopError: when a rule is not valid.
    """
    ballot = _ballot(session, ballot_id)
    _require(
        ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, so what it declared stands.")
    )
    _declare(ballot, declared)


def remove_ballot(session: Session, ballot_id: int) -> None:
    """Delete a ballot that is a draft."""
    ballot = _ballot(session, ballot_id)
    _require(ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, so it is kept."))
    session.delete(ballot)


def open_ballot(session: Session, ballot_id: int) -> None:
    """Open a draft for keying papers. Its rules cannot change from then on.

    If ties are resolved by lots, their seed is drawn now and recorded.
    """
    ballot = _ballot(session, ballot_id)
    _require(ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, and cannot open again."))
    ballot.state = BallotState.OPEN
    if ballot.tie_rule == TieRule.LOTS:
        ballot.seed = secrets.randbelow(10**9)


def issue_papers(session: Session, ballot_id: int, issued: int, returned: int) -> None:
    """Record how many slips were handed out and how many came back.

    Raises WorkshopError: when a number is negative.
    """
    if issued < 0 or returned < 0:
        raise WorkshopError(say("Slips cannot be fewer than none: count them again."))
    ballot = _ballot(session, ballot_id)
    ballot.issued, ballot.returned = issued, returned


def close_ballot(session: Session, ballot_id: int) -> None:
    """Close an open ballot and, if it is secret, delete the numbers of its papers.

    The number of a slip discloses who was handed it, and often when it was keyed.

    Raises WorkshopError: when the issued, returned and keyed papers do not add up.
    """
    ballot = _ballot(session, ballot_id)
    _require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so it cannot close."))
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
    ballot = _ballot(session, ballot_id)
    _require(ballot, BallotState.CLOSED, noop("“{ballot}” is {standing}, so it cannot reopen."))
    ballot.state = BallotState.OPEN


def reveal_ballot(session: Session, ballot_id: int) -> None:
    """Reveal the result of a closed ballot and set the themes that won to CHOSEN."""
    ballot = _ballot(session, ballot_id)
    _require(
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
    _require(row, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be keyed."))
    if row.secret and not number.strip().isdecimal() and folded(number) in _names(session):
        raise WorkshopError(
            say(
                "“{row}” is secret: give the paper the number of its slip, not a name.",
                row=row.name,
            )
        )
    if row.from_file:
        _ballot(session, ballot_id).from_file = False
    return _key(session, row, number, marks, spoilt, participant_id).id


def withdraw_paper(session: Session, ballot_id: int, number: str) -> None:
    """Delete a paper of an open ballot.

    Raises WorkshopError: when no paper has this number or the number is blank.
    """
    ballot = _ballot(session, ballot_id)
    _require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
    if not number.strip():
        raise WorkshopError(
            say(
                "This slip was keyed before the ballot closed, and its number is forgotten: take all "
                "slips back and key them again."
            )
        )
    paper = _paper(session, ballot_id, number)
    if paper is None:
        raise WorkshopError(say("No paper {number} has been keyed.", number=number))
    ballot.from_file = False
    session.delete(paper)


def withdraw_papers(session: Session, ballot_id: int) -> int:
    """Delete all papers of an open ballot, to key the slips again, and return their number.

    Raises WorkshopError: when there are none.
    """
    ballot = _ballot(session, ballot_id)
    _require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
    found = session.scalars(select(BallotPaper).where(BallotPaper.ballot_id == ballot_id)).all()
    if not found:
        raise WorkshopError(say("No paper of “{ballot}” has been keyed.", ballot=ballot.name))
    ballot.from_file = False
    for paper in found:
        session.delete(paper)
    return len(found)


def import_papers(session: Session, ballot_name: str, reading: PapersReading) -> ImportOutcome:
    """Import papers into a ballot, which is made from the file if no ballot has the name.

    A paper that is there with the same marks stays unchanged; one with other marks is updated. A
    paper that breaks the ballot's rules is kept as spoilt. A line is refused if it names an option
    that is not on the ballot, or if the ballot is secret and the paper's number is a person's name.

    Raises WorkshopError: when papers without numbers are there, because the ballot is secret and
    had closed before.
    """
    ballot = _called(session, ballot_name) or _made_from(session, ballot_name, reading)
    _require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no papers can come in."))
    row = queries.ballot(session, ballot.id)
    number_of = _option_numbers(session, row.options, reading)
    before = _numbered(session, ballot)
    refused = list(reading.reading.refused)
    names = _names(session) if row.secret else frozenset()
    rows: list[ImportedRow] = []
    for entry in reading.reading.entries:
        if why := _refusal(entry, number_of, names):
            refused.append(Refusal(entry.line, why))
            continue
        marks = {number_of[title]: value for title, value in entry.marks}
        what = _take(session, row, entry, marks, before)
        fault = rules.fault(marks, row.terms)
        note = say("spoilt: {fault}", fault=fault) if fault else ""
        rows.append(ImportedRow(entry.line, entry.number, what, note))
    _widen_counts(session, ballot)
    unmapped = tuple(title for title in reading.options if title not in number_of)
    return ImportOutcome.of(rows, refused, unmapped)


def _numbered(session: Session, ballot: Ballot) -> dict[str, Keyed]:
    """Return marks and fault of the papers that are there, by number.

    Raises WorkshopError: when they have no numbers any more.
    """
    found = queries.papers(session, ballot.id)
    if any(not paper.number for paper in found):
        raise WorkshopError(
            say(
                "“{ballot}” had closed, so its papers have no numbers that a file could be compared "
                "with: take all slips back in the app, then import.",
                ballot=ballot.name,
            )
        )
    return {paper.number: (paper.marks, paper.spoilt) for paper in found}


def _refusal(entry: PaperEntry, number_of: Mapping[str, int], names: Collection[str]) -> str:
    """Return why a line cannot be imported, or an empty text.

    number_of: the numbers of the ballot's options by their titles in the file.
    names: the folded names under which no paper may be kept.
    """
    unknown = [title for title, _ in entry.marks if title not in number_of]
    if unknown:
        return say("“{unknown}” is not on the ballot", unknown=unknown[0])
    if folded(entry.number) in names:
        return say("a secret ballot keeps no paper under a name: give each the number of its slip")
    return ""


def _names(session: Session) -> frozenset[str]:
    """Return the folded names and e-mail addresses of all people, without those of digits alone.

    Digits are the number of a slip.
    """
    texts = (text for row in roster(session) for text in (row.name, row.email))
    return frozenset(folded(text) for text in texts if text and not text.isdecimal())


def _take(
    session: Session,
    ballot: queries.BallotRow,
    entry: PaperEntry,
    marks: Mapping[int, int],
    before: Mapping[str, Keyed],
) -> ImportEffect:
    there = before.get(entry.number)
    if there == (tuple(sorted(marks.items())), rules.fault(marks, ballot.terms)):
        return ImportEffect.UNCHANGED
    _key(session, ballot, entry.number, marks)
    return ImportEffect.UPDATED if there else ImportEffect.ADDED


def _made_from(session: Session, name: str, reading: PapersReading) -> Ballot:
    """Add a ballot on the options of the file and open it.

    An option that is the number of a card gets the card's text as its wording.
    """
    theme = {row.title.casefold(): row.id for row in themes.themes(session)}
    lines = [
        _Line(wording, theme.get(wording.casefold()))
        for wording in _wordings(session, reading).values()
    ]
    names = _names(session)
    most = max((value for entry in reading.reading.entries for _, value in entry.marks), default=1)
    spent = max(
        (sum(value for _, value in entry.marks) for entry in reading.reading.entries), default=5
    )
    made = _make(
        session,
        name,
        lines,
        {
            "method": VotingMethod(reading.method),
            # papers with people's names as their numbers cannot be secret
            "secret": not any(folded(entry.number) in names for entry in reading.reading.entries),
            "seats": reading.seats or min(4, len(lines)),
            "dots": max(5, spent) if reading.method == VotingMethod.DOTS else 5,
            "cap": max(3, most) if reading.method == VotingMethod.DOTS else 3,
        },
    )
    open_ballot(session, made)
    ballot = _ballot(session, made)
    ballot.from_file = True
    return ballot


def _option_numbers(
    session: Session, options: Sequence[queries.OptionRow], reading: PapersReading
) -> dict[str, int]:
    """Return the option number of each title of the file, by its wording or the card it names."""
    wording = _wordings(session, reading)
    if [option.wording for option in options] == list(wording.values()):
        numbers = (option.number for option in options)
        return dict(zip(wording, numbers, strict=True))  # wordings may repeat: go by position
    by_wording = {option.wording.casefold(): option.number for option in options}
    return {
        title: by_wording[text.casefold()]
        for title, text in wording.items()
        if text.casefold() in by_wording
    }


def _wordings(session: Session, reading: PapersReading) -> dict[str, str]:
    """Return the wording of each title of the file: the text of the card it names, else itself."""
    cards = themes.cards(session) if reading.names_cards else ()
    text = {card.foreign_id: card.text for card in cards if card.foreign_id}
    return {title: text.get(title, title) for title in reading.options}


def _widen_counts(session: Session, ballot: Ballot) -> None:
    """Raise the counts of issued and returned slips to the number of papers."""
    keyed = len(queries.papers(session, ballot.id))
    ballot.returned = max(ballot.returned, keyed)
    ballot.issued = max(ballot.issued, ballot.returned)


def _make(session: Session, name: str, lines: Sequence[_Line], declared: Declared) -> int:
    wanted = name.strip()
    if not wanted:
        raise WorkshopError(say("A ballot needs a name."))
    if _called(session, wanted):
        raise WorkshopError(
            say("There is a ballot called “{wanted}” already: choose another name.", wanted=wanted)
        )
    if len(lines) < 2:
        raise WorkshopError(say("A ballot needs at least two options: choose more themes."))
    ballot = Ballot(name=wanted, method=VotingMethod.DOTS)
    _declare(ballot, declared)
    session.add(ballot)
    session.flush()
    session.add_all(
        Option(ballot_id=ballot.id, number=number, wording=line.wording, theme_id=line.theme_id)
        for number, line in enumerate(lines, 1)
    )
    session.flush()
    return ballot.id


def _declare(ballot: Ballot, declared: Declared) -> None:
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


def _key(
    session: Session,
    ballot: queries.BallotRow,
    number: str,
    marks: Mapping[int, int],
    spoilt: str = "",
    participant_id: int | None = None,
) -> BallotPaper:
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
    paper = _paper(session, ballot.id, wanted)
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


def _paper(session: Session, ballot_id: int, number: str) -> BallotPaper | None:
    return session.scalar(
        select(BallotPaper).where(
            BallotPaper.ballot_id == ballot_id, BallotPaper.number == number.strip()
        )
    )


def _called(session: Session, name: str) -> Ballot | None:
    """Return the ballot of that name, ignoring case, or None.

    Names are compared here because `lower` in SQLite does not change letters with accents.
    """
    wanted = name.strip().casefold()
    return next(
        (one for one in session.scalars(select(Ballot)) if one.name.casefold() == wanted), None
    )


def _ballot(session: Session, ballot_id: int) -> Ballot:
    ballot = session.get(Ballot, ballot_id)
    if ballot is None:
        raise WorkshopError(say("This ballot is no longer there: choose another one."))
    return ballot


def _require(ballot: Ballot | queries.BallotRow, state: BallotState, so: str) -> None:
    if ballot.state != state:
        raise WorkshopError(say(so, ballot=ballot.name, standing=say(_STATE_NAMES[ballot.state])))


_STATE_NAMES = {
    BallotState.DRAFT: noop("not open yet"),
    BallotState.OPEN: noop("open"),
    BallotState.CLOSED: noop("closed"),
    BallotState.REVEALED: noop("revealed already"),
}
