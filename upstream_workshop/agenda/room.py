"""The event and its agenda: their tables, and what of them may be told."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.agenda import report
from upstream_workshop.agenda.kinds import PAGES
from upstream_workshop.agenda.model import Block, Residential, StepTimer, TimerStep
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.report import AgendaReport
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.privacy import PUBLIC, cohort, private, public, words
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import BEFORE_IMPORT, NO_ANSWERS, Answers, Import, Room, row


def import_agenda(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Take in a plan; its services are loaded when there is one."""
    from upstream_workshop.agenda.importing import services

    return services.import_agenda(session, reading, answers)


def ask_agenda(
    session: Session, _name: str, reading: Any, _answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """Ask what a plan leaves open."""
    from upstream_workshop.agenda.importing import questions

    return questions.ask(session, reading)


ROOM: Final = Room(
    key="agenda",
    columns={
        Residential: {
            "uid": cohort(noop("Stable id of the event")),
            "title": words(noop("Event")),
            "place": words(noop("Place of the event")),
            "starts": PUBLIC,
            "carried": private(noop("Other entries of an imported project")),
        },
        Block: {
            "day": PUBLIC,
            "track": words(noop("Track of the agenda")),
            "position": PUBLIC,
            "minutes": PUBLIC,
            "title": words(noop("Agenda")),
            "place": words(noop("Place of a block")),
            "locked_at": PUBLIC,
            "minimum": PUBLIC,
            "optional": PUBLIC,
            "buffer": PUBLIC,
            "protected": PUBLIC,
            "purpose": words(noop("Purpose in the agenda")),
            "lead": cohort(noop("Who leads a block")),
            "materials": cohort(noop("Materials for a block")),
            "category": PUBLIC,
            "room": public(*PAGES),
            "notes": private(noop("Facilitator’s notes")),
            "attribution": PUBLIC,
            "carried": private(noop("Other entries of an imported block")),
            "added": PUBLIC,
            "started_at": PUBLIC,
            "ended_at": PUBLIC,
            "paused_at": PUBLIC,
            "paused_seconds": PUBLIC,
        },
        StepTimer: {"name": words(noop("Format in steps")), "gone": PUBLIC, "since": PUBLIC},
        TimerStep: {"position": PUBLIC, "name": words(noop("Step of a format")), "seconds": PUBLIC},
    },
    rows={
        AgendaReport: row(),
        ResidentialRow: row(Residential),
        BlockRow: row(Block, starts=PUBLIC, ends=PUBLIC, on=PUBLIC),
    },
    report=report.read,
    imports={"agenda": Import(import_agenda, ask_agenda)},
    backups={"lay_out": BEFORE_IMPORT, "import_agenda": BEFORE_IMPORT},
)
