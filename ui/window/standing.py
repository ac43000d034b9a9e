"""Where the day stands, asked from agenda and people for the strip and the room screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from ui.window.status_strip import Standing
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance.services import EVENT_DAYS


def read(
    session: Session,
    now: datetime,
    put_right: Callable[[agenda.Blocks], agenda.Blocks] = lambda blocks: blocks,
) -> Standing:
    """One question a second: the block, what is left of it, the slip, the next lock, who is here."""
    line = agenda.now_line(session, now, put_right)
    presence = attendance_queries.presence(session, agenda.day_of(session, now, EVENT_DAYS))
    return Standing(
        line.title,
        line.seconds_left,
        line.paused,
        line.slip_minutes,
        line.next_locked,
        presence.here,
        presence.expected,
        line.set_back,
    )
