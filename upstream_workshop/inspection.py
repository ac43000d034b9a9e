"""Looks into a database nobody trusts yet, in a process that may be killed.

Run as a program, with nothing but the standard library: `inspection.py PATH ro|rw SECONDS`. It prints one
JSON object: what `sqlite_schema` says, the columns of each table, the version and SQLite's own verdict;
or `trouble`, by SQLite's name for it.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

FLAG = "--inspect-apart"  # what a frozen app, being its own interpreter, is started with
MOST_BYTES = 512 * 1024 * 1024  # of memory
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
    (verdict,) = file.execute("PRAGMA quick_check(1)").fetchone()
    return {
        "schema": rows,
        "columns": {name: _columns(file, name) for name in tables},
        "user_version": user_version,
        "verdict": verdict,
    }


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
