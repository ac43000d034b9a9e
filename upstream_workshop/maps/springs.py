"""The spring layout: linked factors near each other, few crossings, in a landscape field.

Several starts are laid out and the clearest one is kept: the one with the largest words when the
whole map is shown and with few crossing links. The same map always gets the same layout.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import Final

import rustworkx as rx

from upstream_workshop.maps.geometry import Measure, Place, Rect, factor_box, rough_width
from upstream_workshop.maps.queries import MapRow

GAP: Final = (40.0, 34.0)  # least horizontal and vertical distance between two boxes

_CELL: Final = (150.0, 84.0)  # width and height that one factor takes with its links
_LANDSCAPE: Final = 1.6  # the ratio of a field's width to its height
_AIRY: Final = (0.7, 0.95)  # the ratios of a field's area to that of its cells to try
_STRENGTHS: Final = (None, 0.6, 1.2)  # the lengths of springs to try; None: the library's default
_SEEDS: Final = range(4)
_MOST_COMPARED: Final = 60  # factors; larger maps are laid out once
_CROSSING: Final = 0.03  # how much larger words must be to make up for one crossing
_ROUNDS: Final = 12  # rounds of pushing before the whole layout is enlarged
_TRIES: Final = 40
_STEP: Final = 20.0  # the distance between places that are tried for an unlinked factor

_Places = dict[int, Place]
_Sizes = Mapping[int, Rect]


def force(row: MapRow, measure: Measure = rough_width) -> dict[int, Place]:
    """Return a position for each factor of a map.

    Each group of linked factors has a field of its own; the fields are side by side. Unlinked
    factors are placed in free corners.

    measure: returns the width of a text.
    """
    sizes = {factor.id: factor_box(factor, measure).rect for factor in row.factors}
    graph, ids = _graph(row)
    groups = sorted(rx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    places: _Places = {}
    for group in groups:
        if len(group) > 1:
            field = _field(row, graph, sorted(group), ids, sizes)
            start = _extent(places, sizes).right + GAP[0] if places else 0.0
            box = _extent(field, sizes)
            places |= {id_: (x - box.x + start, y - box.y) for id_, (x, y) in field.items()}
    for id_ in sorted(ids[min(group)] for group in groups if len(group) == 1):
        places[id_] = _corner(id_, places, sizes)
    return places


def _graph(row: MapRow) -> tuple[rx.PyGraph[int, None], list[int]]:
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    ids = sorted(factor.id for factor in row.factors)
    nodes = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    pairs = {tuple(sorted((nodes[k.source_id], nodes[k.target_id]))) for k in row.links}
    graph.add_edges_from([(a, b, None) for a, b in sorted(pairs) if a != b])
    return graph, ids


def _field(
    row: MapRow, graph: rx.PyGraph[int, None], group: list[int], ids: Sequence[int], sizes: _Sizes
) -> _Places:
    """Lay out a group of linked factors in several ways and return the clearest."""
    part, members = graph.subgraph(group), [ids[node] for node in group]
    few = len(group) <= _MOST_COMPARED
    starts = [(seed, k) for seed in _SEEDS for k in _STRENGTHS] if few else [(0, None)]
    laid = (
        list(rx.spring_layout(part, seed=seed, k=strength, num_iter=300).values())
        for seed, strength in starts
    )
    airs = _AIRY if few else _AIRY[-1:]
    found = [spread(_stretched(members, one, airy), sizes) for one in laid for airy in airs]
    if not few:
        return found[0]
    inside = set(members)
    links = [(link.source_id, link.target_id) for link in row.links if link.source_id in inside]
    return max(found, key=lambda places: _clarity(places, sizes, links))


def _stretched(members: Sequence[int], laid: Sequence[Sequence[float]], airy: float) -> _Places:
    """Return the positions scaled to a landscape field with space for the boxes."""
    high = math.sqrt(len(members) * _CELL[0] * _CELL[1] * airy / _LANDSCAPE)
    xs, ys = _from_0_to_1([p[0] for p in laid]), _from_0_to_1([p[1] for p in laid])
    return {
        id_: (x * high * _LANDSCAPE, y * high) for id_, x, y in zip(members, xs, ys, strict=True)
    }


def _from_0_to_1(values: Sequence[float]) -> list[float]:
    least, most = min(values), max(values)
    return [(value - least) / ((most - least) or 1.0) for value in values]


def _clarity(places: _Places, sizes: _Sizes, links: Sequence[tuple[int, int]]) -> float:
    """Return a measure of how large words can be in a landscape frame, reduced by each crossing."""
    box = _extent(places, sizes)
    ways = [(places[a], places[b]) for a, b in links if a != b]
    crossings = sum(_cross(*first, *second) for first, second in combinations(ways, 2))
    return 1 / max(box.width / _LANDSCAPE, box.height) / (1 + _CROSSING * crossings)


def _cross(a: Place, b: Place, c: Place, d: Place) -> bool:
    """Check whether the lines a-b and c-d cross; lines that share an end do not."""
    if len({a, b, c, d}) < 4:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Place, b: Place, c: Place) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _corner(id_: int, places: _Places, sizes: _Sizes) -> Place:
    """Return a free place for an unlinked factor, from the lower left upwards, else one below."""
    if not places:
        return 0.0, 0.0
    box, own = _extent(places, sizes), sizes[id_]
    across = max(0, int((box.width - own.width) // _STEP))
    up = max(0, int((box.height - own.height) // _STEP))
    for n, m in product(range(up + 1), range(across + 1)):
        x = box.x + own.width / 2 + m * _STEP
        y = box.bottom - own.height / 2 - n * _STEP
        if all(_apart(x, y, own, place, sizes[other]) for other, place in places.items()):
            return x, y
    return box.x + own.width / 2, box.bottom + GAP[1] + own.height / 2


def _apart(x: float, y: float, own: Rect, place: Place, other: Rect) -> bool:
    return (
        abs(x - place[0]) >= (own.width + other.width) / 2 + GAP[0]
        or abs(y - place[1]) >= (own.height + other.height) / 2 + GAP[1]
    )


def _extent(places: _Places, sizes: _Sizes) -> Rect:
    """Return the rectangle around the boxes at these places."""
    left = min(x - sizes[id_].width / 2 for id_, (x, _) in places.items())
    right = max(x + sizes[id_].width / 2 for id_, (x, _) in places.items())
    top = min(y - sizes[id_].height / 2 for id_, (_, y) in places.items())
    bottom = max(y + sizes[id_].height / 2 for id_, (_, y) in places.items())
    return Rect(left, top, right - left, bottom - top)


def spread(places: _Places, sizes: _Sizes) -> _Places:
    """Push overlapping boxes apart along the shorter way, round by round."""
    order = sorted(places)
    for _ in range(_TRIES):
        for _ in range(_ROUNDS):
            if not sum(_push(places, a, b, sizes) for a, b in combinations(order, 2)):
                return places
        places = {id_: (x * 1.15, y * 1.15) for id_, (x, y) in places.items()}
    most = max(max(size.width, size.height) for size in sizes.values())
    return _gridded(places, most)  # too crowded to push


def _push(places: _Places, a: int, b: int, sizes: _Sizes) -> bool:
    (x1, y1), (x2, y2) = places[a], places[b]
    wide = (sizes[a].width + sizes[b].width) / 2 + GAP[0] - abs(x2 - x1)
    tall = (sizes[a].height + sizes[b].height) / 2 + GAP[1] - abs(y2 - y1)
    if wide <= 0.01 or tall <= 0.01:
        return False
    if wide < tall:
        step = wide / 2 if x2 >= x1 else -wide / 2
        places[a], places[b] = (x1 - step, y1), (x2 + step, y2)
    else:
        step = tall / 2 if y2 >= y1 else -tall / 2
        places[a], places[b] = (x1, y1 - step), (x2, y2 + step)
    return True


def _gridded(places: _Places, cell: float) -> _Places:
    """Return places on a grid, in the reading order of the present places."""
    across = math.ceil(math.sqrt(len(places)))
    order = sorted(places, key=lambda id_: (places[id_][1], places[id_][0], id_))
    step = cell + max(GAP)
    return {id_: (n % across * step, n // across * step) for n, id_ in enumerate(order)}
