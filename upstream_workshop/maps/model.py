"""The tables of maps: factors, signed links, and the names of loops."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, word


class SystemMap(Base):
    """A map."""

    __tablename__ = "map"

    title: Mapped[str] = line()
    table: Mapped[str] = line(name="seat_table", default="")  # which table in the room drew it
    position: Mapped[int] = number(0, MANY)


class Factor(Base):
    """A quantity that can go up or down; x and y are its centre in points."""

    __tablename__ = "factor"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = line()
    x: Mapped[float] = mapped_column(default=0.0)
    y: Mapped[float] = mapped_column(default=0.0)
    colour: Mapped[Colour] = word(Colour, default=Colour.NONE)
    note: Mapped[str] = prose(default="")


class Link(Base):
    """An influence of one factor on another."""

    __tablename__ = "link"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("factor.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("factor.id", ondelete="CASCADE"), index=True)
    sign: Mapped[Sign] = word(Sign, default=Sign.UNKNOWN)
    delay: Mapped[bool] = mapped_column(default=False)
    strength: Mapped[str] = line(default="")
    note: Mapped[str] = prose(default="")

    contradictions = (
        Contradiction(
            noop("it joins factors of another map"),
            "SELECT link.id FROM link JOIN factor AS a ON a.id = source_id "
            "JOIN factor AS b ON b.id = target_id "
            "WHERE a.map_id <> link.map_id OR b.map_id <> link.map_id",
        ),
    )


class LoopName(Base):
    """The name of a loop, whose links are in `LoopLink`."""

    __tablename__ = "loop_name"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = line()

    contradictions = (
        Contradiction(
            noop("it names links that make no loop of its map"),
            "WITH step AS (SELECT loop_id, map_id, target_id, "
            "lead(source_id) OVER turn AS onward, first_value(source_id) OVER turn AS start "
            "FROM loop_link AS l JOIN link ON link.id = link_id "
            "WINDOW turn AS (PARTITION BY loop_id ORDER BY l.position)) "
            "SELECT id FROM loop_name AS n WHERE id NOT IN (SELECT loop_id FROM step) OR EXISTS "
            "(SELECT 1 FROM step WHERE loop_id = n.id "
            "AND (step.map_id <> n.map_id OR target_id <> coalesce(onward, start)))",
        ),
    )


class LoopLink(Base):
    """A link of a named loop; they are in their order, from the link with the smallest id on."""

    __tablename__ = "loop_link"
    __table_args__ = (
        UniqueConstraint("loop_id", "position"),
        UniqueConstraint("loop_id", "link_id"),
    )

    loop_id: Mapped[int] = mapped_column(ForeignKey("loop_name.id", ondelete="CASCADE"))
    position: Mapped[int] = number(0, MANY)
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id", ondelete="CASCADE"), index=True)
