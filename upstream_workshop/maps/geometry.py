"""Where everything of a map is drawn, in points: one answer for the screen and for paper."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from upstream_workshop.maps.loops import LinkLike

Measure = Callable[[str], float]  # width in points of words in the label's font

TEXT_SIZE: Final = 14.0
LINE_HEIGHT: Final = 18.0
PADDING: Final = 14.0
WIDEST: Final = 150.0  # a label wraps beyond it
LEAST_WIDTH: Final = 90.0
BADGE: Final = 9.0  # radius of the sign
ARROW: Final = 11.0
MARGIN: Final = 24.0
_BOW: Final = 0.14  # how far a link bows, as a share of its length


class Point(NamedTuple):
    """A place on the map, y downwards."""

    x: float
    y: float


class Rect(NamedTuple):
    """A box by its left top corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def contains(self, point: Point) -> bool:
        """Whether a point lies in it or on its border."""
        return (
            self.x <= point.x <= self.x + self.width and self.y <= point.y <= self.y + self.height
        )


class FactorShape(Protocol):
    """What drawing needs to know of a factor."""

    @property
    def id(self) -> int:
        """Its row."""

    @property
    def label(self) -> str:
        """Its words."""

    @property
    def x(self) -> float:
        """Its centre."""

    @property
    def y(self) -> float:
        """Its centre."""

    @property
    def colour(self) -> str:
        """A colour role, or blank."""


class LinkShape(LinkLike, Protocol):
    """What drawing needs to know of a link."""

    @property
    def delay(self) -> bool:
        """Whether it acts late."""


