"""SQLite notes, for every row written, what it read before.

TEMP triggers do the noting, so the diary never enters the session file: erased people and secret
ballots leave no trace in it. One mechanism gives undo, redo, the list of touched rows and the stamp.
"""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, Table

from upstream_workshop.storage.base import Base
from upstream_workshop.storage.inspection import row_text


class Note(NamedTuple):
    """One row written: its table, its id before and after (None: it was not there), what it read before.

    `was` is the list of its values as SQL writes them, in the order of the table's columns.
    """

    table: str
    before: int | None
    after: int | None
    was: str | None

    @property
    def row(self) -> int:
        """The id it is known by: the one it had."""
        row = self.after if self.before is None else self.before
        assert row is not None
        return row

    @property
    def rows(self) -> set[int]:
        """The ids it had and has."""
        return {id_ for id_ in (self.before, self.after) if id_ is not None}

    @property
    def inverse(self) -> str:
        """The SQL that takes the write back."""
        if self.was is None:
            return f'DELETE FROM "{self.table}" WHERE id={self.after}'
        columns = ", ".join(
            f'"{column.name}"' for column in Base.metadata.tables[self.table].columns
        )
        if self.after is None:
            return f'INSERT INTO "{self.table}" ({columns}) VALUES ({self.was})'
        return f'UPDATE "{self.table}" SET ({columns}) = ({self.was}) WHERE id={self.after}'


def install(connection: Connection, tables: list[Table]) -> None:
    """Watch these tables on this connection; call after migrating, for triggers name every column."""
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
    """The notes since the last call, newest first, which is the order to undo them in; empties the diary."""
    found = connection.exec_driver_sql('DELETE FROM diary RETURNING n, tbl, "before", "after", was')
    return [Note(*note) for _, *note in sorted(found, key=itemgetter(0), reverse=True)]


def replay(connection: Connection, notes: tuple[Note, ...]) -> None:
    """Take noted writes back; foreign keys are checked at the end, as the rows may refer to each other."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for note in notes:
        # colons and percent signs in people's words are not placeholders
        connection.connection.cursor().execute(note.inverse)
