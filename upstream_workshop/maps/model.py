"""Maps of the system: factors, signed links, and the names people give to loops."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, word


class SystemMap(Base):
    """One canvas."""

    __tablename__ = "map"

    title: Mapped[str] = line()
    table: Mapped[str] = line(name="seat_table", default="")  # which table in the room drew it
    position: Mapped[int] = number(0, MANY)


class Factor(Base):
    """Something that can go up or down; x and y are its centre, in points."""

    __tablename__ = "factor"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = line()
    x: Mapped[float] = mapped_column(default=0.0)
    y: Mapped[float] = mapped_column(default=0.0)
    colour: Mapped[Colour] = word(Colour, default=Colour.NONE)
    note: Mapped[str] = prose(default="")


class Link(Base):
    """An influence from one factor on another."""

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
            "it joins factors of another map",
            "SELECT link.id FROM link JOIN factor AS a ON a.id = source_id "
            "JOIN factor AS b ON b.id = target_id "
            "WHERE a.map_id <> link.map_id OR b.map_id <> link.map_id",
        ),
    )


class LoopName(Base):
    """A name for a loop, kept under the ids of its links from the smallest on, in their order."""

    __tablename__ = "loop_name"
    __table_args__ = (UniqueConstraint("map_id", "links"),)

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"))
    links: Mapped[str] = prose()  # "3 7 12"
    name: Mapped[str] = line()

    contradictions = (
        Contradiction(
            "it names no order of links",
            "SELECT id FROM loop_name WHERE links = '' OR links GLOB '*[^0-9 ]*' "
            "OR links GLOB ' *' OR links GLOB '*  *' OR links GLOB '* '",
        ),
    )
