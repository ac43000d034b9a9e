"""A plan from a calendar file (.ics, RFC 5545): one block for each event that has a time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.readers.agendas import event_versions, recurrences
from upstream_workshop.readers.agendas.plans import (
    DAY,
    LAST_DAY,
    LONGEST,
    MOST_BLOCKS,
    PlanEntry,
    PlanReading,
    Slot,
    dated,
    minute_of,
    plan,
)
from upstream_workshop.readers.reading import Refusal

MARK: Final = b"BEGIN:VCALENDAR"
_EVENT: Final = b"BEGIN:VEVENT"
_Timed: TypeAlias = tuple[int, Any, Slot]  # where an event stands, the event, its first time
_A_DAY: Final = timedelta(days=1)
_SECOND: Final = date.min + _A_DAY
_LAST_BUT_ONE: Final = date.max - _A_DAY
_NOON: Final = DAY // 2
_NIGHT_ENDS: Final = 4 * 60  # what starts before it, after an evening, belongs to that evening
_TAKEN: Final = frozenset({
    "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DURATION", "STATUS", "RRULE", "RDATE",
    "EXDATE", "RECURRENCE-ID",
})  # fmt: skip
# of the file itself, of no use to anybody who reads the plan
_KEPT_BY_CALENDARS: Final = frozenset({
    "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY",
})  # fmt: skip


def read_calendar(name: str, content: bytes) -> PlanReading:
    """Return the events of a calendar as blocks on the days of their dates.

    Times are those on the clock of the calendar's own zone; without one, of the first event's, and of
    this computer's where they are given for all the world. A description goes into the notes to self,
    for invitations often hold what is not meant for the room. A repeated event is taken each time that it
    falls into the days of the others.
    Raises WorkshopError for what is no calendar, or reaches over more days than a plan has.
    """
    calendars, events, zone = _parsed(name, content)
    found, refused = _blocks(events, zone)
    entries, first = dated(name, _in_their_evenings(found))
    unmapped = sorted({key for event in events for key in event} - _TAKEN - _KEPT_BY_CALENDARS)
    title = next((_text(one, "X-WR-CALNAME") or _text(one, "NAME") for one in calendars), "")
    return plan(name, entries, refused, unmapped, title=title, starts=first)


def _parsed(name: str, content: bytes) -> tuple[list[Any], list[Any], tzinfo | None]:
    """Return the calendars of a file, all their events, and their zone."""
    if content.count(_EVENT) > MOST_BLOCKS:
        raise WorkshopError(
            say(
                "{name} has {n:,} blocks and a plan has at most {most:,}: keep only the days of the event.",
                name=name,
                n=content.count(_EVENT),
                most=MOST_BLOCKS,
            )
        )
    # takes 50 ms, which only whoever reads a calendar should wait for
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(content.decode("utf-8-sig", "replace"), multiple=True)
        events = [one for calendar in calendars for one in _events(calendar)]
        zone = _zone(calendars, events)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise WorkshopError(
            say("{name} is no whole calendar file: export it again.", name=name)
        ) from error
    return calendars, events, zone


def _events(calendar: Any) -> list[Any]:
    """Return the events of a calendar, all of them cancelled where that is what it was sent for."""
    events: list[Any] = calendar.walk("VEVENT")
    if _text(calendar, "METHOD").upper() == "CANCEL":
        for event in events:
            event["STATUS"] = "CANCELLED"
    return events


def _blocks(
    events: Sequence[Any], zone: tzinfo | None
) -> tuple[list[tuple[PlanEntry, Slot]], list[Refusal]]:
    """Return each event with its time, a repeated one with each of its times, and what is refused."""
    found: list[tuple[PlanEntry, Slot]] = []
    refused: list[Refusal] = []
    repeated: list[_Timed] = []
    moved: list[_Timed] = []  # each stands for one time of a repeated event
    outdated = event_versions.outdated(events)
    held = [event for at, event in enumerate(events) if at not in outdated]
    replacing = [event for event in held if "RECURRENCE-ID" in event]  # also by nothing: cancelled
    for line, event in enumerate(events, start=1):
        slot, why = _slot(event, zone)
        if slot is None or (why := outdated.get(line - 1, "")):
            refused.append(Refusal(line, why))
        elif recurrences.is_repeated(event):
            repeated.append((line, event, slot))
        elif "RECURRENCE-ID" in event:
            moved.append((line, event, slot))
        else:
            found.append((_entry(line, event), slot))
    days = _days([slot for _, slot in found], repeated, moved)
    for line, event, slot in (*repeated, *moved):
        slots, why = _on_days(event, slot, zone, days, replacing)
        found += [(_entry(line, event), one) for one in slots]
        if why := why or _of_later_ones(event):
            refused.append(Refusal(line, why))
    return found, refused


def _of_later_ones(event: Any) -> str:
    """Return what is not taken of an event that changes all later times of another one, too."""
    if event.get("RECURRENCE-ID") is None or "RANGE" not in event["RECURRENCE-ID"].params:
        return ""
    return say("it changes all later times there, too, and was taken for this one alone")


def _entry(line: int, event: Any) -> PlanEntry:
    """Return an event with its words; its day and times come later."""
    place = one_line(_text(event, "LOCATION"))
    where = say("Where: {place}", place=place) if place else ""
    notes = "\n".join(filter(None, (where, _text(event, "DESCRIPTION").strip())))
    return PlanEntry(line, 1, one_line(_text(event, "SUMMARY")), 0, notes=notes)


def _slot(event: Any, zone: tzinfo | None) -> tuple[Slot | None, str]:
    """Return when an event takes place, or why it cannot be a block."""
    if _text(event, "STATUS").upper() == "CANCELLED":
        return None, say("it is cancelled there")
    starts, ends = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if starts is None:
        return None, say("it says not when it starts")
    if not isinstance(starts, datetime):
        return None, say("it lasts whole days and has no time")
    if ends is None:
        with suppress(KeyError, ValueError, TypeError, OverflowError):
            ends = starts + event.decoded("DURATION")
    try:
        lasts = _length(starts, ends) if isinstance(ends, datetime) else timedelta(0)
        begins = starts.astimezone(zone) if zone and starts.tzinfo else starts
    except (TypeError, OverflowError, ValueError):
        return None, say("its start and its end are not of one kind")
    minutes = round(lasts.total_seconds() / 60)
    if minutes < 0:
        return None, say("it ends before it starts")
    if minutes > LONGEST:
        return None, say("it lasts whole days and has no time")
    return Slot(begins.date(), minute_of(begins), minutes), ""


def _days(
    single: Sequence[Slot], repeated: Sequence[_Timed], moved: Sequence[_Timed]
) -> tuple[date, date]:
    """Return the first and the last day of the plan: by its single events, else by the others."""
    days = [slot.on for slot in single] or [slot.on for *_, slot in (*repeated, *moved)]
    first, last = min(days, default=date.min), max(days, default=date.min)
    if not single and not any(recurrences.is_endless(event) for _, event, _ in repeated):
        with suppress(OverflowError):
            last = max(last, first + timedelta(days=LAST_DAY - 1))
    return first, last


def _on_days(
    event: Any, slot: Slot, zone: tzinfo | None, days: tuple[date, date], replacing: Sequence[Any]
) -> tuple[list[Slot], str]:
    """Return when an event takes place on some days, and what of it is not taken.

    slot: its first time.
    replacing: events that stand for one time of a repeated one, moved or cancelled.
    """
    starts = _moment(event, "DTSTART")
    assert isinstance(starts, datetime)
    why = ""
    try:
        around = max(days[0], _SECOND) - _A_DAY, min(days[1], _LAST_BUT_ONE) + _A_DAY
        moments, is_whole = recurrences.occurrences(event, starts, *around)
    except (ValueError, TypeError, OverflowError, AttributeError):
        moments, is_whole = [starts], True
        why = say("how it is repeated there cannot be read, and only its first time is taken")
    same = [one for one in replacing if _text(one, "UID") == _text(event, "UID")]
    others = set() if event in same else {_moment(one, "RECURRENCE-ID") for one in same}
    kept = [one for one in moments if not {one, one.date()} & others]
    begins = [one.astimezone(zone) if zone and one.tzinfo else one for one in kept]
    slots = [slot._replace(on=one.date(), starts=minute_of(one)) for one in begins]
    taken = [one for one in slots if days[0] <= one.on <= days[1]]
    if not taken:
        return [], say("it is repeated there, but not on the days of the other events")
    if why or (is_whole and len(taken) == len(slots)):
        return taken, why
    return taken, count(
        len(taken),
        "it is repeated there, and the one time from {first} to {last} was taken",
        "it is repeated there, and the {n} times from {first} to {last} were taken",
        first=days[0].isoformat(),
        last=days[1].isoformat(),
    )


def _in_their_evenings(found: Sequence[tuple[PlanEntry, Slot]]) -> list[tuple[PlanEntry, Slot]]:
    """Return events with those of the night after an evening on that evening's day, past midnight."""
    evenings = {slot.on for _, slot in found if slot.starts > _NOON}
    night = timedelta(days=1)
    return [
        (entry, Slot(slot.on - night, slot.starts + DAY, slot.minutes))
        if slot.starts < _NIGHT_ENDS and slot.on > date.min and slot.on - night in evenings
        else (entry, slot)
        for entry, slot in found
    ]


