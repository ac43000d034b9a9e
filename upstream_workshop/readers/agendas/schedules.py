"""A plan from a conference's schedule.json, as pretalx, frab and their kin write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.readers.agendas import times
from upstream_workshop.readers.agendas.plans import (
    DAY,
    PlanEntry,
    PlanReading,
    Slot,
    dated,
    plan,
)
from upstream_workshop.readers.reading import Refusal

_TAKEN: Final = frozenset({
    "title", "subtitle", "start", "duration", "room", "persons", "abstract", "description", "date", "end",
})  # fmt: skip
# of no use on paper
_KEPT_BY_SITES: Final = frozenset({
    "guid", "code", "id", "logo", "slug", "url", "recording_license", "do_not_record", "links",
    "feedback_url", "origin_url", "attachments", "answers", "language", "video_download_url",
})  # fmt: skip
_NIGHT_ENDS: Final = 4 * 60  # what starts before it belongs to the evening before


def is_schedule(found: Any) -> bool:
    """Check whether parsed JSON is a conference's schedule."""
    return isinstance(found, dict) and isinstance(_conference(found), dict)


def read_schedule(name: str, found: Mapping[str, Any]) -> PlanReading:
    """Return the events of a conference as blocks, each room a track.

    Raises WorkshopError for a schedule without days, or over more days than a plan has.
    """
    conference = _conference(found)
    days = conference.get("days")
    if not isinstance(days, list):
        raise WorkshopError(say("{name} is a schedule without days: export it again.", name=name))
    placed: list[tuple[PlanEntry, Slot]] = []
    refused: list[Refusal] = []
    unmapped: set[str] = set()
    for line, (on, room, event) in enumerate(_events(name, days), start=1):
        unmapped |= event.keys() - _TAKEN - _KEPT_BY_SITES
        slot = _slot(on, event)
        if isinstance(slot, str):
            refused.append(Refusal(line, slot))
        else:
            placed.append((_entry(line, room, event), slot))
    entries, first = dated(name, placed)
    return plan(
        name, entries, refused, sorted(unmapped), title=_text(conference.get("title")), starts=first
    )


def _conference(found: Mapping[str, Any]) -> Any:
    schedule = found.get("schedule")
    return schedule.get("conference") if isinstance(schedule, dict) else None


def _events(name: str, days: list[Any]) -> Iterator[tuple[date, str, Mapping[str, Any]]]:
    """Yield the day, the room and the words of each event, in the file's order."""
    for number, day in enumerate(days, start=1):
        rooms = day.get("rooms") if isinstance(day, dict) else None
        with suppress(TypeError, ValueError):
            on = date.fromisoformat(_text(day.get("date"))[:10]) if isinstance(day, dict) else None
            if on is not None and isinstance(rooms, dict):
                for room, events in rooms.items():
                    for event in events if isinstance(events, list) else ():
                        yield on, room, event if isinstance(event, dict) else {}
                continue
        raise WorkshopError(
            say("{name}: day {n} has no date or no rooms: export it again.", name=name, n=number)
        )


def _slot(on: date, event: Mapping[str, Any]) -> Slot | str:
    """Return when an event takes place, or why it is no block."""
    starts = times.clock_minute(_text(event.get("start")))
    if starts is None:
        return say(
            "“{found}” is no time of day: write it as 09:30", found=_text(event.get("start"))
        )
    minutes = times.length(_text(event.get("duration")))
    if minutes is None:
        return say(
            "“{found}” is no length: write minutes, as 45", found=_text(event.get("duration"))
        )
    return Slot(on, starts + DAY if starts < _NIGHT_ENDS else starts, minutes)


def _entry(line: int, room: str, event: Mapping[str, Any]) -> PlanEntry:
    title, subtitle = _text(event.get("title")), _text(event.get("subtitle"))
    return PlanEntry(
        line,
        1,
        " ".join(f"{title}: {subtitle}".split() if subtitle else title.split()),
        0,
        track=one_line(room),
        purpose=_text(event.get("abstract")).strip(),
        lead=", ".join(_names(event.get("persons"))),
        notes=_text(event.get("description")).strip(),
    )


def _names(persons: Any) -> Iterator[str]:
    for person in persons if isinstance(persons, list) else ():
        if isinstance(person, dict):
            name = _text(person.get("public_name") or person.get("name"))
            if name:
                yield one_line(name)


def _text(value: Any) -> str:
    if isinstance(value, dict):  # in several languages
        value = next((one for one in value.values() if isinstance(one, str)), "")
    return (
        str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    )
