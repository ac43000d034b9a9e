"""The plan of the event for other tools: as a table, as a calendar, and as an Ontime project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from exports.data.csv_tables import written_csv
from exports.output_kinds import MAKER
from resources.words import say
from upstream_workshop import __version__
from upstream_workshop.agenda.rules import BlockRow, clock_time
from upstream_workshop.letters import without_invisible
from upstream_workshop.readers.agendas import ontime
from upstream_workshop.readers.agendas.agenda_tables import FIELDS
from upstream_workshop.readers.agendas.plans import DAY
from upstream_workshop.whole.report import Report

_ONTIME_VERSION: Final = "4.0.0"


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


def agenda_ontime(report: Report) -> bytes:
    """Return the plan as an Ontime project: a rundown for the main room, and one for each other track."""
    tracks = sorted({block.track for block in report.agenda})
    rundowns = {
        _key(number): _rundown(report, _key(number), track) for number, track in enumerate(tracks)
    }
    project = {
        "made by": f"{MAKER} {__version__}",
        "rundowns": rundowns,
        "project": {
            "title": report.event.title, "description": report.event.place, "url": "", "info": "",
            "logo": None, "custom": [],
        },
        "settings": {
            "app": "ontime", "version": _ONTIME_VERSION, "serverPort": 4001, "editorKey": None,
            "operatorKey": None, "timeFormat": "24", "language": "en",
        },
        "customFields": {
            name: {"label": name, "type": "text", "colour": ontime.COLOURS["plain"]}
            for name in (ontime.LEAD, ontime.MATERIALS, ontime.PURPOSE)
        },
        "urlPresets": [],
    }  # fmt: skip
    return json.dumps(project, indent=2, ensure_ascii=False).encode() + b"\n"


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
    if words := "\n".join(filter(None, (block.purpose, led))):
        yield "description", without_invisible(words)


def _line(text: str) -> str:
    """Return a text on one line; a calendar's own title can have no more."""
    return " ".join(without_invisible(text).split())


def _key(number: int) -> str:
    return f"track-{number}" if number else "default"


def _rundown(report: Report, key: str, track: str) -> dict[str, Any]:
    entries = [
        entry
        for _, day in groupby(
            (block for block in report.agenda if block.track == track), lambda block: block.day
        )
        for entry in _entries(tuple(day))
    ]
    order = [entry["id"] for entry in entries]
    return {
        "id": key,
        "title": track or report.event.title,
        "order": order,
        "flatOrder": order,
        "entries": {entry["id"]: entry for entry in entries},
        "revision": 0,
    }


def _entries(day: Sequence[BlockRow]) -> list[dict[str, Any]]:
    """Return the entries of one day of one track; a moment without length is a milestone."""
    ended = None
    found = []
    for number, block in enumerate(day, start=1):
        linked = block.locked_at is None and block.starts == ended
        found.append(_entry(block, f"{block.day}.{number}", linked))
        ended = block.ends
    return found


def _entry(block: BlockRow, cue: str, linked: bool) -> dict[str, Any]:
    given = (
        (ontime.LEAD, block.lead),
        (ontime.MATERIALS, block.materials),
        (ontime.PURPOSE, block.purpose),
    )
    said = {
        "id": f"{block.id:06x}", "cue": cue, "title": block.title, "note": block.notes,
        "colour": ontime.COLOURS.get(block.category, ""),
        "custom": {name: text for name, text in given if text}, "parent": None, "revision": 0,
    }  # fmt: skip
    if not block.minutes:
        return {"type": "milestone", **said}
    offset, starts = divmod(block.starts, DAY)
    begin, long = starts * ontime.MILLISECONDS, block.minutes * ontime.MILLISECONDS
    return {
        "type": "event", **said, "flag": False, "timeStart": begin,
        "timeEnd": (begin + long) % (DAY * ontime.MILLISECONDS), "duration": long,
        "timeStrategy": "lock-duration", "linkStart": linked, "endAction": "none",
        "timerType": "count-down", "countToEnd": False, "skip": False, "delay": 0,
        "dayOffset": block.day - 1 + offset, "gap": 0, "timeWarning": 2 * ontime.MILLISECONDS,
        "timeDanger": ontime.MILLISECONDS, "triggers": [],
    }  # fmt: skip