@dataclass(frozen=True, slots=True)
class FactorBox:
    """A factor as drawn: its box, its wrapped label, and a colour role."""

    factor_id: int
    rect: Rect
    lines: tuple[str, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class LinkCurve:
    """A link as drawn: a cubic Bézier from border to border, its arrow head, where its sign sits."""

    link_id: int
    points: tuple[Point, Point, Point, Point]
    arrow: tuple[Point, Point, Point]
    badge: Point
    sign: str
    delay_mark: tuple[Point, Point] | None  # a short stroke across the link


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A whole map: links go below, boxes above; nothing reaches outside the bounds."""

    boxes: tuple[FactorBox, ...]
    curves: tuple[LinkCurve, ...]
    bounds: Rect


def draw_map(
    factors: Sequence[FactorShape], links: Sequence[LinkShape], measure: Measure
) -> MapDrawing:
    """Lay out boxes and curves; `measure` gives the width of words where it will be painted."""
    boxes = tuple(box(factor, measure) for factor in factors)
    rects = {drawn.factor_id: drawn.rect for drawn in boxes}
    often: defaultdict[tuple[int, int], int] = defaultdict(int)
    curves = []
    for link in sorted(links, key=lambda each: each.id):
        ends = link.source_id, link.target_id
        curves.append(_curve(link, rects[ends[0]], rects[ends[1]], often[ends]))
        often[ends] += 1
    return MapDrawing(boxes, tuple(curves), _bounds(boxes, curves))


def box(factor: FactorShape, measure: Measure) -> FactorBox:
    """A factor's box around its wrapped label."""
    lines = wrapped(factor.label, measure)
    width = max(LEAST_WIDTH, max(measure(line) for line in lines) + 2 * PADDING)
    height = LINE_HEIGHT * len(lines) + 1.6 * PADDING
    rect = Rect(factor.x - width / 2, factor.y - height / 2, width, height)
    return FactorBox(factor.id, rect, lines, factor.colour)


def wrapped(label: str, measure: Measure) -> tuple[str, ...]:
    """The label in lines no wider than a box can be; a word that is wider is broken."""
    lines: list[str] = []
    for word in label.split():
        for part in _parts(word, measure):
            longer = f"{lines[-1]} {part}" if lines else part
            if lines and measure(longer) <= WIDEST:
                lines[-1] = longer
            else:
                lines.append(part)
    return tuple(lines) or ("",)


def point_at(points: Sequence[Point], t: float) -> Point:
    """A point of a cubic Bézier, t from 0 to 1."""
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return Point(
        sum(w * p.x for w, p in zip(weights, points, strict=True)),
        sum(w * p.y for w, p in zip(weights, points, strict=True)),
    )


def _parts(word: str, measure: Measure) -> list[str]:
    if measure(word) <= WIDEST:
        return [word]
    size = max(1, int(len(word) * WIDEST / measure(word)) - 1)
    return [word[start : start + size] for start in range(0, len(word), size)]


def _curve(link: LinkShape, source: Rect, target: Rect, before: int) -> LinkCurve:
    whole = (
        _around(source, before)
        if link.source_id == link.target_id
        else _bowed(source.centre, target.centre, before)
    )
    points = _between(whole, _leaves(whole, source), _enters(whole, target))
    tip, back = points[3], point_at(points, 0.97)
    angle = math.atan2(tip.y - back.y, tip.x - back.x)
    badge = point_at(points, 0.5)
    mark = _across(points, 0.68) if link.delay else None
    return LinkCurve(link.id, points, _head(tip, angle), badge, link.sign, mark)


def _bowed(a: Point, b: Point, before: int) -> tuple[Point, Point, Point, Point]:
    """From centre to centre, bowed to the right of its way, so that two opposite links part."""
    length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
    bow = length * _BOW + before * 3 * BADGE
    right = Point(-(b.y - a.y) / length * bow, (b.x - a.x) / length * bow)
    control = Point((a.x + b.x) / 2 + right.x, (a.y + b.y) / 2 + right.y)
    return (
        a,
        Point(a.x + (control.x - a.x) * 2 / 3, a.y + (control.y - a.y) * 2 / 3),
        Point(b.x + (control.x - b.x) * 2 / 3, b.y + (control.y - b.y) * 2 / 3),
        b,
    )


def _around(rect: Rect, before: int) -> tuple[Point, Point, Point, Point]:
    """A link to itself: out of the box and in again above it."""
    middle, reach = rect.centre, rect.height * 1.6 + before * 4 * BADGE
    return (
        middle,
        Point(middle.x - rect.width * 0.7, middle.y - reach),
        Point(middle.x + rect.width * 0.7, middle.y - reach),
        middle,
    )


def _leaves(points: Sequence[Point], rect: Rect) -> float:
    """Where a curve that starts in a box crosses its border."""
    return _crossing(points, rect, 0.0, 0.5)


def _enters(points: Sequence[Point], rect: Rect) -> float:
    """Where a curve that ends in a box crosses its border."""
    return _crossing(points, rect, 1.0, 0.5)


def _crossing(points: Sequence[Point], rect: Rect, inside: float, outside: float) -> float:
    for _ in range(40):
        middle = (inside + outside) / 2
        if rect.contains(point_at(points, middle)):
            inside = middle
        else:
            outside = middle
    return inside


def _between(
    points: tuple[Point, Point, Point, Point], start: float, end: float
) -> tuple[Point, Point, Point, Point]:
    """The part of a curve from start to end (de Casteljau, twice)."""
    later = _split(points, start)[1]
    share = (end - start) / (1 - start) if start < 1 else 1.0
    return _split(later, share)[0]


def _split(
    p: tuple[Point, Point, Point, Point], t: float
) -> tuple[tuple[Point, Point, Point, Point], tuple[Point, Point, Point, Point]]:
    def mix(a: Point, b: Point) -> Point:
        return Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)

    ab, bc, cd = mix(p[0], p[1]), mix(p[1], p[2]), mix(p[2], p[3])
    abc, bcd = mix(ab, bc), mix(bc, cd)
    middle = mix(abc, bcd)
    return (p[0], ab, abc, middle), (middle, bcd, cd, p[3])


def _head(tip: Point, angle: float) -> tuple[Point, Point, Point]:
    def corner(turn: float) -> Point:
        return Point(tip.x - ARROW * math.cos(angle + turn), tip.y - ARROW * math.sin(angle + turn))

    return tip, corner(0.42), corner(-0.42)


def _across(points: Sequence[Point], t: float) -> tuple[Point, Point]:
    here, next_ = point_at(points, t), point_at(points, t + 0.02)
    angle = math.atan2(next_.y - here.y, next_.x - here.x) + math.pi / 2
    half = Point(math.cos(angle) * BADGE, math.sin(angle) * BADGE)
    return Point(here.x - half.x, here.y - half.y), Point(here.x + half.x, here.y + half.y)


def _bounds(boxes: Sequence[FactorBox], curves: Sequence[LinkCurve]) -> Rect:
    if not boxes:
        return Rect(0, 0, 0, 0)
    xs = [edge for drawn in boxes for edge in (drawn.rect.x, drawn.rect.x + drawn.rect.width)]
    ys = [edge for drawn in boxes for edge in (drawn.rect.y, drawn.rect.y + drawn.rect.height)]
    for curve in curves:
        for point in (*curve.points, *curve.arrow, *(curve.delay_mark or ())):
            xs.append(point.x)
            ys.append(point.y)
        xs += [curve.badge.x - BADGE, curve.badge.x + BADGE]
        ys += [curve.badge.y - BADGE, curve.badge.y + BADGE]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return Rect(left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top)
