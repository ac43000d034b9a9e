"""What a session file says of itself: which session it is, how often it was changed, and what it holds.

The digest is of the rows, wherever they lie: the sum of the SHA-256 of every row. So each commit renews it
by the rows it touched, and a copy that holds half of one commit and half of another shows.
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

from upstream_workshop.storage.base import Base
from upstream_workshop.storage.diary import Note
from upstream_workshop.storage.inspection import DIGITS, content_digest, row_hash, row_text
from upstream_workshop.storage.values import Contradiction, line, number


class Stamp(Base):
    """One row, written with every commit. Not watched by the diary: undoing is a change like any other."""

    __tablename__ = "stamp"

    identity: Mapped[str] = line()  # kept for life: copies and backups share it
    changes: Mapped[int] = number(0, 2**62)  # committed steps, undone and redone ones too
    digest: Mapped[str] = line()  # of every row of every other table

    contradictions = (
        Contradiction(
            "there is a stamp already",
            "SELECT id FROM stamp WHERE id > (SELECT min(id) FROM stamp)",
        ),
    )


def begin(connection: Connection) -> None:
    """Give a file that has just been laid out an identity of its own."""
    values = {"identity": secrets.token_hex(16), "changes": 0, "digest": "0" * DIGITS}
    connection.execute(insert(Stamp).values(values))


def advance(file: sqlite3.Connection, notes: Iterable[Note]) -> None:
    """Count one change and renew the digest, given the notes on all rows it wrote, oldest first."""
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
    file.execute("UPDATE stamp SET changes = changes + 1, digest = ?", (digest,))


def restamp(file: sqlite3.Connection) -> None:
    """Renew the digest from all rows: for whoever writes by another way than `Workshop.change`.

    A file of a format that has no stamp is left alone.
    """
    if file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'stamp'").fetchone():
        file.execute("UPDATE stamp SET digest = ?", (content_digest(file),))


def identity(file: sqlite3.Connection) -> str:
    """Which session a file is or is a copy of; empty in a format that did not say."""
    if not file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'stamp'").fetchone():
        return ""
    row = file.execute("SELECT identity FROM stamp").fetchone()
    return str(row[0]) if row else ""


@cache
def _reading(table: str) -> str:
    """The question for the texts of rows, given by a JSON list of their ids."""
    columns = [column.name for column in Base.metadata.tables[table].columns]
    wanted = "id IN (SELECT value FROM json_each(?))"
    return f'SELECT CAST({row_text(columns)} AS BLOB) FROM "{table}" WHERE {wanted}'
