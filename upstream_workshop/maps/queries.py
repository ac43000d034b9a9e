"""Questions about maps: their factors and links, and the names people gave to loops."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.model import Factor, Link, LoopName, SystemMap

READS: Final = frozenset({"map", "factor", "link", "loop_name"})
# columns, not objects: thousands are read after every change
_FACTOR: Final = (
    Factor.map_id,
    Factor.id,
    Factor.label,
    Factor.x,
    Factor.y,
    Factor.colour,
    Factor.note,
)
_LINK: Final = (
    Link.map_id,
    Link.id,
    Link.source_id,
    Link.target_id,
    Link.sign,
    Link.delay,
    Link.strength,
    Link.note,
)


@dataclass(frozen=True, slots=True)
class FactorRow:
    """Something that can go up or down; x and y are its centre, in points, y downwards."""

    id: int
    label: str
    x: float = 0.0
    y: float = 0.0
    colour: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An influence of one factor on another; a blank sign is not known yet."""

    id: int
    source_id: int
    target_id: int
    sign: str = ""
    delay: bool = False
    strength: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """One canvas with everything on it in the order made; `loop_names` is (loop key, name)."""

    id: int
    title: str
    table: str
    factors: tuple[FactorRow, ...]
    links: tuple[LinkRow, ...]
    loop_names: tuple[tuple[str, str], ...] = ()


def maps(session: Session) -> tuple[MapRow, ...]:
    """Every map, in the order they were made."""
    factors: defaultdict[int, list[FactorRow]] = defaultdict(list)
    for row in session.execute(select(*_FACTOR).order_by(Factor.id)):
        factors[row.map_id].append(FactorRow(*row[1:]))
    links: defaultdict[int, list[LinkRow]] = defaultdict(list)
    for line in session.execute(select(*_LINK).order_by(Link.id)):
        links[line.map_id].append(LinkRow(*line[1:]))
    names: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for loop in session.scalars(select(LoopName).order_by(LoopName.id)):
        names[loop.map_id].append((loop.links, loop.name))
    found = session.scalars(select(SystemMap).order_by(SystemMap.position, SystemMap.id))
    return tuple(
        MapRow(
            row.id,
            row.title,
            row.table,
            tuple(factors[row.id]),
            tuple(links[row.id]),
            tuple(names[row.id]),
        )
        for row in found
    )


def map_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """Every map's id and title, in the order they were made."""
    order = select(SystemMap.id, SystemMap.title).order_by(SystemMap.position, SystemMap.id)
    return tuple((id_, title) for id_, title in session.execute(order))


def map_row(session: Session, map_id: int) -> MapRow:
    """One map. Raises WorkshopError when it is gone."""
    for row in maps(session):
        if row.id == map_id:
            return row
    raise WorkshopError("This map is not there any more: choose another one.")


def map_named(session: Session, title: str) -> MapRow:
    """The map of this title, whatever its capitals. Raises WorkshopError naming those there are."""
    found = maps(session)
    for row in found:
        if row.title.casefold() == title.strip().casefold():
            return row
    there = ", ".join(f"“{row.title}”" for row in found) or "none yet"
    raise WorkshopError(f"No map is called “{title}”: the maps here are {there}.")
