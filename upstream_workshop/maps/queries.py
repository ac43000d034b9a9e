"""Queries for maps: factors, links and names of loops, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.model import Factor, Link, LoopLink, LoopName, SystemMap
from upstream_workshop.storage.query_cache import Table, cached

Part = TypeVar("Part")
READS: Final = frozenset({"map", "factor", "link", "loop_name", "loop_link"})


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A quantity that can go up or down; x and y are its centre in points, y downwards."""

    id: int
    label: str
    x: float = 0.0
    y: float = 0.0
    colour: Colour = Colour.NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An influence of one factor on another; a blank sign is an unknown one."""

    id: int
    source_id: int
    target_id: int
    sign: Sign = Sign.UNKNOWN
    delay: bool = False
    strength: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map with its factors and links; `loop_names` are pairs of the ids of the links and the name."""

    id: int
    title: str
    table: str
    factors: tuple[FactorRow, ...]
    links: tuple[LinkRow, ...]
    loop_names: tuple[tuple[tuple[int, ...], str], ...] = ()


_FACTORS: Final = Table(
    lambda id_, map_id, *row: (map_id, FactorRow(id_, *row)),
    Factor.id,
    Factor.map_id,
    Factor.label,
    Factor.x,
    Factor.y,
    Factor.colour,
    Factor.note,
)
_LINKS: Final = Table(
    lambda id_, map_id, *row: (map_id, LinkRow(id_, *row)),
    Link.id,
    Link.map_id,
    Link.source_id,
    Link.target_id,
    Link.sign,
    Link.delay,
    Link.strength,
    Link.note,
)


@cached("map", "factor", "link", "loop_name", "loop_link")
def maps(session: Session) -> tuple[MapRow, ...]:
    """Return all maps in the order in which they were added."""
    factors, links = _by_map(_FACTORS(session)), _by_map(_LINKS(session))
    names = _loop_names(session)
    return tuple(
        MapRow(id_, title, table, tuple(factors[id_]), tuple(links[id_]), names.get(id_, ()))
        for id_, title, table in _sheets(session)
    )


@cached("map")
def map_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the ids and titles of all maps in the order in which they were added."""
    return tuple((id_, title) for id_, title, _ in _sheets(session))


def map_row(session: Session, map_id: int) -> MapRow:
    """Return a map. Raises WorkshopError: when there is none with this id."""
    for row in maps(session):
        if row.id == map_id:
            return row
    raise WorkshopError(say("This map is not there any more: choose another one."))


def map_named(session: Session, title: str) -> MapRow:
    """Return the map with a title, ignoring case. Raises WorkshopError: when there is none."""
    found = maps(session)
    for row in found:
        if row.title.casefold() == title.strip().casefold():
            return row
    if not found:
        raise WorkshopError(say("No map is called “{title}”: there is no map yet.", title=title))
    there = ", ".join(f"“{row.title}”" for row in found)
    raise WorkshopError(
        say("No map is called “{title}”: the maps here are {there}.", title=title, there=there)
    )


@cached("map")
def _sheets(session: Session) -> tuple[tuple[int, str, str], ...]:
    """Return id, title and table of all maps in the order in which they were added."""
    columns = select(SystemMap.id, SystemMap.title, SystemMap.table)
    found = session.execute(columns.order_by(SystemMap.position, SystemMap.id))
    return tuple((id_, title, table) for id_, title, table in found)


@cached("loop_name", "loop_link")
def _loop_names(session: Session) -> Mapping[int, tuple[tuple[tuple[int, ...], str], ...]]:
    """Return the links and the name of every named loop, by the id of its map."""
    columns = (LoopName.id, LoopName.map_id, LoopName.name, LoopLink.link_id)
    rows = select(*columns).join(LoopLink, LoopLink.loop_id == LoopName.id)
    named: dict[int, tuple[int, str, list[int]]] = {}
    for id_, map_id, name, link_id in session.execute(
        rows.order_by(LoopName.id, LoopLink.position)
    ):
        named.setdefault(id_, (map_id, name, []))[2].append(link_id)
    found: defaultdict[int, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
    for map_id, name, links in named.values():
        found[map_id].append((tuple(links), name))
    return MappingProxyType({map_id: tuple(loops) for map_id, loops in found.items()})


def _by_map(rows: Mapping[int, tuple[int, Part]]) -> defaultdict[int, list[Part]]:
    found: defaultdict[int, list[Part]] = defaultdict(list)
    for map_id, part in rows.values():
        found[map_id].append(part)
    return found
