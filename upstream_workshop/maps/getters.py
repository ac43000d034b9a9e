"""Rows of maps by their ids, and checks of values that several services are given."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.model import Factor, Link, MapNote, SystemMap, Zone


def found_map(session: Session, map_id: int) -> SystemMap:
    """Return the map with an id. Raises WorkshopError: when there is none."""
    found = session.get(SystemMap, map_id)
    if found is None:
        raise WorkshopError(say("This map is not there any more: choose another one."))
    return found


def found_factor(session: Session, factor_id: int) -> Factor:
    """Return the factor with an id. Raises WorkshopError: when there is none."""
    found = session.get(Factor, factor_id)
    if found is None:
        raise WorkshopError(say("This factor is not there any more: choose another one."))
    return found


def found_link(session: Session, link_id: int) -> Link:
    """Return the link with an id. Raises WorkshopError: when there is none."""
    found = session.get(Link, link_id)
    if found is None:
        raise WorkshopError(say("This link is not there any more: choose another one."))
    return found


def found_factors(session: Session, factor_ids: Sequence[int]) -> list[Factor]:
    """Return the factors with these ids, read at once. Raises WorkshopError: when one is not there."""
    read = session.scalars(select(Factor).where(Factor.id.in_(factor_ids)))
    found = {factor.id: factor for factor in read}
    return [found.get(id_) or found_factor(session, id_) for id_ in factor_ids]


def found_links(session: Session, link_ids: Sequence[int]) -> list[Link]:
    """Return the links with these ids, read at once. Raises WorkshopError: when one is not there."""
    read = session.scalars(select(Link).where(Link.id.in_(link_ids)))
    found = {link.id: link for link in read}
    return [found.get(id_) or found_link(session, id_) for id_ in link_ids]


def found_zone(session: Session, zone_id: int) -> Zone:
    """Return the zone with an id. Raises WorkshopError: when there is none."""
    found = session.get(Zone, zone_id)
    if found is None:
        raise WorkshopError(say("This zone is not there any more: choose another one."))
    return found


def found_note(session: Session, note_id: int) -> MapNote:
    """Return the note on a map with an id. Raises WorkshopError: when there is none."""
    found = session.get(MapNote, note_id)
    if found is None:
        raise WorkshopError(say("This note is not there any more: choose another one."))
    return found


def amended_colour(given: str) -> Colour:
    """Return the colour with this name. Raises WorkshopError: when it is not one of `Colour`."""
    return member_of(Colour, given, noop("“{given}” is no colour of a map: choose one of {known}."))


def finite(value: float) -> float:
    """Return a coordinate. Raises WorkshopError: when it is not finite."""
    if not math.isfinite(value):
        raise WorkshopError(say("Nothing can stand there: its place is not a number."))
    return value
