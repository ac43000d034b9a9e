"""The event and its agenda: their tables, and what of them may be told."""

from __future__ import annotations

from typing import Final

from resources.words import noop
from upstream_workshop.agenda import report
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.report import AgendaReport
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.privacy import PUBLIC, cohort, private, public, words
from upstream_workshop.room import BEFORE_IMPORT, Room, row

PAGES: Final = (  # of the window, that a block may belong to
    "", "run", "people", "evidence", "themes", "vote", "workgroups", "sharing", "maps", "framework",
    "print",
)  # fmt: skip

ROOM: Final = Room(
    key="agenda",
    columns={
        Residential: {
            "uid": cohort(noop("Stable id of the event")),
            "title": words(noop("Event")),
            "place": words(noop("Place of the event")),
            "starts": PUBLIC,
        },
        Block: {
            "day": PUBLIC,
            "track": words(noop("Track of the agenda")),
            "position": PUBLIC,
            "minutes": PUBLIC,
            "title": words(noop("Agenda")),
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
            "added": PUBLIC,
            "started_at": PUBLIC,
            "ended_at": PUBLIC,
            "paused_at": PUBLIC,
            "paused_seconds": PUBLIC,
        },
    },
    rows={
        AgendaReport: row(),
        ResidentialRow: row(Residential),
        BlockRow: row(Block, starts=PUBLIC, ends=PUBLIC),
    },
    report=report.read,
    backups={"lay_out": BEFORE_IMPORT},
)
