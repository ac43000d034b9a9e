"""Nothing covers anything on a drawn map: the sample, real maps and 200 random ones, counted exactly.

Signs are discs, heads triangles, delay marks strokes, links curves of a hundred pieces; boxes are boxes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, pairwise
from pathlib import Path

import pytest

from tests.core.maps.test_marks import laid_out
from upstream_workshop.maps.drawing.shapes import across
from upstream_workshop.maps.geometry import (
    BADGE,
    LinkCurve,
    MapDrawing,
    Place,
    Rect,
    draw_map,
    point_on,
)
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.queries import maps
from upstream_workshop.readers.maps.map_files import read_map_file
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink
from upstream_workshop.readers.reading import Reading
from upstream_workshop.whole import sample

Line = tuple[Place, Place]
NO_WAY = "link behind box, and no curve with one bend leads round it"
MOST = {"layered": 5}  # such links among about a thousand, by the layout; none in the others


def side(p: Place, q: Place, r: Place) -> float:
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def cross(one: Line, other: Line) -> bool:
    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def inside(place: Place, rect: Rect) -> bool:
    return rect.x < place[0] < rect.right and rect.y < place[1] < rect.bottom


def edges(corners: Sequence[Place]) -> list[Line]:
    return list(pairwise([*corners, corners[0]]))


def over_box(lines: Sequence[Line], rect: Rect) -> bool:
    right, bottom = rect.right, rect.bottom
    xs, ys = ([place[at] for line in lines for place in line] for at in (0, 1))
    if not lines or max(xs) < rect.x or min(xs) > right or max(ys) < rect.y or min(ys) > bottom:
        return False
    box = edges([(rect.x, rect.y), (right, rect.y), (right, bottom), (rect.x, bottom)])
    corners = (place for line in lines for place in line)
    return any(inside(place, rect) for place in corners) or any(
        cross(a, b) for a in lines for b in box
    )


def in_triangle(place: Place, corners: Sequence[Place]) -> bool:
    sides = [side(a, b, place) > 0 for a, b in edges(corners)]
    return all(sides) or not any(sides)


def far(place: Place, line: Line) -> float:
    (x1, y1), (x2, y2) = line
    dx, dy = x2 - x1, y2 - y1
    share = ((place[0] - x1) * dx + (place[1] - y1) * dy) / ((dx * dx + dy * dy) or 1.0)
    share = max(0.0, min(1.0, share))
    return math.dist(place, (x1 + share * dx, y1 + share * dy))


def marks(curve: LinkCurve) -> dict[str, list[Line]]:
    """The lines of the marks of a link, but its sign."""
    strokes = [curve.delay_mark] if curve.delay_mark else []
    return {"head": edges(curve.arrow), "delay": [(a, b) for a, b in strokes]}


def pieces(way: Sequence[Place]) -> list[Line]:
    return list(pairwise(point_on(way, n / 100) for n in range(101)))


def crossed(way: Sequence[Place], rects: Sequence[Rect]) -> bool:
    lines = pieces(way)
    return any(over_box(lines, rect) for rect in rects)


def overlaps(row: MapRow, drawing: MapDrawing) -> Iterator[str]:
    """What touches what, as often as it does; NO_WAY: a link behind a box with no simple way round it."""
    links = {link.id: link for link in row.links}
    rects = {box.factor_id: box.rect for box in drawing.boxes}
    for curve in drawing.curves:
        link = links[curve.link_id]
        beside = [
            point_on(other.points, 0.5)
            for other in drawing.curves
            if other is not curve and ends(links[other.link_id]) == ends(link)
        ]
        yield from on_boxes(curve, link, rects, beside)
        for other in drawing.curves:
            for name, lines in marks(other).items():
                if any(far(curve.badge, line) < BADGE for line in lines):
                    yield f"sign on {name}"
    for curve, other in combinations(drawing.curves, 2):
        if math.dist(curve.badge, other.badge) < 2 * BADGE:
            yield "sign on sign"
        ours, theirs = (list(chain(*marks(each).values())) for each in (curve, other))
        if touch(ours, theirs) or any(
            in_triangle(a.arrow[0], b.arrow) for a, b in ((curve, other), (other, curve))
        ):
            yield "head or delay on another"


def ends(link: LinkRow) -> frozenset[int]:
    return frozenset((link.source_id, link.target_id))


def on_boxes(
    curve: LinkCurve, link: LinkRow, rects: dict[int, Rect], beside: Sequence[Place]
) -> Iterator[str]:
    """What of a link touches boxes; beside: the middles of other links between the same factors."""
    others = [rect for id_, rect in rects.items() if id_ not in ends(link)]
    if any(near_disc(curve.badge, rect) for rect in rects.values()):
        yield "sign on box"
    not_target = [rect for id_, rect in rects.items() if id_ != link.target_id]
    if any(over_box(edges(curve.arrow), rect) for rect in not_target):
        yield "head on box"
    if any(over_box(marks(curve)["delay"], rect) for rect in rects.values()):
        yield "delay on box"
    if crossed(curve.points, others):
        yield "link behind box" if way_round(link, rects, others, beside) else NO_WAY


def near_disc(centre: Place, rect: Rect) -> bool:
    x = min(max(centre[0], rect.x), rect.right)
    y = min(max(centre[1], rect.y), rect.bottom)
    return math.dist((x, y), centre) < BADGE


def touch(ours: Sequence[Line], theirs: Sequence[Line]) -> bool:
    return any(cross(one, other) for one in ours for other in theirs)


def way_round(
    link: LinkRow, rects: dict[int, Rect], others: Sequence[Rect], beside: Sequence[Place]
) -> bool:
    """Whether a curve with one bend, of many, crosses no other box and has the line to itself."""
    if link.source_id == link.target_id or link.bend:
        return False
    source, target = rects[link.source_id], rects[link.target_id]
    length = math.dist(source.centre, target.centre)
    ways = (across(source, target, n / 20 * length) for n in range(-20, 21))
    return any(
        not crossed(way, others) and all(math.dist(point_on(way, 0.5), at) > 14 for at in beside)
        for way in ways
    )


def placed(row: MapRow, layout: str) -> MapRow:
    places = LAYOUTS[layout](row)
    moved = (replace(f, x=places[f.id][0], y=places[f.id][1]) for f in row.factors)
    return replace(row, factors=tuple(moved))


def counted(row: MapRow) -> Counter[str]:
    return Counter(overlaps(row, draw_map(row.factors, row.links)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_covers_anything_on_many_random_maps(layout: str) -> None:
    found: Counter[str] = Counter()
    for seed in range(50):
        found += counted(laid_out(seed, layout))
    assert found.pop(NO_WAY, 0) <= MOST.get(layout, 0)
    assert found == Counter()


def test_nothing_covers_anything_on_the_sample(tmp_path: Path) -> None:
    with sample.build(tmp_path / "sample.upstream") as workshop, workshop.read() as session:
        for row in maps(session):
            assert counted(row) == Counter()


def test_nothing_covers_anything_on_real_maps(shared_data: Path) -> None:
    for path in sorted((shared_data / "maps").iterdir()):
        row = drawn_in(path)
        has_places = any(factor.x or factor.y for factor in row.factors)
        rows = [placed(row, layout) for layout in LAYOUTS] + ([row] if has_places else [])
        for each in rows:
            assert counted(each) == Counter(), path.name


def drawn_in(path: Path) -> MapRow:
    """The map of a file, at its places."""
    reading = read_map_file(path)
    assert isinstance(reading, Reading)
    factors = [each for each in reading.entries if isinstance(each, MapFactor)]
    ids = {each.key: at for at, each in enumerate(factors)}
    links = [each for each in reading.entries if isinstance(each, MapLink)]
    return MapRow(
        1, path.stem, "",
        tuple(FactorRow(at, f.label, f.x or 0.0, f.y or 0.0) for at, f in enumerate(factors)),
        tuple(
            LinkRow(at, ids[k.source], ids[k.target], k.sign, k.delay) for at, k in enumerate(links)
        ),
    )  # fmt: skip
