"""The spring layout: linked factors near each other, few crossings, on a page on its side.

Several starts of a small map are laid out and the clearest one is kept: the one with the largest
words when the whole map is shown and with few crossing links. The same map always gets the same
layout. The time is about n log n in the number of factors, but for the springs themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import Final

import rustworkx as rx

from upstream_workshop.maps.geometry import MARGIN, Measure, Place, Rect, factor_box, rough_width
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.placing.overlaps import GAP, Places, Sizes, extent, spread
from upstream_workshop.maps.placing.packing import (
    PROPORTION,
    TIGHT,
    compact,
    in_rows,
    packed,
    page_scale,
)
from upstream_workshop.maps.placing.paper_sizes import LEAST_TEXT, text_on
from upstream_workshop.maps.placing.spring_rounds import Tell, in_rounds, laid_at_once, untold

_CELL: Final = (150.0, 84.0)  # width and height that one factor takes with its links
_AIRY: Final = (0.7, 0.95)  # the ratios of a field's area to that of its cells to try
_STRENGTHS: Final = (None, 0.6, 1.2)  # the lengths of springs to try; None: the library's default
_SEEDS: Final = range(4)
_MOST_COMPARED: Final = 60  # factors; larger maps are laid out once
_MOST_CROSSED: Final = 150  # links; crossings of more are not counted
_CROSSING: Final = 0.03  # how much larger words must be to make up for one crossing
_STEP: Final = 20.0  # the distance between places that are tried for an unlinked factor
_SHEET: Final = "A3"  # on which a map should be readable, if it can be
_LOOSE: Final = 0.8  # how large words must be in a loose layout, to those in rows


def force(row: MapRow, measure: Measure = rough_width, tell: Tell = untold) -> dict[int, Place]:
    """Return a position for each factor of a map.

    Each group of linked factors has a field of its own; the fields are packed on a page. Unlinked
    factors are placed in free corners, or in rows if there are too many.

    measure: returns the width of a text.
    tell: is told the share of the factors that are placed; what it raises ends the layout.
    """
    sizes = {factor.id: factor_box(factor, measure).rect for factor in row.factors}
    graph, ids = _graph(row)
    groups = sorted(rx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    fields: list[Places] = []
    done = 0
    for group in groups:
        tell(done / len(ids))
        if len(group) > 1:
            part = _told_of(tell, done / len(ids), len(group) / len(ids))
            fields.append(_field(row, graph, sorted(group), ids, sizes, part))
        done += len(group)
    tell(1.0)
    alone = sorted(ids[min(group)] for group in groups if len(group) == 1)
    places = _with_alone(packed(fields, sizes) if fields else {}, alone, sizes)
    return _readable(places, sizes)


def _readable(places: Places, sizes: Sizes) -> Places:
    """Return the places, in rows if only so the words can be read on a large sheet."""
    if len(places) <= _MOST_COMPARED or _words(places, sizes) >= LEAST_TEXT:
        return places
    rows = (compact(places, sizes, gap) for gap in (GAP, TIGHT))
    return next((each for each in rows if _words(each, sizes) >= LEAST_TEXT), places)


def _words(places: Places, sizes: Sizes) -> float:
    """Return the size of the words on a large sheet, in points."""
    box = extent(places, sizes)
    drawn = Rect(box.x, box.y, box.width + 2 * MARGIN, box.height + 2 * MARGIN)
    return text_on(_SHEET, drawn)


def _graph(row: MapRow) -> tuple[rx.PyGraph[int, None], list[int]]:
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    ids = sorted(factor.id for factor in row.factors)
    nodes = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    pairs = {tuple(sorted((nodes[k.source_id], nodes[k.target_id]))) for k in row.links}
    graph.add_edges_from([(a, b, None) for a, b in sorted(pairs) if a != b])
    return graph, ids


def _told_of(tell: Tell, before: float, share: float) -> Tell:
    """Return what is told of a part, of which the share before it is done."""
    return lambda done: tell(before + share * done)


def _field(
    row: MapRow,
    graph: rx.PyGraph[int, None],
    group: list[int],
    ids: Sequence[int],
    sizes: Sizes,
    tell: Tell,
) -> Places:
    """Lay out a group of linked factors in several ways and return the clearest."""
    part, members = graph.subgraph(group), [ids[node] for node in group]
    inside = set(members)
    links = [(link.source_id, link.target_id) for link in row.links if link.source_id in inside]
    few = len(group) <= _MOST_COMPARED and len(links) <= _MOST_CROSSED
    starts = [(seed, k) for seed in _SEEDS for k in _STRENGTHS] if few else [(0, None)]
    laid = []
    for n, (seed, strength) in enumerate(starts):
        told = _told_of(tell, n / len(starts), 1 / len(starts))
        laid.append(laid_at_once(part, seed, strength, told) if few else in_rounds(part, told))
    airs = _AIRY if few else _AIRY[-1:]
    found = [_apart(_stretched(members, one, airy), sizes, tell) for one in laid for airy in airs]
    if not few:
        return found[0]
    return max(found, key=lambda places: _clarity(places, sizes, links))


def _apart(places: Places, sizes: Sizes, tell: Tell) -> Places:
    """Return the places without overlaps: pushed apart, or in rows if those are much smaller.

    Between the rows there is room for the signs of links.
    """
    loose = spread(places, sizes, look=partial(tell, 1.0))
    rows = compact(places, sizes, GAP)
    if loose is None:
        return rows
    words = page_scale(extent(loose, sizes)) / page_scale(extent(rows, sizes))
    return loose if words >= _LOOSE or len(places) <= _MOST_COMPARED else rows


def _stretched(members: Sequence[int], laid: Sequence[Sequence[float]], airy: float) -> Places:
    """Return the positions scaled to a landscape field with space for the boxes."""
    high = math.sqrt(len(members) * _CELL[0] * _CELL[1] * airy / PROPORTION)
    xs, ys = _from_0_to_1([p[0] for p in laid]), _from_0_to_1([p[1] for p in laid])
    return {
        id_: (x * high * PROPORTION, y * high) for id_, x, y in zip(members, xs, ys, strict=True)
    }


def _from_0_to_1(values: Sequence[float]) -> list[float]:
    least, most = min(values), max(values)
    return [(value - least) / ((most - least) or 1.0) for value in values]


def _clarity(places: Places, sizes: Sizes, links: Sequence[tuple[int, int]]) -> float:
    """Return a measure of how large words can be in a landscape frame, reduced by each crossing."""
    box = extent(places, sizes)
    ways = [(places[a], places[b]) for a, b in links if a != b]
    crossings = sum(_cross(*first, *second) for first, second in combinations(ways, 2))
    return page_scale(box) / (1 + _CROSSING * crossings)


def _cross(a: Place, b: Place, c: Place, d: Place) -> bool:
    """Check whether the lines a-b and c-d cross; lines that share an end do not."""
    if len({a, b, c, d}) < 4:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Place, b: Place, c: Place) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _with_alone(places: Places, alone: Sequence[int], sizes: Sizes) -> Places:
    """Return the places with those of unlinked factors: in free corners, the rest in rows."""
    if not alone:
        return places
    if not places:
        return in_rows(alone, sizes)
    corners = _corners(places, alone, sizes)
    rest = [id_ for id_ in alone if id_ not in corners]
    inside = places | corners
    return packed([inside, in_rows(rest, sizes)], sizes) if rest else inside


def _corners(places: Places, alone: Sequence[int], sizes: Sizes) -> Places:
    """Return free places within the extent of others, from the lower left upwards."""
    box = extent(places, sizes)
    wide = max(sizes[id_].width for id_ in alone)
    tall = max(sizes[id_].height for id_ in alone)
    blocked = _blocked(places, sizes, wide, tall)
    across = max(0, int((box.width - wide) // _STEP))
    up = max(0, int((box.height - tall) // _STEP))
    waiting, found = list(reversed(alone)), Places()
    for n in range(up + 1):
        for m in range(across + 1):
            place = box.x + wide / 2 + m * _STEP, box.bottom - tall / 2 - n * _STEP
            if waiting and _cell(place) not in blocked:
                found[waiting.pop()] = place
                one = {0: place}
                blocked |= _blocked(one, {0: Rect(0, 0, wide, tall)}, wide, tall)
    return found


def _blocked(places: Places, sizes: Sizes, wide: float, tall: float) -> set[tuple[int, int]]:
    """Return the cells in which the middle of a box of a size would be too near to another."""
    cells: set[tuple[int, int]] = set()
    for id_, (x, y) in places.items():
        reach = (wide + sizes[id_].width) / 2 + GAP[0], (tall + sizes[id_].height) / 2 + GAP[1]
        left, top = _cell((x - reach[0], y - reach[1]))
        right, bottom = _cell((x + reach[0], y + reach[1]))
        cells |= {(m, n) for m in range(left, right + 1) for n in range(top, bottom + 1)}
    return cells


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place[0] / _STEP), math.floor(place[1] / _STEP)
