"""The cancellations in a sign-up list: people of the session who are proposed as withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.people import queries
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.intake import Difference, Taken
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import Known, matched
from upstream_workshop.readers.reading import (
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Question,
    Reading,
)
from upstream_workshop.readers.signup_lists import PersonEntry

WITHDRAW: Final = "withdraw"
KEEP: Final = "keep"


def asked(
    session: Session, reading: Reading[PersonEntry], rows: Collection[ImportedRow]
) -> tuple[Question, ...]:
    """Return a question for each person who is expected but has cancelled by the list.

    The preset answer is to withdraw them, which discloses less and loses nothing. For people with
    any attendance it is to leave them as they are.
    """
    why = {refusal.line: refusal.why for refusal in reading.refused}
    noted = {row.participant_id for row in attendance_queries.attendance_of_all_days(session)}
    return tuple(
        Question(
            f"{WITHDRAW} {entry.line}",
            say(
                "{why}. Note {name} as not coming?",
                why=why.get(entry.line, entry.name),
                name=person.name,
            ),
            ((WITHDRAW, say("Not coming, on either day")), (KEEP, say("Leave as it is"))),
            KEEP if person.id in noted else WITHDRAW,
            entry.line,
        )
        for entry, person in _cancelled(session, reading, rows)
    )


def withdraw(
    session: Session,
    reading: Reading[PersonEntry],
    outcome: ImportOutcome,
    answers: Mapping[str, str],
) -> ImportOutcome:
    """Withdraw the people for whom that was answered; return the outcome with a row for each."""
    questions = {one.line: one for one in asked(session, reading, outcome.rows)}
    chosen = [
        (entry, person)
        for entry, person in _cancelled(session, reading, outcome.rows)
        if questions[entry.line].answer(answers) == WITHDRAW
    ]
    if not chosen:
        return outcome
    attendance_services.withdraw(session, [person.id for _, person in chosen])
    rows = [
        Taken(
            entry.line,
            person.name,
            ImportEffect.UPDATED,
            participant_id=person.id,
            organisation=person.organisation,
            differences=(Difference("attendance", "", AttendanceState.WITHDRAWN),),
        )
        for entry, person in chosen
    ]
    lines = {row.line for row in rows}
    return replace(
        outcome,
        updated=outcome.updated + len(rows),
        refused=tuple(one for one in outcome.refused if one.line not in lines),
        rows=(*outcome.rows, *rows),
    )


def _cancelled(
    session: Session, reading: Reading[PersonEntry], rows: Collection[ImportedRow]
) -> Iterator[tuple[PersonEntry, ParticipantRow]]:
    """Yield each cancelled entry with its person, if that person is not withdrawn yet."""
    gone = {entry.line for entry in reading.gone}
    taken = {row.participant_id for row in rows if isinstance(row, Taken) and row.line not in gone}
    out = _withdrawn(session)
    free = {
        row.id: row
        for row in (queries.roster(session) if reading.gone else ())
        if row.id not in taken and row.id not in out
    }
    for entry, id_ in zip(reading.gone, _meant(reading.gone, free), strict=True):
        if id_ is not None:
            yield entry, free[id_]


def _meant(
    entries: Sequence[PersonEntry], free: Mapping[int, ParticipantRow]
) -> tuple[int | None, ...]:
    known = {id_: Known(row.name, row.organisation, row.email) for id_, row in free.items()}
    listed = [Known(entry.name, entry.organisation, entry.email) for entry in entries]
    return matched(listed, known)


def _withdrawn(session: Session) -> set[int]:
    return {
        row.participant_id
        for row in attendance_queries.attendance_of_all_days(session)
        if row.state == AttendanceState.WITHDRAWN
    }
