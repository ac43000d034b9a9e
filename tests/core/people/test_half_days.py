"""Who was there before noon and after it, to the minute on either side of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.people import services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.attendance.queries import HalfDays, Presence
from upstream_workshop.session_file.workshop import Workshop

ONE = datetime(2026, 11, 24, 13)  # lunch is over, and the afternoon begins
BEFORE, AFTER = ONE - timedelta(minutes=1), ONE + timedelta(minutes=1)
NINE, FOUR = ONE - timedelta(hours=4), ONE + timedelta(hours=3)


def come(session: Session, state: str, at: datetime | None) -> int:
    person = services.add_participant(session, "Ade Okafor")
    attendance_services.check_in(session, person, 1, state, at)
    return person


@pytest.mark.parametrize(
    ("came", "halves"), [(NINE, (1, 1)), (BEFORE, (1, 1)), (ONE, (0, 1)), (AFTER, (0, 1))]
)
@pytest.mark.parametrize("state", ["here", "substitute", "late"])
def test_the_morning_is_for_who_came_before_one(
    workshop: Workshop, state: str, came: datetime, halves: tuple[int, int]
) -> None:
    with workshop.change("Come") as session:
        come(session, state, came)
    with workshop.read() as session:
        assert attendance_queries.half_days(session, 1) == HalfDays(*halves)
        assert attendance_queries.half_days(session, 2) == HalfDays(0, 0)
        assert attendance_queries.presence(session, 1) == Presence(1, 1)


@pytest.mark.parametrize(
    ("came", "left", "halves"),
    [
        (NINE, BEFORE, (1, 0)),
        (NINE, ONE, (1, 0)),
        (NINE, AFTER, (1, 1)),
        (BEFORE, FOUR, (1, 1)),
        (ONE, FOUR, (0, 1)),
    ],
)
def test_the_afternoon_is_for_who_left_after_one(
    workshop: Workshop, came: datetime, left: datetime, halves: tuple[int, int]
) -> None:
    with workshop.change("Come and go") as session:
        person = come(session, "here", came)
        attendance_services.check_in(session, person, 1, "left", left)
    with workshop.read() as session:
        assert attendance_queries.half_days(session, 1) == HalfDays(*halves)
        assert attendance_queries.presence(session, 1) == Presence(0, 1)


@pytest.mark.parametrize(("left", "afternoon"), [(BEFORE, 0), (ONE, 0), (FOUR, 1)])
def test_who_was_seen_only_to_leave_was_there_from_the_morning(
    workshop: Workshop, left: datetime, afternoon: int
) -> None:
    with workshop.change("Go") as session:
        come(session, "left", left)
    with workshop.read() as session:
        assert attendance_queries.half_days(session, 1) == HalfDays(1, afternoon)


@pytest.mark.parametrize(("state", "expected"), [("expected", 1), ("late", 1), ("withdrawn", 0)])
def test_who_never_came_was_in_neither_half(workshop: Workshop, state: str, expected: int) -> None:
    with workshop.change("Stay away") as session:
        come(session, state, None)
    with workshop.read() as session:
        assert attendance_queries.half_days(session, 1) == HalfDays(0, 0)
        assert attendance_queries.presence(session, 1) == Presence(0, expected)
