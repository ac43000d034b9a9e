"""The values that columns may hold, declared once beside the column in the model.

The declaration is used for the `CHECK` in the schema, the check of a file before it is opened, the
message that refuses a wrong value, and the value that replaces a wrong one in a repaired copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeVar
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Integer,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK, LONG, SHORT

FAR: Final = 1_000_000.0  # points from the middle of a map
MANY: Final = 1_000_000
LAST_ID: Final = 2**62
# SQLite has integers of one width, and only its INTEGER is an alias of the rowid
WIDE: Final = BigInteger().with_variant(Integer(), "sqlite")
_INFO: Final = "value"
Member = TypeVar("Member", bound=StrEnum)


class OneOf(TypeDecorator[Member]):
    """A column type for an enumeration: stored as text, loaded as a member.

    members: the enumeration.
    """

    impl = Text
    cache_ok = True

    def __init__(self, members: type[Member]) -> None:
        super().__init__()
        self.members = members
        self._member = {each.value: each for each in members}

    def process_bind_param(self, value: Member | None, dialect: Dialect) -> str | None:
        """Return the value as text; the schema refuses one that is not a member's value."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Member | None:
        """Return the member with this value.

        Raises WorkshopError if there is none, which is impossible in a file that was checked.
        """
        try:
            return None if value is None else self._member[value]
        except KeyError as error:
            wanted = _listed(self.members)
            said = say(
                "This session holds “{value}” where only {wanted} can be: repair it, or use a backup.",
                value=value,
                wanted=wanted,
            )
            raise WorkshopError(said) from error


@dataclass(frozen=True, slots=True)
class Value:
    """The values that a column may hold.

    wrong: an SQL expression that is true for a wrong value; {0} stands for the column.
    allowed: a template for the allowed values in words, marked by `noop`, with the places {least}
        and {most}, or {words}.
    mended: an SQL expression for the value that replaces a wrong one in a repaired copy.
    words: all allowed values, if the column is an enumeration.
    least, most: what fills the places of `allowed`.
    """

    wrong: str
    allowed: str
    mended: str
    words: tuple[str, ...] = ()
    least: str = ""
    most: str = ""

    @property
    def wanted(self) -> str:
        """The allowed values in words, for messages, in the language that is spoken."""
        words = _listed(self.words)
        return say(self.allowed, least=self.least, most=self.most, words=words)


class Contradiction(NamedTuple):
    """A combination of valid values that must not exist in a row, as no code writes or expects it.

    says: what is wrong with the row, in words marked by `noop`, for messages.
    rows: an SQL query for the ids of such rows.
    mended: the assignments of an UPDATE that repairs such a row; if empty, the row is deleted.
    """

    says: str
    rows: str
    mended: str = ""


def line(**more: Any) -> MappedColumn[Any]:
    """Declare a column for a name or a title, of at most `letters.SHORT` characters."""
    return mapped_column(info={_INFO: _text(SHORT)}, **more)


def prose(**more: Any) -> MappedColumn[Any]:
    """Declare a column for longer text, of at most `letters.LONG` characters."""
    return mapped_column(info={_INFO: _text(LONG)}, **more)


def bulk(**more: Any) -> MappedColumn[Any]:
    """Declare a column for what another program wrote, of at most `letters.BULK` characters."""
    return mapped_column(info={_INFO: _text(BULK)}, **more)


def is_prose(column: Column[Any]) -> bool:
    """Return whether a column is declared as longer text."""
    return column.info.get(_INFO) == _text(LONG)


def word(members: type[Member], default: Member | None = None) -> MappedColumn[Member]:
    """Declare a column for a member of an enumeration.

    members: the enumeration.
    default: the default, which also replaces a wrong value on repair; without it, the first member
        does.
    """
    allowed = tuple(each.value for each in members)
    listed = ", ".join(f"'{each}'" for each in allowed)
    wrong = f"typeof({{0}}) <> 'text' OR {{0}} NOT IN ({listed})"
    mended = allowed[0] if default is None else default
    value = Value(wrong, noop("one of {words}"), f"'{mended}'", allowed)
    more: dict[str, Any] = {} if default is None else {"default": default}
    return mapped_column(OneOf(members), info={_INFO: value}, **more)


def number(least: int, most: int, **more: Any) -> MappedColumn[Any]:
    """Declare a column for whole numbers from `least` to `most`, both included."""
    wide = (WIDE,) if max(-least, most) >= 2**31 else ()
    return mapped_column(*wide, info={_INFO: _number(least, most, more.get("default"))}, **more)


