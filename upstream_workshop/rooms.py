"""The list of all rooms, in the order of the residential, and what their declarations imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from sqlalchemy import Column

from upstream_workshop.privacy import SECRET, Disclosure, Privacy, private, secret
from upstream_workshop.room import Counted, Import, Room
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.storage.stamp import Stamp

FILE: Final = Room(
    key="file",
    columns={  # in every session file; the diary does not watch these
        HistoryEntry: {"at": SECRET, "label": private("History")},
        Stamp: {"identity": secret("Identity"), "changes": SECRET, "digest": secret("Digest")},
    },
)


@cache
def every() -> tuple[Room, ...]:
    """Return all rooms, in the order of the residential.

    They are imported by the first call, with all their tables: a window is shown before it needs them.
    """
    from upstream_workshop.agenda.room import ROOM as AGENDA
    from upstream_workshop.evidence.room import ROOM as EVIDENCE
    from upstream_workshop.framework.room import ROOM as FRAMEWORK
    from upstream_workshop.maps.room import ROOM as MAPS
    from upstream_workshop.people.room import ROOM as PEOPLE
    from upstream_workshop.sharing.room import ROOM as SHARING
    from upstream_workshop.themes.room import ROOM as THEMES
    from upstream_workshop.voting.room import ROOM as VOTING
    from upstream_workshop.workgroups.room import ROOM as WORKGROUPS

    return (
        PEOPLE,
        EVIDENCE,
        AGENDA,
        THEMES,
        VOTING,
        WORKGROUPS,
        MAPS,
        FRAMEWORK,
        SHARING,
    )


def reads() -> frozenset[str]:
    """Return the tables that a report may read: all but those with secret columns only."""
    return frozenset().union(*(room.tables - room.secret_tables for room in every()))


def secret_tables() -> frozenset[str]:
    """Return the tables to empty in a copy of a session that is given to others."""
    return frozenset().union(*(room.secret_tables for room in every()))


def disclosures() -> Mapping[type, Mapping[str, Disclosure]]:
    """Return the declared fields of each row type of a report; undeclared fields are left out."""
    return _disclosures(every())


def in_order() -> frozenset[type]:
    """Return the row types that refer to people, but whose order reveals nothing about them."""
    return frozenset().union(*(room.in_order for room in every()))


def secret_columns() -> Iterator[tuple[str, str]]:
    """Yield table and column of each secret text outside the secret tables."""
    for room in every():
        for table, columns in room.columns.items():
            if table.__tablename__ not in room.secret_tables:
                for name, said in columns.items():
                    if said.privacy is Privacy.SECRET:
                        yield table.__tablename__, name


def column(column: Column[object]) -> Disclosure | None:
    """Return the disclosure of a column of any table; None if it has none."""
    for room in (*every(), FILE):
        if column.table.name in room.tables:
            return room.column(column)
    return None


def goes() -> dict[str, Counted]:
    """Return, by table, the words for rows that are erased with a person."""
    return {table: words for room in every() for table, words in room.goes.items()}


def stays() -> dict[str, Counted]:
    """Return, by "table.column", the words for rows that lose a reference to an erased person."""
    return {place: words for room in every() for place, words in room.stays.items()}


def imports() -> dict[str, Import]:
    """Return, by kind of foreign file, how it is imported."""
    return {kind: one for room in every() for kind, one in room.imports.items()}


@cache
def backups() -> Mapping[str, str]:
    """Return the reason for each service before which a backup is made, by "room.service"."""
    return {
        f"{room.key}.{service}": why for room in every() for service, why in room.backups.items()
    }


@cache
def _disclosures(rooms: tuple[Room, ...]) -> Mapping[type, Mapping[str, Disclosure]]:
    return {kind: room.fields(kind) for room in rooms for kind in room.rows}
