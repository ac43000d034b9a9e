"""Where factors go by themselves: new ones into free places, whole maps in three arrangements.

The same map always comes out the same; nothing here overlaps.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Final

import rustworkx as rx

from upstream_workshop.maps.geometry import Measure, Place, Rect, factor_box, rough_width
from upstream_workshop.maps.queries import FactorRow, MapRow

CELL: Final = (190.0, 100.0)  # the place one factor takes, with room for its links
_SEED: Final = 2019
_LANDSCAPE: Final = 1.5  # a field's width to its height
_AIRY: Final = 1.5  # how much more room than its boxes a field takes
_GAP: Final = (46.0, 44.0)  # kept between two boxes
_ROUNDS: Final = 12  # of pushing, before everything is pulled a little further apart
_TRIES: Final = 40


def force(row: MapRow, measure: Measure = rough_width) -> dict[int, Place]:
    """Linked factors near each other, each group of them a field of its own, those alone below."""
    if not row.factors:
        return {}
    graph, ids = _graph(row)
    groups = sorted(rx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    positions: dict[int, Place] = {}
    left = 0.0
    for group in groups:
        if len(group) > 1:
            field = _field(graph, sorted(group))
            positions |= {ids[n]: (left + x, y) for n, (x, y) in field.items()}
            left = max(x for x, _ in positions.values()) + CELL[0]
    lowest = max((y for _, y in positions.values()), default=0.0) + CELL[1]
    alone = sorted(ids[min(group)] for group in groups if len(group) == 1)
    across = max(4, round(left / CELL[0]))
    for n, id_ in enumerate(alone):
        positions[id_] = (n % across * CELL[0], lowest + n // across * CELL[1])
    return _spread(row, positions, measure)


def _field(graph: rx.PyGraph[int, None], group: list[int]) -> dict[int, Place]:
    """One group by springs, stretched to a landscape field with room for its boxes."""
    laid = rx.spring_layout(graph.subgraph(group), seed=_SEED, num_iter=300)
    high = math.sqrt(len(group) * CELL[0] * CELL[1] * _AIRY / _LANDSCAPE)
    xs, ys = _stretched([p[0] for p in laid.values()]), _stretched([p[1] for p in laid.values()])
    return {
        node: (x * high * _LANDSCAPE, y * high) for node, x, y in zip(group, xs, ys, strict=True)
    }


def _stretched(values: Sequence[float]) -> list[float]:
    """The values from 0 to 1."""
    least, most = min(values), max(values)
    return [(value - least) / ((most - least) or 1.0) for value in values]


def circle(row: MapRow, measure: Measure = rough_width) -> dict[int, Place]:
    """Everything on one round, in the order made; wide enough that no two boxes touch."""
    boxes = [factor_box(factor, measure).rect for factor in row.factors]
    if not boxes:
        return {}
    side = max(math.hypot(box.width, box.height) for box in boxes) + _GAP[0]
    radius = side / (2 * math.sin(math.pi / max(2, len(boxes))))
    angles = [2 * math.pi * n / len(boxes) - math.pi / 2 for n in range(len(boxes))]
    return {
        factor.id: (radius * math.cos(angle), radius * math.sin(angle))
        for factor, angle in zip(row.factors, angles, strict=True)
    }


def layered(row: MapRow, measure: Measure = rough_width) -> dict[int, Place]:
    """Left to right by how many steps a factor lies from what nothing in the map leads to."""
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
        top = -sum(box.height + _GAP[1] for box in boxes.values()) / 2
        for id_, box in boxes.items():
            positions[id_] = (left + wide / 2, top + box.height / 2)
            top += box.height + _GAP[1]
        left += wide + 2 * _GAP[0]
    return positions


LAYOUTS: Final[Mapping[str, Callable[[MapRow], dict[int, Place]]]] = {
    "force": force,
    "circle": circle,
    "layered": layered,
}


def free_place(taken: Sequence[Place], near: Place | None) -> Place:
    """The nearest place to a point, or to the middle of all, where a new factor covers no other."""
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
    """The cells so many steps away, those to the right and just below first."""
    cells = [
        (across, down)
        for across in range(-ring, ring + 1)
        for down in range(-ring, ring + 1)
        if max(abs(across), abs(down)) == ring
    ]
    cells.sort(key=lambda cell: (abs(cell[0]) + abs(cell[1]), -cell[0], -cell[1]))
    return [(start[0] + across * CELL[0], start[1] + down * CELL[1]) for across, down in cells]


def _graph(row: MapRow) -> tuple[rx.PyGraph[int, None], list[int]]:
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    ids = sorted(factor.id for factor in row.factors)
    places = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    pairs = {tuple(sorted((places[k.source_id], places[k.target_id]))) for k in row.links}
    graph.add_edges_from([(a, b, None) for a, b in sorted(pairs) if a != b])
    return graph, ids


def _depths(row: MapRow) -> dict[int, int]:
    """Steps from the sources; a round nothing leads into starts at its smallest factor."""
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
    """A column ordered by the mean height of what leads into it, so that fewer lines cross."""

    def height(factor: FactorRow) -> tuple[float, int]:
        ys = [
            placed[link.source_id][1]
            for link in row.links
            if link.target_id == factor.id and link.source_id in placed
        ]
        return (sum(ys) / len(ys) if ys else 0.0, factor.id)

    return sorted(column, key=height)


def _spread(row: MapRow, positions: dict[int, Place], measure: Measure) -> dict[int, Place]:
    """Push overlapping boxes apart along the shorter way, round by round."""
    sizes = {factor.id: factor_box(factor, measure).rect for factor in row.factors}
    order = sorted(positions)
    for _ in range(_TRIES):
        for _ in range(_ROUNDS):
            if not sum(_push(positions, a, b, sizes) for a, b in combinations(order, 2)):
                return positions
        positions = {id_: (x * 1.15, y * 1.15) for id_, (x, y) in positions.items()}
    most = max(max(size.width, size.height) for size in sizes.values())
    return _gridded(positions, most)  # too crowded to push


def _push(positions: dict[int, Place], a: int, b: int, sizes: Mapping[int, Rect]) -> bool:
    (x1, y1), (x2, y2) = positions[a], positions[b]
    wide = (sizes[a].width + sizes[b].width) / 2 + _GAP[0] - abs(x2 - x1)
    tall = (sizes[a].height + sizes[b].height) / 2 + _GAP[1] - abs(y2 - y1)
    if wide <= 0.01 or tall <= 0.01:
        return False
    if wide < tall:
        step = wide / 2 if x2 >= x1 else -wide / 2
        positions[a], positions[b] = (x1 - step, y1), (x2 + step, y2)
    else:
        step = tall / 2 if y2 >= y1 else -tall / 2
        positions[a], positions[b] = (x1, y1 - step), (x2, y2 + step)
    return True


def _gridded(positions: dict[int, Place], cell: float) -> dict[int, Place]:
    """A grid in reading order of where things stood."""
    across = math.ceil(math.sqrt(len(positions)))
    order = sorted(positions, key=lambda id_: (positions[id_][1], positions[id_][0], id_))
    step = cell + max(_GAP)
    return {id_: (n % across * step, n // across * step) for n, id_ in enumerate(order)}
