"""The geometry of a map, shared by screen and paper, so that both show the same.

`draw_map(factors, links, measure)` returns a `MapDrawing` of frozen shapes in points, y downwards,
in the map's own coordinates; the painting code translates by `bounds` and chooses the colours.
`Drawer` keeps what it has drawn, so that a move redraws only the links it concerns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from upstream_workshop.maps.drawing.drawer import EQUAL, Drawer
from upstream_workshop.maps.drawing.rectangles import LINE_HEIGHT, TEXT_SIZE, Place, Point, Rect
from upstream_workshop.maps.drawing.shapes import (
    BADGE,
    LEADER,
    MARGIN,
    FactorBox,
    LinkCurve,
    MapDrawing,
    Measure,
    bend_at,
    border_point,
    bounds_of,
    factor_box,
    point_on,
    rough_width,
    wrapped,
)
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.map_rows import FactorRow, LinkRow

__all__ = [
    "BADGE",
    "EQUAL",
    "LEADER",
    "LINE_HEIGHT",
    "MARGIN",
    "TEXT_SIZE",
    "Drawer",
    "FactorBox",
    "LinkCurve",
    "MapDrawing",
    "Measure",
    "Place",
    "Point",
    "Rect",
    "bend_at",
    "border_point",
    "bounds_of",
    "draw_map",
    "factor_box",
    "point_on",
    "rough_width",
    "wrapped",
]


def draw_map(
    factors: Sequence[FactorRow],
    links: Sequence[LinkRow],
    measure: Measure = rough_width,
    scale: float = 1.0,
    sizes: Mapping[int, float] = EQUAL,
    loops: Iterable[Loop] = (),
    needed: Collection[tuple[int, ...]] = (),
) -> MapDrawing:
    """Return the boxes of all factors, sized by their labels, the curves of all links, marks of loops.

    scale: the size of the texts, as a ratio to TEXT_SIZE.
    sizes: how much larger single factors are, by their ids.
    loops, needed: which loops are marked, as in `Drawer.loop_marks`.
    """
    drawer = Drawer(measure, scale, sizes)
    drawer.update(factors, links)
    return drawer.marked_drawing(loops, needed)
