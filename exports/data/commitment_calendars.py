"""Commitments for calendars: one for each person and one for each workgroup, with its first meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from exports.output import Document, Shown
from exports.output_kinds import MAKER
from resources.words import say
from upstream_workshop import __version__
from upstream_workshop.file_names import file_name
from upstream_workshop.letters import one_line, without_invisible
from upstream_workshop.naming import WITHHELD
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.queries import WorkgroupRow

if TYPE_CHECKING:
    from icalendar import Event

_OPEN: Final = (FollowUpState.STANDING, FollowUpState.MOVED)
_MEETING: Final = timedelta(hours=1)
_FOLDER: Final = "commitment calendars"


def commitment_calendars(report: Report, _shared: Shown) -> Iterator[Document]:
    """Yield a calendar for each person with something to do by a day, and for each group with any day.

    What is done or dropped is in none. A person's calendar holds their own commitments alone.
    """
    taken: set[str] = set()
    for person in report.people:
        own = [
            (group, row)
            for group, row in _dated(report.workgroups)
            if row.participant_id == person.id != WITHHELD
        ]
        if own:
            name = file_name(person.name, taken, ".ics")
            make = partial(_calendar, report, person.name, own, ())
            yield Document(f"{_FOLDER}/people/{name}", make)
    taken = set()
    for group in report.workgroups:
        dated = list(_dated([group]))
        meeting = (group,) if group.meets_at is not None else ()
        if dated or meeting:
            name = file_name(group.title, taken, ".ics")
            make = partial(_calendar, report, group.title, dated, meeting)
            yield Document(f"{_FOLDER}/workgroups/{name}", make)


def _dated(groups: Sequence[WorkgroupRow]) -> Iterator[tuple[WorkgroupRow, CommitmentRow]]:
    for group in groups:
        for row in group.commitments:
            if row.due is not None and row.state in _OPEN:
                yield group, row


def _calendar(
    report: Report,
    title: str,
    commitments: Sequence[tuple[WorkgroupRow, CommitmentRow]],
    meetings: Sequence[WorkgroupRow],
) -> bytes:
    from icalendar import (
        Calendar,  # takes 50 ms, which only whoever writes a calendar should wait for
    )

    calendar = Calendar()
    calendar.add("prodid", f"-//{MAKER}//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(title))
    for group, row in commitments:
        calendar.add_component(_due(report, group, row))
    for group in meetings:
        calendar.add_component(_first_meeting(report, group))
    return bytes(calendar.to_ical())


def _due(report: Report, group: WorkgroupRow, row: CommitmentRow) -> Event:
    """Return the whole day by which a commitment is to be done; its id stays when it is moved."""
    event = _event(report, f"commitment {row.id}")
    assert row.due is not None
    event.add("dtstart", row.due)
    event.add("dtend", row.due + timedelta(days=1))
    who = f"{row.who}: " if row.who else ""
    event.add("summary", _line(f"{who}{row.what}"))
    event.add("description", without_invisible(say("Workgroup: {title}", title=group.title)))
    return event


def _first_meeting(report: Report, group: WorkgroupRow) -> Event:
    """Return the first meeting of a group, an hour by the clock at the place."""
    event = _event(report, f"meeting {group.id}")
    assert group.meets_at is not None
    event.add("dtstart", group.meets_at)
    event.add("dtend", group.meets_at + _MEETING)
    event.add("summary", _line(say("First meeting: {title}", title=group.title)))
    if group.first_meeting:
        event.add("location", _line(group.first_meeting))
    return event


def _event(report: Report, what: str) -> Event:
    from icalendar import Event

    event = Event()
    facts = report.event
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{facts.title}|{facts.place}|{what}")))
    event.add("dtstamp", _stamp(report.made_at))
    return event


def _stamp(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _line(text: str) -> str:
    """Return a text on one line; a calendar's own title can have no more."""
    return one_line(without_invisible(text))