def _length(starts: datetime, ends: datetime) -> timedelta:
    """Return how long something lasts in real time, also in a night in which clocks change."""
    if starts.tzinfo is not None and ends.tzinfo is not None:
        return ends.astimezone(ZoneInfo("UTC")) - starts.astimezone(ZoneInfo("UTC"))
    return ends - starts


def _moment(event: Any, name: str) -> date | datetime | None:
    with suppress(KeyError, ValueError, TypeError, AttributeError):
        found = event.decoded(name)
        return found if isinstance(found, date) else None
    return None


def _zone(calendars: list[Any], events: list[Any]) -> tzinfo | None:
    """Return the zone on whose clock the plan runs; None for this computer's, where no event names one."""
    for calendar in calendars:
        with suppress(ValueError, OSError, KeyError):
            if name := _text(calendar, "X-WR-TIMEZONE"):
                return ZoneInfo(name)
    zones = [zone for event in events if (zone := _own_zone(event)) is not None]
    if zones:
        return zones[0]
    return datetime.now().astimezone().tzinfo


def _own_zone(event: Any) -> tzinfo | None:
    moment = _moment(event, "DTSTART")
    zone = moment.tzinfo if isinstance(moment, datetime) else None
    return None if zone is None or str(zone) == "UTC" else zone


def _text(found: Any, name: str) -> str:
    value = found.get(name, "")
    while isinstance(value, list):
        value = value[0] if value else ""
    return str(value)
