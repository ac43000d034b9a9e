"""Queries for maps: factors, links and names of loops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import as_seen
from upstream_workshop.maps.citations import queries as citations
from upstream_workshop.maps.kinds import Basis, BasisShown
from upstream_workshop.maps.map_rows import (
    FactorRow,
    LinkRow,
    MapRow,
    NamedLoop,
    NoteRow,
    SnapshotRow,
    ZoneRow,
)
from upstream_workshop.maps.model import (
    Factor,
    FactorOrigin,
    Link,
    LinkOrigin,
    LoopLink,
    LoopName,
    MapNote,
    SystemMap,
    Zone,
)
from upstream_workshop.storage.query_cache import Table, cached

Part = TypeVar("Part")
Fact = TypeVar("Fact")
READS: Final = frozenset(
    {
        "map", "factor", "link", "zone", "map_note", "loop_name", "loop_link",
        "factor_origin", "link_origin", "factor_finding", "link_finding", "finding", "visit",
        "source",
    }
)  # fmt: skip


_FACTORS: Final = Table(
    lambda id_, map_id, *row: (map_id, FactorRow(id_, *row)),
    Factor.id,
    Factor.map_id,
    Factor.label,
    Factor.x,
    Factor.y,
    Factor.colour,
    Factor.note,
    Factor.locked,
    Factor.carried,
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
    Link.bend,
    Link.carried,
)
_ZONES: Final = Table(
    lambda id_, map_id, *row: (map_id, ZoneRow(id_, *row)),
    Zone.id,
    Zone.map_id,
    Zone.title,
    Zone.x,
    Zone.y,
    Zone.width,
    Zone.height,
    Zone.colour,
)
_NOTES: Final = Table(
    lambda id_, map_id, *row: (map_id, NoteRow(id_, *row)),
    MapNote.id,
    MapNote.map_id,
    MapNote.text,
    MapNote.x,
    MapNote.y,
)


@cached(*READS)
def maps(session: Session) -> tuple[MapRow, ...]:
    """Return all maps in the order in which they were added, without snapshots."""
    return tuple(row for row in _all(session).values() if row.id not in _snapshot_ids(session))


@cached("map")
def map_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the ids and titles of all maps in the order in which they were added."""
    taken = _snapshot_ids(session)
    return tuple((id_, title) for id_, title, *_ in _sheets(session) if id_ not in taken)


@cached("map")
def snapshots(session: Session, map_id: int) -> tuple[SnapshotRow, ...]:
    """Return the snapshots of a map, the oldest first."""
    columns = (SystemMap.id, SystemMap.title, SystemMap.taken_at)
    wanted = select(*columns).where(SystemMap.snapshot_of == map_id)
    found = session.execute(wanted.order_by(SystemMap.taken_at, SystemMap.id))
    return tuple(SnapshotRow(id_, title, taken) for id_, title, taken in found if taken)


@cached("map")
def snapshot_row(session: Session, snapshot_id: int) -> tuple[str, SnapshotRow] | None:
    """Return the title of the map of which this is a snapshot, and the snapshot; or None."""
    for map_id, title in map_titles(session):
        for row in snapshots(session, map_id):
            if row.id == snapshot_id:
                return title, row
    return None


def map_row(session: Session, map_id: int) -> MapRow:
    """Return a map or a snapshot. Raises WorkshopError: when there is none with this id."""
    found = _all(session).get(map_id)
    if found is None:
        raise WorkshopError(say("This map is not there any more: choose another one."))
    return found


def map_named(session: Session, title: str) -> MapRow:
    """Return the map with a title, ignoring case. Raises WorkshopError: when there is none."""
    found = maps(session)
    for row in found:
        if as_seen(row.title) == as_seen(title):
            return row
    if not found:
        raise WorkshopError(say("No map is called “{title}”: there is no map yet.", title=title))
    there = ", ".join(f"“{row.title}”" for row in found)
    raise WorkshopError(
        say("No map is called “{title}”: the maps here are {there}.", title=title, there=there)
    )


