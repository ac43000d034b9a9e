"""SQLite notes, for every row written, the statement that would unwrite it.

TEMP triggers do the noting, so the diary never enters the session file: erased people and secret
ballots leave no trace in it. One mechanism gives undo, redo and the list of touched rows.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, Table


class Note(NamedTuple):
    """One row written: its table, its id, and the SQL that takes the write back."""

    table: str
    row: int
    inverse: str


def install(connection: Connection, tables: list[Table]) -> None:
    """Watch these tables on this connection; call after migrating, for triggers name every column."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE diary (n INTEGER PRIMARY KEY, tbl TEXT, row INTEGER, inverse TEXT)"
    )
    for table in tables:
        for verb, (row, inverse) in _inverses(table).items():
            connection.exec_driver_sql(
                f'CREATE TEMP TRIGGER "diary_{table.name}_{verb}" AFTER {verb} ON main."{table.name}" '
                f"BEGIN INSERT INTO diary (tbl, row, inverse) "
                f"VALUES ('{table.name}', {row}.id, {inverse}); END"
            )


def take(connection: Connection) -> list[Note]:
    """The notes since the last call, newest first, which is the order to run them in; empties the diary."""
    found = connection.exec_driver_sql("SELECT tbl, row, inverse FROM diary ORDER BY n DESC")
    notes = [Note(*row) for row in found]
    connection.exec_driver_sql("DELETE FROM diary")
    return notes


def replay(connection: Connection, inverses: tuple[str, ...]) -> None:
    """Run noted statements; foreign keys are checked at the end, as the rows may refer to each other."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for statement in inverses:
        # colons and percent signs in people's words are not placeholders
        connection.connection.cursor().execute(statement)


def _inverses(table: Table) -> dict[str, tuple[str, str]]:
    """For each verb: which row names the id, and the SQL expression that builds its inverse."""
    name = table.name
    columns = [column.name for column in table.columns]
    listed = ", ".join(f'"{column}"' for column in columns)
    values = " || ',' || ".join(f'quote(OLD."{column}")' for column in columns)
    pairs = " || ',' || ".join(f"""'"{column}"=' || quote(OLD."{column}")""" for column in columns)
    return {
        "INSERT": ("NEW", f"""'DELETE FROM "{name}" WHERE id=' || NEW.id"""),
        "UPDATE": ("OLD", f"""'UPDATE "{name}" SET ' || {pairs} || ' WHERE id=' || NEW.id"""),
        "DELETE": ("OLD", f"""'INSERT INTO "{name}" ({listed}) VALUES (' || {values} || ')'"""),
    }
