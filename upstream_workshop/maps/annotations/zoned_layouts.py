"""Layouts of maps with zones: what lies in a zone is laid out by itself, and its zone drawn round it.

So a layout takes nothing out of a zone and puts nothing into one. A zone or a note takes part like
a factor. Where a factor is locked, its zone stays as it is, with everything in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from upstream_workshop.maps.annotations.ownership import home, parent, rect_of_zone
from upstream_workshop.maps.annotations.whole_drawing import note_box, zone_box
from upstream_workshop.maps.drawing.rectangles import Place, Rect, around_all
from upstream_workshop.maps.drawing.shapes import Measure, factor_box, rough_width
from upstream_workshop.maps.layouts import Layout
from upstream_workshop.maps.map_rows import FactorRow, MapRow, ZoneRow
from upstream_workshop.maps.placing.overlaps import GAP
from upstream_workshop.maps.placing.packing import in_rows
from upstream_workshop.maps.placing.spring_rounds import Tell, untold

_INNER: Final = 24.0  # points between the border of a zone and what lies in it
_TOP: Final = None  # what lies in no zone


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Places of factors and notes, by the ids of their rows, and the rectangles of zones."""

    factors: dict[int, Place] = field(default_factory=dict)
    zones: dict[int, Rect] = field(default_factory=dict)
    notes: dict[int, Place] = field(default_factory=dict)

    def moved(self, right: float, down: float) -> Arrangement:
        """Return the same elsewhere."""
        return Arrangement(
            {id_: (x + right, y + down) for id_, (x, y) in self.factors.items()},
            {id_: rect.moved(right, down) for id_, rect in self.zones.items()},
            {id_: (x + right, y + down) for id_, (x, y) in self.notes.items()},
        )


def arranged(
    row: MapRow, layout: Layout, measure: Measure = rough_width, tell: Tell = untold
) -> Arrangement:
    """Return where a layout puts the factors, zones and notes of a map."""
    if not row.zones and not row.notes:
        return Arrangement(layout(row, measure, tell))
    return _ZonedLayout(row, layout, measure, tell).whole()


class _ZonedLayout:
    """A layout in progress, from the innermost zones outwards."""

    def __init__(self, row: MapRow, layout: Layout, measure: Measure, tell: Tell) -> None:
        self._row, self._layout = row, layout
        self._measure, self._tell = measure, tell
        self._homes = {factor.id: home(row.zones, factor) for factor in row.factors}
        self._note_homes = {note.id: home(row.zones, note) for note in row.notes}
        self._parents = {zone.id: parent(row.zones, zone) for zone in row.zones}
        self._zones = {zone.id: zone for zone in row.zones}
        self._sizes = {f.id: factor_box(f, measure).rect for f in row.factors}
        self._note_sizes = {note.id: note_box(note, measure).rect for note in row.notes}
        self._held = self._with_locked()

    def whole(self) -> Arrangement:
        """Return the arrangement of the whole map."""
        return self._inside(_TOP)

    def _inside(self, zone_id: int | None) -> Arrangement:
        """Return what lies in a zone, laid out beside what must stay."""
        kept: list[Arrangement] = []
        blocks: list[Arrangement] = []
        for zone in self._row.zones:
            if self._parents[zone.id] == zone_id and zone.id in self._held:
                kept.append(self._as_it_is(zone))
            elif self._parents[zone.id] == zone_id:
                blocks.append(self._framed(zone))
        loose = [each for each in self._row.factors if self._homes[each.id] == zone_id]
        if kept:
            kept += [Arrangement({f.id: (f.x, f.y)}) for f in loose if f.locked]
            blocks += self._loose(f for f in loose if not f.locked)
        elif any(each.locked for each in loose):
            kept = self._loose(loose)
        else:
            blocks += self._loose(loose)
        notes = [each for each in self._row.notes if self._note_homes[each.id] == zone_id]
        blocks += [Arrangement(notes={note.id: (0.0, 0.0)}) for note in notes]
        return self._together(kept, blocks)

    def _loose(self, factors: Iterable[FactorRow]) -> list[Arrangement]:
        rows = tuple(factors)
        there = {each.id for each in rows}
        links = (k for k in self._row.links if {k.source_id, k.target_id} <= there)
        part = replace(self._row, factors=rows, links=tuple(links), zones=(), notes=())
        return [Arrangement(self._layout(part, self._measure, self._tell))] if rows else []

    def _together(self, kept: list[Arrangement], blocks: list[Arrangement]) -> Arrangement:
        """Return blocks packed side by side, to the right of those that are kept."""
        extents = {n: self._extent(block) for n, block in enumerate(blocks)}
        middles = in_rows(sorted(extents, key=lambda n: -extents[n].height), extents)
        packed = _merged(
            block.moved(middles[n][0] - extents[n].centre.x, middles[n][1] - extents[n].centre.y)
            for n, block in enumerate(blocks)
        )
        if kept and blocks:
            there, beside = self._extent(_merged(kept)), self._extent(packed)
            packed = packed.moved(there.right + GAP[0] - beside.x, there.y - beside.y)
        return _merged([*kept, packed])

    def _framed(self, zone: ZoneRow) -> Arrangement:
        """Return what lies in a zone with the zone around it; an empty one keeps its size."""
        inside = self._inside(zone.id)
        if inside == Arrangement():
            return Arrangement(zones={zone.id: rect_of_zone(zone)})
        around = self._extent(inside)
        wide = replace(zone, width=max(around.width + 2 * _INNER, 160.0), height=10_000.0)
        band = zone_box(wide, self._measure).band.height
        frame = Rect(
            around.centre.x - wide.width / 2, around.y - band - _INNER / 2, wide.width,
            around.height + band + 1.5 * _INNER,
        )  # fmt: skip
        return _merged([Arrangement(zones={zone.id: frame}), inside])

    def _as_it_is(self, zone: ZoneRow) -> Arrangement:
        within = {zone.id}
        for each in sorted(self._row.zones, key=lambda one: -one.width * one.height):
            if self._parents[each.id] in within:
                within.add(each.id)
        return Arrangement(
            {f.id: (f.x, f.y) for f in self._row.factors if self._homes[f.id] in within},
            {id_: rect_of_zone(self._zones[id_]) for id_ in within},
            {n.id: (n.x, n.y) for n in self._row.notes if self._note_homes[n.id] in within},
        )

    def _with_locked(self) -> frozenset[int]:
        """Return the zones in which a locked factor lies, at any depth."""
        held: set[int] = set()
        for factor in self._row.factors:
            zone_id = self._homes[factor.id] if factor.locked else None
            while zone_id is not None and zone_id not in held:
                held.add(zone_id)
                zone_id = self._parents[zone_id]
        return frozenset(held)

    def _extent(self, block: Arrangement) -> Rect:
        boxes = [
            *(_placed(self._sizes[id_], at) for id_, at in block.factors.items()),
            *block.zones.values(),
            *(_placed(self._note_sizes[id_], at) for id_, at in block.notes.items()),
        ]
        return around_all(boxes or [Rect(0.0, 0.0, 0.0, 0.0)])


def _placed(size: Rect, at: Place) -> Rect:
    return Rect(at[0] - size.width / 2, at[1] - size.height / 2, size.width, size.height)


def _merged(blocks: Iterable[Arrangement]) -> Arrangement:
    found = Arrangement()
    for block in blocks:
        found.factors.update(block.factors)
        found.zones.update(block.zones)
        found.notes.update(block.notes)
    return found
