"""The parts of a map that are copied, as values and as JSON for the clipboard."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NoteRow, ZoneRow
from upstream_workshop.storage.values import FAR

MOST: Final = 5_000  # factors and links that are pasted at once


@dataclass(frozen=True, slots=True)
class CitedPart:
    """A finding behind a copied factor or link; digest: of its text, by which it is known again."""

    is_link: bool
    part_id: int
    finding_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class MapParts:
    """Factors and links that are copied; the ids join them to each other and mean nothing else.

    factors: those that are added anew.
    links: the links between factors and ends.
    ends: factors at the ends of links that are not copied themselves; where a map has one of this
        name, the link joins that.
    placed: whether the factors have places.
    zones, notes: zones and notes, which are added anew.
    cited: what factors and links rest on.
    """

    factors: tuple[FactorRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    ends: tuple[FactorRow, ...] = ()
    placed: bool = True
    zones: tuple[ZoneRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    cited: tuple[CitedPart, ...] = ()

    def __len__(self) -> int:
        """Return how many parts there are."""
        groups = (self.factors, self.links, self.ends, self.zones, self.notes)
        return sum(len(group) for group in groups)


def picked(
    row: MapRow,
    factor_ids: Collection[int],
    link_ids: Collection[int],
    zone_ids: Collection[int] = (),
    note_ids: Collection[int] = (),
) -> MapParts:
    """Return the parts of a map with these ids, and all links among the factors.

    What only the map's file says of them stays behind.
    """
    chosen, wanted = set(factor_ids), set(link_ids)
    links = [k for k in row.links if k.id in wanted or {k.source_id, k.target_id} <= chosen]
    joined = {id_ for link in links for id_ in (link.source_id, link.target_id)} - chosen
    return MapParts(
        tuple(replace(each, carried="") for each in row.factors if each.id in chosen),
        tuple(replace(link, carried="") for link in links),
        tuple(replace(each, carried="") for each in row.factors if each.id in joined),
        zones=tuple(zone for zone in row.zones if zone.id in set(zone_ids)),
        notes=tuple(note for note in row.notes if note.id in set(note_ids)),
    )


def to_json(parts: MapParts) -> str:
    """Return parts of a map as JSON."""
    return json.dumps(parts, default=_fields, ensure_ascii=False)


def _fields(row: Any) -> dict[str, Any]:
    """Return the fields of a dataclass by name, without copies of what they hold, as `asdict` makes them."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def from_json(text: str) -> MapParts:
    """Return parts of a map from JSON. Raises WorkshopError: when it is no part of a map."""
    try:
        found = json.loads(text)
        parts = MapParts(
            tuple(_factor(each) for each in found["factors"]),
            tuple(_link(each) for each in found["links"]),
            tuple(_factor(each) for each in found["ends"]),
            bool(found["placed"]),
            tuple(_zone(each) for each in found["zones"]),
            tuple(_note(each) for each in found["notes"]),
            tuple(_cited(each) for each in found.get("cited", ())),
        )
        if _is_whole(parts):
            return parts
    except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError):
        pass
    raise WorkshopError(say("What was copied is no part of a map: copy it again."))


def _is_whole(parts: MapParts) -> bool:
    """Return whether every link has its ends, every factor a name, and nothing two ids."""
    both = (*parts.factors, *parts.ends)
    there = {each.id for each in both}
    ends = {id_ for link in parts.links for id_ in (link.source_id, link.target_id)}
    return len(there) == len(both) and ends <= there and all(each.label for each in both)


def _factor(found: Mapping[str, Any]) -> FactorRow:
    return FactorRow(
        int(found["id"]),
        one_line(str(found["label"])),
        _finite(found["x"]),
        _finite(found["y"]),
        Colour(found["colour"]),
        str(found["note"]).strip(),
        bool(found["locked"]),
    )


def _link(found: Mapping[str, Any]) -> LinkRow:
    return LinkRow(
        int(found["id"]),
        int(found["source_id"]),
        int(found["target_id"]),
        Sign(found["sign"]),
        bool(found["delay"]),
        str(found["strength"]).strip(),
        str(found["note"]).strip(),
        _finite(found["bend"]),
    )


def _zone(found: Mapping[str, Any]) -> ZoneRow:
    left, top, width, height = (_finite(found[key]) for key in ("x", "y", "width", "height"))
    title, colour = one_line(str(found["title"])), Colour(found["colour"])
    return ZoneRow(int(found["id"]), title, left, top, width, height, colour)


def _note(found: Mapping[str, Any]) -> NoteRow:
    place = _finite(found["x"]), _finite(found["y"])
    return NoteRow(int(found["id"]), str(found["text"]).strip(), *place)


def _cited(found: Mapping[str, Any]) -> CitedPart:
    part, finding = int(found["part_id"]), int(found["finding_id"])
    return CitedPart(bool(found["is_link"]), part, finding, str(found["digest"]))


def _finite(value: Any) -> float:
    number = float(value)
    if not -FAR <= number <= FAR:  # which no NaN is
        raise ValueError(value)
    return number
