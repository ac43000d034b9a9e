"""Taking a plan from another tool into the session's own, and what has to be asked before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.queries import agenda, residential
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas.plans import DAY, PlanEntry, PlanReading, numbered
from upstream_workshop.readers.reading import (
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Question,
    Refusal,
)

PLAN, MAIN, EVENT, PART = "plan", "main room", "event", "part: "  # keys of questions
ADD, REPLACE = "add", "replace"
KEEP, TAKE, LEAVE = "keep", "take", "leave"
_NO_TRACK: Final = "-"  # the answer that no track is the main room
_Place: TypeAlias = tuple[int, str]  # a day and a track
_TEXTS: Final = ("purpose", "lead", "materials", "notes")
_MARKS: Final = ("optional", "buffer", "protected")


def ask(session: Session, reading: PlanReading, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return what a plan leaves open.

    Whether it replaces the session's, which of its parts are taken, which room is the main one, and
    whether title, place and dates are taken over.
    """
    return (
        *_ask_plan(session),
        *_ask_parts(reading),
        *_ask_main(reading, answers),
        *_ask_event(session, reading),
    )


def import_agenda(
    session: Session, reading: PlanReading, answers: Mapping[str, str]
) -> ImportOutcome:
    """Bring a plan in: add what is new and bring what is known up to date, or replace the plan by it.

    A block is known by its day, its track and its title. One that has started stays as it is, and one
    that would run beside another in its track is refused. Raises WorkshopError where the plan to be
    replaced is running.
    """
    entries = _taken(reading, answers)
    if answers.get(PLAN) == REPLACE:
        _clear(session)
    rows: list[ImportedRow] = []
    refused = list(reading.refused)
    for place, row in _by_place(entries).items():
        track = _Track(session, place)
        track.take(row)
        rows += track.rows
        refused += track.refused
    if answers.get(EVENT) == TAKE:
        _take_event(session, reading)
    rows.sort(key=lambda row: row.line)
    return ImportOutcome.of(rows, refused, reading.unmapped)


@dataclass(slots=True)
class _Item:
    """A block in a track's day: when it starts, and the entry it was taken from, if it was."""

    starts: int
    block: Block
    entry: PlanEntry | None = None


class _Track:
    """One day of one track while a plan is brought in: what each line did, and what was refused."""

    def __init__(self, session: Session, place: _Place) -> None:
        self._session = session
        self._place = place
        self._there = [row for row in agenda(session) if (row.day, row.track) == place]
        self.rows: list[ImportedRow] = []
        self.refused: list[Refusal] = []

    def take(self, entries: Sequence[PlanEntry]) -> None:
        """Bring in the entries, which are in order and do not overlap each other."""
        pairs = self._matched(entries)
        kept = {row.id for _, row in pairs if row is not None and row.started_at is None}
        busy = [row for row in self._there if row.id not in kept]
        items = [_Item(row.starts, self._session.get_one(Block, row.id)) for row in busy]
        effects: list[tuple[PlanEntry, BlockRow | None, Block | None]] = []
        minute = self._there[-1].ends if self._there else rules.OPENING
        for entry, row in pairs:
            if row is not None and row.started_at is not None:
                effects.append((entry, row, None))
                minute = row.ends
                continue
            starts = _starts(entry, row, minute)
            other = _overlapping(starts, entry.minutes, busy)
            if other is not None:
                self.refused.append(_refusal(entry, other))
                continue
            block = self._write(entry, row)
            items.append(_Item(starts, block, entry))
            effects.append((entry, row, block))
            minute = starts + entry.minutes
        _arrange(items)
        self._session.flush()
        for entry, row, written in effects:
            changed = written is not None and (row is None or _differs(row, written))
            self.rows.append(ImportedRow(entry.line, entry.title, ImportEffect.of(row, changed)))

    def _matched(self, entries: Sequence[PlanEntry]) -> list[tuple[PlanEntry, BlockRow | None]]:
        """Pair entries with the blocks of their titles, each block once, in order."""
        known = defaultdict[str, list[BlockRow]](list)
        for row in self._there:
            known[row.title.casefold()].append(row)
        pairs = []
        for entry in entries:
            same = known[entry.title.casefold()]
            pairs.append((entry, same.pop(0) if same else None))
        return pairs

    def _write(self, entry: PlanEntry, row: BlockRow | None) -> Block:
        """Write what an entry says into its block or a new one; what it leaves blank stays."""
        if row is None:
            day, track = self._place
            block = Block(
                day=day, track=track, position=0, minutes=entry.minutes, title=entry.title
            )
            self._session.add(block)
        else:
            block = self._session.get_one(Block, row.id)
        for name, value in _said(entry):
            setattr(block, name, value)
        if block.minimum is not None:
            block.minimum = min(block.minimum, block.minutes)
        return block


def _said(entry: PlanEntry) -> Iterator[tuple[str, Any]]:
    """Yield the columns of a block that an entry says something about."""
    yield "minutes", entry.minutes
    for name in (*_TEXTS, *_MARKS):
        if value := getattr(entry, name):
            yield name, value
    if entry.minimum is not None:
        yield "minimum", entry.minimum
    if entry.category in tuple(Category):
        yield "category", Category(entry.category)
    if entry.attribution in tuple(Attribution):
        yield "attribution", Attribution(entry.attribution)
    if entry.page and entry.page in PAGES:
        yield "room", entry.page


