"""Services for attendance: check people in, and note who withdraws.

Each writes in the transaction of `session`. It raises WorkshopError if a person with an id that it
was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.model import Attendance, Participant
from upstream_workshop.people.records import person_of

EVENT_DAYS: Final = (1, 2)  # the days of a residential, whatever its plan contains


def check_in(
    session: Session,
    participant_id: int,
    day: int,
    state: AttendanceState = AttendanceState.HERE,
    at: datetime | None = None,
    note: str = "",
    stands_for_id: int | None = None,
) -> None:
    """Record a person's attendance on a day.

    day: the number of the day; the first is 1.
    state: the new state. EXPECTED without a note deletes the row.
    at: the time of arrival; for LEFT, the time of leaving.
    note: replaces the present note.
    stands_for_id: the person that a substitute stands in for. They are marked withdrawn for the
        day unless they have a row for it. The id is stored only with the state SUBSTITUTE.

    Raises WorkshopError: when the day is below 1, when the state is not one of the words, or when
    the person would stand in for themselves.
    """
    person = person_of(session, participant_id)
    refusal = noop("“{given}” is no attendance: choose one of {known}.")
    state = member_of(AttendanceState, state, refusal)
    if day < 1:
        raise WorkshopError(say("There is no day {day}: the first day is day 1.", day=day))
    if stands_for_id is not None:
        _make_room(session, person, stands_for_id, day)
    known = _attendance_of(session, person.id, day)
    if state == AttendanceState.EXPECTED and not note:
        session.execute(delete(Attendance).where(Attendance.id == (known.id if known else 0)))
        return
    if known is None:
        known = Attendance(participant_id=person.id, day=day)
        session.add(known)
    came, left = (known.at, at) if state == AttendanceState.LEFT else (at, None)
    known.state, known.at, known.left_at, known.note = state, came, left, note
    known.stands_for_id = stands_for_id if state == AttendanceState.SUBSTITUTE else None


def withdraw(session: Session, participant_ids: Iterable[int]) -> None:
    """Mark people as withdrawn on every day for which they have no attendance yet.

    The days are `EVENT_DAYS` and all days that have any attendance.
    """
    days = {*EVENT_DAYS, *session.scalars(select(Attendance.day).distinct())}
    for id_ in participant_ids:
        person = person_of(session, id_)
        for day in sorted(days):
            if _attendance_of(session, person.id, day) is None:
                row = Attendance(participant_id=id_, day=day, state=AttendanceState.WITHDRAWN)
                session.add(row)


def _make_room(session: Session, person: Participant, absent_id: int, day: int) -> None:
    """Mark the person that a substitute stands in for as withdrawn, unless they have a row."""
    absent = person_of(session, absent_id)
    if absent.id == person.id:
        raise WorkshopError(
            say("{person} cannot stand in for themselves: name somebody else.", person=person.name)
        )
    if _attendance_of(session, absent.id, day) is None:
        session.add(Attendance(participant_id=absent.id, day=day, state=AttendanceState.WITHDRAWN))


def _attendance_of(session: Session, participant_id: int, day: int) -> Attendance | None:
    where = (Attendance.participant_id == participant_id, Attendance.day == day)
    return session.scalar(select(Attendance).where(*where))
