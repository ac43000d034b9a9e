"""What a session file is: its marks, its version, its tables, and the one way to a connection."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from upstream_workshop import rooms
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.files.writing import Kind, Sample
from upstream_workshop.storage.inspection import Expected
from upstream_workshop.storage.values import wrong

APPLICATION_ID: Final = 0x55505752  # "UPWR", at byte 68 of every session file
FORMAT: Final = 3  # of what this app writes
LEAST_READER: Final = 1  # the oldest format whose app may still look into what this app writes

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
    ("cache_size", -512_000),  # KiB: all of it, for the file may be overwritten by others
    ("busy_timeout", 2000),
)

# where the place of a row's bytes could tell when it was written, and so whose it is
PLACELESS: Final = frozenset({"ballot", "ballot_paper", "mark"})


def is_session(sample: Sample) -> bool:
    """Whether a file is a session, by its marks."""
    marks = sample.head[:16], sample.head[68:72]
    return marks == (b"SQLite format 3\0", APPLICATION_ID.to_bytes(4))


SESSION: Final = Kind("a session file", is_session, is_database=True)


class Version(NamedTuple):
    """Two numbers in one: the format, and the least format whose app may read it.

    They are the halves of `user_version`, at byte 60 of the file, so that the header alone tells.
    """

    format: int
    least_reader: int

    @classmethod
    def of(cls, user_version: int) -> Version:
        """Read from a file; the first files kept no least reader, which then is their own format."""
        least, number = divmod(user_version, 1 << 16)
        return cls(number, least or number)

    @property
    def user_version(self) -> int:
        """As SQLite keeps it."""
        return self.least_reader << 16 | self.format


def engine_for(path: Path) -> Engine:
    """The one way to a session file: a single connection with every PRAGMA asserted.

    An encrypting driver would take its place here and nowhere else.
    """
    engine = create_engine(
        URL.create(
            "sqlite", database=str(path.absolute())
        ),  # never pasted: a path may hold ? and %
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
        mapped = connection.execute("PRAGMA mmap_size=0").fetchone()
        if mapped not in (None, (0,)):  # no row where it was left out of SQLite
            raise RuntimeError(f"SQLite kept mmap_size={mapped!r} instead of 0")

    return engine


def create(connection: Connection) -> None:
    """Lay out an empty session file; `stamp.begin` makes it one of its own."""
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    version = Version(FORMAT, LEAST_READER)
    connection.exec_driver_sql(f"PRAGMA user_version={version.user_version}")


def tables() -> list[Table]:
    """Every table, those others refer to first."""
    return Base.metadata.sorted_tables


@cache
def expected() -> Expected:
    """What rows may hold, for whoever looks into a file without the model."""
    return {
        "values": {
            table.name: [(column.name, wrong(column)) for column in table.columns]
            for table in tables()
        },
        "contradictions": [
            (mapper.class_.__tablename__, one.says, one.rows)
            for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__tablename__)
            for one in mapper.class_.contradictions
        ],
    }


def watched() -> list[Table]:
    """The tables the diary watches: all but the history of what happened and the stamp on it."""
    return [table for table in tables() if table.name not in rooms.FILE.tables]
