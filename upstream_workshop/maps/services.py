"""Services of the maps room: whole maps, and what is removed from them together.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import as_seen, has_words, one_line
from upstream_workshop.maps.getters import (
    found_factors,
    found_links,
    found_map,
    found_note,
    found_zone,
)
from upstream_workshop.maps.model import Link, SystemMap
from upstream_workshop.maps.named_loops.records import forget_loops


def add_map(session: Session, title: str, table: str = "") -> int:
    """Add an empty map after the others and return its id.

    table: the name of the table that drew it.

    Raises WorkshopError: when the title is blank or taken by another map, ignoring case.
    """
    wording = _free_title(session, title)
    last = session.scalar(select(func.max(SystemMap.position)))
    made = SystemMap(title=wording, table=table.strip(), position=0 if last is None else last + 1)
    session.add(made)
    session.flush()
    return made.id


def rename_map(session: Session, map_id: int, title: str, table: str | None = None) -> None:
    """Change the title of a map.

    table: the name of the table that drew it; None to leave that unchanged.

    Raises WorkshopError: when the title is blank or taken by another map, ignoring case.
    """
    found = found_map(session, map_id)
    found.title = _free_title(session, title, apart_from=map_id)
    if table is not None:
        found.table = table.strip()


def remove_map(session: Session, map_id: int) -> None:
    """Delete a map with everything on it."""
    session.delete(found_map(session, map_id))


def remove_parts(
    session: Session,
    factor_ids: Sequence[int],
    link_ids: Sequence[int],
    zone_ids: Sequence[int] = (),
    note_ids: Sequence[int] = (),
) -> None:
    """Delete factors, links, zones and notes.

    Links of a deleted factor are deleted too; what lies in a deleted zone stays.
    """
    links = found_links(session, link_ids)
    forget_loops(session, link_ids)
    for link in links:
        session.delete(link)
    session.flush()
    factors = found_factors(session, factor_ids)
    at_them = Link.source_id.in_(factor_ids) | Link.target_id.in_(factor_ids)
    forget_loops(session, session.scalars(select(Link.id).where(at_them)).all())
    for factor in factors:
        session.delete(factor)
    for zone_id in zone_ids:
        session.delete(found_zone(session, zone_id))
    for note_id in note_ids:
        session.delete(found_note(session, note_id))


def _free_title(session: Session, title: str, apart_from: int | None = None) -> str:
    wording = one_line(title)
    if not has_words(wording):
        raise WorkshopError(say("A map needs a title: say in a few words what it shows."))
    for row in session.scalars(select(SystemMap).where(SystemMap.snapshot_of.is_(None))):
        if row.id != apart_from and as_seen(row.title) == as_seen(wording):
            raise WorkshopError(
                say("There is a map called “{title}”: choose another title.", title=row.title)
            )
    return wording
