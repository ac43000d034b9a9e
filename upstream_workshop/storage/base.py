"""The declarative base: every table has one integer id, every text column takes only what SQLite can keep."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Dialect, Float, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from upstream_workshop.storage.values import Contradiction, guard


def clean(text: str) -> str:
    """The text without NULs and lone surrogates, which neither the diary nor a file can carry."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """Text, cleaned on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean what is about to be stored."""
        return None if value is None else clean(value)


class Hundredths(TypeDecorator[float]):
    """A number kept to two places, which every release of SQLite writes down alike, as the digest needs."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """Round what is about to be stored."""
        return None if value is None else round(value, 2)


class Base(DeclarativeBase):
    """Parent of every mapped class; the diary relies on its integer `id` being the rowid."""

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
        """Let the schema refuse what the columns may not hold."""
        super().__init_subclass__(**more)
        guard(cls.metadata.tables[cls.__tablename__])
