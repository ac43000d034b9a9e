"""The declaration of a room of the residential, from which other modules derive what they need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Protocol, TypeAlias

from sqlalchemy import Column, Table
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.privacy import Disclosure, Privacy, key
from upstream_workshop.readers.reading import NO_ANSWERS as NO_ANSWERS
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import value_of

Answers: TypeAlias = Mapping[str, str]  # the chosen answer by the key of the question
Counted: TypeAlias = tuple[str, str]  # the words for one and for several

BEFORE_IMPORT: Final = "before an import"
INTO: Final = "into"  # the key of the question into what a file is imported
BEFORE_REMOVAL: Final = "before a removal"


class Take(Protocol):
    """The type of a service that imports what was read from a foreign file."""

    def __call__(
        self, session: Session, name: str, reading: Any, answers: Answers = NO_ANSWERS, /
    ) -> ImportOutcome:
        """Import a reading, inside a transaction.

        name: the name for what is imported, if the kind has one.
        reading: the result of reading the file.
        answers: the answers to questions; the others have their default answers.

        Raises WorkshopError if it cannot be imported.
        """


class Ask(Protocol):
    """The type of a function that returns the questions to ask before an import."""

    def __call__(
        self, session: Session, name: str, reading: Any, answers: Answers, rows: Collection[Any], /
    ) -> tuple[Question, ...]:
        """Return the questions about a reading.

        answers: the answers so far.
        rows: what each line of the file would do by these answers; empty if it cannot be imported.
        """


def nothing_asked(
    _session: Session, _name: str, _reading: Any, _answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """Return no questions."""
    return ()


@dataclass(frozen=True, slots=True)
class Import:
    """The import of one kind of foreign file.

    take: the service that imports it.
    questions: returns the questions to ask before.
    """

    take: Take
    questions: Ask = nothing_asked


def ask_into(name: str, new: str, there: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the question into what a file is imported.

    name: the name of what the file contains.
    new: the words for creating something of that name.
    there: words for each existing thing, by its name.

    The default is the existing thing of that name, ignoring case, or else the new one.
    """
    own = {} if name.casefold() in {one.casefold() for one in there} else {name: new}
    choices = tuple((own | dict(there)).items())
    default = next(one for one, _ in choices if one.casefold() == name.casefold())
    return (Question(INTO, say("Goes into"), choices, default),)


@dataclass(frozen=True, slots=True)
class Row:
    """The disclosures of the fields of a row type.

    table: a field with the name of a column of this table has the disclosure of the column.
    own: the disclosures of other fields, by name; they take precedence.
    """

    table: type[Base] | None
    own: Mapping[str, Disclosure]


def row(table: type[Base] | None = None, /, **own: Disclosure) -> Row:
    """Declare the fields of a row type; the arguments are those of Row."""
    return Row(table, own)


@dataclass(frozen=True, eq=False)
class Room:
    """One room of the residential; compared by identity.

    key: its name in all packages.
    columns: the disclosure of every column of its tables, except keys, whose disclosure is
        derived.
    rows: the fields of every row type in its part of the report.
    report: reads its part of the report.
    in_order: row types that refer to people, but whose order was set by hand and reveals nothing.
    goes: by table, the words for rows that are erased with a person.
    stays: by "table.column", the words for rows that lose a reference to an erased person.
    imports: the kinds of foreign file that it imports, and how.
    backups: by name, services before which a backup is made, with the reason.
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
        """The names of its tables that have secret columns only."""
        return frozenset(
            table.__tablename__
            for table, columns in self.columns.items()
            if columns and all(said.privacy is Privacy.SECRET for said in columns.values())
        )

    def column(self, column: Column[Any]) -> Disclosure | None:
        """Return the disclosure of a column of one of its tables; None if it has none."""
        declared = {table.__tablename__: said for table, said in self.columns.items()}
        said = declared[column.table.name].get(column.name)
        if said is None:
            return _key_of(column)
        if said.privacy is Privacy.PUBLIC and not said.words and not said.key:
            return Disclosure(Privacy.PUBLIC, said.label, value_of(column).words)
        return said

    def fields(self, kind: type) -> Mapping[str, Disclosure]:
        """Return the disclosures of the fields of a row type; undeclared fields are left out."""
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
    """Return the disclosure of a primary or foreign key; None for another column."""
    if column.primary_key:
        return key(column.table.name)
    for foreign in column.foreign_keys:
        return key(foreign.column.table.name)
    return None
