"""The diary: a temporary table in which SQLite records the former values of every row written.

TEMP triggers write it, so that the diary is never part of the session file and erased people and
secret ballots leave no trace there. Undo, redo, the list of written rows and the stamp are all
derived from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor

from upstream_workshop.storage.base import Base
from upstream_workshop.storage.inspection import row_text

PIECE: Final = 400  # notes that are replayed in one piece, in some 10 ms
LONGEST: Final = 100_000  # letters of one statement that reads values back


class Note(NamedTuple):
    """The record of one write to one row.

    table: the name of the table.
    before: the id of the row before the write; None if the row was inserted.
    after: the id after the write; None if the row was deleted.
    was: the former values as SQL literals with commas between, in the order of the table's
        columns; None if the row was inserted.
    """

    table: str
    before: int | None
    after: int | None
    was: str | None

    @property
    def rows(self) -> set[int]:
        """The ids before and after the write."""
        return {id_ for id_ in (self.before, self.after) if id_ is not None}

    @property
    def inverse(self) -> str:
        """The SQL statement that reverses a write of this kind; its parameters are `_values`."""
        columns = [f'"{column.name}"' for column in Base.metadata.tables[self.table].columns]
        listed, places = ", ".join(columns), ", ".join("?" * len(columns))
        if self.was is None:
            return f'DELETE FROM "{self.table}" WHERE id=?'
        if self.after is None:
            return f'INSERT INTO "{self.table}" ({listed}) VALUES ({places})'
        return f'UPDATE "{self.table}" SET ({listed}) = ({places}) WHERE id=?'


def install(connection: Connection, tables: Mapping[str, Sequence[str]]) -> None:
    """Create the diary and its triggers on a connection.

    tables: the tables to watch, with the columns of each.

    Call this after a migration, since the triggers name every column.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(
        'CREATE TEMP TABLE diary (n INTEGER PRIMARY KEY, tbl TEXT, "before" INTEGER, "after" INTEGER, '
        "was TEXT)"
    )
    for table, columns in tables.items():
        for statement in _triggers(table, tuple(columns)):
            driver.execute(statement)


@cache
def _triggers(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the SQL that creates the three triggers of a table."""
    was = row_text(columns, "OLD")
    noted = {
        "INSERT": "NULL, NEW.id, NULL",
        "UPDATE": f"OLD.id, NEW.id, {was}",
        "DELETE": f"OLD.id, NULL, {was}",
    }
    return tuple(
        f'CREATE TEMP TRIGGER "diary_{table}_{verb}" AFTER {verb} ON main."{table}" '
        f'BEGIN INSERT INTO diary (tbl, "before", "after", was) VALUES (\'{table}\', {values}); END'
        for verb, values in noted.items()
    )


def take(connection: Connection) -> list[Note]:
    """Return the notes since the last call, and empty the diary.

    They are ordered newest first, as `replay` needs them.
    """
    found = connection.exec_driver_sql('DELETE FROM diary RETURNING n, tbl, "before", "after", was')
    return [Note(*note) for _, *note in sorted(found, key=itemgetter(0), reverse=True)]


def replay(connection: Connection, notes: Sequence[Note]) -> None:
    """Reverse the writes of these notes, newest first.

    Foreign keys are checked at the end of the transaction, since the rows may refer to each other.
    Neighbouring writes of one kind share a statement: SQLite compiles the diary's triggers with each.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    # the bare cursor does not take colons and percent signs in texts for placeholders
    cursor = connection.connection.cursor()
    for statement, alike in groupby(notes, key=attrgetter("inverse")):
        for some in batched(alike):
            cursor.executemany(statement, _values(cursor, some))


def replay_in_pieces(connection: Connection, notes: Sequence[Note]) -> Iterator[list[Note]]:
    """Replay notes piece by piece; after each, give the notes it made, newest first."""
    for first in range(0, len(notes), PIECE):
        replay(connection, notes[first : first + PIECE])
        yield take(connection)


def batched(notes: Iterable[Note]) -> Iterator[list[Note]]:
    """Give notes in batches whose former values are together no longer than LONGEST letters."""
    batch: list[Note] = []
    length = 0
    for note in notes:
        length += len(note.was or "")
        if batch and length > LONGEST:
            yield batch
            batch, length = [], len(note.was or "")
        batch.append(note)
    if batch:
        yield batch


def _values(cursor: DBAPICursor, notes: Sequence[Note]) -> list[tuple[object, ...]]:
    """Return the parameters of the statement that reverses each of these writes of one kind.

    SQLite itself reads its literals back, so that every value is what it was.
    """
    ids: list[tuple[object, ...]] = [() if note.after is None else (note.after,) for note in notes]
    if notes[0].was is None:
        return ids
    cursor.execute("VALUES " + ", ".join(f"({note.was})" for note in notes))
    return [(*was, *id_) for was, id_ in zip(cursor.fetchall(), ids, strict=True)]
