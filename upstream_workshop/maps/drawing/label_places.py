"""Where the signs and delay marks of links and the marks of loops find room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Final

from upstream_workshop.maps.drawing.rectangles import Place, Point
from upstream_workshop.maps.drawing.routing.ways import places_on
from upstream_workshop.maps.drawing.shapes import delay_stroke, point_on
from upstream_workshop.maps.drawing.space.free_discs import FreeDiscs
from upstream_workshop.maps.drawing.space.occupied import Occupied, around_points, disc

_ALONG: Final = (
    0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86
)  # where a sign may be on its curve  # fmt: skip
_EARLY: Final = (
    0.27, 0.3, 0.24, 0.33, 0.21, 0.36, 0.18, 0.39, 0.15, 0.42, 0.45, 0.48, 0.5, 0.52, 0.55, 0.58,
    0.61, 0.64, 0.67, 0.7, 0.73, 0.76, 0.8, 0.12, 0.84, 0.09, 0.88,
)  # and a delay mark  # fmt: skip
_CLOSE: Final = 121  # places on four circles round the middle, where narrow gaps are found too
_NEAR: Final = 5.0  # radii from the middle of a loop: so far away its mark still belongs to it


def sign_place(free: FreeDiscs, way: Sequence[Place]) -> Place:
    """Return the place of a sign: on its curve, or as near to its middle as there is room."""
    for place in _places_near(way, free.radius):
        if free.is_free(place):
            return place
    return free.nearest(point_on(way, 0.5))


def delay_place(occupied: Occupied, way: Sequence[Place], scale: float) -> tuple[Point, Point]:
    """Return the stroke of a delay across a curve, where it touches least."""
    strokes = [delay_stroke(way, share, scale) for share in _EARLY]
    spans = [around_points(stroke, 1.0) for stroke in strokes]
    for stroke, span in zip(strokes, spans, strict=True):
        if occupied.is_free(span):
            return stroke
    return min(zip(strokes, spans, strict=True), key=lambda each: occupied.crowding(each[1]))[0]


def loop_place(
    occupied: Occupied,
    round_it: Sequence[Place],
    ways: Iterable[Sequence[Place]],
    radius: float,
    needed: bool,
) -> Place | None:
    """Return the place of a loop's mark: in its middle, or as near to it as there is room.

    round_it: points along the loop.
    ways: the curves that it keeps off where it can.
    needed: whether it is placed even where the next room is far away; else None there.
    """
    left, top, right, bottom = around_points(round_it, 0.0)
    xs, ys = zip(*round_it, strict=True)
    centre = (sum(xs) / len(xs), sum(ys) / len(ys))
    far = max(_NEAR * radius, math.dist((left, top), (right, bottom)) / 4)
    lines = [each for way in ways for each in places_on(way)[1:-1]]
    crossed: Place | None = None
    for place in _outward(centre, radius / 2):
        if math.dist(place, centre) > far and (crossed or not needed):
            return crossed
        if not occupied.is_free(disc(place, radius)):
            continue
        a, b, c, d = disc(place, radius)
        if not any(a <= x <= c and b <= y <= d for x, y in lines):
            return place
        crossed = crossed or place
    raise AssertionError  # the places around a point are without end


def _places_near(way: Sequence[Place], radius: float) -> Iterator[Place]:
    """Yield the places for a sign: on the curve, then close around its middle."""
    yield from (point_on(way, share) for share in _ALONG)
    yield from islice(_outward(point_on(way, 0.5), radius), _CLOSE)


def _outward(centre: Place, step: float) -> Iterator[Place]:
    """Yield a point and, without end, points on wider and wider circles round it."""
    yield centre
    x, y = centre
    for ring in count(1):
        for n in range(12 * ring):
            angle = 2 * math.pi * n / (12 * ring)
            yield x + ring * step * math.cos(angle), y + ring * step * math.sin(angle)
