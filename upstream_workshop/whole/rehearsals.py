"""What a sign-up list would do, tried on a copy of the session, away from the thread that writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from upstream_workshop.people import queries
from upstream_workshop.people.duplicates import Duplicate, duplicates_in, joined
from upstream_workshop.people.intake import Taken, take_in
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry, read_people
from upstream_workshop.session_file import schema


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A list as read, what each of its lines would do, who looks like somebody else, and who is known."""

    reading: Reading[PersonEntry]
    taken: tuple[Taken, ...]
    duplicates: tuple[Duplicate, ...]
    known: Mapping[int, ParticipantRow]


def preview_people(
    copy: Path,
    table: Table,
    mapping: Mapping[str, str],
    same: Mapping[int, int],
    one: Mapping[int, int],
) -> ImportPreview:
    """Read a table by its columns and try it on a copy of the session file; nothing is kept.

    `same` says of a line which person it is, `one` which earlier line. Raises WorkshopError.
    """
    whole = read_people(table, mapping)
    reading = joined(whole, one)
    engine = schema.engine_for(copy)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        with engine.connect() as connection, Session(connection) as session:
            known = {row.id: row for row in queries.roster(session)}
            taken = take_in(session, reading, same)
            session.rollback()
    finally:
        engine.dispose()
    meant = {row.line: row.participant_id for row in taken if row.what != "added"}
    asked = {line: id_ for line, id_ in meant.items() if line not in same}
    names = {id_: row.name for id_, row in known.items()}
    return ImportPreview(reading, taken, duplicates_in(whole.entries, asked, names), known)
