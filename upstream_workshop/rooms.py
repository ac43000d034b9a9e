"""The one list of rooms, in the order of the residential, and what follows from their declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from sqlalchemy import Column

from upstream_workshop.agenda.room import ROOM as AGENDA
from upstream_workshop.maps.room import ROOM as MAPS
from upstream_workshop.people.room import ROOM as PEOPLE
from upstream_workshop.privacy import SECRET, Disclosure, Privacy, private, secret
from upstream_workshop.room import Counted, Import, Room
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.storage.stamp import Stamp
from upstream_workshop.themes.room import ROOM as THEMES
from upstream_workshop.voting.room import ROOM as VOTING
from upstream_workshop.workgroups.room import ROOM as WORKGROUPS

ROOMS: Final[tuple[Room, ...]] = (PEOPLE, AGENDA, THEMES, VOTING, WORKGROUPS, MAPS)
FILE: Final = Room(
    key="file",
    columns={  # of every session file, watched by no diary
        HistoryEntry: {"at": SECRET, "label": private("History")},
        Stamp: {"identity": secret("Identity"), "changes": SECRET, "digest": secret("Digest")},
    },
)


def reads() -> frozenset[str]:
    """Every table that a report may be read from: all but those that hold secrets alone."""
    return frozenset().union(*(room.tables - room.secret_tables for room in ROOMS))


def secret_tables() -> frozenset[str]:
    """The tables that no copy of a session may keep that leaves the organiser."""
    return frozenset().union(*(room.secret_tables for room in ROOMS))


def disclosures() -> Mapping[type, Mapping[str, Disclosure]]:
    """The fields of every row of a report; a field that nobody declared is not in it."""
    return _disclosures(ROOMS)


def in_order() -> frozenset[type]:
    """Rows that refer to people, whose order tells nothing of them."""
    return frozenset().union(*(room.in_order for room in ROOMS))


def secret_columns() -> Iterator[tuple[str, str]]:
    """The texts that no such copy may keep, in the other tables: table and column."""
    for room in ROOMS:
        for table, columns in room.columns.items():
            if table.__tablename__ not in room.secret_tables:
                for name, said in columns.items():
                    if said.privacy is Privacy.SECRET:
                        yield table.__tablename__, name


def column(column: Column[object]) -> Disclosure | None:
    """The class of a column of any table; None where nobody has said."""
    for room in (*ROOMS, FILE):
        if column.table.name in room.tables:
            return room.column(column)
    return None


def goes() -> dict[str, Counted]:
    """What rows that are erased with a person are called, by table."""
    return {table: words for room in ROOMS for table, words in room.goes.items()}


def stays() -> dict[str, Counted]:
    """What rows that lose a reference to an erased person are called, by table and column."""
    return {place: words for room in ROOMS for place, words in room.stays.items()}


def imports() -> dict[str, Import]:
    """The kinds of foreign file, what takes each in, and what each leaves open."""
    return {kind: one for room in ROOMS for kind, one in room.imports.items()}


def backups() -> Iterator[tuple[str, str]]:
    """Services before which a backup is made, by room and name, and why."""
    for room in ROOMS:
        for service, why in room.backups.items():
            yield f"{room.key}.{service}", why


@cache
def _disclosures(rooms: tuple[Room, ...]) -> Mapping[type, Mapping[str, Disclosure]]:
    return {kind: room.fields(kind) for room in rooms for kind in room.rows}
