"""The stamp: the identifier of a session, the number of its changes and a digest of its rows.

The digest is the sum of the SHA-256 of all rows, whatever their order in the file. Each commit
updates it from the rows it wrote. A copy that contains one half of a commit but not the other does
not match it.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Mapped

from resources.words import noop
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.diary import Note
from upstream_workshop.storage.inspection import DIGITS, content_digest, row_hash, row_text
from upstream_workshop.storage.values import Contradiction, line, number


class Stamp(Base):
    """The table with the stamp, a single row that every commit updates.

    identity: the identifier of the session, never changed and shared by all copies and backups.
    changes: the number of committed changes, including undone and redone ones.
    digest: the digest of all rows of all other tables, in hexadecimal.

    The diary does not watch this table, since an undo counts as a change too.
    """

    __tablename__ = "stamp"

    identity: Mapped[str] = line()
    changes: Mapped[int] = number(0, 2**62)
    digest: Mapped[str] = line()

    contradictions = (
        Contradiction(
            noop("there is a stamp already"),
            "SELECT id FROM stamp WHERE id > (SELECT min(id) FROM stamp)",
        ),
    )


def begin(connection: Connection) -> None:
    """Insert the stamp of a new session, with a random identifier, into an empty file."""
    values = {"identity": secrets.token_hex(16), "changes": 0, "digest": "0" * DIGITS}
    connection.execute(insert(Stamp).values(values))


def state(file: sqlite3.Connection) -> tuple[str, int, str]:
    """Return the stamp of a file of the current format: identifier, number of changes, digest."""
    identity_, changes, digest = file.execute(
        "SELECT identity, changes, digest FROM stamp"
    ).fetchone()
    return identity_, changes, digest


def advance(file: sqlite3.Connection, notes: Iterable[Note]) -> None:
    """Count one change and update the digest.

    file: the connection, inside the transaction of the change.
    notes: the diary's notes on the rows the change wrote since the last `update`, oldest first.
    """
    update(file, notes)
    file.execute("UPDATE stamp SET changes = changes + 1")


def update(file: sqlite3.Connection, notes: Iterable[Note]) -> None:
    """Update the digest after a part of a change.

    file: the connection, inside the transaction of the change.
    notes: the diary's notes on the rows that the part wrote, oldest first.
    """
    before: dict[tuple[str, int], str | None] = {}
    for note in notes:
        if note.before is not None:
            before.setdefault((note.table, note.before), note.was)
        if note.after is not None:
            before.setdefault((note.table, note.after), None)
    (digest,) = file.execute("SELECT digest FROM stamp").fetchone()
    total = int(digest, 16)
    total -= sum(
        row_hash(table, was.encode()) for (table, _), was in before.items() if was is not None
    )
    written: defaultdict[str, list[int]] = defaultdict(list)
    for table, row in before:
        written[table].append(row)
    for table, rows in written.items():
        texts = file.execute(_reading(table), (json.dumps(rows),))
        total += sum(row_hash(table, text) for (text,) in texts)
    digest = f"{total % 16**DIGITS:0{DIGITS}x}"
    file.execute("UPDATE stamp SET digest = ?", (digest,))


def restamp(file: sqlite3.Connection) -> None:
    """Compute the digest from all rows, after writes that were not made by `Workshop.change`.

    Does nothing for a file of a format without a stamp.
    """
    if file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'stamp'").fetchone():
        file.execute("UPDATE stamp SET digest = ?", (content_digest(file),))


def identity(file: sqlite3.Connection) -> str:
    """Return the identifier of the session in a file; empty in a format that has none."""
    if not file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'stamp'").fetchone():
        return ""
    row = file.execute("SELECT identity FROM stamp").fetchone()
    return str(row[0]) if row else ""


@cache
def _reading(table: str) -> str:
    """Return the SQL query for the texts of rows; its parameter is a JSON list of ids."""
    columns = [column.name for column in Base.metadata.tables[table].columns]
    wanted = "id IN (SELECT value FROM json_each(?))"
    return f'SELECT CAST({row_text(columns)} AS BLOB) FROM "{table}" WHERE {wanted}'
