"""Services for snapshots: a map as it was at one time, kept as a map of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.getters import found_map
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
from upstream_workshop.storage.base import Base

Part = TypeVar("Part", Factor, Zone, MapNote, LoopName)
Copied = TypeVar("Copied", bound=Base)
_KEYS: Final = ("id", "map_id", "factor_id", "link_id", "loop_id", "source_id", "target_id")


def take_snapshot(session: Session, map_id: int, title: str, at: datetime) -> int:
    """Keep a copy of a map as it is, and return the id of the snapshot.

    at: when it was taken, in UTC.

    Raises WorkshopError: when the title is blank, or the map is a snapshot itself.
    """
    found = found_map(session, map_id)
    wording = " ".join(title.split())
    if not wording:
        raise WorkshopError(
            say("A snapshot needs a title: say in a few words what the map shows now.")
        )
    if found.snapshot_of is not None:
        raise WorkshopError(say("This is a snapshot: take one of the map itself."))
    made = SystemMap(
        title=wording, table=found.table, position=found.position, snapshot_of=map_id, taken_at=at,
        carried=found.carried,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _copy_contents(session, map_id, made.id)
    return made.id


def remove_snapshot(session: Session, snapshot_id: int) -> None:
    """Delete a snapshot. Raises WorkshopError: when it is a map, or not there any more."""
    found = session.get(SystemMap, snapshot_id)
    if found is None or found.snapshot_of is None:
        raise WorkshopError(say("This snapshot is not there any more: choose another one."))
    session.delete(found)


def _copy_contents(session: Session, map_id: int, into: int) -> None:
    """Copy everything on a map to another one, which is empty."""
    factors = _copies(session, Factor, map_id, into)
    links: dict[int, Link] = {}
    for link in session.scalars(select(Link).where(Link.map_id == map_id).order_by(Link.id)):
        ends = {"source_id": factors[link.source_id].id, "target_id": factors[link.target_id].id}
        links[link.id] = _copy(link, map_id=into, **ends)
    session.add_all(links.values())
    _copies(session, Zone, map_id, into)
    _copies(session, MapNote, map_id, into)
    loops = _copies(session, LoopName, map_id, into)
    parts: list[Base] = [
        _copy(each, loop_id=loops[each.loop_id].id, link_id=links[each.link_id].id)
        for each in session.scalars(select(LoopLink).where(LoopLink.loop_id.in_(loops)))
    ]
    parts += [
        _copy(each, factor_id=factors[each.factor_id].id)
        for each in session.scalars(select(FactorOrigin).where(FactorOrigin.factor_id.in_(factors)))
    ]
    parts += [
        _copy(each, link_id=links[each.link_id].id)
        for each in session.scalars(select(LinkOrigin).where(LinkOrigin.link_id.in_(links)))
    ]
    session.add_all(parts)
    session.flush()


def _copies(session: Session, table: type[Part], map_id: int, into: int) -> dict[int, Part]:
    """Return copies of the rows of a map, added to the session, by the id of the original."""
    rows = session.scalars(select(table).where(table.map_id == map_id).order_by(table.id))
    made = {row.id: _copy(row, map_id=into) for row in rows}
    session.add_all(made.values())
    session.flush()
    return made


def _copy(row: Copied, **keys: int) -> Copied:
    """Return a new row with the values of another one and these keys."""
    names = [column.key for column in type(row).__mapper__.column_attrs]
    return type(row)(**{name: getattr(row, name) for name in names if name not in _KEYS}, **keys)
