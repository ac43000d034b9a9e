"""What lies in a zone: factors and notes with their centre inside, and zones that are wholly inside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from upstream_workshop.maps.drawing.rectangles import Rect
from upstream_workshop.maps.map_rows import FactorRow, MapRow, NoteRow, ZoneRow


@dataclass(frozen=True, slots=True)
class Parts:
    """The ids of some factors, zones and notes of a map."""

    factors: frozenset[int] = frozenset()
    zones: frozenset[int] = frozenset()
    notes: frozenset[int] = frozenset()


def rect_of_zone(zone: ZoneRow) -> Rect:
    """Return the rectangle of a zone."""
    return Rect(zone.x, zone.y, zone.width, zone.height)


def contents(row: MapRow, zone: ZoneRow) -> Parts:
    """Return what lies in a zone of a map."""
    rect = rect_of_zone(zone)
    return Parts(
        frozenset(each.id for each in row.factors if rect.contains((each.x, each.y))),
        frozenset(each.id for each in row.zones if _within(each, zone)),
        frozenset(each.id for each in row.notes if rect.contains((each.x, each.y))),
    )


def with_contents(row: MapRow, chosen: Parts) -> Parts:
    """Return parts of a map with all that lies in the zones among them."""
    inside = [contents(row, zone) for zone in row.zones if zone.id in chosen.zones]
    return Parts(
        chosen.factors.union(*(each.factors for each in inside)),
        chosen.zones.union(*(each.zones for each in inside)),
        chosen.notes.union(*(each.notes for each in inside)),
    )


def home(zones: Iterable[ZoneRow], part: FactorRow | NoteRow) -> int | None:
    """Return the smallest zone with the centre of a factor or a note inside; None if there is none."""
    holding = (zone for zone in zones if rect_of_zone(zone).contains((part.x, part.y)))
    return _smallest(holding)


def parent(zones: Iterable[ZoneRow], inner: ZoneRow) -> int | None:
    """Return the smallest zone in which another one lies; None if there is none."""
    return _smallest(zone for zone in zones if _within(inner, zone))


def labels_in(row: MapRow, factor_ids: Collection[int]) -> tuple[str, ...]:
    """Return the labels of some factors of a map, by the alphabet."""
    found = (each.label for each in row.factors if each.id in factor_ids)
    return tuple(sorted(found, key=str.casefold))


def _within(inner: ZoneRow, outer: ZoneRow) -> bool:
    """Return whether a zone lies in another; of two with one frame the younger lies in the older."""
    first, second = rect_of_zone(inner), rect_of_zone(outer)
    if not second.encloses(first) or inner.id == outer.id:
        return False
    return first != second or inner.id > outer.id


def _smallest(zones: Iterable[ZoneRow]) -> int | None:
    order = sorted(zones, key=lambda zone: (zone.width * zone.height, -zone.id))
    return order[0].id if order else None
