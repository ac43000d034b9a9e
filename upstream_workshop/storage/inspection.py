"""Looks into a database nobody trusts yet, in a process that may be killed.

Run as a program, with nothing but the standard library: `inspection.py PATH ro|rw SECONDS`, told on its
standard input, in JSON, what rows may hold (`schema.expected`). It prints one JSON object: what
`sqlite_schema` says, the columns of each table, the version, SQLite's own verdict, the first row that is
none of ours, what the stamp says and what the rows come to; or `trouble`, by SQLite's name for it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, TypedDict

FLAG = "--inspect-apart"  # what a frozen app, being its own interpreter, is started with
MOST_BYTES = 512 * 1024 * 1024  # of memory
DIGITS = 64  # of a digest, in hexadecimal
STAMP = "stamp"  # the table that holds the digest, and so is not in it
SHOWN = 40  # letters of a wrong value
_BROKEN_VALUE = re.compile(r"(NULL|NUMERIC|TEXT) value in |ok$")
_STEPS = 10_000  # of SQLite's machine between two looks at the clock


class Expected(TypedDict):
    """What the rows of a session file hold, as the model declares it, in SQL.

    `values`: by table, its columns and the expression that is true of a wrong value; `contradictions`:
    a table, what is wrong with a row, and the question for the ids of such rows.
    """

    values: dict[str, list[tuple[str, str]]]
    contradictions: list[tuple[str, str, str]]


class Fault(NamedTuple):
    """A row that is none of ours: where, and the value or what it says.

    `kind` is "value" for a wrong value, "key" for one that leads to no row, "row" for a contradiction,
    which is of no column alone.
    """

    kind: str
    table: str
    row: int
    column: str
    says: str


def inspect(path: Path, mode: str, seconds: float, expected: Expected) -> dict[str, object]:
    """What there is to know of a database file, or what is the trouble with it."""
    ends = time.monotonic() + seconds
    try:
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as file:
            file.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
            file.execute("PRAGMA busy_timeout=1000")
            file.execute("PRAGMA trusted_schema=OFF")
            file.execute("PRAGMA cell_size_check=ON")
            return seen(file, expected)
    except sqlite3.Error as error:
        return trouble(error)


def trouble(error: sqlite3.Error) -> dict[str, object]:
    """SQLite's own name for what went wrong."""
    return {"trouble": getattr(error, "sqlite_errorname", "SQLITE_ERROR")}


def seen(file: sqlite3.Connection, expected: Expected) -> dict[str, object]:
    """What there is in an open database, SQLite's verdict on it and whether its rows are of ours."""
    rows = file.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    tables = [name for kind, name, sql in rows if kind == "table" and _is_plain(sql)]
    (user_version,) = file.execute("PRAGMA user_version").fetchone()
    verdict = _verdict(file)
    found: dict[str, object] = {
        "schema": rows,
        "columns": {name: _columns(file, name) for name in tables},
        "user_version": user_version,
        "verdict": verdict,
    }
    # what is no plain table may be anything, such as a view without an end: it is not asked
    plain = all(kind == "index" or _is_plain(sql) for kind, _, sql in rows)
    return found | (_contents(file, expected) if plain and verdict == "ok" else {})


def faults(file: sqlite3.Connection, expected: Expected) -> Iterator[Fault]:
    """The rows that are none of ours: wrong values first, then dangling keys, then contradictions.

    A table or column that an older format does not have is not asked for.
    """
    there = {table: set(_columns(file, table)) for table in expected["values"]}
    for table, columns in expected["values"].items():
        known = [(name, wrong) for name, wrong in columns if name in there[table]]
        yield from _wrong_values(file, table, known) if known else ()
    yield from _dangling_keys(file)
    for table, says, question in expected["contradictions"]:
        for (row,) in _asked(file, question):
            yield Fault("row", table, row, "", says)


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


def _verdict(file: sqlite3.Connection) -> str:
    """What SQLite says of the file, its indexes too: "ok", or the first damage.

    A row that breaks a constraint is no damage: `faults` names it.
    """
    file.execute("PRAGMA ignore_check_constraints=ON")
    try:
        said = file.execute("PRAGMA integrity_check(10000)").fetchall()
    finally:
        file.execute("PRAGMA ignore_check_constraints=OFF")
    return next((line for (line,) in said if not _BROKEN_VALUE.match(line)), "ok")


def _contents(file: sqlite3.Connection, expected: Expected) -> dict[str, object]:
    """The first fault, what the stamp says and what the rows come to, in a format that has one."""
    fault = next(faults(file, expected), None)
    if fault is not None or not _columns(file, STAMP):
        return {"fault": fault}
    row = file.execute(f"SELECT digest FROM {STAMP}").fetchone()
    return {"stamped": row and row[0], "digest": content_digest(file)}


def _asked(file: sqlite3.Connection, question: str) -> list[tuple[int]]:
    try:
        return file.execute(question).fetchall()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR":
            raise
        return []  # it asks for what an older format does not have


def _wrong_values(
    file: sqlite3.Connection, table: str, columns: list[tuple[str, str]]
) -> Iterator[Fault]:
    cases = " ".join(f"WHEN {wrong} THEN {n}" for n, (_, wrong) in enumerate(columns))
    broken = " OR ".join(f"({wrong})" for _, wrong in columns)
    rows = f"SELECT id, CASE {cases} END FROM {_quoted(table)} WHERE {broken}"
    for row, n in file.execute(rows).fetchall():
        yield Fault("value", table, row, columns[n][0], shown(file, table, columns[n][0], row))
    yield from _wrong_letters(file, table, [name for name, _ in columns])


def _wrong_letters(file: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Fault]:
    """What is kept as text and is none in UTF-8, which SQLite does not look at."""
    every = " || ',' || ".join(f"CAST(ifnull({_quoted(name)}, '') AS TEXT)" for name in columns)
    for row, words in file.execute(f"SELECT id, CAST({every} AS BLOB) FROM {_quoted(table)}"):
        if not _is_text(words):
            for name in columns:
                one = f"SELECT CAST({_quoted(name)} AS BLOB) FROM {_quoted(table)} WHERE id = ?"
                if not _is_text(file.execute(one, (row,)).fetchone()[0] or b""):
                    yield Fault("value", table, row, name, shown(file, table, name, row))


def _is_text(words: bytes) -> bool:
    try:
        words.decode()
    except UnicodeDecodeError:
        return False
    return True


def _dangling_keys(file: sqlite3.Connection) -> Iterator[Fault]:
    for table, row, parent, number in file.execute("PRAGMA foreign_key_check").fetchall():
        keys = file.execute(f"PRAGMA foreign_key_list({_quoted(table)})").fetchall()
        column = next(key[3] for key in keys if key[0] == number)
        value = shown(file, table, column, row)
        yield Fault("key", table, row, column, f"{value}, and there is no such row in {parent}")


def shown(file: sqlite3.Connection, table: str, column: str, row: int) -> str:
    """A value as somebody may read it: its beginning, on one line."""
    value = _quoted(column)
    start = f"CASE WHEN typeof({value}) IN ('text', 'blob') THEN substr({value}, 1, {SHOWN}) ELSE {value} END"
    question = f"SELECT CAST(quote({start}) AS BLOB) FROM {_quoted(table)} WHERE id = ?"
    (shown,) = file.execute(question, (row,)).fetchone()
    words = shown.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "�" for letter in words)


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
    expected = json.loads(sys.stdin.readline())
    sys.stdout.write(json.dumps(inspect(Path(path), mode, float(seconds), expected)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
