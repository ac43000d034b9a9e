"""What a person's own paper says of their being there: they came, came late, left, or were replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.naming import UNNAMED, Reason, may_name
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

_CAME: Final = (
    AttendanceState.HERE, AttendanceState.LATE, AttendanceState.SUBSTITUTE, AttendanceState.LEFT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Presence:
    """How somebody took part.

    came: whether they were there on any day, or nobody has been checked in yet.
    gone: whether they left or withdrew, so that what is still to come is not for them.
    stood_in: a sentence about whom they replaced, or who replaced them.
    """

    came: bool
    gone: bool
    stood_in: str


def presence_of(report: Report, shown: Report, person: ParticipantRow) -> Presence:
    """Return how somebody took part.

    shown: the report for others, whose names are used.
    """
    rows = sorted(
        (row for row in report.attendance if row.participant_id == person.id),
        key=lambda row: row.day,
    )
    last = rows[-1].state if rows else AttendanceState.EXPECTED
    by = next((row for row in report.attendance if row.stands_for_id == person.id), None)
    left = last in (AttendanceState.LEFT, AttendanceState.WITHDRAWN)
    gone = left or (last == AttendanceState.EXPECTED and by is not None)
    return Presence(report.took_part(person.id), gone, _stood_in(shown, rows, by))


def _stood_in(shown: Report, rows: Sequence[AttendanceRow], by: AttendanceRow | None) -> str:
    """Return whom somebody replaced, or who replaced them and, if they came on another day, on which.

    rows: the attendance of the person.
    by: that of who replaced them.
    """
    names = {one.id: one.name for one in shown.people if may_name(one, Reason.TOOK_PART)}
    replaced = next((row.stands_for_id for row in rows if row.stands_for_id), None)
    if replaced is not None:
        return say("You came in place of {name}.", name=names.get(replaced, say(UNNAMED)))
    if by is None:
        return ""
    name = names.get(by.participant_id, say(UNNAMED))
    if any(row.day != by.day and row.state in _CAME for row in rows):
        return say("{name} came in your place on day {n}.", name=name, n=by.day)
    return say("{name} came in your place.", name=name)


def without_workgroup(presence: Presence, promised: bool) -> str:
    """Return why somebody is in no workgroup, before the list of those that were formed."""
    if promised:
        return say(
            "You are a member of no workgroup, but promised one something. These were formed:"
        )
    if not presence.came:
        return say("You could not be there when these workgroups were formed:")
    if presence.gone:
        return say("You are in no workgroup, as you had to leave. These were formed:")
    return say("You are in no workgroup yet. These were formed:")
