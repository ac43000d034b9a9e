"""The inspection of an untrusted database, in a process that may be killed.

The module is run as a program and uses only the standard library. It reads one line of JSON from
standard input, the arguments of `inspect`, and prints one JSON object: the content of
`sqlite_schema`, the columns of each table, the version, SQLite's verdict, the first invalid row,
the digest in the stamp and the digest of the rows; or `trouble` with SQLite's name for an error.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, TypedDict

FLAG = "--inspect-apart"  # starts this program in a frozen app, which is its own interpreter
MOST_BYTES = 512 * 1024 * 1024  # of memory
DIGITS = 64  # hexadecimal digits of a digest
STAMP = "stamp"  # the table that holds the digest, which therefore leaves it out
SHOWN = 40  # characters of a wrong value that are shown
_BROKEN_VALUE = re.compile(r"(NULL|NUMERIC|TEXT) value in |ok$")
_STEPS = 10_000  # instructions of SQLite's virtual machine between two checks of the time


class Expected(TypedDict):
    """The allowed rows of a session file, derived from the model, in SQL.

    values: by table, pairs of a column and the expression that is true for a wrong value.
    contradictions: triples of a table, what is wrong with a row, and the query for the ids of such
        rows.
    """

    values: dict[str, list[tuple[str, str]]]
    contradictions: list[tuple[str, str, str]]


class Fault(NamedTuple):
    """An invalid row.

    kind: "value" for a wrong value, "key" for a foreign key without a row, "row" for a
        contradiction.
    table, row: the name of the table and the id of the row.
    column: the name of the column; empty for a contradiction.
    says: the wrong value, or what is wrong, for messages.
    """

    kind: str
    table: str
    row: int
    column: str
    says: str


def inspect(path: Path, mode: str, seconds: float, expected: Expected) -> dict[str, object]:
    """Open a database file and return what `seen` finds in it, or `trouble` if SQLite fails.

    path: the file.
    mode: "ro" or "rw"; SQLite can recover a file after a crash only with "rw".
    seconds: the time after which SQLite is interrupted.
    expected: the allowed rows.
    """
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
    """Return SQLite's name for an error, under the key "trouble"."""
    return {"trouble": getattr(error, "sqlite_errorname", "SQLITE_ERROR")}


def seen(file: sqlite3.Connection, expected: Expected) -> dict[str, object]:
    """Return the schema, columns and version of an open database, and SQLite's verdict on it.

    If the verdict is "ok" and there are only plain tables and indexes, the result also has the
    first fault, or the digests.
    """
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
    # other things, such as a view that yields rows without end, are never queried
    plain = all(kind == "index" or _is_plain(sql) for kind, _, sql in rows)
    return found | (_contents(file, expected) if plain and verdict == "ok" else {})


def faults(file: sqlite3.Connection, expected: Expected) -> Iterator[Fault]:
    """Yield the invalid rows: wrong values first, then dangling keys, then contradictions.

    Tables and columns that an older format does not have are left out.
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
    """Return the digest of the rows of all plain tables but the stamp, whatever their order."""
    total = 0
    rows = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    for table in (name for name, sql in rows if _is_plain(sql) and name != STAMP):
        text = row_text(_columns(file, table))
        for (row,) in file.execute(f"SELECT CAST({text} AS BLOB) FROM {_quoted(table)}"):
            total += row_hash(table, row)
    return f"{total % 16**DIGITS:0{DIGITS}x}"


def row_text(columns: Iterable[str], of: str = "") -> str:
    """Return an SQL expression for a row as one text: its values as literals, with commas between.

    columns: the names of the columns.
    of: the name of the row, such as "OLD" in a trigger; empty for none.
    """
    start = f"{of}." if of else ""
    return " || ',' || ".join(f"quote({start}{_quoted(column)})" for column in columns)


def row_hash(table: str, text: bytes) -> int:
    """Return the number that a row adds to the digest, given its `row_text`."""
    return int.from_bytes(hashlib.sha256(table.encode() + b"|" + text).digest(), "big")


def _verdict(file: sqlite3.Connection) -> str:
    """Return the result of SQLite's integrity check, indexes included: "ok" or the first damage.

    Rows that break a constraint are not counted as damage, since `faults` reports them.
    """
    file.execute("PRAGMA ignore_check_constraints=ON")
    try:
        said = file.execute("PRAGMA integrity_check(10000)").fetchall()
    finally:
        file.execute("PRAGMA ignore_check_constraints=OFF")
    return next((line for (line,) in said if not _BROKEN_VALUE.match(line)), "ok")


def _contents(file: sqlite3.Connection, expected: Expected) -> dict[str, object]:
    """Return the first fault; or, in a format with a stamp, its digest and that of the rows."""
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
        return []  # the query needs a table or column that an older format lacks


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
    """Yield the texts that are not valid UTF-8, which SQLite does not check."""
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
    """Return the beginning of a value as an SQL literal on one line, for messages."""
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
    with suppress(ImportError, OSError, ValueError):  # the module does not exist on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def main(_arguments: Sequence[str] = ()) -> int:
    """Inspect the file that standard input names and print the result; the entry point of the program.

    Without a line to read, it ends.
    """
    _limit_memory()
    question = sys.stdin.readline()
    if question:
        path, mode, seconds, expected = json.loads(question)
        # JSON in ASCII, even if names in the file contain other bytes
        sys.stdout.write(json.dumps(inspect(Path(path), mode, float(seconds), expected)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
