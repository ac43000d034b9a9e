"""Questions about maps, answered with frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.model import Factor, Link, LoopName, SystemMap

READS: Final = frozenset({"map", "factor", "link", "loop_name"})


@dataclass(frozen=True, slots=True)
class FactorRow:
    """Something that can go up or down, and where its centre is, in points."""

    id: int
    label: str
    x: float
    y: float
    colour: str
    note: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An influence: + the same way, - the other way, blank not known."""

    id: int
    source_id: int
    target_id: int
    sign: str
    delay: bool
    strength: str
    note: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A whole map; `loop_names` is (loop key, name)."""

    id: int
    title: str
    table: str
    factors: tuple[FactorRow, ...]
    links: tuple[LinkRow, ...]
    loop_names: tuple[tuple[str, str], ...] = ()


def maps(session: Session) -> tuple[MapRow, ...]:
    """Every map, in their order."""
    found = session.scalars(select(SystemMap).order_by(SystemMap.position, SystemMap.id))
    return tuple(_row(session, each) for each in found)


def map_row(session: Session, map_id: int) -> MapRow:
    """One map. Raises WorkshopError when it has gone."""
    found = session.get(SystemMap, map_id)
    if found is None:
        raise WorkshopError("This map is no longer there: choose another one.")
    return _row(session, found)


def _row(session: Session, found: SystemMap) -> MapRow:
    factors = session.scalars(select(Factor).where(Factor.map_id == found.id).order_by(Factor.id))
    links = session.scalars(select(Link).where(Link.map_id == found.id).order_by(Link.id))
    names = session.scalars(select(LoopName).where(LoopName.map_id == found.id))
    return MapRow(
        found.id,
        found.title,
        found.table,
        tuple(FactorRow(f.id, f.label, f.x, f.y, f.colour, f.note) for f in factors),
        tuple(
            LinkRow(
                link.id,
                link.source_id,
                link.target_id,
                link.sign,
                link.delay,
                link.strength,
                link.note,
            )
            for link in links
        ),
        tuple(sorted((name.links, name.name) for name in names)),
    )
