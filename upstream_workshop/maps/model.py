"""Maps of the system: factors, signed links, and the names people give to loops."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.base import Base


class SystemMap(Base):
    """One canvas."""

    __tablename__ = "map"

    title: Mapped[str]
    table: Mapped[str] = mapped_column("seat_table", default="")  # which table in the room drew it
    position: Mapped[int]


class Factor(Base):
    """Something that can go up or down; x and y are its centre, in points."""

    __tablename__ = "factor"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    x: Mapped[float] = mapped_column(default=0.0)
    y: Mapped[float] = mapped_column(default=0.0)
    colour: Mapped[str] = mapped_column(default="")  # names a colour role
    note: Mapped[str] = mapped_column(default="")


class Link(Base):
    """An influence from one factor on another."""

    __tablename__ = "link"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("factor.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("factor.id", ondelete="CASCADE"), index=True)
    sign: Mapped[str] = mapped_column(default="")  # +, -, blank: unknown
    delay: Mapped[bool] = mapped_column(default=False)
    strength: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class LoopName(Base):
    """A name for a loop, kept under the ids of its links from the smallest on, in their order."""

    __tablename__ = "loop_name"
    __table_args__ = (UniqueConstraint("map_id", "links"),)

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"))
    links: Mapped[str]  # "3 7 12"
    name: Mapped[str]