def _starts(entry: PlanEntry, row: BlockRow | None, minute: int) -> int:
    if entry.starts is not None:
        return entry.starts
    return minute if row is None else row.starts


def _overlapping(starts: int, minutes: int, busy: Sequence[BlockRow]) -> BlockRow | None:
    """Return the block that runs during these minutes; a moment between two is in nobody’s way."""
    ends = starts + minutes
    return next((row for row in busy if row.starts < ends and starts < row.ends), None)


def _refusal(entry: PlanEntry, other: BlockRow) -> Refusal:
    return Refusal(
        entry.line,
        say(
            "“{title}” would run beside “{other}”, which is in the plan from {start} to {end}",
            title=entry.title[:80],
            other=other.title[:80],
            start=rules.clock_time(other.starts),
            end=rules.clock_time(other.ends),
        ),
    )


def _arrange(items: list[_Item]) -> None:
    """Put blocks in order of time, locked where they do not begin when the one before them ends."""
    items.sort(key=lambda item: (item.starts, item.starts + item.block.minutes))
    cursor = None
    for position, item in enumerate(items):
        block, at = item.block, item.starts % DAY
        block.position = position
        wanted = item.entry is not None and item.entry.locked
        if item.starts != cursor or wanted:
            block.locked_at = at
        elif block.locked_at != at:
            block.locked_at = None
        cursor = item.starts + block.minutes


def _differs(row: BlockRow, block: Block) -> bool:
    names = ("position", "minutes", "locked_at", "minimum", "category", "room", "attribution")
    return any(getattr(row, name) != getattr(block, name) for name in (*names, *_TEXTS, *_MARKS))


def _clear(session: Session) -> None:
    if _is_running(session):
        raise WorkshopError(say("The plan is already running: add to it instead of replacing it."))
    session.execute(delete(Block))
    session.flush()


def _is_running(session: Session) -> bool:
    started = select(Block.id).where(Block.started_at.is_not(None))
    return session.scalars(started).first() is not None


def _taken(reading: PlanReading, answers: Mapping[str, str]) -> list[PlanEntry]:
    """Return the entries of the parts that are taken, each in its track here."""
    entries = [
        entry
        for entry in numbered(reading.entries)
        if not entry.part or answers.get(PART + entry.part) == TAKE
    ]
    main = _main(reading, answers)
    return [replace(entry, track=_track(entry, main)) for entry in entries]


def _track(entry: PlanEntry, main: str) -> str:
    if entry.part:
        return f"{entry.part}: {entry.track}" if entry.track else entry.part
    return "" if entry.track == main else entry.track


def _main(reading: PlanReading, answers: Mapping[str, str]) -> str:
    """Return the track that is the main room here; blank where it is one without a name."""
    asked = _ask_main(reading, answers)
    return asked[0].answer(answers) if asked else ""


def _by_place(entries: Sequence[PlanEntry]) -> dict[_Place, list[PlanEntry]]:
    rows = defaultdict[_Place, list[PlanEntry]](list)
    for entry in entries:
        rows[entry.day, entry.track].append(entry)
    return dict(sorted(rows.items()))


def _ask_plan(session: Session) -> tuple[Question, ...]:
    there = len(agenda(session))
    if not there:
        return ()
    choices = [(ADD, say("add what is new, and bring up to date what is there"))]
    if not _is_running(session):
        choices.append(
            (
                REPLACE,
                count(there, "replace the {n} block there is", "replace the {n} blocks there are"),
            )
        )
    return (Question(PLAN, say("There is a plan already"), tuple(choices), ADD),)


def _ask_parts(reading: PlanReading) -> Iterator[Question]:
    parts = Counter(entry.part for entry in reading.entries if entry.part)
    for part, number in parts.items():
        yield Question(
            PART + part,
            count(number, "“{part}” with {n} block", "“{part}” with {n} blocks", part=part),
            ((LEAVE, say("leave it out")), (TAKE, say("take it as a track of its own"))),
            LEAVE,
        )


def _ask_main(reading: PlanReading, _answers: Mapping[str, str]) -> tuple[Question, ...]:
    minutes = Counter[str]()
    for entry in reading.entries:
        if not entry.part:
            minutes[entry.track] += entry.minutes
    if not minutes or "" in minutes:
        return ()
    fullest = max(minutes, key=lambda track: (minutes[track], track))
    choices = (*((track, track) for track in sorted(minutes)), (_NO_TRACK, say("none of them")))
    return (Question(MAIN, say("The main room is"), choices, fullest),)


def _ask_event(session: Session, reading: PlanReading) -> Iterator[Question]:
    said = {
        name: value
        for name, value in _event(reading).items()
        if value and value != getattr(residential(session), name)
    }
    if said:
        facts = " · ".join(map(str, said.values()))
        yield Question(
            EVENT,
            say("The file says of the event: {facts}", facts=facts),
            ((KEEP, say("keep what is here")), (TAKE, say("take it over"))),
            KEEP,
        )


def _event(reading: PlanReading) -> dict[str, str | date]:
    facts: dict[str, str | date] = {
        "title": " ".join(reading.title.split()),
        "place": " ".join(reading.place.split()),
    }
    if reading.starts:
        facts["starts"] = date.fromisoformat(reading.starts)
    return facts


def _take_event(session: Session, reading: PlanReading) -> None:
    event = session.scalars(select(Residential)).first()
    if event is None:
        return
    for name, value in _event(reading).items():
        if value:
            setattr(event, name, value)
