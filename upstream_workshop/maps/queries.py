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
    for factor in session.scalars(select(Factor).order_by(Factor.id)):
        factors[factor.map_id].append(_factor_row(factor))
    links: defaultdict[int, list[LinkRow]] = defaultdict(list)
    for link in session.scalars(select(Link).order_by(Link.id)):
        links[link.map_id].append(_link_row(link))
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


def _factor_row(factor: Factor) -> FactorRow:
    return FactorRow(
        factor.id, factor.label, factor.x, factor.y, factor.colour, factor.note
    )  # fmt: skip


def _link_row(link: Link) -> LinkRow:
    return LinkRow(
        link.id, link.source_id, link.target_id, link.sign, link.delay, link.strength, link.note
    )
