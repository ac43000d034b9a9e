"""What a foreign plan says, whatever its format: blocks with their day, start and length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from typing import Final, NamedTuple

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import LONG, SHORT
from upstream_workshop.readers.reading import Reading, Refusal, sheet_and_line

MOST_BLOCKS: Final = 1_000
LAST_DAY: Final = 31
DAY: Final = 24 * 60  # minutes
OPENING: Final = 9 * 60  # when a day starts of which the file says no time
LONGEST: Final = DAY - 1
_NIGHT_ENDS: Final = 5 * 60
_LINES: Final = ("title", "track", "lead", "place", "part")
_PROSE: Final = ("purpose", "materials", "notes")


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One block of a foreign plan.

    line: where it stands, or in a file without lines which of its events it is, from 1.
    day: 1 is the first day of the plan.
    on: its date as YYYY-MM-DD, where the file says one.
    starts: minutes after the midnight of that day; None, while it is read, where the file says none.
    locked: whether the file says that it starts then whatever comes before.
    track: blank is the main room.
    part: the title of the part of the file it stands in, if that has several; blank is the first.
    carried: what else its file says of it, as JSON, for an export to give back.
    notes: what is not sure to be meant for the room; the facilitator's own.
    """

    line: int
    day: int
    title: str
    minutes: int
    starts: int | None = None
    locked: bool = False
    track: str = ""
    part: str = ""
    minimum: int | None = None
    optional: bool = False
    buffer: bool = False
    protected: bool = False
    purpose: str = ""
    lead: str = ""
    place: str = ""
    materials: str = ""
    category: str = ""
    page: str = ""
    notes: str = ""
    attribution: str = ""
    on: str = ""
    carried: str = ""

    @property
    def ends(self) -> int | None:
        """Minutes after the midnight of its day; None where its start is not known yet."""
        return None if self.starts is None else self.starts + self.minutes


@dataclass(frozen=True)
class PlanReading(Reading[PlanEntry]):
    """A foreign plan, and what its file says of the event as a whole.

    title: blank where it says nothing.
    starts: its first day as YYYY-MM-DD, or blank.
    carried: what else it says, as JSON, for an export to give back.
    is_ours: whether this app wrote it, so that no track is the main room.
    """

    title: str = ""
    starts: str = ""
    carried: str = ""
    is_ours: bool = False


class Slot(NamedTuple):
    """When something takes place: its date, minutes after midnight, and minutes long."""

    on: date
    starts: int
    minutes: int


def _check_number(name: str, fit: int, unfit: bool) -> None:
    """Raise WorkshopError for more blocks than a plan can have, or none of any kind."""
    if fit > MOST_BLOCKS:
        raise WorkshopError(
            say(
                "{name} has {n:,} blocks and a plan has at most {most:,}: keep only the days of the event.",
                name=name,
                n=fit,
                most=MOST_BLOCKS,
            )
        )
    if not fit and not unfit:
        raise WorkshopError(say("{name} holds no block of a plan.", name=name))


def plan(
    name: str,
    entries: Iterable[PlanEntry],
    refused: Iterable[Refusal],
    unmapped: Iterable[str] = (),
    *,
    title: str = "",
    starts: str = "",
    is_ours: bool = False,
) -> PlanReading:
    """Return the reading of a plan: entries in order of day, track and start, in tracks where they overlap.

    name: the file's, for refusals.

    An entry with more text than is kept, or longer than a day, is refused. Raises WorkshopError for a
    file without a single block, or with more than a plan can have.
    """
    fit, unfit = [], list(refused)
    for entry in entries:
        why = _too_much(entry)
        if why:
            unfit.append(Refusal(entry.line, why))
        else:
            fit.append(entry)
    _check_number(name, len(fit), bool(unfit))
    return PlanReading(
        tuple(in_tracks(fit)),
        tuple(unfit),
        tuple(dict.fromkeys(unmapped)),
        title=title[:SHORT],
        starts=starts,
        is_ours=is_ours,
    )


def dated(name: str, found: Sequence[tuple[PlanEntry, Slot]]) -> tuple[tuple[PlanEntry, ...], str]:
    """Return entries on the days of their dates, and the first day as YYYY-MM-DD.

    Raises WorkshopError if they reach over more days than a plan has.
    """
    if not found:
        return (), ""
    days = sorted({slot.on for _, slot in found})
    if (days[-1] - days[0]).days >= LAST_DAY:
        raise WorkshopError(
            say(
                "{name} reaches from {first} to {last} and a plan has at most {most} days: "
                "keep only the days of the event.",
                name=name,
                first=days[0].isoformat(),
                last=days[-1].isoformat(),
                most=LAST_DAY,
            )
        )
    placed = (
        replace(
            entry,
            day=(slot.on - days[0]).days + 1,
            on=slot.on.isoformat(),
            starts=slot.starts,
            minutes=slot.minutes,
        )
        for entry, slot in found
    )
    return tuple(placed), days[0].isoformat()


