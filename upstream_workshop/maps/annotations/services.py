"""Services for zones and notes of maps; `maps.services.remove_parts` removes them.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there, or a coordinate is not finite.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.maps.factors.services import move_factors
from upstream_workshop.maps.getters import amended_colour, finite, found_map, found_note, found_zone
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.model import MapNote, Zone
from upstream_workshop.readers.maps.map_parts import LEAST_ZONE

Place = tuple[float, float]
Frame = tuple[float, float, float, float]  # the left, top, width and height of a zone


class ZoneFields(TypedDict, total=False):
    """The fields of a zone that can be amended; `place_parts` changes its place and size."""

    title: str
    colour: Colour


def add_zone(
    session: Session, map_id: int, title: str, frame: Frame, colour: Colour = Colour.NONE
) -> int:
    """Add a zone to a map and return its id.

    Raises WorkshopError: when the title is blank, the colour is not one of `Colour`, or the zone is
    too small.
    """
    found_map(session, map_id)
    x, y, width, height = _sized(frame)
    made = Zone(
        map_id=map_id, title=_titled(title), x=x, y=y, width=width, height=height,
        colour=amended_colour(colour),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def amend_zone(session: Session, zone_id: int, **fields: Unpack[ZoneFields]) -> None:
    """Change the given fields of a zone.

    Raises WorkshopError: when the title is blank, or the colour is not one of `Colour`.
    """
    zone = found_zone(session, zone_id)
    zone.title = _titled(fields.get("title", zone.title))
    zone.colour = amended_colour(fields.get("colour", zone.colour))


def add_map_note(session: Session, map_id: int, text: str, x: float, y: float) -> int:
    """Add a note to a map and return its id. Raises WorkshopError: when the text is blank."""
    found_map(session, map_id)
    made = MapNote(map_id=map_id, text=_worded(text), x=finite(x), y=finite(y))
    session.add(made)
    session.flush()
    return made.id


def amend_map_note(session: Session, note_id: int, text: str) -> None:
    """Change the text of a note. Raises WorkshopError: when it is blank."""
    found_note(session, note_id).text = _worded(text)


def place_parts(
    session: Session,
    factors: Mapping[int, Place],
    zones: Mapping[int, Frame],
    notes: Mapping[int, Place],
) -> None:
    """Move factors and notes, and move or resize zones; what lies in a zone is not moved with it.

    factors, notes: x and y of their centres, by id.
    zones: their frames, by id.

    Raises WorkshopError: when a zone would be too small.
    """
    move_factors(session, factors)
    for zone_id, frame in zones.items():
        zone = found_zone(session, zone_id)
        zone.x, zone.y, zone.width, zone.height = _sized(frame)
    for note_id, (x, y) in notes.items():
        note = found_note(session, note_id)
        note.x, note.y = finite(x), finite(y)


def _titled(title: str) -> str:
    wording = one_line(title)
    if not wording:
        raise WorkshopError(say("A zone needs a title: say in a few words what lies in it."))
    return wording


def _worded(text: str) -> str:
    if not text.strip():
        raise WorkshopError(say("A note needs words: type them, or remove the note."))
    return text.strip()


def _sized(frame: Frame) -> Frame:
    x, y, width, height = map(finite, frame)
    if min(width, height) < LEAST_ZONE:
        raise WorkshopError(say("This zone would be too small to be seen: draw it larger."))
    return x, y, width, height
