"""The declaration of the maps room: its tables, their privacy classes and its import."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.maps import queries, report
from upstream_workshop.maps.citations.loop_bases import LoopBasis
from upstream_workshop.maps.kinds import Basis, LoopKind
from upstream_workshop.maps.loops import Loop, LoopSearch
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop, NoteRow, ZoneRow
from upstream_workshop.maps.model import (
    Factor,
    FactorFinding,
    FactorOrigin,
    Link,
    LinkFinding,
    LinkOrigin,
    LoopLink,
    LoopName,
    MapNote,
    SystemMap,
    Zone,
)
from upstream_workshop.maps.report import MapReport, MapsReport
from upstream_workshop.privacy import PUBLIC, cohort, private, public, words
from upstream_workshop.readers.maps.map_parts import MapSheet
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    INTO,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    ask_into,
    row,
)


def import_map(
    session: Session, name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a map; its services are loaded only here."""
    from upstream_workshop.maps.importing import services

    return services.import_map(session, answers.get(INTO, name), reading, answers)


def ask_map(
    session: Session, name: str, reading: Any, answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """Return the questions into which map a file is imported, and what is unclear in it."""
    from upstream_workshop.maps.importing import quotes, same_names, unclear_links

    sheets = (entry for entry in reading.entries if isinstance(entry, MapSheet) and entry.title)
    there = {sheet.title: say("a new map, “{name}”", name=sheet.title) for sheet in sheets}
    there |= {row.title: say("the map “{title}”", title=row.title) for row in queries.maps(session)}
    into = ask_into(name, say("a new map, “{name}”", name=name), there)
    same = same_names.ask(session, answers.get(INTO, name), reading)
    return (*into, *same, *unclear_links.ask(reading), *quotes.ask(reading))


ROOM: Final = Room(
    key="maps",
    columns={
        SystemMap: {
            "title": words(noop("Map")),
            "seat_table": cohort(noop("Table that drew a map")),
            "position": PUBLIC,
            "taken_at": PUBLIC,
            "carried": private(noop("Other entries of an imported map")),
            "basis_shown": PUBLIC,
        },
        Factor: {
            "label": words(noop("Factor of a map")),
            "x": PUBLIC,
            "y": PUBLIC,
            "colour": PUBLIC,
            "note": cohort(noop("Note on a factor")),
            "locked": PUBLIC,
            "carried": private(noop("Other entries of an imported factor")),
        },
        Link: {
            "sign": PUBLIC,
            "delay": PUBLIC,
            "strength": words(noop("Strength of a link")),
            "note": cohort(noop("Note on a link")),
            "bend": PUBLIC,
            "carried": private(noop("Other entries of an imported link")),
        },
        Zone: {
            "title": words(noop("Zone of a map")),
            "x": PUBLIC,
            "y": PUBLIC,
            "width": PUBLIC,
            "height": PUBLIC,
            "colour": PUBLIC,
        },
        MapNote: {"text": words(noop("Note on a map")), "x": PUBLIC, "y": PUBLIC},
        FactorOrigin: {"title": words(noop("Map that a factor came from"))},
        LinkOrigin: {"title": words(noop("Map that a link came from"))},
        FactorFinding: {},
        LinkFinding: {},
        LoopName: {
            "name": words(noop("Name of a loop")),
            "number": PUBLIC,
            "story": words(noop("Story of a loop")),
        },
        LoopLink: {"position": PUBLIC},
    },
    rows={
        MapsReport: row(),
        MapReport: row(),
        MapRow: row(
            SystemMap,
            table=cohort(noop("Table that drew a map")),
            factor_origins=words(noop("Map that a factor came from")),
            link_origins=words(noop("Map that a link came from")),
            factor_findings=PUBLIC,
            link_findings=PUBLIC,
        ),
        NamedLoop: row(LoopName, link_ids=PUBLIC),
        ZoneRow: row(Zone),
        NoteRow: row(MapNote),
        FactorRow: row(Factor),
        LinkRow: row(Link, basis=public(*Basis)),
        LoopBasis: row(
            link_ids=PUBLIC,
            kind=public(*LoopKind),
            findings=PUBLIC,
            organisations=PUBLIC,
            bare=PUBLIC,
            contested=PUBLIC,
        ),
        LoopSearch: row(complete=PUBLIC, complete_to=PUBLIC),
        Loop: row(factor_ids=PUBLIC, link_ids=PUBLIC, kind=public(*LoopKind), number=PUBLIC),
    },
    report=report.read,
    imports={"map": Import(import_map, ask_map)},
    backups={
        "import_map": BEFORE_IMPORT,
        "remove_map": BEFORE_REMOVAL,
        "remove_parts": BEFORE_REMOVAL,
    },
)
