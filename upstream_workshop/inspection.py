"""Looks into a database nobody trusts yet, in a process that may be killed.

Run as a program, with nothing but the standard library: `inspection.py PATH ro|rw SECONDS`. It prints one
JSON object: what `sqlite_schema` says, the columns of each table, the version, SQLite's own verdict and
whether the rows are those of the stamp; or `trouble`, by SQLite's name for it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

FLAG = "--inspect-apart"  # what a frozen app, being its own interpreter, is started with
MOST_BYTES = 512 * 1024 * 1024  # of memory
DIGITS = 64  # of a digest, in hexadecimal
STAMP = "stamp"  # the table that holds the digest, and so is not in it
_STEPS = 10_000  # of SQLite's machine between two looks at the clock


def inspect(path: Path, mode: str, seconds: float) -> dict[str, object]:
    """What there is to know of a database file, or what is the trouble with it."""
    ends = time.monotonic() + seconds
    try:
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as file:
            file.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
            file.execute("PRAGMA busy_timeout=1000")
            file.execute("PRAGMA trusted_schema=OFF")
            file.execute("PRAGMA cell_size_check=ON")
            return seen(file)
    except sqlite3.Error as error:
        return trouble(error)


def trouble(error: sqlite3.Error) -> dict[str, object]:
    """SQLite's own name for what went wrong."""
    return {"trouble": getattr(error, "sqlite_errorname", "SQLITE_ERROR")}


def seen(file: sqlite3.Connection) -> dict[str, object]:
    """What there is in an open database, and SQLite's verdict on it."""
    rows = file.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    tables = [name for kind, name, sql in rows if kind == "table" and _is_plain(sql)]
    (user_version,) = file.execute("PRAGMA user_version").fetchone()
    # of the indexes too: what is found by one must be what stands in the table
    (verdict,) = file.execute("PRAGMA integrity_check(1)").fetchone()
    found: dict[str, object] = {
        "schema": rows,
        "columns": {name: _columns(file, name) for name in tables},
        "user_version": user_version,
        "verdict": verdict,
    }
    return found | (_contents(file) if verdict == "ok" else {})


def content_digest(file: sqlite3.Connection) -> str:
    """What all rows of all plain tables come to, in whatever order they lie; the stamp's own apart."""
    total = 0
    rows = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    for table in (name for name, sql in rows if _is_plain(sql) and name != STAMP):
        text = row_text(_columns(file, table))
        for (row,) in file.execute(f"SELECT CAST({text} AS BLOB) FROM {_quoted(table)}"):
            total += row_hash(table, row)
    return f"{total % 16**DIGITS:0{DIGITS}x}"


def row_text(columns: Iterable[str], of: str = "") -> str:
    """The SQL for a row in one text: its values as SQL writes them, with commas between."""
    start = f"{of}." if of else ""
    return " || ',' || ".join(f"quote({start}{_quoted(column)})" for column in columns)


def row_hash(table: str, text: bytes) -> int:
    """The number that one row adds to the digest."""
    return int.from_bytes(hashlib.sha256(table.encode() + b"|" + text).digest(), "big")


def _contents(file: sqlite3.Connection) -> dict[str, object]:
    """What the stamp says and what the rows come to; nothing for a file of a format without one."""
    try:
        row = file.execute("SELECT digest FROM stamp").fetchone()
        return {"stamped": row and row[0], "digest": content_digest(file)}
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise
        return {}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is_plain(sql: str | None) -> bool:
    return (sql or "").startswith("CREATE TABLE ")


def _columns(file: sqlite3.Connection, table: str) -> list[str]:
    return [row[0] for row in file.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such module
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def main(arguments: list[str]) -> int:
    """Inspect one file and print what was seen."""
    path, mode, seconds = arguments
    _limit_memory()
    # ASCII, whatever bytes somebody planted in a name
    sys.stdout.write(json.dumps(inspect(Path(path), mode, float(seconds))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
