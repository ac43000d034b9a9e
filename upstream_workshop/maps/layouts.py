"""Automatic layouts: a free place for a new factor, and four arrangements of a whole map.

The same map always gets the same layout, and no two factors overlap; locked ones stay where they are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, product
from typing import Final, Protocol

from upstream_workshop.maps.geometry import Measure, Place, Rect, factor_box, rough_width
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.placing.overlaps import GAP, extent, spread
from upstream_workshop.maps.placing.packing import in_rows
from upstream_workshop.maps.placing.spring_rounds import Tell, untold
from upstream_workshop.maps.placing.springs import force

CELL: Final = (190.0, 100.0)  # the place one factor takes, with room for its links
_SHORT_COLUMN: Final = 6  # factors that one column may always hold


def circle(row: MapRow, measure: Measure = rough_width, tell: Tell = untold) -> dict[int, Place]:
    """Place all factors on a circle, in the order in which they were added.

    The circle is wide enough that no two boxes touch.
    """
    tell(0.0)
    boxes = [factor_box(factor, measure).rect for factor in row.factors]
    if not boxes:
        return {}
    side = max(math.hypot(box.width, box.height) for box in boxes) + GAP[0]
    radius = side / (2 * math.sin(math.pi / max(2, len(boxes))))
    angles = [2 * math.pi * n / len(boxes) - math.pi / 2 for n in range(len(boxes))]
    return {
        factor.id: (radius * math.cos(angle), radius * math.sin(angle))
        for factor, angle in zip(row.factors, angles, strict=True)
    }


def layered(row: MapRow, measure: Measure = rough_width, tell: Tell = untold) -> dict[int, Place]:
    """Place factors from left to right by their distance from the map's sources."""
    columns: defaultdict[int, list[FactorRow]] = defaultdict(list)
    depths, before = _depths(row), _sources(row)
    tell(0.0)
    for factor in row.factors:
        columns[depths[factor.id]].append(factor)
    positions: dict[int, Place] = {}
    left = 0.0
    most = _SHORT_COLUMN + math.isqrt(len(row.factors))
    for depth, start in [(d, n) for d in sorted(columns) for n in range(0, len(columns[d]), most)]:
        if start == 0:
            columns[depth] = _by_neighbours(before, columns[depth], positions)
        boxes = {f.id: factor_box(f, measure).rect for f in columns[depth][start : start + most]}
        wide = max(box.width for box in boxes.values())
        top = -sum(box.height + GAP[1] for box in boxes.values()) / 2
        for id_, box in boxes.items():
            positions[id_] = (left + wide / 2, top + box.height / 2)
            top += box.height + GAP[1]
        left += wide + 2 * GAP[0]
    return positions


def loop_alone(row: MapRow, loop: Loop) -> tuple[tuple[FactorRow, ...], tuple[LinkRow, ...]]:
    """Return a loop without the rest of its map, on a circle in its own order."""
    named = {factor.id: factor for factor in row.factors}
    within = tuple(named[id_] for id_ in loop.factor_ids)
    links = tuple(link for link in row.links if link.id in loop.link_ids)
    places = circle(replace(row, factors=within, links=links))
    return tuple(replace(f, x=places[f.id][0], y=places[f.id][1]) for f in within), links


def rings(row: MapRow, measure: Measure = rough_width, tell: Tell = untold) -> dict[int, Place]:
    """Place the factor with the most links in the middle, and the others by their distance from it.

    Those that no link joins to it are outermost. What finds no room on a ring is on the next.
    """
    tell(0.0)
    sizes = {factor.id: factor_box(factor, measure).rect for factor in row.factors}
    if not sizes:
        return {}
    side = max(math.hypot(box.width, box.height) for box in sizes.values()) + GAP[0]
    positions: dict[int, Place] = {}
    radius = 0.0
    for ring in _by_distance(row):
        while ring:
            room = max(1, int(math.pi / math.asin(side / 2 / radius))) if radius else 1
            part, ring = ring[:room], ring[room:]
            for n, id_ in enumerate(part):
                angle = 2 * math.pi * n / len(part) - math.pi / 2
                positions[id_] = (radius * math.cos(angle), radius * math.sin(angle))
            radius += side
    return positions


def keeping_locked(layout: Layout) -> Layout:
    """Return a layout that moves the others around the locked factors."""

    def placed(
        row: MapRow, measure: Measure = rough_width, tell: Tell = untold
    ) -> dict[int, Place]:
        places = layout(row, measure, tell)
        fixed = {factor.id: (factor.x, factor.y) for factor in row.factors if factor.locked}
        if not fixed:
            return places
        right = sum(x - places[id_][0] for id_, (x, _) in fixed.items()) / len(fixed)
        down = sum(y - places[id_][1] for id_, (_, y) in fixed.items()) / len(fixed)
        moved = {id_: (x + right, y + down) for id_, (x, y) in places.items()} | fixed
        sizes = {factor.id: factor_box(factor, measure).rect for factor in row.factors}
        look = partial(tell, 1.0)
        return spread(moved, sizes, fixed.keys(), look) or _beside(moved, fixed, sizes)

    return placed


