"""The shapes of a map in points, y downwards, in the map's own coordinates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from upstream_workshop.maps.drawing.annotation_boxes import NoteBox, ZoneBox
from upstream_workshop.maps.drawing.loop_marks import LoopMark
from upstream_workshop.maps.drawing.rectangles import LINE_HEIGHT, TEXT_SIZE, Place, Point, Rect
from upstream_workshop.maps.drawing.space.box_grid import Span
from upstream_workshop.maps.kinds import Basis, Colour, Sign
from upstream_workshop.maps.map_rows import FactorRow

Measure: TypeAlias = Callable[[str], float]  # the width of a text in points, at TEXT_SIZE semibold

BADGE: Final = 10.0
LEADER: Final = 0.9  # the width of a line from a sign to its link
MARGIN: Final = 16.0  # kept free around everything
_MEASURE: Final = 116.0  # labels wrap at this width
_PADDING: Final = (12.0, 11.0)
_LEAST: Final = (84.0, 42.0)
BEND: Final = 0.10  # of the way: how far one link bows out
APART: Final = 0.13  # how much more each parallel one does
_HEAD: Final = (11.0, 4.6)  # an arrow head's length and half its width
_BAR: Final = 7.0  # half the length of a delay's stroke
_APART: Final = 2.4  # of each of two strands from the middle
_MOST_BENT: Final = 1.6  # times that, which the inside of a bend takes at most
_LEADS: Final = 24  # parts of a link, between which a line from its sign may meet it
_LOOP: Final = 46.0  # how far a link from a factor to itself swings out


Strand: TypeAlias = tuple[Place, Place, Place, Place]  # a cubic curve


@dataclass(frozen=True, slots=True)
class FactorBox:
    """The rounded box of a factor and the lines of its label, which are centred in it."""

    factor_id: int
    rect: Rect
    lines: tuple[str, ...]
    colour: Colour  # names a colour role; blank for plain paper
    scale: float = 1.0  # of its text
    locked: bool = False  # whether layouts leave it where it is

    def baselines(self) -> tuple[tuple[Place, str], ...]:
        """Return each line of the label with the middle of its baseline."""
        x, y = self.rect.centre
        high = LINE_HEIGHT * self.scale
        top = y - high * len(self.lines) / 2 + TEXT_SIZE * self.scale * 0.93
        return tuple(((x, top + high * n), line) for n, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class LinkCurve:
    """A link between two borders: a cubic curve, an arrow head, a sign and a delay mark."""

    link_id: int
    points: tuple[Point, Point, Point, Point]
    arrow: tuple[Point, Point, Point]  # its tip first
    sign: Sign
    badge: Point  # the centre of the sign's disc
    delay_mark: tuple[Point, Point] | None  # a stroke across the line: it takes its time
    scale: float = 1.0  # of its sign, its head and its delay mark
    basis: Basis = Basis.UNSAID

    @property
    def dashed(self) -> bool:
        """Whether its line is dashed, as it rests on no finding."""
        return self.basis is Basis.NONE

    def strands(self) -> tuple[Strand, ...]:
        """Return the lines that are drawn: two, side by side, if what it rests on is disputed."""
        return strands(self.points, self.basis, self.scale)

    @property
    def radius(self) -> float:
        """The radius of the sign's disc."""
        return BADGE * self.scale

    def leader(self) -> tuple[Place, Place] | None:
        """Return the line that leads from a sign beside its link to the link; None from one on it."""
        if math.dist(point_on(self.points, 0.5), self.badge) <= self.radius:
            return None
        near = min(points_along(self.points, _LEADS), key=lambda each: math.dist(each, self.badge))
        away = math.dist(near, self.badge)
        if away <= self.radius:
            return None
        (x, y), share = self.badge, self.radius / away
        return (x + (near[0] - x) * share, y + (near[1] - y) * share), near


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A whole map; it is painted in the order zones, notes, links, boxes, badges, marks of loops."""

    boxes: tuple[FactorBox, ...]
    curves: tuple[LinkCurve, ...]
    bounds: Rect  # everything lies inside, with MARGIN around it
    zones: tuple[ZoneBox, ...] = ()
    notes: tuple[NoteBox, ...] = ()
    marks: tuple[LoopMark, ...] = ()


def rough_width(text: str) -> float:
    """Return an estimate of a text's width in points, for layouts and tests without a font."""
    return TEXT_SIZE * 0.55 * len(text)


