"""The declarative base of all tables, and the column types that clean what is stored.

Every table has one integer id. Text columns accept only text that SQLite can store.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Dialect, Float, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from upstream_workshop.storage.values import Contradiction, guard


def clean(text: str) -> str:
    """Return the text without NULs, and with "?" for lone surrogates.

    Neither can be kept in the diary or in a file.
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """A text column whose values are cleaned before they are stored."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the cleaned text, or None."""
        return None if value is None else clean(value)


class Hundredths(TypeDecorator[float]):
    """A column of numbers rounded to two decimal places.

    All releases of SQLite convert such numbers to the same text, which the digest relies on.
    """

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """Return the rounded number, or None."""
        return None if value is None else round(value, 2)


class Base(DeclarativeBase):
    """The parent of every mapped class.

    id: the primary key. The diary relies on it being SQLite's rowid.
    contradictions: the rows of this table that must not exist, although each column is valid.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, Any] = {str: Words, float: Hundredths}  # noqa: RUF012 - SQLAlchemy's own declaration

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    contradictions: ClassVar[tuple[Contradiction, ...]] = ()

    def __init_subclass__(cls, **more: Any) -> None:
        """Add a CHECK constraint to the schema for each column of the new class."""
        super().__init_subclass__(**more)
        guard(cls.metadata.tables[cls.__tablename__])
