"""The curves by which a link may lead from one box to another, the straightest first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final

from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.drawing.shapes import (
    BEND,
    across,
    around,
    border_point,
    points_along,
)

_DETOURS: Final = (0.0, 0.12, -0.2, 0.25, -0.35, 0.4, -0.55, 0.6, -0.8, 0.85)  # of the way
_LONG: Final = (
    700.0  # points; on a large map a longer link passes so many boxes that few ways are tried
)
_FEW: Final = 4
_SIDE: Final = (
    0.0,
    0.1,
    -0.1,
    0.3,
    -0.3,
    0.6,
    -0.6,
    1.2,
    -1.2,
)  # how far a third of a curve is moved aside
_BENT: Final = tuple(
    sorted(
        ((first, second) for first in _SIDE for second in _SIDE if first or second),
        key=lambda pair: (abs(pair[0]) + abs(pair[1]) + abs(pair[0] - pair[1]) / 2, pair),
    )
)
_STEEPLY: Final = (0.0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45, 0.6, -0.6, 0.9, -0.9, 1.2, -1.2)
_MOST_STEEP: Final = 250  # more would take too long for a link that no way is free for
_STEEP: Final = sorted(
    product((1 / 3, 0.1, 0.6), _STEEPLY, (2 / 3, 0.9, 0.4), _STEEPLY),
    key=lambda way: (
        abs(way[1])
        + abs(way[3])
        + abs(way[1] - way[3]) / 2
        + abs(way[0] - 1 / 3)
        + abs(way[2] - 2 / 3)
    ),
)[
    :_MOST_STEEP
]  # where two thirds of a curve lie along the way and beside it, the straightest first
_STEPS: Final = 40  # of fine ways to each side
_SAMPLE: Final = 8.0  # points between the places of a curve that are checked
_MOST_SAMPLES: Final = 120


def own_ways(rect: Rect, apart: int) -> Iterator[Sequence[Place]]:
    """Yield curves from a box to itself: at each of its corners, then further out.

    apart: how many other links of the box to itself come before.
    """
    x, y = rect.centre
    for more in (0.0, 1.0, 2.0, -0.6, 3.0, -1.0):
        way = around(rect, apart + more)
        for across_, down in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
            yield [(x + (a - x) * across_, y + (b - y) * down) for a, b in way]


def simple_ways(source: Rect, target: Rect, apart: float, large: bool) -> Iterator[Sequence[Place]]:
    """Yield curves with one bend, to either side.

    apart: how far to the side this link leads for others between the same boxes, as a ratio.
    large: whether the map is large, so that few curves are tried for a long link.
    """
    length = math.dist(source.centre, target.centre)
    for detour in _DETOURS[:_FEW] if large and length >= _LONG else _DETOURS:
        yield across(source, target, length * (BEND + apart + detour))


def bent_ways(source: Rect, target: Rect) -> Iterator[Sequence[Place]]:
    """Yield curves whose two thirds are moved aside by themselves, as is needed between many boxes."""
    (x1, y1), (x2, y2) = source.centre, target.centre
    for first, second in _BENT:
        near = _beside(x1, y1, x2, y2, 1 / 3, first)
        far = _beside(x1, y1, x2, y2, 2 / 3, second)
        yield border_point(source, near), near, far, border_point(target, far)


def fine_ways(source: Rect, target: Rect) -> Iterator[Sequence[Place]]:
    """Yield curves with one bend in small steps, for links that hardly any curve suits."""
    length = math.dist(source.centre, target.centre)
    for step in range(_STEPS + 1):
        for bow in (step / _STEPS, -step / _STEPS):
            yield across(source, target, length * bow)


def steep_ways(source: Rect, target: Rect) -> Iterator[Sequence[Place]]:
    """Yield curves that begin or end steeply, for a link that every other curve leads behind a box."""
    (x1, y1), (x2, y2) = source.centre, target.centre
    for start, first, end, second in _STEEP:
        near = _beside(x1, y1, x2, y2, start, first)
        far = _beside(x1, y1, x2, y2, end, second)
        yield border_point(source, near), near, far, border_point(target, far)


def places_on(way: Sequence[Place], finer: int = 1) -> list[Place]:
    """Return the places on a curve at which it is checked for what it crosses.

    finer: how many times nearer to each other they are than usual.
    """
    length = sum(math.dist(a, b) for a, b in pairwise(way))
    inner = points_along(way, finer * min(_MOST_SAMPLES, 8 + int(length / _SAMPLE)))
    return [way[0], *inner, way[3]]


def _beside(x1: float, y1: float, x2: float, y2: float, share: float, aside: float) -> Place:
    """Return the point at a share of the way from one to another, moved aside by a ratio of its length."""
    dx, dy = x2 - x1, y2 - y1
    return x1 + dx * share + dy * aside, y1 + dy * share - dx * aside