def factor_box(factor: FactorRow, measure: Measure = rough_width, scale: float = 1.0) -> FactorBox:
    """Return the box of a factor around its centre, sized by its wrapped label.

    scale: the size of its text, as a ratio to TEXT_SIZE.
    """
    lines = wrapped(factor.label, measure)
    width = max(_LEAST[0], max(measure(line) for line in lines) + 2 * _PADDING[0])
    height = max(_LEAST[1], LINE_HEIGHT * len(lines) + 2 * _PADDING[1])
    width, height = width * scale, height * scale
    rect = Rect(factor.x - width / 2, factor.y - height / 2, width, height)
    return FactorBox(factor.id, rect, lines, factor.colour, scale, factor.locked)


def wrapped(label: str, measure: Measure, width: float = _MEASURE) -> tuple[str, ...]:
    """Return a label in lines no wider than `width` points; a word too long is broken."""
    lines = [""]
    for word in label.split():
        for piece in _pieces(word, measure, width):
            joined = f"{lines[-1]} {piece}".strip()
            if lines[-1] and measure(joined) > width:
                lines.append(piece)
            else:
                lines[-1] = joined
    return tuple(lines)


def bounds_of(
    boxes: Sequence[FactorBox], curves: Sequence[LinkCurve], spans: Iterable[Span] = ()
) -> Rect:
    """Return the rectangle around everything, with a margin; a small one around nothing."""
    points = [*_corners(boxes), *_reach(curves)]
    points += [
        corner for left, top, right, bottom in spans for corner in ((left, top), (right, bottom))
    ]
    points = points or [(0.0, 0.0)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return Rect(
        left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    )  # fmt: skip


def point_on(points: Sequence[Place], share: float) -> Place:
    """Return the point of a cubic curve at a share of its length parameter, 0 to 1."""
    a, b = (1 - share), share
    weights = (a**3, 3 * a * a * b, 3 * a * b * b, b**3)
    return (
        sum(w * x for w, (x, _) in zip(weights, points, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, points, strict=True)),
    )


def points_along(points: Sequence[Place], count: int) -> list[Place]:
    """Return `count` - 1 points of a cubic curve between its ends, at equal shares."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    found: list[Place] = []
    for n in range(1, count):
        b = n / count
        a = 1 - b
        p, q, r, s = a * a * a, 3 * a * a * b, 3 * a * b * b, b * b * b
        found.append((p * x0 + q * x1 + r * x2 + s * x3, p * y0 + q * y1 + r * y2 + s * y3))
    return found


def strands(points: Strand, basis: Basis, scale: float = 1.0) -> tuple[Strand, ...]:
    """Return the lines of a link with this basis: its curve, or one at each side of it."""
    if basis is not Basis.CONTESTED:
        return (points,)
    return _beside(points, _APART * scale), _beside(points, -_APART * scale)


def _beside(points: Strand, distance: float) -> Strand:
    """Return a cubic curve at about a distance to the left of another one, in the middle of a bend too."""
    start, first, second, end = points
    (ax, ay), (bx, by) = (
        _direction(start, first if first != start else end),
        _direction(second if second != end else start, end),
    )
    across = math.hypot(ax + bx, ay + by) / 2  # the part of both distances that is in one direction
    inner = distance * (min(1 / across, _MOST_BENT) if across else _MOST_BENT)
    return (
        (start[0] + ay * distance, start[1] - ax * distance),
        (first[0] + ay * inner, first[1] - ax * inner),
        (second[0] + by * inner, second[1] - bx * inner),
        (end[0] + by * distance, end[1] - bx * distance),
    )


def border_point(rect: Rect, towards: Place) -> Place:
    """Return the point at which the line from a box's centre to a point crosses its border."""
    x, y = rect.centre
    dx, dy = towards[0] - x, towards[1] - y
    if math.hypot(dx, dy) < 1e-6:
        dx, dy = 1.0, 0.0
    scale = min(
        rect.width / 2 / abs(dx) if dx else math.inf,
        rect.height / 2 / abs(dy) if dy else math.inf,
    )
    return x + dx * scale, y + dy * scale


def _pieces(word: str, measure: Measure, width: float) -> Iterator[str]:
    """Return a word in pieces that fit the width."""
    if measure(word) <= width:
        yield word
        return
    piece = ""
    for letter in word:
        if piece and measure(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def across(source: Rect, target: Rect, bow: float) -> tuple[Place, Place, Place, Place]:
    """Return a curve whose middle is moved to its own left by about `bow` points."""
    (x1, y1), (x2, y2) = source.centre, target.centre
    length = math.dist((x1, y1), (x2, y2))
    dx, dy = ((x2 - x1) / length, (y2 - y1) / length) if length >= 1.0 else (1.0, 0.0)
    bend = ((x1 + x2) / 2 + dy * 2 * bow, (y1 + y2) / 2 - dx * 2 * bow)
    start, end = border_point(source, bend), border_point(target, bend)
    return start, _between(start, bend), _between(end, bend), end


def bend_at(source: Rect, target: Rect, place: Place) -> float:
    """Return the bend with which the middle of a curve between two boxes lies beside a place."""
    (x1, y1), (x2, y2) = source.centre, target.centre
    dx, dy = _direction((x1, y1), (x2, y2))
    return (place[0] - (x1 + x2) / 2) * dy - (place[1] - (y1 + y2) / 2) * dx


def around(rect: Rect, rank: float) -> tuple[Place, Place, Place, Place]:
    """Return a curve from the top of a box to its right side; the others go further out."""
    out = _LOOP * (1 + 0.5 * rank)
    start = (rect.right - rect.width / 4, rect.y)
    end = (rect.right, rect.y + rect.height / 3)
    return start, (start[0], rect.y - out), (rect.right + out, rect.y - out / 2), end


def _between(near: Place, bend: Place) -> Place:
    """Return the control point of a cubic curve for that of a quadratic one."""
    return near[0] + (bend[0] - near[0]) * 2 / 3, near[1] + (bend[1] - near[1]) * 2 / 3


def _direction(start: Place, end: Place) -> Place:
    length = math.dist(start, end)
    if length < 1e-6:
        return 1.0, 0.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def arrow(points: Sequence[Place], scale: float = 1.0) -> tuple[Place, Place, Place]:
    """Return the head at the end of a curve, its tip first."""
    (x, y), (dx, dy) = points[3], _direction(points[2], points[3])
    length, half = _HEAD[0] * scale, _HEAD[1] * scale
    back = (x - dx * length, y - dy * length)
    return (
        (x, y),
        (back[0] - dy * half, back[1] + dx * half),
        (back[0] + dy * half, back[1] - dx * half),
    )


def delay_stroke(
    points: Sequence[Place], share: float = 0.27, scale: float = 1.0
) -> tuple[Point, Point]:
    """Return the stroke of a delay across a curve, at a share of its length parameter."""
    dx, dy = _direction(point_on(points, share - 0.03), point_on(points, share + 0.03))
    (x, y), half = point_on(points, share), _BAR * scale
    return Point(x - dy * half, y + dx * half), Point(x + dy * half, y - dx * half)


def _corners(boxes: Iterable[FactorBox]) -> Iterator[Place]:
    for box in boxes:
        yield box.rect.x, box.rect.y
        yield box.rect.right, box.rect.bottom


def _reach(curves: Iterable[LinkCurve]) -> Iterator[Place]:
    for curve in curves:
        yield from (point_on(curve.points, n / 16) for n in range(17))
        yield from curve.arrow
        yield from curve.delay_mark or ()
        x, y = curve.badge
        yield x - curve.radius, y - curve.radius
        yield x + curve.radius, y + curve.radius
