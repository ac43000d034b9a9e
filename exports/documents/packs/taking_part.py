"""What a person's own paper says of their being there: they came, came late, left, or were replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exports.documents.agenda.agenda_paper import is_over
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
    over: whether the residential is over.
    """

    came: bool
    gone: bool
    stood_in: str
    over: bool = False


def presence_of(report: Report, shown: Report, person: ParticipantRow) -> Presence:
    """Return how somebody took part.

    shown: the report for others, whose names are used.
    """
    rows = sorted(
        (row for row in report.attendance if row.participant_id == person.id),
        key=lambda row: row.day,
    )
    last = rows[-1].state if rows else AttendanceState.EXPECTED
    by = [row for row in report.attendance if row.stands_for_id == person.id]
    left = last in (AttendanceState.LEFT, AttendanceState.WITHDRAWN)
    gone = left or (last == AttendanceState.EXPECTED and bool(by))
    stood_in = _stood_in(shown, rows, by)
    return Presence(report.took_part(person.id), gone, stood_in, is_over(report))


def _stood_in(shown: Report, rows: Sequence[AttendanceRow], by: Sequence[AttendanceRow]) -> str:
    """Return whom somebody replaced, and who replaced them.

    rows: the attendance of the person.
    by: that of the people who replaced them.
    """
    names = {one.id: one.name for one in shown.people if may_name(one, Reason.TOOK_PART)}
    came = {row.day for row in rows if row.state in _CAME}
    instead = {row.day: row.stands_for_id for row in rows if row.stands_for_id is not None}
    for_her = sorted((row.day, row.participant_id) for row in by)
    return " ".join(
        [
            *(
                _came_instead(names.get(one, say("somebody who is not named here")), day)
                for day, one in _dated(list(instead.items()), came)
            ),
            *(
                _was_replaced(names.get(one, say(UNNAMED)), day)
                for day, one in _dated(for_her, came)
            ),
        ]
    )


def _dated(found: Sequence[tuple[int, int]], came: set[int]) -> list[tuple[int | None, int]]:
    """Return people by day, or without it if it was one of them, on all the days there are to tell of."""
    if len({one for _, one in found}) == 1 and came <= {day for day, _ in found}:
        return [(None, found[0][1])]
    return [*found]


def _came_instead(name: str, day: int | None) -> str:
    if day is None:
        return say("You came in place of {name}.", name=name)
    return say("You came in place of {name} on day {n}.", name=name, n=day)


def _was_replaced(name: str, day: int | None) -> str:
    if day is None:
        return say("{name} came in your place.", name=name)
    return say("{name} came in your place on day {n}.", name=name, n=day)


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
    if presence.over:
        return say("You are in no workgroup. These were formed:")
    return say("You are in no workgroup yet. These were formed:")
