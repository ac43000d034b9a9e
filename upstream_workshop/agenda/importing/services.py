"""Taking a plan of another tool into the session's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda.importing.questions import (
    EVENT,
    PART,
    PLAN,
    REPLACE,
    TAKE,
    ask_main,
    ask_plan,
    event_facts,
)
from upstream_workshop.agenda.importing.track_days import Place, TrackDay
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading, numbered
from upstream_workshop.readers.reading import NO_ANSWERS, ImportedRow, ImportOutcome


def import_agenda(
    session: Session, reading: PlanReading, answers: Mapping[str, str] = NO_ANSWERS
) -> ImportOutcome:
    """Bring a plan in: add what is new and bring what is known up to date, or make the plan like it.

    A block is known by its day, its track and its title. One that has started stays as it is, and one
    that would run beside another in its track is refused. Nothing replaces a plan by nothing.
    Raises WorkshopError where the plan to be replaced is running.
    """
    asked = ask_plan(session)
    taken = _taken(reading, answers)
    replacing = answers.get(PLAN, asked[0].default if asked else "") == REPLACE and bool(taken)
    if replacing and _is_running(session):
        raise WorkshopError(say("The plan is already running: add to it instead of replacing it."))
    by_place = _by_place(taken)
    if replacing:
        for block in session.scalars(select(Block)):
            by_place.setdefault((block.day, block.track), [])
    rows: list[ImportedRow] = []
    refused = list(reading.refused)
    for place, entries in sorted(by_place.items()):
        day = TrackDay(session, place, replacing)
        day.take(entries)
        rows += day.rows
        refused += day.refused
    if answers.get(EVENT) == TAKE:
        _take_event(session, reading)
    if reading.carried:
        _carry(session, reading.carried)
    rows.sort(key=lambda row: row.line)
    return ImportOutcome.of(rows, refused, (*reading.unmapped, *_unknown_words(taken)))


def _unknown_words(entries: Sequence[PlanEntry]) -> tuple[str, ...]:
    """Return what entries say in words that no block has, each once under the name of its column."""
    columns: tuple[tuple[str, str, Collection[str]], ...] = (
        ("category", "category", tuple(Category)),
        ("page", "page", PAGES),
        ("who may be named", "attribution", tuple(Attribution)),
    )
    found = (
        f"{column}: {word[:80]}"
        for column, name, known in columns
        for entry in entries
        if (word := str(getattr(entry, name))) not in known
    )
    return tuple(dict.fromkeys(found))


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
    asked = ask_main(reading)
    main = asked[0].answer(answers) if asked else ""
    return [replace(entry, track=_track(entry, main)) for entry in entries]


def _track(entry: PlanEntry, main: str) -> str:
    if entry.part:
        return f"{entry.part}: {entry.track}" if entry.track else entry.part
    return "" if entry.track == main else entry.track


def _by_place(entries: Sequence[PlanEntry]) -> dict[Place, list[PlanEntry]]:
    rows = defaultdict[Place, list[PlanEntry]](list)
    for entry in entries:
        rows[entry.day, entry.track].append(entry)
    return dict(rows)


def _take_event(session: Session, reading: PlanReading) -> None:
    event = session.scalars(select(Residential)).first()
    if event is not None:
        for name, value in event_facts(reading).items():
            setattr(event, name, value)


def _carry(session: Session, carried: str) -> None:
    """Keep what a file says of the event that nothing here uses."""
    event = session.scalars(select(Residential)).first()
    if event is not None:
        event.carried = carried
