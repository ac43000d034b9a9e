"""What a session file is: its marks, its version, its tables, and how it is opened safely."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from upstream_workshop.errors import WorkshopError
from upstream_workshop.history import HistoryEntry
from upstream_workshop.models import Base

APPLICATION_ID: Final = 0x55505752  # "UPWR", at byte 68 of every session file
FORMAT: Final = 1  # user_version, at byte 60
LARGEST_BYTES: Final = 500 * 1024 * 1024

# In order; each is read back after setting. Measured: no acknowledged commit lost to a power cut.
PRAGMAS: Final = (
    ("locking_mode", "exclusive"),
    ("journal_mode", "truncate"),
    ("synchronous", 3),  # EXTRA
    ("fullfsync", 1),
    ("secure_delete", 1),
    ("foreign_keys", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("temp_store", 2),  # MEMORY
    ("busy_timeout", 2000),
)

_HEADER: Final = struct.Struct(">16s2xBB40xI4xI")  # magic, write/read version, user_version, app id


def engine_for(path: Path) -> Engine:
    """The one way to a session file: a single connection with every PRAGMA asserted.

    An encrypting driver would take its place here and nowhere else.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        hide_parameters=True,  # what people said never reaches a log
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for name, wanted in PRAGMAS:
            connection.execute(f"PRAGMA {name}={wanted}")
            (found,) = connection.execute(f"PRAGMA {name}").fetchone()
            if found != wanted:
                raise RuntimeError(f"SQLite kept {name}={found!r} instead of {wanted!r}")
        connection.execute("PRAGMA mmap_size=0")  # no row where unbuilt

    return engine


def create(connection: Connection) -> None:
    """Lay out an empty session file."""
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")


def watched() -> list[Table]:
    """The tables the diary watches: all but the history of what happened."""
    return [
        table for table in Base.metadata.sorted_tables if table.name != HistoryEntry.__tablename__
    ]


def check_header(path: Path) -> None:
    """Refuse what is not a session file of ours, or newer than us, without opening it as a database."""
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
    _, _, _, version, application = _HEADER.unpack(head)
    if application != APPLICATION_ID:
        raise WorkshopError(f"{path} is a database of another program, not a session file.")
    if version > FORMAT:
        raise WorkshopError(
            f"{path} was made by a newer Upstream Workshop (format {version}; this one reads up to "
            f"{FORMAT}): update the app, the file is untouched."
        )


def check_content(connection: Connection, path: Path) -> None:
    """Refuse a damaged file, or one that carries tables, triggers or views we did not make."""
    try:
        (verdict,) = connection.exec_driver_sql("PRAGMA quick_check(1)").fetchone() or ("",)
        found = set(connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema"))
    except sqlite3.DatabaseError as error:
        raise WorkshopError(_damaged(path)) from error
    if verdict != "ok":
        raise WorkshopError(_damaged(path))
    if found != _expected_schema():
        raise WorkshopError(
            f"{path} holds tables this app did not make: it may have been tampered with; "
            "use a backup or an archive of the session."
        )


def _damaged(path: Path) -> str:
    return f"{path} is damaged or cut short: use a backup or an archive of the session."


def _expected_schema() -> set[tuple[str, str, str | None]]:
    """What `sqlite_schema` says of a file we have just laid out."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema")
        expected = {(row[0], row[1], row[2]) for row in rows}
    engine.dispose()
    return expected
