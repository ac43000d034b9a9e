"""What a plan of another tool leaves open: what it replaces, what is taken, which room is the main one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.agenda.queries import agenda, residential
from upstream_workshop.agenda.templates import is_untouched
from upstream_workshop.letters import one_line
from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading
from upstream_workshop.readers.reading import Question

PLAN, MAIN, EVENT, PART = "plan", "main room", "event", "part: "  # keys of questions
ADD, REPLACE = "add", "replace"
KEEP, TAKE, LEAVE = "keep", "take", "leave"
NO_TRACK: Final = "-"  # the answer that no track is the main room


def ask(session: Session, reading: PlanReading) -> tuple[Question, ...]:
    """Return what a plan leaves open.

    Whether it replaces the session's, which of its parts are taken, which room is the main one, and
    whether title and dates are taken over.
    """
    return (
        *(ask_plan(session) if reading.entries else ()),
        *_ask_parts(reading),
        *ask_main(reading),
        *_ask_event(session, reading),
    )


def ask_main(reading: PlanReading) -> tuple[Question, ...]:
    """Return the question which track is the main room; none where one has no name, and so is.

    But where only one has a name, with most of the time, and nothing without one runs beside it, it is
    likely the same room.
    """
    entries = [entry for entry in reading.entries if not entry.part]
    minutes = Counter[str]()
    for entry in entries:
        minutes[entry.track] += entry.minutes
    unnamed = minutes.pop("", None)
    if not minutes:
        return ()
    if unnamed is not None and (
        reading.is_ours or len(minutes) > 1 or unnamed >= minutes.total() or _overlap(entries)
    ):
        return ()
    fullest = max(minutes, key=lambda track: (minutes[track], track))
    choices = (*((track, track) for track in sorted(minutes)), (NO_TRACK, say("none of them")))
    return (Question(MAIN, say("The main room is"), choices, fullest),)


def _overlap(entries: Sequence[PlanEntry]) -> bool:
    """Return whether two entries run at once, in whatever tracks."""
    spans = sorted((entry.day, entry.starts or 0, entry.ends or 0) for entry in entries)
    return any(
        day == other and starts < ended for (day, _, ended), (other, starts, _) in pairwise(spans)
    )


def event_facts(reading: PlanReading) -> dict[str, str | date]:
    """Return what a file says of the event, by the columns of the event."""
    facts: dict[str, str | date] = {"title": one_line(reading.title)}
    if reading.starts:
        facts["starts"] = date.fromisoformat(reading.starts)
    return {name: value for name, value in facts.items() if value}


def ask_plan(session: Session) -> tuple[Question, ...]:
    """Return the question whether the plan here is replaced; none where there is no plan.

    Added to a template that nobody has changed, most of a file would run beside it and be refused.
    """
    there = agenda(session)
    if not there:
        return ()
    choices = [(ADD, say("add to it"))]
    if all(block.started_at is None for block in there):
        words = count(len(there), "replace its {n} block", "replace its {n} blocks")
        choices.append((REPLACE, words))
        if is_untouched(there):
            what = say("The plan here is a template that nobody has changed")
            return (Question(PLAN, what, tuple(reversed(choices)), REPLACE),)
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


def _ask_event(session: Session, reading: PlanReading) -> Iterator[Question]:
    here = residential(session)
    new = [
        str(value) for name, value in event_facts(reading).items() if value != getattr(here, name)
    ]
    if new:
        yield Question(
            EVENT,
            say("The file says of the event: {facts}", facts=" · ".join(new)),
            ((KEEP, say("keep what is here")), (TAKE, say("take it over"))),
            KEEP,
        )
