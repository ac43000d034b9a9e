"""Services for snapshots: a map as it was at one time, kept as a map of its own.

A snapshot goes with its map. It is in no list of maps and on no paper.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.maps import queries
from upstream_workshop.maps.copying.map_contents import write_contents
from upstream_workshop.maps.getters import found_map
from upstream_workshop.maps.model import SystemMap
from upstream_workshop.maps.services import add_map


def take_snapshot(session: Session, map_id: int, title: str, at: datetime) -> int:
    """Keep a copy of a map as it is, and return the id of the snapshot.

    title: a few words on what the map shows now; may be blank.
    at: when it is taken.

    Raises WorkshopError: when the map is a snapshot itself.
    """
    found = found_map(session, map_id)
    if found.snapshot_of is not None:
        raise WorkshopError(say("This is a snapshot: take one of the map itself."))
    made = SystemMap(
        title=one_line(title), table=found.table, position=found.position,
        snapshot_of=map_id, taken_at=at, carried=found.carried,
    )  # fmt: skip
    session.add(made)
    session.flush()
    write_contents(session, queries.map_row(session, map_id), made.id)
    return made.id


def restore_snapshot(session: Session, snapshot_id: int, title: str) -> int:
    """Add a map that is what a snapshot shows, and return its id; the present map stays as it is.

    Raises WorkshopError: when it is no snapshot, or the title is blank or taken by another map.
    """
    found = _snapshot(session, snapshot_id)
    made = add_map(session, title, found.table)
    found_map(session, made).carried = found.carried
    write_contents(session, queries.map_row(session, snapshot_id), made)
    return made


def remove_snapshot(session: Session, snapshot_id: int) -> None:
    """Delete a snapshot. Raises WorkshopError: when it is a map, or not there any more."""
    session.delete(_snapshot(session, snapshot_id))


def _snapshot(session: Session, snapshot_id: int) -> SystemMap:
    found = session.get(SystemMap, snapshot_id)
    if found is None or found.snapshot_of is None:
        raise WorkshopError(say("This snapshot is not there any more: choose another one."))
    return found
