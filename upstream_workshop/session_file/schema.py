"""The format of a session file: its magic numbers, version and tables, and connecting to it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from upstream_workshop import rooms
from upstream_workshop.session_file import written_schema
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.engines import engine_of
from upstream_workshop.storage.files.writing import Kind, Sample
from upstream_workshop.storage.inspection import Expected

APPLICATION_ID: Final = 0x55505752  # "UPWR", at byte 68 of every session file
FORMAT: Final = 10  # the format that this app writes
LEAST_READER: Final = 5  # the oldest format whose app may still look into what this app writes

# set in this order, and read back; measured: no acknowledged commit is lost in a power cut
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
    ("cache_size", -512_000),  # KiB: the whole file, as other programs may overwrite it
    ("busy_timeout", 2000),
)

# tables in which the position of a row in the file could reveal when and so by whom it was written
PLACELESS: Final = frozenset({"ballot", "ballot_paper", "mark"})


def is_session(sample: Sample) -> bool:
    """Check by SQLite's magic and the application id whether a file is a session."""
    marks = sample.head[:16], sample.head[68:72]
    return marks == (b"SQLite format 3\0", APPLICATION_ID.to_bytes(4))


SESSION: Final = Kind("a session file", is_session, is_database=True)


class Version(NamedTuple):
    """The version of a session file, kept in the two halves of `user_version`.

    format: the format of the file.
    least_reader: the oldest format whose app may read the file.

    `user_version` is at byte 60, so that the version can be read from the header alone.
    """

    format: int
    least_reader: int

    @classmethod
    def of(cls, user_version: int) -> Version:
        """Return the version for a `user_version`.

        The first files had no least reader; it is then their own format.
        """
        least, number = divmod(user_version, 1 << 16)
        return cls(number, least or number)

    @property
    def user_version(self) -> int:
        """The number that SQLite stores."""
        return self.least_reader << 16 | self.format


def engine_for(path: Path) -> Engine:
    """Return an engine for a session file, with a single connection.

    Every PRAGMA is set and verified on connecting; RuntimeError is raised if SQLite does not
    accept one. All access to session files goes through this function, so an encrypting driver
    would be used here.
    """
    engine = engine_of(str(path.absolute()))

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # BEGIN is executed explicitly
        for name, wanted in PRAGMAS:
            connection.execute(f"PRAGMA {name}={wanted}")
            (found,) = connection.execute(f"PRAGMA {name}").fetchone()
            if found != wanted:
                raise RuntimeError(f"SQLite kept {name}={found!r} instead of {wanted!r}")
        mapped = connection.execute("PRAGMA mmap_size=0").fetchone()
        if mapped not in (None, (0,)):  # no row if SQLite was built without it
            raise RuntimeError(f"SQLite kept mmap_size={mapped!r} instead of 0")

    return engine


def create(connection: Connection) -> None:
    """Create all tables in an empty file and set its version; call `stamp.begin` afterwards."""
    for statement in written_schema.creation():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    version = Version(FORMAT, LEAST_READER)
    connection.exec_driver_sql(f"PRAGMA user_version={version.user_version}")


def tables() -> list[Table]:
    """Return all tables; a table comes after those it refers to. This loads all rooms."""
    rooms.every()
    return Base.metadata.sorted_tables


def table(name: str) -> Table:
    """Return a table by its name. This loads all rooms."""
    rooms.every()
    return Base.metadata.tables[name]


def expected() -> Expected:
    """Return the allowed rows in SQL, for the inspection process, which has no model."""
    return written_schema.loaded()["expected"]


def watched() -> dict[str, list[str]]:
    """Return the columns of the tables that the diary watches: all but the history and the stamp."""
    every = written_schema.columns()
    return {name: columns for name, columns in every.items() if name not in rooms.FILE.tables}
