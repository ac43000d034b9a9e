"""Services for zones and notes of maps.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there, or a coordinate is not finite.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypedDict, Unpack

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.getters import amended_colour, finite, found_map
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.model import MapNote, Zone
from upstream_workshop.maps.services import move_factors

LEAST_ZONE: Final = 40.0  # points; a smaller zone could not be seen or caught


class ZoneFields(TypedDict, total=False):
    """The fields of a zone that can be amended."""

    title: str
    colour: Colour
    x: float
    y: float
    width: float
    height: float


def add_zone(
    session: Session, map_id: int, title: str, x: float, y: float, width: float, height: float
) -> int:
    """Add a zone to a map and return its id. Raises WorkshopError: when the title is blank."""
    found_map(session, map_id)
    made = Zone(map_id=map_id, title=_titled(title), x=x, y=y, width=width, height=height)
    _check_size(made)
    session.add(made)
    session.flush()
    return made.id


def amend_zone(session: Session, zone_id: int, **fields: Unpack[ZoneFields]) -> None:
    """Change the given fields of a zone; what lies in it stays where it is.

    Raises WorkshopError: when the title is blank, the colour is not one of `Colour`, or the zone would
    be too small.
    """
    zone = _zone(session, zone_id)
    zone.title = _titled(fields.get("title", zone.title))
    zone.colour = amended_colour(fields.get("colour", zone.colour))
    zone.x, zone.y = fields.get("x", zone.x), fields.get("y", zone.y)
    zone.width, zone.height = fields.get("width", zone.width), fields.get("height", zone.height)
    _check_size(zone)


def remove_zone(session: Session, zone_id: int) -> None:
    """Delete a zone; what lies in it stays."""
    session.delete(_zone(session, zone_id))


def add_map_note(session: Session, map_id: int, text: str, x: float, y: float) -> int:
    """Add a note to a map and return its id. Raises WorkshopError: when the text is blank."""
    found_map(session, map_id)
    made = MapNote(map_id=map_id, text=_worded(text), x=finite(x), y=finite(y))
    session.add(made)
    session.flush()
    return made.id


def amend_map_note(session: Session, note_id: int, text: str) -> None:
    """Change the text of a note. Raises WorkshopError: when it is blank."""
    _note(session, note_id).text = _worded(text)


def remove_map_note(session: Session, note_id: int) -> None:
    """Delete a note."""
    session.delete(_note(session, note_id))


def move_parts(
    session: Session,
    factors: Mapping[int, tuple[float, float]],
    zones: Mapping[int, tuple[float, float]],
    notes: Mapping[int, tuple[float, float]],
) -> None:
    """Move factors, zones and notes together.

    factors, zones, notes: x and y by id: the centre of a factor or a note, the corner of a zone.
    """
    move_factors(session, factors)
    for zone_id, (x, y) in zones.items():
        amend_zone(session, zone_id, x=x, y=y)
    for note_id, (x, y) in notes.items():
        note = _note(session, note_id)
        note.x, note.y = finite(x), finite(y)


def _titled(title: str) -> str:
    wording = " ".join(title.split())
    if not wording:
        raise WorkshopError(say("A zone needs a title: say in a few words what lies in it."))
    return wording


def _worded(text: str) -> str:
    if not text.strip():
        raise WorkshopError(say("A note needs words: type them, or remove the note."))
    return text.strip()


def _check_size(zone: Zone) -> None:
    for value in (zone.x, zone.y, zone.width, zone.height):
        finite(value)
    if min(zone.width, zone.height) < LEAST_ZONE:
        raise WorkshopError(say("This zone would be too small to be seen: draw it larger."))


def _zone(session: Session, zone_id: int) -> Zone:
    found = session.get(Zone, zone_id)
    if found is None:
        raise WorkshopError(say("This zone is not there any more: choose another one."))
    return found


def _note(session: Session, note_id: int) -> MapNote:
    found = session.get(MapNote, note_id)
    if found is None:
        raise WorkshopError(say("This note is not there any more: choose another one."))
    return found
