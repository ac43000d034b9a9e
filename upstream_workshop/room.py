"""What a room of the residential declares of itself, once, on the lowest floor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeAlias

from sqlalchemy import Column, Table
from sqlalchemy.orm import Session

from upstream_workshop.privacy import Disclosure, Privacy, key
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import value_of

Answers: TypeAlias = Mapping[str, str]  # a question's key to the chosen answer
Counted: TypeAlias = tuple[str, str]  # what one is called, and many

NO_ANSWERS: Final[Answers] = MappingProxyType({})
BEFORE_IMPORT: Final = "before an import"
INTO: Final = "into"  # the key of the question what a file goes into
BEFORE_REMOVAL: Final = "before a removal"


class Take(Protocol):
    """The service that takes a reading in, under a name where the kind has one. Raises WorkshopError."""

    def __call__(
        self, session: Session, name: str, reading: Any, answers: Answers = NO_ANSWERS, /
    ) -> ImportOutcome:
        """Do it in a transaction; questions left open are answered by their defaults."""


class Ask(Protocol):
    """What a file leaves open, asked of the session before anything of it is taken in."""

    def __call__(
        self, session: Session, name: str, reading: Any, answers: Answers, rows: Collection[Any], /
    ) -> tuple[Question, ...]:
        """The questions; `rows` say what each line would do by the answers so far, if it can be done."""


def nothing_asked(
    _session: Session, _name: str, _reading: Any, _answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """A kind of file that leaves nothing open."""
    return ()


@dataclass(frozen=True, slots=True)
class Import:
    """One kind of foreign file: the service that takes it in, and what it may leave open."""

    take: Take
    questions: Ask = nothing_asked


def ask_into(name: str, new: str, there: Mapping[str, str]) -> tuple[Question, ...]:
    """Into what a file goes: what is `new` under its own name, or what is `there`, by names and words."""
    own = {} if name.casefold() in {one.casefold() for one in there} else {name: new}
    choices = tuple((own | dict(there)).items())
    default = next(one for one, _ in choices if one.casefold() == name.casefold())
    return (Question(INTO, "Goes into", choices, default),)


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of a row: those called like a column of `table` are like it, others say their own."""

    table: type[Base] | None
    own: Mapping[str, Disclosure]


def row(table: type[Base] | None = None, /, **own: Disclosure) -> Row:
    """A row read from a table; `own` are its fields of other names, or that differ from their column."""
    return Row(table, own)


@dataclass(frozen=True, eq=False)
class Room:
    """One room of the residential; two are never equal.

    key: its name on every floor.
    columns: the class of every column of its tables, but for keys, which say theirs themselves.
    rows: the class of every field of every frozen row that its part of the report holds.
    report: reads its part of the report.
    in_order: rows that refer to people, yet whose order was set by hand and tells nothing of the people.
    goes: what rows that are erased with a person are called, by table.
    stays: what rows that lose a reference to an erased person are called, by table and column.
    imports: the kinds of foreign file it takes, what takes each in, and what each leaves open.
    backups: services before which a backup is made, and why.
    """

    key: str
    columns: Mapping[type[Base], Mapping[str, Disclosure]]
    rows: Mapping[type, Row] = field(default_factory=dict)
    report: Callable[[Session], object] | None = None
    in_order: Collection[type] = ()
    goes: Mapping[str, Counted] = field(default_factory=dict)
    stays: Mapping[str, Counted] = field(default_factory=dict)
    imports: Mapping[str, Import] = field(default_factory=dict)
    backups: Mapping[str, str] = field(default_factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """The names of its tables."""
        return frozenset(table.__tablename__ for table in self.columns)

    @property
    def secret_tables(self) -> frozenset[str]:
        """The names of those that hold secrets alone."""
        return frozenset(
            table.__tablename__
            for table, columns in self.columns.items()
            if columns and all(said.privacy is Privacy.SECRET for said in columns.values())
        )

    def column(self, column: Column[Any]) -> Disclosure | None:
        """The class of a column of one of its tables; None where nobody has said."""
        declared = {table.__tablename__: said for table, said in self.columns.items()}
        said = declared[column.table.name].get(column.name)
        if said is None:
            return _key_of(column)
        if said.privacy is Privacy.PUBLIC and not said.words and not said.key:
            return Disclosure(Privacy.PUBLIC, said.label, value_of(column).words)
        return said

    def fields(self, kind: type) -> Mapping[str, Disclosure]:
        """The class of each field of a row; a field that nobody declared is not in it."""
        declared = self.rows[kind]
        found: dict[str, Disclosure] = {}
        for one in fields(kind):
            said = declared.own.get(one.name) or self._like_column(declared.table, one.name)
            if said is not None:
                found[one.name] = said
        return found

    def _like_column(self, table: type[Base] | None, name: str) -> Disclosure | None:
        column = None if table is None else _table(table).columns.get(name)
        return None if column is None else self.column(column)


def _table(mapped: type[Base]) -> Table:
    return mapped.metadata.tables[mapped.__tablename__]


def _key_of(column: Column[Any]) -> Disclosure | None:
    """Ids say by themselves what they are of."""
    if column.primary_key:
        return key(column.table.name)
    for foreign in column.foreign_keys:
        return key(foreign.column.table.name)
    return None