def numbered(entries: Sequence[PlanEntry]) -> tuple[PlanEntry, ...]:
    """Return entries of several lists on the days of one plan: by their dates, or from 1 on.

    Each list was read by itself and begins with a day 1 of its own, or with the number of its sheet.
    """
    if not any(sheet_and_line(entry.line)[0] for entry in entries):
        return tuple(entries)
    if all(entry.on for entry in entries):
        first = min(date.fromisoformat(entry.on) for entry in entries)
        days = [(date.fromisoformat(entry.on) - first).days + 1 for entry in entries]
    else:
        least = min(entry.day for entry in entries)
        days = [entry.day - least + 1 for entry in entries]
    return tuple(replace(entry, day=day) for entry, day in zip(entries, days, strict=True))


def minute_of(moment: datetime) -> int:
    """Return the minute after midnight of a moment on its own clock; seconds are left out."""
    return moment.hour * 60 + moment.minute


def past_midnight(starts: int, before: int) -> int:
    """Return a start, counted on past midnight where it is of the night after an evening.

    before: the minute at which what comes before it started.
    """
    is_night = starts < _NIGHT_ENDS and before - starts > DAY // 2
    return starts + DAY if is_night else starts


def in_tracks(entries: Iterable[PlanEntry]) -> list[PlanEntry]:
    """Return the entries by day and track in order of time, all with a start.

    One without a start follows the one before it in its track; the first of a track the one before it in
    the file, if there is time until the next start of its own. Else it ends when that comes, or begins at
    nine where none does. Those that overlap in one track are moved to tracks beside it, for nothing in a
    plan runs beside something else in its own.
    """
    rows: defaultdict[tuple[int, str, str], list[PlanEntry]] = defaultdict(list)
    follows: dict[tuple[int, str, str], int | None] = {}  # when what stands before a track ends
    before: PlanEntry | None = None
    for entry in entries:
        place = entry.day, entry.part, entry.track
        there = before is not None and (before.day, before.part) == place[:2]
        follows.setdefault(place, before.ends if there and before is not None else None)
        rows[place].append(entry)
        before = entry
    placed = [e for place, row in rows.items() for e in _side_by_side(_timed(row, follows[place]))]
    return sorted(placed, key=lambda entry: (entry.day, entry.part, entry.track))


def _timed(row: Sequence[PlanEntry], follows: int | None) -> list[PlanEntry]:
    """Return one day of one track with a start for every entry.

    follows: the minute at which what stands before its first entry in the file ends, if that is known.
    """
    before = list(takewhile(lambda entry: entry.starts is None, row))
    first = row[len(before)].starts if len(before) < len(row) else None
    minute = OPENING if first is None else max(first - sum(e.minutes for e in before), 0)
    if first is not None and follows is not None and follows < minute:
        minute = follows
    timed = []
    for entry in row:
        starts = minute if entry.starts is None else entry.starts
        timed.append(replace(entry, starts=starts))
        minute = starts + entry.minutes
    return timed


def _side_by_side(row: Sequence[PlanEntry]) -> list[PlanEntry]:
    """Lay one day of one track out in as few tracks as it takes, each in order of time."""
    lanes: list[list[PlanEntry]] = []
    for entry in sorted(row, key=lambda entry: (entry.starts or 0, entry.minutes)):
        free = (lane for lane in lanes if (lane[-1].ends or 0) <= (entry.starts or 0))
        lane = next(free, None)
        if lane is None:
            lanes.append([entry])
        else:
            lane.append(entry)
    return [
        replace(entry, track=_beside(entry.track, at)) if at else entry
        for at, lane in enumerate(lanes)
        for entry in lane
    ]


def _beside(track: str, number: int) -> str:
    if track:
        return say("{track}, beside {n}", track=track, n=number)
    return say("Beside {n}", n=number)


def _too_much(entry: PlanEntry) -> str:
    """Return why an entry is no block; empty if it is one."""
    if not entry.title.strip():
        return say("it has no title")
    if not 0 <= entry.minutes <= LONGEST:
        return count(
            entry.minutes,
            "“{title}” lasts {n:,} minute, and a block lasts less than a day",
            "“{title}” lasts {n:,} minutes, and a block lasts less than a day",
            title=entry.title[:80],
        )
    if not 1 <= entry.day <= LAST_DAY:
        return say("day {day} is none of a plan’s days, 1 to 31", day=entry.day)
    for field, most in (*((one, SHORT) for one in _LINES), *((one, LONG) for one in _PROSE)):
        letters = len(getattr(entry, field))
        if letters > most:
            return say(
                "{letters:,} letters stand under {field}, and {most:,} are the most",
                letters=letters,
                field=field,
                most=most,
            )
    if entry.minimum is not None and not 0 <= entry.minimum <= entry.minutes:
        return count(
            entry.minutes,
            "it lasts {n} minute and cannot need at least {minimum}",
            "it lasts {n} minutes and cannot need at least {minimum}",
            minimum=entry.minimum,
        )
    return ""
