"""The tables of maps: factors, signed links, zones, notes, and the names of loops.

A snapshot of a map is a map too, which says what it is a snapshot of.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.maps.kinds import BasisShown, Colour, Sign
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import (
    MANY,
    Contradiction,
    bulk,
    extent,
    line,
    number,
    prose,
    word,
)


class SystemMap(Base):
    """A map."""

    __tablename__ = "map"

    title: Mapped[str] = line()
    table: Mapped[str] = line(name="seat_table", default="")  # which table in the room drew it
    position: Mapped[int] = number(0, MANY)
    snapshot_of: Mapped[int | None] = mapped_column(
        ForeignKey("map.id", ondelete="CASCADE"), index=True
    )
    taken_at: Mapped[datetime | None]  # when the snapshot was taken, by the clock of the day
    carried: Mapped[str] = bulk(default="")  # of its file, as JSON, for an export to give back
    basis_shown: Mapped[BasisShown] = word(BasisShown, default=BasisShown.WHERE_ANY)

    contradictions = (
        Contradiction(
            noop("it is a snapshot of a snapshot, or one without its time"),
            "SELECT id FROM map WHERE (snapshot_of IS NULL) <> (taken_at IS NULL) OR snapshot_of IN "
            "(SELECT id FROM map WHERE snapshot_of IS NOT NULL)",
        ),
    )


class Factor(Base):
    """A quantity that can go up or down; x and y are its centre in points."""

    __tablename__ = "factor"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = line()
    x: Mapped[float] = mapped_column(default=0.0)
    y: Mapped[float] = mapped_column(default=0.0)
    colour: Mapped[Colour] = word(Colour, default=Colour.NONE)
    note: Mapped[str] = prose(default="")
    locked: Mapped[bool] = mapped_column(default=False)  # layouts leave it where it is
    carried: Mapped[str] = bulk(default="")  # of its entry in an imported file, as of the map


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
    bend: Mapped[float] = mapped_column(default=0.0)  # points its middle is moved to its left
    carried: Mapped[str] = bulk(default="")  # of its entry in an imported file, as of the map

    contradictions = (
        Contradiction(
            noop("it joins factors of another map"),
            "SELECT link.id FROM link JOIN factor AS a ON a.id = source_id "
            "JOIN factor AS b ON b.id = target_id "
            "WHERE a.map_id <> link.map_id OR b.map_id <> link.map_id",
        ),
    )


class Zone(Base):
    """A rectangle behind factors; what has its centre inside belongs to it. x and y: its corner."""

    __tablename__ = "zone"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = line()
    x: Mapped[float]
    y: Mapped[float]
    width: Mapped[float] = extent()
    height: Mapped[float] = extent()
    colour: Mapped[Colour] = word(Colour, default=Colour.NONE)


class MapNote(Base):
    """A text on a map that is no factor; x and y are its centre in points."""

    __tablename__ = "map_note"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = prose()
    x: Mapped[float]
    y: Mapped[float]


class FactorOrigin(Base):
    """The title of a map from which a factor of a merged map came."""

    __tablename__ = "factor_origin"

    factor_id: Mapped[int] = mapped_column(ForeignKey("factor.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = line()


class LinkOrigin(Base):
    """The title of a map from which a link of a merged map came."""

    __tablename__ = "link_origin"

    link_id: Mapped[int] = mapped_column(ForeignKey("link.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = line()


class FactorFinding(Base):
    """A finding of discovery that a factor rests on."""

    __tablename__ = "factor_finding"
    __table_args__ = (UniqueConstraint("factor_id", "finding_id"),)

    factor_id: Mapped[int] = mapped_column(ForeignKey("factor.id", ondelete="CASCADE"))
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )


class LinkFinding(Base):
    """A finding of discovery that a link rests on."""

    __tablename__ = "link_finding"
    __table_args__ = (UniqueConstraint("link_id", "finding_id"),)

    link_id: Mapped[int] = mapped_column(ForeignKey("link.id", ondelete="CASCADE"))
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )


class LoopName(Base):
    """The name of a loop, whose links are in `LoopLink`."""

    __tablename__ = "loop_name"

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = line()
    number: Mapped[int] = number(0, MANY, default=0)  # kept since it was named; 0: not yet
    story: Mapped[str] = prose(default="")

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
