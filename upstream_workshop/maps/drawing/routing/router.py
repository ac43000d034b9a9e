"""Which way a link leads: the straightest curve that crosses the fewest boxes and heads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.drawing.routing.incidence import Incidence
from upstream_workshop.maps.drawing.routing.ways import (
    bent_ways,
    fine_ways,
    own_ways,
    places_on,
    simple_ways,
    steep_ways,
)
from upstream_workshop.maps.drawing.shapes import APART, across, arrow, point_on
from upstream_workshop.maps.drawing.space.occupied import Occupied, around_points
from upstream_workshop.maps.map_rows import LinkRow

CLEAR: Final = 3.0  # points between a mark and everything else
_BOX: Final = 5  # what a box in the way counts; a head counts 1 or 2, a line along another 6
_WORST: Final = 1_000_000
_FEW: Final = 24  # boxes around a way that are compared one by one, more by their places
_BESIDE: Final = 14.0  # points between the middles of two links that join the same factors


@dataclass(frozen=True, slots=True)
class Ends:
    """The boxes that a link joins."""

    source: Rect
    target: Rect

    def cover(self, places: Sequence[Place]) -> bool:
        """Return whether one of these places lies on one of the boxes."""
        return any(self.source.contains(each) or self.target.contains(each) for each in places)


class Router:
    """Finds ways for links round what is taken, and remembers their middles.

    scale: the size of the heads, as a ratio to that at 100 %.
    """

    def __init__(self, occupied: Occupied, scale: float) -> None:
        self._occupied, self._scale = occupied, scale
        self._middles: dict[int, Place] = {}
        self.incidence = Incidence(())

    def forget(self, link_id: int) -> None:
        """Forget the way of a link."""
        self._middles.pop(link_id, None)

    def lead(self, link: LinkRow, ends: Ends, large: bool, moving: bool) -> Sequence[Place]:
        """Return the curve of a link, and take the place of its head.

        large: whether the map is large, so that fewer curves are tried.
        moving: whether this is for one step of a mouse, and must be quick.
        """
        way, cost = self._best(link, self._ways(link, ends, large, moving))
        drawn_free = not (large or moving or link.bend or link.source_id == link.target_id)
        if cost >= _BOX and drawn_free:
            way = self._steep(link, ends) or way
        self._middles[link.id] = point_on(way, 0.5)
        self._occupied.put_mark(link.id, "head", around_points(arrow(way, self._scale), CLEAR))
        return way

    def _best(self, link: LinkRow, ways: Iterator[Sequence[Place]]) -> tuple[Sequence[Place], int]:
        """Return the first of these curves in whose way nothing is, or else the best; and its cost."""
        best, least = None, _WORST
        for way in ways:
            cost = self._cost(link, way, least)
            if cost < least:
                best, least = way, cost
            if not cost:
                break
        assert best is not None
        return best, least

    def _steep(self, link: LinkRow, ends: Ends) -> Sequence[Place] | None:
        """Return a curve that begins or ends steeply and leads behind no box; None if none is found."""
        keys, obstacles = (link.source_id, link.target_id), self._occupied.obstacles
        for way in steep_ways(ends.source, ends.target):
            places = places_on(way, finer=2)
            if obstacles.crossed(places, None, keys, 0) or ends.cover(places[1:-1]):
                continue
            if self._beside_cost(link, way) < _BOX:
                return way
        return None

    def _beside_cost(self, link: LinkRow, way: Sequence[Place]) -> int:
        """Return what heads, boxes at its own head and links on the same line count for a curve."""
        middle, obstacles = point_on(way, 0.5), self._occupied.obstacles
        beside = (self._middles.get(id_) for id_ in self.incidence.beside(link))
        same = sum(other is not None and math.dist(middle, other) < _BESIDE for other in beside)
        head = around_points(arrow(way, self._scale), CLEAR)
        heads = sum(1 for _ in self._occupied.marks.touching(head))
        onto = sum(key != link.target_id for key in set(obstacles.touching(head)))
        return min(heads, 2) + 2 * onto + 6 * same

    def _cost(self, link: LinkRow, way: Sequence[Place], most: int) -> int:
        """Return how much is in the way of a link; boxes count most, and what lies on the same line.

        most: from which on it need not be counted further.
        """
        cost = self._beside_cost(link, way)
        if cost >= most:
            return cost
        ends, obstacles = (link.source_id, link.target_id), self._occupied.obstacles
        near = obstacles.near(around_points(way, 0.0), ends, _FEW)
        if near is not None and not near:
            return cost
        return cost + _BOX * obstacles.crossed(places_on(way), near, ends, (most - cost) // _BOX)

    def _ways(
        self, link: LinkRow, ends: Ends, large: bool, moving: bool
    ) -> Iterator[Sequence[Place]]:
        """Yield the curves that are tried, the straightest first."""
        rank = self.incidence.ranks[link.id]
        if link.source_id == link.target_id:
            yield from own_ways(ends.source, rank)
        elif link.bend:
            yield across(ends.source, ends.target, link.bend)
        else:
            yield from simple_ways(ends.source, ends.target, APART * rank, large)
            if not large and not moving:
                yield from bent_ways(ends.source, ends.target)
                yield from fine_ways(ends.source, ends.target)
