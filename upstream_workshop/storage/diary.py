"""The diary: a temporary table in which SQLite records the former values of every row written.

TEMP triggers write it, so that the diary is never part of the session file and erased people and
secret ballots leave no trace there. Undo, redo, the list of written rows and the stamp are all
derived from it.
"""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, Table

from upstream_workshop.storage.base import Base
from upstream_workshop.storage.inspection import row_text


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
    def row(self) -> int:
        """The id before the write, or the new id of an inserted row."""
        row = self.after if self.before is None else self.before
        assert row is not None
        return row

    @property
    def rows(self) -> set[int]:
        """The ids before and after the write."""
        return {id_ for id_ in (self.before, self.after) if id_ is not None}

    @property
    def inverse(self) -> str:
        """The SQL statement that reverses the write."""
        if self.was is None:
            return f'DELETE FROM "{self.table}" WHERE id={self.after}'
        columns = ", ".join(
            f'"{column.name}"' for column in Base.metadata.tables[self.table].columns
        )
        if self.after is None:
            return f'INSERT INTO "{self.table}" ({columns}) VALUES ({self.was})'
        return f'UPDATE "{self.table}" SET ({columns}) = ({self.was}) WHERE id={self.after}'


def install(connection: Connection, tables: list[Table]) -> None:
    """Create the diary and its triggers on a connection.

    tables: the tables to watch.

    Call this after a migration, since the triggers name every column.
    """
    connection.exec_driver_sql(
        'CREATE TEMP TABLE diary (n INTEGER PRIMARY KEY, tbl TEXT, "before" INTEGER, "after" INTEGER, '
        "was TEXT)"
    )
    for table in tables:
        was = row_text([column.name for column in table.columns], "OLD")
        noted = {
            "INSERT": "NULL, NEW.id, NULL",
            "UPDATE": f"OLD.id, NEW.id, {was}",
            "DELETE": f"OLD.id, NULL, {was}",
        }
        for verb, values in noted.items():
            connection.exec_driver_sql(
                f'CREATE TEMP TRIGGER "diary_{table.name}_{verb}" AFTER {verb} ON main."{table.name}" '
                f'BEGIN INSERT INTO diary (tbl, "before", "after", was) '
                f"VALUES ('{table.name}', {values}); END"
            )


def take(connection: Connection) -> list[Note]:
    """Return the notes since the last call, and empty the diary.

    They are ordered newest first, as `replay` needs them.
    """
    found = connection.exec_driver_sql('DELETE FROM diary RETURNING n, tbl, "before", "after", was')
    return [Note(*note) for _, *note in sorted(found, key=itemgetter(0), reverse=True)]


def replay(connection: Connection, notes: tuple[Note, ...]) -> None:
    """Reverse the writes of these notes, newest first.

    Foreign keys are checked at the end of the transaction, since the rows may refer to each other.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for note in notes:
        # the bare cursor does not take colons and percent signs in texts for placeholders
        connection.connection.cursor().execute(note.inverse)
