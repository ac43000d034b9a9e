"""Migration of an older session file to the current format.

The migration works on a copy, which is checked; the original is kept beside it. If the process is
killed or the power fails at any moment, the file is in its old or its new state, never between.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from upstream_workshop.errors import MigrationError
from upstream_workshop.session_file import migrations, schema
from upstream_workshop.storage import stamp
from upstream_workshop.storage.files import disk


def migrate(path: Path, source: sqlite3.Connection, found: int) -> Path:
    """Replace a file by a migrated copy.

    path: the file; if it is a link, the file it points to is replaced.
    source: a connection that holds the file's lock; it is closed.
    found: the format of the file.

    Returns the path at which the original is kept. Raises MigrationError if a step is wrong; the
    file is then unchanged.
    """
    path = disk.real(path)  # replace the target of a link, not the link
    stepped, filled = disk.draft(path, ".stepped"), disk.draft(path)
    try:
        with closing(sqlite3.connect(stepped)) as copy:
            source.backup(copy)
        run_steps(stepped, found)
        copy_rows(stepped, filled)
        kept = _keep(path, source, disk.with_added(path, f".format-{found}"))
        if os.name == "nt":  # an open file cannot be replaced there
            source.close()
        disk.settle(filled, path)
    finally:
        source.close()
        for made in (stepped, filled, disk.draft(path, ".kept")):
            disk.discard(made)
    return kept


def run_steps(path: Path, found: int) -> None:
    """Run the steps from a format to the current one, in one transaction.

    path: the copy to change.
    found: its format.

    Raises MigrationError if a step changes the number of rows of a table that it should not.
    """
    with _writing(path) as connection:
        for number in range(found, schema.FORMAT):
            step = migrations.STEPS[number]
            before = _counts(connection)
            step.change(connection)
            _compare_counts(before, _counts(connection), step.resized, f"step {number}")


def copy_rows(source: Path, target: Path) -> None:
    """Create the current schema in a new file and copy all rows to it, table by table.

    source: the file after `run_steps`.
    target: the file to fill.

    Raises MigrationError if the columns or the numbers of rows differ.
    """
    with _writing(target, attached=source) as connection:
        schema.create(connection)
        _compare_columns(_columns(connection, "main"), _columns(connection, "old"))
        for table in schema.tables():
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            connection.exec_driver_sql(
                f'INSERT INTO main."{table.name}" ({columns}) '
                f'SELECT {columns} FROM old."{table.name}" ORDER BY id'
            )
        before, after = _counts(connection, "old"), _counts(connection)
        _compare_counts(before, after, frozenset(), "copying")
        stamp.restamp(connection.connection.driver_connection)  # type: ignore[arg-type]


def _keep(path: Path, source: sqlite3.Connection, name: Path) -> Path:
    """Keep the original by a hard link, or by a copy if the file system has none; return its path.

    path: the file.
    source: the connection that holds it.
    name: the name for the original; a number is added if it is taken.
    """
    if name.exists() and name.samefile(path):  # left by an earlier, interrupted migration
        return name
    kept = disk.free_name(name)
    try:
        os.link(path, kept)
    except OSError:
        made = disk.draft(path, ".kept")
        with closing(sqlite3.connect(made)) as copy:
            source.backup(copy)
        disk.settle_new(made, kept)
    return kept


@contextmanager
def _writing(path: Path, attached: Path | None = None) -> Iterator[Connection]:
    """Run the body in one transaction without foreign keys; check them at the end, then commit.

    attached: a database to attach as "old".

    The PRAGMA has to be set outside the transaction. Raises MigrationError for dangling keys.
    """
    engine = schema.engine_for(path)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            if attached is not None:
                connection.exec_driver_sql("ATTACH DATABASE ? AS old", (str(attached),))
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            broken = connection.exec_driver_sql("PRAGMA main.foreign_key_check").fetchall()
            if broken:
                tables = ", ".join(sorted({row[0] for row in broken}))
                raise MigrationError(f"rows that belong to nothing are left in {tables}")
            connection.commit()
    finally:
        engine.dispose()


def _names(connection: Connection, database: str) -> list[str]:
    found = connection.exec_driver_sql(
        f"SELECT name FROM {database}.sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    )
    return [row[0] for row in found]


def _columns(connection: Connection, database: str) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(
            row[1] for row in connection.exec_driver_sql(f'PRAGMA {database}.table_info("{name}")')
        )
        for name in _names(connection, database)
    }


def _counts(connection: Connection, database: str = "main") -> dict[str, int]:
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM {database}."{name}"').scalar_one()
        for name in _names(connection, database)
    }


def _compare_columns(wanted: Mapping[str, object], found: Mapping[str, object]) -> None:
    differing = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )
    if differing:
        raise MigrationError("the steps leave other columns in " + ", ".join(differing))


def _compare_counts(
    before: Mapping[str, int], after: Mapping[str, int], resized: frozenset[str], where: str
) -> None:
    lost = sorted(
        name
        for name, count in before.items()
        if name not in resized and after.get(name, 0) != count
    )
    if lost:
        raise MigrationError(f"{where} changed the number of rows in " + ", ".join(lost))
