"""Automatic layouts: a free place for a new factor, and three arrangements of a whole map.

The same map always gets the same layout, and no two factors overlap.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from upstream_workshop.maps.geometry import Measure, Place, factor_box, rough_width
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.springs import GAP, force

CELL: Final = (190.0, 100.0)  # the place one factor takes, with room for its links


def circle(row: MapRow, measure: Measure = rough_width) -> dict[int, Place]:
    """Place all factors on a circle, in the order in which they were added.

    The circle is wide enough that no two boxes touch.
    """
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


def layered(row: MapRow, measure: Measure = rough_width) -> dict[int, Place]:
    """Place factors from left to right by their distance from the map's sources."""
    columns: defaultdict[int, list[FactorRow]] = defaultdict(list)
    depths = _depths(row)
    for factor in row.factors:
        columns[depths[factor.id]].append(factor)
    positions: dict[int, Place] = {}
    left = 0.0
    for depth in sorted(columns):
        boxes = {
            f.id: factor_box(f, measure).rect
            for f in _by_neighbours(row, columns[depth], positions)
        }
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


LAYOUTS: Final[Mapping[str, Callable[[MapRow], dict[int, Place]]]] = {
    "force": force,
    "circle": circle,
    "layered": layered,
}


def free_place(taken: Sequence[Place], near: Place | None) -> Place:
    """Return the free place nearest to a point, or to the middle of all without one."""
    if not taken:
        return near or (0.0, 0.0)
    start = near or (
        sum(x for x, _ in taken) / len(taken),
        sum(y for _, y in taken) / len(taken),
    )
    ring = 0
    while True:
        for x, y in _ring(start, ring):
            if all(abs(x - a) >= CELL[0] - 1 or abs(y - b) >= CELL[1] - 1 for a, b in taken):
                return x, y
        ring += 1


def _ring(start: Place, ring: int) -> list[Place]:
    """Return the cells at a distance of `ring` steps, those to the right and just below first."""
    cells = [
        (across, down)
        for across in range(-ring, ring + 1)
        for down in range(-ring, ring + 1)
        if max(abs(across), abs(down)) == ring
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


def _by_neighbours(
    row: MapRow, column: Sequence[FactorRow], placed: Mapping[int, Place]
) -> list[FactorRow]:
    """Sort a column by the mean height of the factors that lead to it, for few crossings."""

    def height(factor: FactorRow) -> tuple[float, int]:
        ys = [
            placed[link.source_id][1]
            for link in row.links
            if link.target_id == factor.id and link.source_id in placed
        ]
        return (sum(ys) / len(ys) if ys else 0.0, factor.id)

    return sorted(column, key=height)