@cached(*READS)
def _all(session: Session) -> Mapping[int, MapRow]:
    """Return all maps and snapshots by id, in the order in which they were added."""
    all_factors, all_links = _FACTORS(session), _LINKS(session)
    factors, links = _by_map(all_factors), _by_map(all_links)
    zones, notes = _by_map(_ZONES(session)), _by_map(_NOTES(session))
    named = _named_loops(session)
    of_factors = _of_map(_factor_origins(session), all_factors)
    of_links = _of_map(_link_origins(session), all_links)
    behind_factors = _of_map(citations.factor_pairs(session), all_factors)
    behind_links = _of_map(citations.link_pairs(session), all_links)
    bases = citations.bases(session)
    return MappingProxyType(
        {
            id_: MapRow(
                id_, title, table, tuple(factors[id_]), _based(links[id_], bases, shown),
                named.get(id_, ()), tuple(zones[id_]), tuple(notes[id_]),
                tuple(of_factors.get(id_, ())), tuple(of_links.get(id_, ())), carried, shown,
                tuple(behind_factors.get(id_, ())), tuple(behind_links.get(id_, ())),
            )
            for id_, title, table, carried, shown in _sheets(session)
        }
    )  # fmt: skip


@cached("map")
def _sheets(session: Session) -> tuple[tuple[int, str, str, str, BasisShown], ...]:
    """Return the columns of all maps in the order in which they were added."""
    columns = select(
        SystemMap.id, SystemMap.title, SystemMap.table, SystemMap.carried, SystemMap.basis_shown
    )
    found = session.execute(columns.order_by(SystemMap.position, SystemMap.id))
    return tuple((id_, title, table, carried, shown) for id_, title, table, carried, shown in found)


@cached("map")
def _snapshot_ids(session: Session) -> frozenset[int]:
    wanted = select(SystemMap.id).where(SystemMap.snapshot_of.is_not(None))
    return frozenset(session.scalars(wanted))


@cached("loop_name", "loop_link")
def _named_loops(session: Session) -> Mapping[int, tuple[NamedLoop, ...]]:
    """Return the loops that have a name, by the id of their map."""
    rows = select(LoopName, LoopLink.link_id).join(LoopLink, LoopLink.loop_id == LoopName.id)
    links: defaultdict[LoopName, list[int]] = defaultdict(list)
    for loop, link_id in session.execute(rows.order_by(LoopName.id, LoopLink.position)):
        links[loop].append(link_id)
    found: defaultdict[int, list[NamedLoop]] = defaultdict(list)
    for loop, ids in links.items():
        found[loop.map_id].append(NamedLoop(tuple(ids), loop.name, loop.number, loop.story))
    return MappingProxyType({map_id: tuple(loops) for map_id, loops in found.items()})


@cached("factor_origin")
def _factor_origins(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the ids of factors and the titles of the maps that they came from."""
    columns = select(FactorOrigin.factor_id, FactorOrigin.title).order_by(FactorOrigin.id)
    return tuple((id_, title) for id_, title in session.execute(columns))


@cached("link_origin")
def _link_origins(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the ids of links and the titles of the maps that they came from."""
    columns = select(LinkOrigin.link_id, LinkOrigin.title).order_by(LinkOrigin.id)
    return tuple((id_, title) for id_, title in session.execute(columns))


def _based(
    links: Sequence[LinkRow], bases: Mapping[int, Basis], shown: BasisShown
) -> tuple[LinkRow, ...]:
    """Return the links of a map with what they rest on, if the map shows that."""
    any_based = any(link.id in bases for link in links)
    if shown is BasisShown.NEVER or (shown is BasisShown.WHERE_ANY and not any_based):
        return tuple(links)
    return tuple(replace(link, basis=bases.get(link.id, Basis.NONE)) for link in links)


def _of_map(
    pairs: Iterable[tuple[int, Fact]], rows: Mapping[int, tuple[int, Part]]
) -> Mapping[int, list[tuple[int, Fact]]]:
    """Return pairs of an id of a factor or link and something else, by the id of their map."""
    found: defaultdict[int, list[tuple[int, Fact]]] = defaultdict(list)
    for id_, fact in pairs:
        found[rows[id_][0]].append((id_, fact))
    return found


def _by_map(rows: Mapping[int, tuple[int, Part]]) -> defaultdict[int, list[Part]]:
    found: defaultdict[int, list[Part]] = defaultdict(list)
    for map_id, part in rows.values():
        found[map_id].append(part)
    return found
