"""The plan of the event for other tools: as a table, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from exports.data.csv_tables import written_csv
from exports.output_kinds import MAKER
from resources.words import say
from upstream_workshop import __version__
from upstream_workshop.agenda.rules import BlockRow, clock_time
from upstream_workshop.letters import one_line, without_invisible
from upstream_workshop.readers.agendas.programmes.agenda_tables import FIELDS
from upstream_workshop.whole.report import Report


def agenda_csv(report: Report) -> bytes:
    """Return the plan, one block a line, with all that can be typed about it."""
    rows = (block_cells(block) for block in report.agenda)
    return written_csv(FIELDS, ([row[name] for name in FIELDS] for row in rows))


def agenda_ics(report: Report) -> bytes:
    """Return the plan as a calendar: an event for each block, with its purpose and who leads it.

    Times have no zone: they are those on the clock at the place. The facilitator's notes are not in it.
    The event must have a first day.
    """
    from icalendar import (  # takes 50 ms, which only whoever writes a calendar should wait for
        Calendar,
        Event,
    )

    calendar = Calendar()
    calendar.add("prodid", f"-//{MAKER}//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(report.event.title))
    assert report.event.starts is not None
    for block in report.agenda:
        event = Event()
        for name, value in _facts(report, report.event.starts, block):
            event.add(name, value)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def block_cells(block: BlockRow) -> dict[str, str | int]:
    """Return what a table of the plan says of a block, by column."""
    marks = ("optional", "buffer", "protected")
    return {
        "day": block.day,
        "start": clock_time(block.starts),
        "end": clock_time(block.ends),
        "minutes": block.minutes,
        "title": block.title,
        "track": block.track,
        "locked": _yes(block.locked_at is not None),
        "minimum": "" if block.minimum is None else block.minimum,
        **{name: _yes(getattr(block, name)) for name in marks},
        "purpose": block.purpose,
        "lead": block.lead,
        "place": block.place,
        "materials": block.materials,
        "category": block.category,
        "page": block.room,
        "notes": block.notes,
        "who may be named": block.attribution,
    }


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _facts(report: Report, first: date, block: BlockRow) -> Iterator[tuple[str, Any]]:
    """Yield the properties of a block's event by their names in a calendar."""
    starts = datetime.combine(first, time()) + timedelta(days=block.day - 1, minutes=block.starts)
    facts = report.event
    yield "uid", str(uuid5(NAMESPACE_URL, f"{facts.title}|{facts.place}|{first}|{block.id}"))
    yield "dtstamp", report.made_at.astimezone(UTC)
    yield "dtstart", starts
    if block.minutes:
        yield "dtend", starts + timedelta(minutes=block.minutes)
    yield "summary", _line(block.title)
    if where := ", ".join(filter(None, (block.track, facts.place))):
        yield "location", _line(where)
    led = say("Led by {name}", name=block.lead) if block.lead else ""
    place = say("Where: {place}", place=block.place) if block.place else ""
    if words := "\n".join(filter(None, (block.purpose, led, place))):
        yield "description", without_invisible(words)


def _line(text: str) -> str:
    """Return a text on one line; a calendar's own title can have no more."""
    return one_line(without_invisible(text))
