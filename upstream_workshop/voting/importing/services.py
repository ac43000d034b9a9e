"""The service that imports ballot papers from a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome, Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries, rules
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.model import Ballot
from upstream_workshop.voting.records import (
    Line,
    add_ballot,
    ballot_called,
    ballot_of,
    keep_paper,
    names_of_people,
    require,
)
from upstream_workshop.voting.services import open_ballot

Keyed: TypeAlias = tuple[tuple[tuple[int, int], ...], str]  # marks, and why the paper is spoilt


def import_papers(session: Session, ballot_name: str, reading: PapersReading) -> ImportOutcome:
    """Import papers into a ballot, which is made from the file if no ballot has the name.

    A paper that is there with the same marks stays unchanged; one with other marks is updated. A
    paper that breaks the ballot's rules is kept as spoilt. A line is refused if it names an option
    that is not on the ballot, or if the ballot is secret and the paper's number is a person's name.

    Raises WorkshopError: when papers without numbers are there, because the ballot is secret and
    had closed before.
    """
    ballot = ballot_called(session, ballot_name) or _made_from(session, ballot_name, reading)
    require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no papers can come in."))
    row = queries.ballot(session, ballot.id)
    number_of = _option_numbers(session, row.options, reading)
    before = _numbered(session, ballot)
    refused = list(reading.reading.refused)
    names = names_of_people(session) if row.secret else frozenset()
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
    keep_paper(session, ballot, entry.number, marks)
    return ImportEffect.UPDATED if there else ImportEffect.ADDED


def _made_from(session: Session, name: str, reading: PapersReading) -> Ballot:
    """Add a ballot on the options of the file and open it.

    An option that is the number of a card gets the card's text as its wording.
    """
    theme = {row.title.casefold(): row.id for row in themes.themes(session)}
    lines = [
        Line(wording, theme.get(wording.casefold()))
        for wording in _wordings(session, reading).values()
    ]
    names = names_of_people(session)
    most = max((value for entry in reading.reading.entries for _, value in entry.marks), default=1)
    spent = max(
        (sum(value for _, value in entry.marks) for entry in reading.reading.entries), default=5
    )
    made = add_ballot(
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
    ballot = ballot_of(session, made)
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
