"""A cache of query results, each kept until a change writes one of the tables the query reads.

Pages, the status strip and documents run the same queries again and again. Every write is made by
`Workshop`, which reports the written rows after each commit, so a query is run once after each
change of its tables. Of a long table, only the rows that were written are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import update_wrapper
from types import MappingProxyType
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

P = ParamSpec("P")
Answer = TypeVar("Answer")
Row = TypeVar("Row")
_KEY: Final = "query cache"  # in the `info` of a session
_MANY: Final = 500  # if more rows were written, the whole table is read again


class QueryCache:
    """The cached results of one session file; use it only in sessions that read committed data."""

    def __init__(self) -> None:
        self._answers: dict[tuple[object, ...], tuple[frozenset[str], Any]] = {}
        self._tables: dict[Table[Any], dict[int, Any]] = {}
        self._written: dict[Table[Any], set[int]] = {}  # ids of rows to read again

    @property
    def info(self) -> dict[Any, Any]:
        """The `info` of a session that is to use this cache: `Session(bind, info=cache.info)`."""
        return {_KEY: self}

    def forget(self, rows: Mapping[str, frozenset[int]]) -> list[Callable[[Session], object]]:
        """Drop the results that are stale after a change.

        rows: ids of the written rows, by the name of their table.

        Returns the queries of those that are about no row in particular, which may be gone.
        """
        stale = [key for key, (reads, _) in self._answers.items() if not reads.isdisjoint(rows)]
        for key in stale:
            del self._answers[key]
        for table, written in self._written.items():
            written |= rows.get(table.name, frozenset())
        return [key[0] for key in stale if isinstance(key[0], Query) and not any(key[1:])]

    def clear(self) -> None:
        """Drop all results."""
        self._answers.clear()
        self._tables.clear()
        self._written.clear()

    def answer(
        self, key: tuple[object, ...], reads: frozenset[str], ask: Callable[[], Answer]
    ) -> Answer:
        """Return the cached result for a key, or call `ask` and cache its result.

        key: the query and its arguments.
        reads: the names of the tables that `ask` reads.
        ask: runs the query.
        """
        if key not in self._answers:
            self._answers[key] = (reads, ask())
        found: Answer = self._answers[key][1]
        return found

    def rows(self, table: Table[Row], session: Session) -> dict[int, Row]:
        """Return the rows of a table by id; read again those written since the last call."""
        written = self._written.get(table)
        if written is None or len(written) > _MANY:
            self._tables[table] = table.read(session)
        elif written:
            old = self._tables[table]
            new = table.read(session, written)
            kept = {id_: row for id_, row in old.items() if id_ not in written}
            self._tables[table] = dict(sorted((kept | new).items()))
        self._written[table] = set()
        return self._tables[table]


class Query(Generic[P, Answer]):
    """A query function whose results are cached.

    ask: the function; it is called with a database session and further arguments, all hashable.
    reads: the names of the tables that it reads.
    """

    def __init__(
        self, ask: Callable[Concatenate[Session, P], Answer], reads: frozenset[str]
    ) -> None:
        self.reads = reads
        self.ask = ask
        update_wrapper(self, ask)

    def __call__(self, session: Session, *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Return the result from the session's cache; run the query if there is no cache."""
        cache: QueryCache | None = session.info.get(_KEY)
        if cache is None:
            return self.ask(session, *args, **kwargs)
        key = (self, args, tuple(sorted(kwargs.items())))
        return cache.answer(key, self.reads, lambda: self.ask(session, *args, **kwargs))


def cached(
    *reads: str,
) -> Callable[[Callable[Concatenate[Session, P], Answer]], Query[P, Answer]]:
    """Decorate a query function, so that its results are cached.

    reads: the names of all tables that the function reads.

    The results must be immutable. A test checks that each decorated function reads no other table.
    """
    return lambda query: Query(query, frozenset(reads))


class Table(Generic[Row]):
    """A query for all rows of one table by id, in the order of the ids.

    Use it for long tables of which a few rows are written at a time.

    make: builds a frozen row from the values of the columns.
    columns: the mapped columns to read; the first must be the id.
    """

    def __init__(self, make: Callable[..., Row], *columns: InstrumentedAttribute[Any]) -> None:
        self._make = make
        # those of the table, not of the class: nothing is made of a row but what `make` does
        plain = [column.property.columns[0] for column in columns]
        self._all = select(*plain).order_by(plain[0])
        self._some = self._all.where(plain[0].in_(bindparam("ids", expanding=True)))
        self.name: str = columns[0].class_.__tablename__

    def __call__(self, session: Session) -> Mapping[int, Row]:
        """Return all rows by id, from the session's cache if it has one."""
        cache: QueryCache | None = session.info.get(_KEY)
        rows = self.read(session) if cache is None else cache.rows(self, session)
        return MappingProxyType(rows)

    def read(self, session: Session, ids: set[int] | None = None) -> dict[int, Row]:
        """Read all rows, or those with the given ids, from the database."""
        found = (
            session.execute(self._all)
            if ids is None
            else session.execute(self._some, {"ids": list(ids)})
        )
        return {row[0]: self._make(*row) for row in found.all()}
