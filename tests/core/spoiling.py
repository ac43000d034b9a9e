"""Session files with a wrong value in one place, as no app of ours would write them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Table

from upstream_workshop.session_file import schema
from upstream_workshop.storage import stamp

FAR: Final = "9223372036854775807"
VALUES: Final = {
    "nothing": "NULL",
    "a word nobody knows": "'zzz'",
    "empty": "''",
    "bytes": "x'ff00'",
    "less than none": "-1",
    "zero": "0",
    "the largest": FAR,
    "the smallest": f"(-{FAR} - 1)",
    "past 32 bits": "4294967296",
    "a fraction": "0.5",
    "without end": "9e999",
    "without end the other way": "-9e999",
    "no number": "9e999 - 9e999",
    "a hundred thousand letters": "printf('%.*c', 100000, 'x')",
    "no UTF-8": "CAST(x'41ff42' AS TEXT)",
    "half a letter": "CAST(x'eda080' AS TEXT)",
    "a NUL": "'a' || char(0) || 'b'",
    "controls": "'a' || char(1, 27, 10, 13, 8, 127, 155, 8238) || 'b'",
    "markup": "'<b c><img src=\"/etc/passwd\">&amp;%s{0}'",
    "a date in 9999": "'9999-12-31'",
    "a date in the year 0": "'0000-00-00'",
    "a day that is not": "'2026-02-30'",
    "a date to come": "'2199-12-31'",
    "a moment in 9999": "'9999-12-31 23:59:59.999999'",
    "a moment that is not": "'2026-02-30 25:61:61.000000'",
    "a moment on a day that is not": "'2026-02-30 09:05:00.000000'",
    "a moment to come": "'2199-12-31 23:59:59.000000'",
    "a moment long ago": "'1900-01-01 00:00:00.000000'",
    "a moment as others write it": "'2026-11-24T09:05:00Z'",
    "a key of nothing": "4711",
    "the first row": "1",
    "the second row": "2",
}


def columns() -> list[Column[object]]:
    """Every column of every table that is watched, and the history."""
    tables: list[Table] = [table for table in schema.tables() if table.name != "stamp"]
    return [column for table in tables for column in table.columns]


def spoil(path: Path, column: Column[object], value: str) -> bool:
    """Put a value into the first row's column and stamp the file anew; whether it is another now."""
    table, name = column.table.name, column.name
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA ignore_check_constraints=ON")
        if value == "NULL" and not column.nullable and not column.primary_key:
            return _force_null(file, table, name)
        first = f"(SELECT min(id) FROM {table})"
        before = file.execute(f'SELECT quote("{name}") FROM {table} WHERE id = {first}').fetchone()
        try:
            file.execute(f'UPDATE {table} SET "{name}" = {value} WHERE id = {first}')
        except sqlite3.IntegrityError:  # it has to be the only one, or a number
            return False
        found = file.execute(
            f'SELECT CAST(quote("{name}") AS BLOB) FROM {table} WHERE id = {first}'
        )
        changed = bool(found.fetchone()[0] != before[0].encode())
        stamp.restamp(file)
        return changed


def _force_null(file: sqlite3.Connection, table: str, name: str) -> bool:
    """As a program would that knows nothing of NOT NULL."""
    (sql,) = file.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    start = next(part for part in sql.split("\n") if part.strip(' \t"').startswith(f"{name} "))
    for said in (sql.replace(start, start.replace(" NOT NULL", "")), sql):
        file.execute("PRAGMA writable_schema=ON")
        file.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (said, table))
        (version,) = file.execute("PRAGMA schema_version").fetchone()
        file.execute(f"PRAGMA schema_version={version + 1}")
        file.execute("PRAGMA writable_schema=OFF")
        if said != sql:
            file.execute(
                f'UPDATE {table} SET "{name}" = NULL WHERE id = (SELECT min(id) FROM {table})'
            )
    stamp.restamp(file)
    return True
