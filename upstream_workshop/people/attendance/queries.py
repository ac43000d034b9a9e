"""Queries for who is there on which day, which return frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from sqlalchemy.orm import Session

from upstream_workshop.people.introductions.network import TieRow as TieRow
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.model import Attendance
from upstream_workshop.people.queries import headcount
from upstream_workshop.storage.query_cache import Table

NOON: Final = time(13)  # lunch is over
_PRESENT: Final = frozenset({AttendanceState.HERE, AttendanceState.SUBSTITUTE})


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A person's attendance on a day; `at` is the time of arrival."""

    participant_id: int
    day: int
    state: AttendanceState
    at: datetime | None
    note: str
    left_at: datetime | None = None
    stands_for_id: int | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """The number of people in the room, and of those who have not withdrawn."""

    here: int
    expected: int


@dataclass(frozen=True, slots=True)
class HalfDays:
    """The numbers of people in the room in the morning and in the afternoon of a day."""

    morning: int
    afternoon: int


_ATTENDANCE: Final = Table(
    lambda _, *row: AttendanceRow(*row),
    Attendance.id,
    Attendance.participant_id,
    Attendance.day,
    Attendance.state,
    Attendance.at,
    Attendance.note,
    Attendance.left_at,
    Attendance.stands_for_id,
)


def attendance(session: Session, day: int) -> dict[int, AttendanceRow]:
    """Return the attendance of a day by participant id; people who are not in it are expected."""
    rows = _ATTENDANCE(session).values()
    return {row.participant_id: row for row in rows if row.day == day}


def attendance_of_all_days(session: Session) -> tuple[AttendanceRow, ...]:
    """Return the attendance of all days, sorted by day."""
    return tuple(sorted(_ATTENDANCE(session).values(), key=lambda row: row.day))


def presence(session: Session, day: int) -> Presence:
    """Return the numbers of a day. Substitutes count as here, and late people once they came."""
    known = attendance(session, day).values()
    return Presence(
        here=sum(is_present(row) for row in known),
        expected=headcount(session) - sum(row.state == AttendanceState.WITHDRAWN for row in known),
    )


def half_days(session: Session, day: int, noon: time = NOON) -> HalfDays:
    """Return the numbers of each half of a day; people who left without a time left by noon."""
    known = attendance(session, day).values()
    return HalfDays(
        morning=sum(_was_there(row) and (row.at is None or row.at.time() < noon) for row in known),
        afternoon=sum(_was_there(row) and not _gone_by(row, noon) for row in known),
    )


def _was_there(row: AttendanceRow) -> bool:
    return is_present(row) or (
        row.state == AttendanceState.LEFT and (row.at or row.left_at) is not None
    )


def _gone_by(row: AttendanceRow, noon: time) -> bool:
    return row.state == AttendanceState.LEFT and (row.left_at is None or row.left_at.time() <= noon)


def is_present(row: AttendanceRow) -> bool:
    """Check whether the person is in the room, as a substitute or otherwise."""
    return row.state in _PRESENT or (row.state == AttendanceState.LATE and row.at is not None)
