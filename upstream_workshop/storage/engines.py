"""Engines of SQLite databases, which share the statements that SQLAlchemy compiles.

An engine keeps what it compiles for itself, and each open session, each copy of it and each rehearsal
has one: a report read from a copy took half its time to compile the same queries again.
"""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection
from typing import Final

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

_NAME: Final = "sqlite.alike"
_MOST: Final = 1000  # compiled statements that are kept
_compiled: Final[LRUCache[object, object]] = LRUCache(_MOST)


class _Dialect(SQLiteDialect_pysqlite):
    """The dialect of the standard library's SQLite, of which any two are equal."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Dialect)

    def __hash__(self) -> int:
        return hash(_Dialect)


registry.register(_NAME, __name__, _Dialect.__name__)


def engine_of(
    database: str | None = None, creator: Callable[[], Connection] | None = None
) -> Engine:
    """Return an engine with a single connection, whose statements' values are in no message.

    database: the absolute path of a file; by default a database in memory.
    creator: returns a connection to use instead.
    """
    # not formatted into a URL: a path may contain ? and %
    url = URL.create(_NAME.replace(".", "+"), database=database)
    connect = {} if creator is None else {"creator": creator}
    return create_engine(
        url,
        poolclass=StaticPool,
        hide_parameters=True,  # values must not get into a log
        execution_options={"compiled_cache": _compiled},
        **connect,
    )
