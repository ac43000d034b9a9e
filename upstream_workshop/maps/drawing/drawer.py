"""Draws the factors and links of a map, whole or in part."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from upstream_workshop.maps.drawing.label_places import delay_place, loop_place, sign_place
from upstream_workshop.maps.drawing.loop_marks import (
    NOT_COUNTED,
    LoopMark,
    TableCounts,
    is_clockwise,
    mark_radius,
)
from upstream_workshop.maps.drawing.rectangles import Place, Point, Rect
from upstream_workshop.maps.drawing.routing.incidence import Incidence
from upstream_workshop.maps.drawing.routing.router import CLEAR, Ends, Router
from upstream_workshop.maps.drawing.shapes import (
    BADGE,
    FactorBox,
    LinkCurve,
    MapDrawing,
    Measure,
    arrow,
    bounds_of,
    factor_box,
    point_on,
    rough_width,
)
from upstream_workshop.maps.drawing.space.free_discs import FreeDiscs
from upstream_workshop.maps.drawing.space.occupied import Occupied, around_points, disc, span_of
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.map_rows import FactorRow, LinkRow

EQUAL: Final[Mapping[int, float]] = MappingProxyType({})
_MANY: Final = 150  # factors and links from which on fewer ways are tried for each link
Drawn: TypeAlias = tuple[tuple[FactorBox, ...], tuple[LinkCurve, ...]]


class Drawer:
    """A drawn map that can be redrawn in part.

    Links go round boxes that are not theirs where they can. Signs, delay marks and heads keep off
    boxes and off each other; a sign for which its curve has no room stands beside it. `words` are
    areas of other words, of zones and notes, which are kept free in the same way.

    A large map takes seconds to draw: `take` says what it is to show, and `steps` draws it in many
    short steps, between which other work can be done. Until the last of them, shapes are as before.
    """

    def __init__(
        self,
        measure: Measure = rough_width,
        scale: float = 1.0,
        sizes: Mapping[int, float] = EQUAL,
        words: Iterable[Rect] = (),
    ) -> None:
        self._measure, self._scale, self._sizes = measure, scale, sizes
        self._factors: dict[int, FactorRow] = {}
        self._links: dict[int, LinkRow] = {}
        self._boxes: dict[int, FactorBox] = {}
        self._curves: dict[int, LinkCurve] = {}
        self._due_factors: dict[int, None] = {}  # in the order of the map
        self._due_links: set[int] = set()
        self._occupied = Occupied(words)
        self._router = Router(self._occupied, scale)

    @property
    def due(self) -> int:
        """How many factors and links are to be drawn."""
        return len(self._due_factors) + len(self._due_links)

    def take(self, factors: Sequence[FactorRow], links: Sequence[LinkRow]) -> None:
        """Take another state of the map, without drawing yet what has changed and the links at it.

        Other links are left as they are, even where a factor now lies on them.
        """
        rows = {factor.id: factor for factor in factors}
        there = {k.id: k for k in links if k.source_id in rows and k.target_id in rows}
        due = self._due_factors
        changed = [
            each.id for each in factors if self._factors.get(each.id) != each or each.id in due
        ]
        wanted = {id_ for id_, link in there.items() if self._links.get(id_) != link}
        for factor_id in self._factors.keys() - rows.keys():
            self._occupied.obstacles.drop(factor_id)
            self._boxes.pop(factor_id, None)
        for link_id in self._links.keys() - there.keys():
            self._forget(link_id)
            self._curves.pop(link_id, None)
        if wanted or there.keys() != self._links.keys():
            self._router.incidence = Incidence(there.values())
        self._factors, self._links = rows, there
        self._due_factors = dict.fromkeys(changed)
        self._due_links &= there.keys()
        self._due_links |= wanted
        if self._due_links != there.keys():  # else all are drawn anew, whatever they touch
            self._due_links |= self._router.incidence.touching(changed)

    def steps(self) -> Generator[None, None, Drawn]:
        """Draw what is due in short steps; return what was drawn."""
        for factor_id in self._due_factors:
            self._put_box(self._factors[factor_id])
            yield
        yield from self._draw(self._due_links)
        drawn = self._of(self._due_factors, sorted(self._due_links))
        self._due_factors, self._due_links = {}, set()
        return drawn

    def update(self, factors: Sequence[FactorRow], links: Sequence[LinkRow]) -> Drawn:
        """Draw what has changed since the last time, and the links at it, at once. Return what was drawn."""
        self.take(factors, links)
        return _result(self.steps())

    def drawing(self) -> MapDrawing:
        """Return the whole map."""
        boxes, curves = self.shapes()
        return MapDrawing(boxes, curves, bounds_of(boxes, curves))

    def shapes(self) -> Drawn:
        """Return all boxes and curves, without their bounds, which take as long as many links."""
        return self._of(self._factors, self._links)

    def marked_drawing(
        self,
        loops: Iterable[Loop] = (),
        needed: Collection[tuple[int, ...]] = (),
        counts: TableCounts = NOT_COUNTED,
    ) -> MapDrawing:
        """Return the whole map with marks of loops; the arguments are those of `loop_marks`."""
        drawn, marks = self.drawing(), self.loop_marks(loops, needed, counts)
        if not marks:
            return drawn
        bounds = bounds_of(drawn.boxes, drawn.curves, [mark.span() for mark in marks])
        return replace(drawn, marks=marks, bounds=bounds)

    def move(self, factors: Iterable[FactorRow]) -> Drawn:
        """Draw factors anew, with the links that touch them. Return what was drawn.

        These links have the first curves that do, so that it is quick enough for each step of a mouse.
        Other links are left as they are, even where a factor now lies on them.
        """
        moved = [factor for factor in factors if factor.id in self._boxes]
        for factor in moved:
            self._put_box(factor)
            self._factors[factor.id] = factor
        ids = [factor.id for factor in moved]
        links = self._router.incidence.touching(ids)
        _exhaust(self._draw(links, moving=True))
        return self._of(ids, sorted(links))

    def bend(self, link_id: int, bend: float) -> LinkCurve:
        """Draw a link anew with another bend, and return it. Other links are left as they are."""
        self._links[link_id] = replace(self._links[link_id], bend=bend)
        _exhaust(self._draw([link_id]))
        return self._curves[link_id]

    def loop_marks(
        self,
        loops: Iterable[Loop],
        needed: Collection[tuple[int, ...]] = (),
        counts: TableCounts = NOT_COUNTED,
    ) -> tuple[LoopMark, ...]:
        """Return the marks of loops, each in the middle of its loop or as near to it as there is room.

        needed: the links of the loops that are marked even where the next room is far away; others
            are left out there, since a mark far from its loop would be read as that of another.
        counts: by how many of how many tables each loop was drawn, on a map merged from theirs.

        Marks touch no box, no sign and no other mark, and keep off the loop's lines where they can.
        """
        found: list[LoopMark] = []
        for loop in loops:
            mark = self._loop_mark(
                loop, loop.link_ids in needed, *counts.get(loop.link_ids, (0, 0))
            )
            if mark is not None:
                self._occupied.marks.put((mark.link_ids, "loop"), mark.span())
                found.append(mark)
        for mark in found:
            self._occupied.marks.drop((mark.link_ids, "loop"))
        return tuple(found)

    def _loop_mark(self, loop: Loop, needed: bool, drawn: int, tables: int) -> LoopMark | None:
        shares = (0.0, 0.25, 0.5, 0.75, 1.0)
        round_it = [point_on(self._curves[id_].points, s) for id_ in loop.link_ids for s in shares]
        radius = mark_radius(loop.mark, bool(tables)) * self._scale
        beside = self._router.incidence.touching(loop.factor_ids)
        ways = (self._curves[id_].points for id_ in beside)
        place = loop_place(self._occupied, round_it, ways, radius, needed)
        if place is None:
            return None
        turns, scale = is_clockwise(round_it), self._scale
        return LoopMark(
            loop.link_ids, loop.mark, loop.kind, place, turns, radius, scale, drawn, tables
        )

    def _of(self, factor_ids: Iterable[int], link_ids: Iterable[int]) -> Drawn:
        boxes = tuple(self._boxes[id_] for id_ in factor_ids)
        return boxes, tuple(self._curves[id_] for id_ in link_ids)

    def _put_box(self, factor: FactorRow) -> None:
        size = self._scale * self._sizes.get(factor.id, 1.0)
        box = factor_box(factor, self._measure, size)
        self._boxes[factor.id] = box
        self._occupied.obstacles.put(factor.id, span_of(box.rect))

    def _forget(self, link_id: int) -> None:
        """Forget where a link was drawn."""
        self._router.forget(link_id)
        self._occupied.forget(link_id)

    def _draw(self, link_ids: Iterable[int], moving: bool = False) -> Iterator[None]:
        """Draw links: their ways and heads, then the signs, and last the delays, which need least room."""
        order = sorted(link_ids)
        for id_ in order:
            self._forget(id_)
            yield
        ways: dict[int, Sequence[Place]] = {}
        for id_ in order:
            ways[id_] = self._way(self._links[id_], moving)
            yield
        badges: dict[int, Point] = {}
        free = FreeDiscs(self._occupied, BADGE * self._scale + CLEAR)
        for id_ in order:
            badges[id_] = self._badge(id_, ways[id_], free)
            yield
        for id_ in order:
            self._curves[id_] = self._curve(self._links[id_], ways[id_], badges[id_])
            yield

    def _way(self, link: LinkRow, moving: bool) -> Sequence[Place]:
        ends = Ends(self._boxes[link.source_id].rect, self._boxes[link.target_id].rect)
        large = len(self._factors) + len(self._links) > _MANY
        return self._router.lead(link, ends, large, moving)

    def _badge(self, link_id: int, way: Sequence[Place], free: FreeDiscs) -> Point:
        badge = sign_place(free, way)
        span = disc(badge, BADGE * self._scale)
        self._occupied.put_mark(link_id, "sign", span)
        free.note_taken(span)
        return Point(*badge)

    def _curve(self, link: LinkRow, way: Sequence[Place], badge: Point) -> LinkCurve:
        stroke = None
        if link.delay:
            stroke = delay_place(self._occupied, way, self._scale)
            self._occupied.put_mark(link.id, "delay", around_points(stroke, 1.0))
        start, first, second, end = (Point(*place) for place in way)
        tip, left, right = (Point(*place) for place in arrow(way, self._scale))
        points, head = (start, first, second, end), (tip, left, right)
        return LinkCurve(link.id, points, head, link.sign, badge, stroke, self._scale, link.basis)


def _result(steps: Generator[None, None, Drawn]) -> Drawn:
    """Carry out all steps, and return what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            drawn: Drawn = end.value
            return drawn


def _exhaust(steps: Iterator[None]) -> None:
    for _ in steps:
        pass
