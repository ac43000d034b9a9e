"""Repair of invalid rows in a copy of a session file; the file itself is never written.

It is for files that are refused because of their rows: a wrong value, a foreign key without a row,
rows that contradict each other, or a copy made in the middle of a change. A file that SQLite
reports as damaged cannot be repaired here; a backup has to be used.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Column

from resources.words import noop, say
from upstream_workshop import rooms
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.session_file import opening, schema
from upstream_workshop.storage import inspection, stamp
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.files import disk, ledger, writing
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.storage.inspection import Fault
from upstream_workshop.storage.values import value_of, wrong

ROUNDS: Final = 50  # dropping a row may leave others with dangling keys
TAKEN: Final = noop("The file was not as last saved: what stands in its rows was taken as it is.")


def repair(path: Path, copy: Path) -> tuple[str, ...]:
    """Write a repaired copy of a session file.

    path: the file.
    copy: the path for the copy; it must not exist.

    Returns a sentence for each change. If nothing is wrong with the file, no copy is written and
    the result is empty. Raises WorkshopError, with nothing written, if the file cannot be repaired
    or the path of the copy is taken.
    """
    writing.refuse(copy, schema.SESSION, Replace.NOTHING)
    try:
        opening.check(path)
        return ()
    except RepairableError:
        pass
    with writing.written(copy, schema.SESSION) as draft, opening.in_one_piece(path) as whole:
        done = _mended(whole, draft)
        opening.check(draft)
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as made:
        ledger.note(ledger.SESSION, copy, stamp.identity(made))
    return done


def suggested(path: Path) -> Path:
    """Return the default path for a repaired copy, a free name beside the file."""
    return disk.free_name(disk.with_added(path, " repaired"))


def _mended(whole: Path, draft: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(draft, isolation_level=None)) as file:
        with closing(sqlite3.connect(whole)) as source:  # a copy: its journal is rolled back
            source.backup(file)
        for name, value in (("trusted_schema", 0), ("secure_delete", 1), ("foreign_keys", 0)):
            file.execute(f"PRAGMA {name}={value}")
        file.execute("BEGIN IMMEDIATE")
        file.execute("PRAGMA ignore_check_constraints=ON")
        done = _rounds(file)
        _stamp(file)
        file.execute("COMMIT")
        file.execute("VACUUM")
    return done or (say(TAKEN),)


def _rounds(file: sqlite3.Connection) -> tuple[str, ...]:
    done: list[str] = []
    for _ in range(ROUNDS):
        found = list(inspection.faults(file, schema.expected()))
        if not found:
            return tuple(done)
        done += [
            say("{fault}: {done}.", fault=opening.words(fault), done=_mend(file, fault))
            for fault in found
        ]
    raise WorkshopError(say("These rows cannot be repaired: use a backup."))


def _mend(file: sqlite3.Connection, fault: Fault) -> str:
    """Repair a row, or delete it if that is not possible; return what was done, in words."""
    attempts = _contradiction(fault) if fault.kind == "row" else _attempts(file, fault)
    for attempt in attempts:
        try:
            file.execute(f'UPDATE "{fault.table}" SET {attempt} WHERE id = ?', (fault.row,))
        except sqlite3.IntegrityError:  # not unique, or NULL is not allowed in this format
            continue
        if fault.kind != "value" or not _is_wrong(file, fault):
            if not fault.column:
                return say("put right")
            return say("set to {value}", value=_now(file, fault))
    file.execute(f'DELETE FROM "{fault.table}" WHERE id = ?', (fault.row,))
    return say("the row was dropped")


def _attempts(file: sqlite3.Connection, fault: Fault) -> list[str]:
    """Return the assignments to try for a column, the one that changes least first."""
    column, name = _column(fault), f'"{fault.column}"'
    if column.primary_key:
        return []
    if column.nullable:
        return [f"{name} = NULL"]
    if column.foreign_keys:
        return []
    return [
        f"{name} = {_readable(file, fault)}",
        f"{name} = {value_of(column).mended.format(name)}",
    ]


def _readable(file: sqlite3.Connection, fault: Fault) -> str:
    """Return a text as an SQL expression, with replacement characters for invalid bytes."""
    question = f'SELECT CAST("{fault.column}" AS BLOB) FROM "{fault.table}" WHERE id = ?'
    (words,) = file.execute(question, (fault.row,)).fetchone()
    text = (words or b"").decode("utf-8", "replace").replace("\0", "")
    return f"CAST(x'{text.encode().hex()}' AS TEXT)"


def _contradiction(fault: Fault) -> list[str]:
    rooms.every()
    for mapper in Base.registry.mappers:
        for one in mapper.class_.contradictions:
            of_table = mapper.class_.__tablename__ == fault.table
            if of_table and one.says == fault.says and one.mended:
                return [one.mended]
    return []


def _is_wrong(file: sqlite3.Connection, fault: Fault) -> bool:
    question = f'SELECT {wrong(_column(fault))} FROM "{fault.table}" WHERE id = ?'
    return bool(file.execute(question, (fault.row,)).fetchone()[0])


def _now(file: sqlite3.Connection, fault: Fault) -> str:
    return inspection.shown(file, fault.table, fault.column, fault.row)


def _column(fault: Fault) -> Column[object]:
    return schema.table(fault.table).c[fault.column]


def _stamp(file: sqlite3.Connection) -> None:
    """Update the digest, and insert a stamp with a new identifier if the row is missing."""
    there = file.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'stamp'").fetchone()[0]
    if there and not file.execute("SELECT count(*) FROM stamp").fetchone()[0]:
        file.execute("INSERT INTO stamp VALUES (1, ?, 0, '')", (secrets.token_hex(16),))
    stamp.restamp(file)
