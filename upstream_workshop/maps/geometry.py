"""The geometry of a map, shared by screen and paper, so that both show the same.

`draw_map(factors, links, measure)` returns a `MapDrawing` of frozen shapes in points, y downwards,
in the map's own coordinates; the painting code translates by `bounds` and chooses the colours.
`Drawer` keeps what it has drawn, so that a move redraws only the links it concerns.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Final

from upstream_workshop.maps.drawing.box_grid import Cells, Span
from upstream_workshop.maps.drawing.loop_marks import LoopMark, is_clockwise, mark_radius
from upstream_workshop.maps.drawing.rectangles import LINE_HEIGHT, TEXT_SIZE, Place, Point, Rect
from upstream_workshop.maps.drawing.shapes import (
    APART,
    BADGE,
    MARGIN,
    FactorBox,
    LinkCurve,
    MapDrawing,
    Measure,
    across,
    arrow,
    bend_at,
    border_point,
    bounds_of,
    delay_stroke,
    factor_box,
    point_on,
    rough_width,
    wrapped,
)
from upstream_workshop.maps.drawing.ways import (
    bent_ways,
    fine_ways,
    own_ways,
    places_on,
    simple_ways,
)
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.queries import FactorRow, LinkRow

__all__ = [
    "BADGE",
    "EQUAL",
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

EQUAL: Final[Mapping[int, float]] = MappingProxyType({})
_BOX: Final = 5  # what a box in the way counts; a head counts 1 or 2, a line along another 6
_WORST: Final = 1_000_000
_MANY: Final = 150  # factors and links from which on fewer ways are tried for each link
_BESIDE: Final = 14.0  # points between the middles of two links that join the same factors
_CLEAR: Final = 3.0  # points between a mark and everything else
_ALONG: Final = (
    0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86
)  # where a sign may be on its curve  # fmt: skip
_NEAR: Final = 5.0  # radii from the middle of a loop: so far away its mark still belongs to it
_EARLY: Final = (
    0.27, 0.3, 0.24, 0.33, 0.21, 0.36, 0.18, 0.39, 0.15, 0.42, 0.45, 0.48, 0.5, 0.52, 0.55, 0.58,
    0.61, 0.64, 0.67, 0.7, 0.73, 0.76, 0.8, 0.12, 0.84, 0.09, 0.88,
)  # and a delay mark  # fmt: skip


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
    return Drawer(factors, links, measure, scale, sizes).marked_drawing(loops, needed)


class Drawer:
    """A drawn map that can be redrawn in part.

    Links go round boxes that are not theirs where they can. Signs, delay marks and heads keep off
    boxes and off each other; a sign for which its curve has no room stands beside it. `words` are
    areas of other words, of zones and notes, which are kept free in the same way.
    """

    def __init__(
        self,
        factors: Sequence[FactorRow],
        links: Sequence[LinkRow],
        measure: Measure = rough_width,
        scale: float = 1.0,
        sizes: Mapping[int, float] = EQUAL,
        words: Iterable[Rect] = (),
    ) -> None:
        self._measure, self._scale, self._sizes = measure, scale, sizes
        self._factors: dict[int, FactorRow] = {}
        self._boxes: dict[int, FactorBox] = {}
        self._obstacles, self._marks, self._signs = Cells(), Cells(), Cells()
        for number, rect in enumerate(words):
            self._obstacles.put((number, "words"), _span(rect))
        self._links: dict[int, LinkRow] = {}
        self._moving = False  # whether this is drawn for each step of a mouse, and must be quick
        self._middles: dict[int, Place] = {}
        self._curves: dict[int, LinkCurve] = {}
        self.update(factors, links)

    def update(
        self, factors: Sequence[FactorRow], links: Sequence[LinkRow]
    ) -> tuple[tuple[FactorBox, ...], tuple[LinkCurve, ...]]:
        """Draw what has changed since the last time, and the links that touch it. Return what was drawn.

        Other links are left as they are, even where a factor now lies on them.
        """
        rows = {factor.id: factor for factor in factors}
        changed = [each for each in factors if self._factors.get(each.id) != each]
        for factor_id in self._factors.keys() - rows.keys():
            self._obstacles.drop(factor_id)
            del self._boxes[factor_id]
        for factor in changed:
            self._put_box(factor)
        self._factors = rows
        there = {k.id: k for k in links if k.source_id in rows and k.target_id in rows}
        wanted = {id_ for id_, link in there.items() if self._links.get(id_) != link}
        for link_id in self._links.keys() - there.keys():
            self._drop(link_id)
            del self._curves[link_id]
        self._take_links(there)
        wanted |= {id_ for factor in changed for id_ in self._touching[factor.id]}
        self._draw(wanted)
        boxes = tuple(self._boxes[factor.id] for factor in changed)
        return boxes, tuple(self._curves[id_] for id_ in sorted(wanted))

    def _take_links(self, links: dict[int, LinkRow]) -> None:
        self._links = links
        self._ranks = _ranks(links.values())
        self._touching: defaultdict[int, set[int]] = defaultdict(set)
        self._between: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for link in links.values():
            self._touching[link.source_id].add(link.id)
            self._touching[link.target_id].add(link.id)
            self._between[_pair(link)].append(link.id)

    def drawing(self) -> MapDrawing:
        """Return the whole map."""
        boxes, curves = self.shapes()
        return MapDrawing(boxes, curves, bounds_of(boxes, curves))

    def shapes(self) -> tuple[tuple[FactorBox, ...], tuple[LinkCurve, ...]]:
        """Return all boxes and curves, without their bounds, which take as long as many links."""
        boxes = tuple(self._boxes[id_] for id_ in self._factors)
        return boxes, tuple(self._curves[id_] for id_ in self._links)

    def marked_drawing(
        self, loops: Iterable[Loop] = (), needed: Collection[tuple[int, ...]] = ()
    ) -> MapDrawing:
        """Return the whole map with marks of loops; the arguments are those of `loop_marks`."""
        drawn, marks = self.drawing(), self.loop_marks(loops, needed)
        if not marks:
            return drawn
        bounds = bounds_of(drawn.boxes, drawn.curves, [mark.span() for mark in marks])
        return replace(drawn, marks=marks, bounds=bounds)

    def move(
        self, factors: Iterable[FactorRow]
    ) -> tuple[tuple[FactorBox, ...], tuple[LinkCurve, ...]]:
        """Draw factors anew, with the links that touch them. Return what was drawn.

        These links have the first curves that do, so that it is quick enough for each step of a mouse.
        Other links are left as they are, even where a factor now lies on them.
        """
        moved = [factor for factor in factors if factor.id in self._boxes]
        for factor in moved:
            self._put_box(factor)
            self._factors[factor.id] = factor
        links = {id_ for factor in moved for id_ in self._touching[factor.id]}
        self._moving = True
        self._draw(links)
        self._moving = False
        boxes = tuple(self._boxes[factor.id] for factor in moved)
        return boxes, tuple(self._curves[id_] for id_ in sorted(links))

    def bend(self, link_id: int, bend: float) -> LinkCurve:
        """Draw a link anew with another bend, and return it. Other links are left as they are."""
        self._links[link_id] = replace(self._links[link_id], bend=bend)
        self._draw([link_id])
        return self._curves[link_id]

    def loop_marks(
        self, loops: Iterable[Loop], needed: Collection[tuple[int, ...]] = ()
    ) -> tuple[LoopMark, ...]:
        """Return the marks of loops, each in the middle of its loop or as near to it as there is room.

        needed: the links of the loops that are marked even where the next room is far away; others
            are left out there, since a mark far from its loop would be read as that of another.

        Marks touch no box, no sign and no other mark, and keep off the loop's lines where they can.
        """
        found: dict[tuple[int, ...], LoopMark] = {}
        for loop in loops:
            round_it = self._round(loop)
            place = self._mark_place(loop, round_it, loop.link_ids in needed)
            if place is None:
                continue
            radius = mark_radius(loop.mark) * self._scale
            self._marks.put((loop.link_ids, "loop"), _disc(place, radius))
            turns, scale = is_clockwise(round_it), self._scale
            found[loop.link_ids] = LoopMark(
                loop.link_ids, loop.mark, loop.kind, place, turns, radius, scale
            )
        for link_ids in found:
            self._marks.drop((link_ids, "loop"))
        return tuple(found.values())

    def _round(self, loop: Loop) -> list[Place]:
        """Return points along the lines of a loop."""
        shares = (0.0, 0.25, 0.5, 0.75, 1.0)
        return [point_on(self._curves[id_].points, s) for id_ in loop.link_ids for s in shares]

    def _mark_place(self, loop: Loop, round_it: Sequence[Place], needed: bool) -> Place | None:
        left, top, right, bottom = _around_points(round_it, 0.0)
        centre = (
            sum(x for x, _ in round_it) / len(round_it),
            sum(y for _, y in round_it) / len(round_it),
        )
        radius = mark_radius(loop.mark) * self._scale
        far = max(_NEAR * radius, math.dist((left, top), (right, bottom)) / 4)
        lines = Cells()
        for id_ in {id_ for factor_id in loop.factor_ids for id_ in self._touching[factor_id]}:
            for n, place in enumerate(places_on(self._curves[id_].points)[1:-1]):
                lines.put((id_, n), (*place, *place))
        crossed: Place | None = None
        for place in _outward(centre, radius / 2):
            if math.dist(place, centre) > far and (crossed or not needed):
                return crossed
            if not self._free(_disc(place, radius)):
                continue
            if not any(True for _ in lines.touching(_disc(place, radius))):
                return place
            crossed = crossed or place
        raise AssertionError  # the places around a point are without end

    def _put_box(self, factor: FactorRow) -> None:
        size = self._scale * self._sizes.get(factor.id, 1.0)
        box = factor_box(factor, self._measure, size)
        self._boxes[factor.id] = box
        self._obstacles.put(factor.id, _span(box.rect))

    def _drop(self, link_id: int) -> None:
        """Forget where a link was drawn."""
        self._middles.pop(link_id, None)
        self._signs.drop(link_id)
        for part in ("head", "sign", "delay"):
            self._marks.drop((link_id, part))

    def _draw(self, link_ids: Iterable[int]) -> None:
        """Draw links: their ways and heads, then the signs, and last the delays, which need least room."""
        order = sorted(link_ids)
        for id_ in order:
            self._drop(id_)
        ways = {}
        for id_ in order:
            ways[id_] = self._way(self._links[id_])
            self._middles[id_] = point_on(ways[id_], 0.5)
            self._marks.put((id_, "head"), _around_points(arrow(ways[id_], self._scale), _CLEAR))
        badges = {id_: self._badge(id_, ways[id_]) for id_ in order}
        for id_ in order:
            link, way = self._links[id_], ways[id_]
            stroke = self._stroke(id_, way) if link.delay else None
            start, first, second, end = (Point(*place) for place in way)
            tip, left, right = (Point(*place) for place in arrow(way, self._scale))
            points, head = (start, first, second, end), (tip, left, right)
            self._curves[id_] = LinkCurve(
                id_, points, head, link.sign, badges[id_], stroke, self._scale
            )

    def _way(self, link: LinkRow) -> Sequence[Place]:
        """Return the curve of a link that crosses the fewest boxes and heads, the straightest first."""
        best, least = None, _WORST
        for way in self._ways(link):
            cost = self._crossed(link, way, least)
            if cost < least:
                best, least = way, cost
            if not cost:
                break
        assert best is not None
        return best

    def _crossed(self, link: LinkRow, way: Sequence[Place], most: int) -> int:
        """Return how much is in the way of a link; boxes count most, and what lies on the same line.

        most: from which on it need not be counted further.
        """
        middle = point_on(way, 0.5)
        beside = (self._middles.get(id_) for id_ in self._between[_pair(link)])
        same = sum(other is not None and math.dist(middle, other) < _BESIDE for other in beside)
        head = _around_points(arrow(way, self._scale), _CLEAR)
        heads = sum(1 for _ in self._marks.touching(head))
        onto = sum(key != link.target_id for key in set(self._obstacles.touching(head)))
        cost = min(heads, 2) + 2 * onto + 6 * same
        ends = (link.source_id, link.target_id)
        boxes = self._obstacles.along(places_on(way), ends, (most - cost) // _BOX)
        return cost + _BOX * len(boxes)

    def _ways(self, link: LinkRow) -> Iterator[Sequence[Place]]:
        source, target = self._boxes[link.source_id].rect, self._boxes[link.target_id].rect
        rank, large = self._ranks[link.id], len(self._boxes) + len(self._links) > _MANY
        if link.source_id == link.target_id:
            yield from own_ways(source, rank)
        elif link.bend:
            yield across(source, target, link.bend)
        else:
            yield from simple_ways(source, target, APART * rank, large)
            if not large and not self._moving:
                yield from bent_ways(source, target)
                yield from fine_ways(source, target)

    def _badge(self, link_id: int, way: Sequence[Place]) -> Point:
        badge = self._place_of_sign(way)
        self._marks.put((link_id, "sign"), _disc(badge, BADGE * self._scale))
        self._signs.put(link_id, _disc(badge, BADGE * self._scale))
        return Point(*badge)

    def _place_of_sign(self, way: Sequence[Place]) -> Place:
        radius = BADGE * self._scale + _CLEAR
        for place in _places_near(way, radius):
            if self._free(_disc(place, radius)):
                return place
        raise AssertionError  # the places near a curve are without end

    def _stroke(self, link_id: int, way: Sequence[Place]) -> tuple[Point, Point]:
        strokes = [delay_stroke(way, share, self._scale) for share in _EARLY]
        free = (stroke for stroke in strokes if self._free(_around_points(stroke, 1.0)))
        found = next(free, None) or min(strokes, key=self._crowding)
        self._marks.put((link_id, "delay"), _around_points(found, 1.0))
        return found

    def _crowding(self, stroke: tuple[Point, Point]) -> int:
        """Return how much a stroke touches; a sign or a box counts ten times as much as another mark."""
        span = _around_points(stroke, 1.0)
        boxes, signs = set(self._obstacles.touching(span)), set(self._signs.touching(span))
        return 10 * len(boxes) + 9 * len(signs) + len(set(self._marks.touching(span)))

    def _free(self, span: Span) -> bool:
        taken = self._obstacles.touching(span), self._marks.touching(span)
        return not any(True for each in taken for _ in each)


def _pair(link: LinkRow) -> tuple[int, int]:
    """Return the two factors of a link, whichever way it leads."""
    return min(link.source_id, link.target_id), max(link.source_id, link.target_id)


def _ranks(links: Iterable[LinkRow]) -> Mapping[int, int]:
    """Return how many parallel links come before each link."""
    seen: defaultdict[tuple[int, int], int] = defaultdict(int)
    ranks: dict[int, int] = {}
    for link in sorted(links, key=lambda link: link.id):
        ranks[link.id] = seen[link.source_id, link.target_id]
        seen[link.source_id, link.target_id] += 1
    return ranks


def _places_near(way: Sequence[Place], radius: float) -> Iterator[Place]:
    """Yield the places for a sign: on the curve, then further and further around its middle."""
    yield from (point_on(way, share) for share in _ALONG)
    yield from _outward(point_on(way, 0.5), radius)


def _outward(centre: Place, step: float) -> Iterator[Place]:
    """Yield a point and, without end, points on wider and wider circles round it."""
    yield centre
    x, y = centre
    for ring in count(1):
        for n in range(12 * ring):
            angle = 2 * math.pi * n / (12 * ring)
            yield x + ring * step * math.cos(angle), y + ring * step * math.sin(angle)


def _span(rect: Rect) -> Span:
    return rect.x, rect.y, rect.right, rect.bottom


def _disc(place: Place, radius: float) -> Span:
    return place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius


def _around_points(points: Sequence[Place], clear: float) -> Span:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - clear, min(ys) - clear, max(xs) + clear, max(ys) + clear
