"""What is looked at before a session file is trusted: size, header, version, soundness, tables."""

from __future__ import annotations

import re
import sqlite3
import struct
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from upstream_workshop import migrations, schema
from upstream_workshop.errors import WorkshopError
from upstream_workshop.schema import Version

LARGEST_BYTES: Final = 500 * 1024 * 1024
# magic, journal mode of writer and reader, user_version, application id
_HEADER: Final = struct.Struct(">16s2xBB40xI4xI")

Part = tuple[str, str, str | None]  # type, name and SQL of something in sqlite_schema


def check_header(path: Path) -> Version:
    """Refuse what is not a session file of ours, or too new for us, without opening it as a database."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER.size)
        size = path.stat().st_size
    except IsADirectoryError:
        raise WorkshopError(f"{path} is a folder: choose a session file inside it.") from None
    except FileNotFoundError:
        raise WorkshopError(f"{path} does not exist: check its name and folder.") from None
    except OSError as error:
        raise WorkshopError(f"{path} cannot be read: {error.strerror}.") from error
    if size > LARGEST_BYTES:
        raise WorkshopError(f"{path} is larger than 500 MB, which no session file is.")
    if len(head) < _HEADER.size or not head.startswith(b"SQLite format 3\0"):
        raise WorkshopError(f"{path} is not a session file: choose one that ends in .upstream.")
    _, _, _, user_version, application = _HEADER.unpack(head)
    if application != schema.APPLICATION_ID:
        raise WorkshopError(f"{path} is a database of another program, not a session file.")
    return _check_version(path, Version.of(user_version))


def check_content(connection: Connection, path: Path) -> None:
    """Refuse a damaged file, or one that carries tables, triggers or views its format does not have."""
    try:
        with closing(connection.exec_driver_sql("PRAGMA quick_check(1)")) as answer:
            verdict = answer.scalar()
        user_version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema").fetchall()
    except sqlite3.DatabaseError as error:
        raise WorkshopError(_damaged(path)) from error
    if verdict != "ok":
        raise WorkshopError(_damaged(path))
    number = Version.of(user_version).format
    found = frozenset((row[0], row[1], _plain(row[2])) for row in rows)
    if not (_holds_ours(connection, found) if number > schema.FORMAT else found == parts(number)):
        raise WorkshopError(
            f"{path} holds tables this app did not make: it may have been tampered with; "
            "use a backup or an archive of the session."
        )


@cache
def parts(number: int) -> frozenset[Part]:
    """What `sqlite_schema` says of a file of this format that has just been laid out."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        if number == schema.FORMAT:
            schema.create(connection)
        else:
            driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            driver.executescript(migrations.STEPS[number].schema)
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema").fetchall()
    engine.dispose()
    return frozenset((row[0], row[1], _plain(row[2])) for row in rows)


def _check_version(path: Path, version: Version) -> Version:
    if version.least_reader > schema.FORMAT:
        raise WorkshopError(
            f"{path} was made by a newer Upstream Workshop (format {version.format}; this one reads "
            f"up to {schema.FORMAT}): update the app, the file is untouched."
        )
    if version.format < schema.FORMAT and version.format not in migrations.STEPS:
        raise WorkshopError(
            f"{path} has a format no Upstream Workshop ever wrote: it is untouched."
        )
    return version


def _holds_ours(connection: Connection, found: frozenset[Part]) -> bool:
    """Whether a newer file has plain tables only, among them all of ours with all our columns."""
    plain = all(
        kind == "index" or (kind == "table" and (sql or "").startswith("CREATE TABLE "))
        for kind, _, sql in found
    )
    return plain and all(
        {column.name for column in table.columns}
        <= {row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")')}
        for table in schema.tables()
    )


def _plain(sql: str | None) -> str | None:
    """SQL without the spacing, in which one library writes it differently from the next."""
    return None if sql is None else re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def _damaged(path: Path) -> str:
    return f"{path} is damaged or cut short: use a backup or an archive of the session."
