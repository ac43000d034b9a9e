"""What queries answered, kept until a change writes one of the tables they were answered from.

Pages, the status strip and documents ask the same questions again and again, and every write goes through
`Workshop`, which says with each commit which rows it wrote. So a question is put to SQLite once for each
change that concerns it; of a long table only the rows that were written are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import update_wrapper
from types import MappingProxyType
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

P = ParamSpec("P")
Answer = TypeVar("Answer")
Row = TypeVar("Row")
_KEY: Final = "query cache"  # in the `info` of a session
_MANY: Final = 500  # rows written, from which on the whole table is read again


class QueryCache:
    """The answers of one session file; only for sessions that read what is committed."""

    def __init__(self) -> None:
        self._answers: dict[tuple[object, ...], tuple[frozenset[str], Any]] = {}
        self._tables: dict[Table[Any], dict[int, Any]] = {}
        self._written: dict[Table[Any], set[int]] = {}  # of those tables, not read again yet

    @property
    def info(self) -> dict[Any, Any]:
        """What a session is made with to answer from here: `Session(bind, info=cache.info)`."""
        return {_KEY: self}

    def forget(self, rows: Mapping[str, frozenset[int]]) -> None:
        """Forget what was answered from these rows, given by their tables' names."""
        stale = [key for key, (reads, _) in self._answers.items() if not reads.isdisjoint(rows)]
        for key in stale:
            del self._answers[key]
        for table, written in self._written.items():
            written |= rows.get(table.name, frozenset())

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self._tables.clear()
        self._written.clear()

    def answer(
        self, key: tuple[object, ...], reads: frozenset[str], ask: Callable[[], Answer]
    ) -> Answer:
        """What was answered before, or what `ask` answers now."""
        if key not in self._answers:
            self._answers[key] = (reads, ask())
        found: Answer = self._answers[key][1]
        return found

    def rows(self, table: Table[Row], session: Session) -> dict[int, Row]:
        """A table's rows by id, those read again that were written since."""
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
    """A question about the tables it names, which answers frozen values."""

    def __init__(
        self, ask: Callable[Concatenate[Session, P], Answer], reads: frozenset[str]
    ) -> None:
        self.reads = reads
        self.ask = ask
        update_wrapper(self, ask)

    def __call__(self, session: Session, *args: P.args, **kwargs: P.kwargs) -> Answer:
        """The answer kept by the session's cache; without one, asked anew."""
        cache: QueryCache | None = session.info.get(_KEY)
        if cache is None:
            return self.ask(session, *args, **kwargs)
        key = (self, args, tuple(sorted(kwargs.items())))
        return cache.answer(key, self.reads, lambda: self.ask(session, *args, **kwargs))


def cached(
    *reads: str,
) -> Callable[[Callable[Concatenate[Session, P], Answer]], Query[P, Answer]]:
    """Keep a query's answers until a change writes one of the tables it reads, given by their names.

    It may answer only what nobody can alter, and read no other table: a test holds every query to that.
    """
    return lambda query: Query(query, frozenset(reads))


class Table(Generic[Row]):
    """One table as rows by id, in the order of the ids: for what is long and written a few rows at a time.

    `make` builds a frozen row of the columns, the first of which is the id.
    """

    def __init__(self, make: Callable[..., Row], *columns: InstrumentedAttribute[Any]) -> None:
        self._make = make
        self._columns = columns
        self.name: str = columns[0].class_.__tablename__

    def __call__(self, session: Session) -> Mapping[int, Row]:
        """Every row; from the session's cache as far as that knows them."""
        cache: QueryCache | None = session.info.get(_KEY)
        rows = self.read(session) if cache is None else cache.rows(self, session)
        return MappingProxyType(rows)

    def read(self, session: Session, ids: set[int] | None = None) -> dict[int, Row]:
        """All rows, or those of these ids."""
        wanted = select(*self._columns).order_by(self._columns[0])
        if ids is not None:
            wanted = wanted.where(self._columns[0].in_(ids))
        return {row[0]: self._make(*row) for row in session.execute(wanted)}
