"""Services that put copied parts on a map.

They write in the transaction of `session`, and raise WorkshopError if the map is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import layouts, queries
from upstream_workshop.maps.analysis.factor_labels import folded, free_label
from upstream_workshop.maps.annotations.services import add_map_note, add_zone
from upstream_workshop.maps.copying.cited_parts import cite_pasted
from upstream_workshop.maps.copying.copied_parts import MOST, MapParts
from upstream_workshop.maps.copying.map_templates import map_template
from upstream_workshop.maps.geometry import Place
from upstream_workshop.maps.getters import found_map
from upstream_workshop.maps.map_rows import FactorRow, MapRow
from upstream_workshop.maps.model import Factor, Link
from upstream_workshop.maps.services import add_map

_ASIDE: Final = 30.0  # points to the right and down of what lies at the same place
_NEAR: Final = 12.0  # points within which two factors lie at the same place


class Pasted(NamedTuple):
    """The ids of the parts that were put on a map, and how many of the links were there already."""

    factor_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    zone_ids: tuple[int, ...]
    note_ids: tuple[int, ...]
    there: int


def paste_parts(session: Session, map_id: int, parts: MapParts) -> Pasted:
    """Put copied parts on a map, and return what was added.

    A factor whose name is taken gets a number behind it. Factors without places are put near the middle,
    those whose place is taken a little to the right and down, with the zones and notes. What the parts rest
    on stands behind the new ones too, as far as the session has the same findings.

    Raises WorkshopError: when there is nothing to paste, or more than a map takes at once.
    """
    found_map(session, map_id)
    size = len(parts)
    if not size:
        raise WorkshopError(say("There is nothing to paste: copy factors, links or lines first."))
    if size > MOST:
        raise WorkshopError(
            say("{n:,} parts of a map are too many to paste: import them from a file.", n=size)
        )
    row = queries.map_row(session, map_id)
    aside = _aside(row, parts)
    made, added = _paste_factors(session, row, parts, aside)
    links, there = _paste_links(session, row, parts, made)
    fresh = {old: new for old, new in made.items() if new in set(added)}
    cite_pasted(session, parts, fresh, dict(links))
    zones = tuple(
        add_zone(
            session,
            map_id,
            zone.title,
            (zone.x + aside, zone.y + aside, zone.width, zone.height),
            zone.colour,
        )
        for zone in parts.zones
    )
    notes = tuple(
        add_map_note(session, map_id, note.text, note.x + aside, note.y + aside)
        for note in parts.notes
    )
    return Pasted(added, tuple(new for _, new in links), zones, notes, there)


def add_map_from(session: Session, template: str, title: str, table: str = "") -> int:
    """Add a map with all that is on a template, and return its id.

    template: the name of the template.
    table: the name of the table that draws the map.

    Raises WorkshopError: when there is no such template, or the title is blank or taken.
    """
    parts = map_template(template).parts
    made = add_map(session, title, table)
    paste_parts(session, made, parts)
    return made


def _paste_factors(
    session: Session, row: MapRow, parts: MapParts, aside: float
) -> tuple[dict[int, int], tuple[int, ...]]:
    """Add factors and the ends that the map has not. Return all ids by the copied ones, and those added."""
    labels = {folded(factor.label): factor.id for factor in row.factors}
    known = {
        each.id: labels[folded(each.label)] for each in parts.ends if folded(each.label) in labels
    }
    fresh = {each.id: each for each in parts.ends if each.id not in known}
    wanted = [*parts.factors, *fresh.values()]
    places = [(each.x + aside, each.y + aside) for each in wanted]
    if not parts.placed:
        places = _free_places(row.factors, len(wanted))
    taken = set(labels)
    rows = []
    for each, (x, y) in zip(wanted, places, strict=True):
        label = free_label(each.label, taken)
        taken.add(folded(label))
        rows.append(
            Factor(
                map_id=row.id,
                label=label,
                x=x,
                y=y,
                colour=each.colour,
                note=each.note,
                locked=each.locked,
            )
        )
    session.add_all(rows)
    session.flush()
    ids = {each.id: factor.id for each, factor in zip(wanted, rows, strict=True)}
    return known | ids, tuple(factor.id for factor in rows)


def _paste_links(
    session: Session, row: MapRow, parts: MapParts, ids: dict[int, int]
) -> tuple[list[tuple[int, int]], int]:
    """Add links. Return pairs of the ids of those copied and added, and how many were there."""
    seen = {(link.source_id, link.target_id, link.sign) for link in row.links}
    rows: list[tuple[int, Link]] = []
    for each in parts.links:
        source, target = ids[each.source_id], ids[each.target_id]
        if (source, target, each.sign) in seen:
            continue
        seen.add((source, target, each.sign))
        made = Link(
            map_id=row.id, source_id=source, target_id=target, sign=each.sign, delay=each.delay,
            strength=each.strength, note=each.note, bend=each.bend,
        )  # fmt: skip
        rows.append((each.id, made))
    session.add_all(made for _, made in rows)
    session.flush()
    return [(copied, made.id) for copied, made in rows], len(parts.links) - len(rows)


def _free_places(there: Iterable[FactorRow], count: int) -> list[Place]:
    """Return free places beside each other for some factors."""
    taken = [(factor.x, factor.y) for factor in there]
    first = layouts.free_place(taken, None)
    others = layouts.free_places([*taken, first], first)
    return [first, *islice(others, count - 1)] if count else []


def _aside(row: MapRow, parts: MapParts) -> float:
    """Return by how much parts are moved right and down, so that none lies on one of the map."""
    taken = {_cell(place) for place in _placed(row)}
    places = _placed(parts)
    aside = 0.0
    while any(_cell((x + aside, y + aside)) in taken for x, y in places):
        aside += _ASIDE
    return aside


def _placed(parts: MapRow | MapParts) -> list[Place]:
    """Return the places of all factors, zones and notes."""
    places = [(each.x, each.y) for each in parts.factors]
    places += [(each.x, each.y) for each in parts.zones]
    return places + [(each.x, each.y) for each in parts.notes]


def _cell(place: Place) -> tuple[int, int]:
    return round(place[0] / _NEAR), round(place[1] / _NEAR)