def extent(**more: Any) -> MappedColumn[float]:
    """Declare a column for a width or height in points, of 1 or more."""
    return mapped_column(info={_INFO: _real(1.0, FAR)}, **more)


def uid() -> MappedColumn[str]:
    """Declare a column for a UUID that stays with the row in every copy and export, made with it."""
    value = Value(_NO_UID, noop("a UUID"), _NEW_UID)
    return mapped_column(String(36), unique=True, default=lambda: str(uuid4()), info={_INFO: value})


def value_of(column: Column[Any]) -> Value:
    """Return the values a column may hold. Raises LookupError if none are declared."""
    said = column.info.get(_INFO) or _by_nature(column)
    if said is None:
        raise LookupError(f"say what {column.table.name}.{column.name} may hold")
    return said


def wrong(column: Column[Any]) -> str:
    """Return an SQL expression that is true for a wrong value of a column, and never NULL."""
    name = f'"{column.name}"'
    said = value_of(column).wrong.format(name)
    return f"{name} IS NOT NULL AND ({said})" if column.nullable else f"{name} IS NULL OR {said}"


def guard(table: Table) -> None:
    """Add a CHECK constraint to each column of a table, except keys, which have constraints."""
    for column in table.columns:
        if not column.primary_key and not column.foreign_keys:
            check = CheckConstraint(f"NOT ({wrong(column)})", name=column.name)
            table.append_constraint(check.ddl_if(dialect="sqlite"))  # its dialect of SQL


def _listed(words: Iterable[str]) -> str:
    return ", ".join(each or say("blank") for each in words)


def _text(most: int) -> Value:
    wrong = f"typeof({{0}}) <> 'text' OR length({{0}}) > {most} OR instr({{0}}, char(0)) > 0"
    mended = f"substr(replace(CAST({{0}} AS TEXT), char(0), ''), 1, {most})"
    allowed = noop("text of at most {most} letters")
    return Value(wrong, allowed, f"coalesce({mended}, '')", most=f"{most:,}")


def _number(least: int, most: int, usual: int | None = None) -> Value:
    wrong = f"typeof({{0}}) <> 'integer' OR {{0}} NOT BETWEEN {least} AND {most}"
    return Value(
        wrong,
        noop("a whole number from {least} to {most}"),
        str(max(least, 0) if usual is None else usual),
        least=f"{least:,}",
        most=f"{most:,}",
    )


def _real(least: float, most: float) -> Value:
    wrong = f"typeof({{0}}) NOT IN ('real', 'integer') OR {{0}} NOT BETWEEN {least} AND {most}"
    return Value(
        wrong,
        noop("a number from {least} to {most}"),
        str(max(least, 0.0)),
        (),
        f"{least:,.0f}",
        f"{most:,.0f}",
    )


def _by_nature(column: Column[Any]) -> Value | None:
    """Return the allowed values that follow from a column's type, or None."""
    if column.primary_key or column.foreign_keys:
        return _number(1, LAST_ID)
    if isinstance(column.type, Boolean):
        return Value("typeof({0}) <> 'integer' OR {0} NOT IN (0, 1)", noop("yes or no"), "0")
    if isinstance(column.type, Date):
        return Value(_DATE, noop("a date from 1900 to 2199"), "'2000-01-01'")
    if isinstance(column.type, DateTime):
        return Value(
            _MOMENT, noop("a date and time from 1900 to 2199"), "'2000-01-01 00:00:00.000000'"
        )
    if isinstance(getattr(column.type, "impl", column.type), Float):
        return _real(-FAR, FAR)
    return None


_HEX: Final = "[0-9a-f]"
_UID: Final = "-".join(_HEX * length for length in (8, 4, 4, 4, 12))
_NO_UID: Final = f"typeof({{0}}) <> 'text' OR {{0}} NOT GLOB '{_UID}'"
_NEW_UID: Final = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) "
    "|| '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)

# text as SQLAlchemy writes it, and existing days: SQLite checks a day only if given a modifier
_DATE: Final = (
    "typeof({0}) <> 'text' OR {0} NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' "
    "OR {0} NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date({0}, '+0 days') IS NOT {0}"
)
_MOMENT: Final = (
    "typeof({0}) <> 'text' OR {0} NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] "
    "[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' "
    "OR {0} NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' "
    "OR datetime(substr({0}, 1, 19), '+0 days') IS NOT substr({0}, 1, 19)"
)