def _beside(
    places: dict[int, Place], fixed: Mapping[int, Place], sizes: Mapping[int, Rect]
) -> dict[int, Place]:
    """Return the places with all that are not fixed moved to the right of those that are."""
    others = {id_: place for id_, place in places.items() if id_ not in fixed}
    if not others:
        return places
    apart = spread(others, sizes) or in_rows(sorted(others), sizes)
    right = extent(dict(fixed), sizes).right + GAP[0] - extent(apart, sizes).x
    return {**fixed, **{id_: (x + right, y) for id_, (x, y) in apart.items()}}


class Layout(Protocol):
    """A function that returns a position for each factor of a map."""

    def __call__(
        self, row: MapRow, measure: Measure = rough_width, tell: Tell = untold
    ) -> dict[int, Place]:
        """Return the positions by the ids of the factors."""


LAYOUTS: Final[Mapping[str, Layout]] = {
    "force": keeping_locked(force),
    "layered": keeping_locked(layered),
    "circle": keeping_locked(circle),
    "rings": keeping_locked(rings),
}


def free_place(taken: Sequence[Place], near: Place | None) -> Place:
    """Return the free place nearest to a point, or to the middle of all without one."""
    if not taken:
        return near or (0.0, 0.0)
    middle = (
        sum(x for x, _ in taken) / len(taken),
        sum(y for _, y in taken) / len(taken),
    )
    return next(free_places(taken, near or middle))


def free_places(taken: Iterable[Place], start: Place) -> Iterator[Place]:
    """Yield the free places around a point, the nearest first."""
    by_cell: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in taken:
        by_cell[_cell(place)].append(place)
    for ring in count():
        for x, y in _ring(start, ring):
            column, row = _cell((x, y))
            beside = product(range(column - 1, column + 2), range(row - 1, row + 2))
            near = (place for cell in beside for place in by_cell.get(cell, ()))
            if all(abs(x - a) >= CELL[0] - 1 or abs(y - b) >= CELL[1] - 1 for a, b in near):
                yield x, y


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place[0] / CELL[0]), math.floor(place[1] / CELL[1])


def _ring(start: Place, ring: int) -> list[Place]:
    """Return the cells at a distance of `ring` steps, those to the right and just below first."""
    all_ = range(-ring, ring + 1)
    cells = [
        (across, down)
        for across in all_
        for down in (all_ if abs(across) == ring else (-ring, ring))
    ]
    cells.sort(key=lambda cell: (abs(cell[0]) + abs(cell[1]), -cell[0], -cell[1]))
    return [(start[0] + across * CELL[0], start[1] + down * CELL[1]) for across, down in cells]


def _depths(row: MapRow) -> dict[int, int]:
    """Return the distance of each factor from a source.

    A cycle without a source begins at its smallest factor.
    """
    onward: defaultdict[int, set[int]] = defaultdict(set)
    for link in row.links:
        onward[link.source_id].add(link.target_id)
    entered = {link.target_id for link in row.links if link.source_id != link.target_id}
    ids = sorted(factor.id for factor in row.factors)
    depths: dict[int, int] = {}
    for start in [id_ for id_ in ids if id_ not in entered] + ids:
        edge = {start} - depths.keys()
        depth = 0
        while edge:
            depths |= dict.fromkeys(edge, depth)
            edge = {target for id_ in edge for target in onward[id_]} - depths.keys()
            depth += 1
    return depths


def _sources(row: MapRow) -> Mapping[int, Sequence[int]]:
    """Return the factors that lead to each factor."""
    before: defaultdict[int, list[int]] = defaultdict(list)
    for link in row.links:
        before[link.target_id].append(link.source_id)
    return before


def _by_neighbours(
    before: Mapping[int, Sequence[int]], column: Sequence[FactorRow], placed: Mapping[int, Place]
) -> list[FactorRow]:
    """Sort a column by the mean height of the factors that lead to it, for few crossings."""

    def height(factor: FactorRow) -> tuple[float, int]:
        ys = [placed[id_][1] for id_ in before.get(factor.id, ()) if id_ in placed]
        return (sum(ys) / len(ys) if ys else 0.0, factor.id)

    return sorted(column, key=height)


def _by_distance(row: MapRow) -> list[list[int]]:
    """Return the factors by their distance from the one with the most links, neighbours in order."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for link in sorted(row.links, key=lambda link: link.id):
        beside[link.source_id].append(link.target_id)
        beside[link.target_id].append(link.source_id)
    ids = sorted(factor.id for factor in row.factors)
    ring = [max(ids, key=lambda id_: (len(beside[id_]), -id_))]
    seen, found = set(ring), []
    while ring:
        found.append(ring)
        ahead = dict.fromkeys(b for a in ring for b in beside[a] if b not in seen)
        ring = list(ahead)
        seen |= ahead.keys()
    rest = [id_ for id_ in ids if id_ not in seen]
    return [*found, rest] if rest else found
