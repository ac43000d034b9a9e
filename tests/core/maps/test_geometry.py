"""Geometry by its properties: ends on borders, nothing outside, no two links on one line."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.geometry import (
    BADGE,
    Place,
    Rect,
    draw_map,
    point_on,
    rough_width,
    wrapped,
)
from upstream_workshop.maps.layouts import LAYOUTS, free_place
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow


def on_border(rect: Rect, point: Place) -> bool:
    x, y = point
    inside = rect.x - 1e-6 <= x <= rect.right + 1e-6 and rect.y - 1e-6 <= y <= rect.bottom + 1e-6
    gaps = (abs(x - rect.x), abs(x - rect.right), abs(y - rect.y), abs(y - rect.bottom))
    return inside and min(gaps) < 1e-6


def holds(rect: Rect, point: Place) -> bool:
    return rect.x <= point[0] <= rect.right and rect.y <= point[1] <= rect.bottom


@given(map_rows())
def test_links_go_from_border_to_border(row: MapRow) -> None:
    drawing = draw_map(row.factors, row.links)
    rects = {box.factor_id: box.rect for box in drawing.boxes}
    links = {link.id: link for link in row.links}
    assert {curve.link_id for curve in drawing.curves} == set(links)
    for curve in drawing.curves:
        link = links[curve.link_id]
        assert on_border(rects[link.source_id], curve.points[0])
        assert on_border(rects[link.target_id], curve.points[3])
        assert curve.arrow[0] == curve.points[3]
        assert (curve.delay_mark is not None) == link.delay


@given(map_rows())
def test_nothing_is_outside_the_bounds(row: MapRow) -> None:
    drawing = draw_map(row.factors, row.links)
    for box in drawing.boxes:
        assert holds(drawing.bounds, (box.rect.x, box.rect.y))
        assert holds(drawing.bounds, (box.rect.right, box.rect.bottom))
    for curve in drawing.curves:
        x, y = curve.badge
        strokes = curve.delay_mark or ()
        disc = [(x - BADGE, y - BADGE), (x + BADGE, y + BADGE)]
        way = [point_on(curve.points, n / 97) for n in range(98)]
        assert all(holds(drawing.bounds, p) for p in (*curve.arrow, *strokes, *disc, *way))


@given(map_rows(least=1))
def test_a_label_fits_its_box_whole(row: MapRow) -> None:
    for factor, box in zip(row.factors, draw_map(row.factors, row.links).boxes, strict=True):
        assert "".join(box.lines).replace(" ", "") == factor.label.replace(" ", "")
        assert all(rough_width(line) <= box.rect.width for line in box.lines)
        assert box.rect.centre == pytest.approx((factor.x, factor.y))
        assert all(holds(box.rect, place) for place, _ in box.baselines())


def test_a_word_too_long_for_a_line_is_broken() -> None:
    lines = wrapped("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", rough_width)
    assert len(lines) > 1
    assert max(map(rough_width, lines)) <= 150


def test_parallel_opposite_and_self_links_keep_their_badges_apart() -> None:
    factors = (FactorRow(1, "One", 0, 0), FactorRow(2, "Two", 400, 30))
    pairs = [(1, 2), (1, 2), (1, 2), (2, 1), (2, 1), (1, 1), (1, 1)]
    links = tuple(LinkRow(n, a, b, "+") for n, (a, b) in enumerate(pairs, 1))
    badges = [curve.badge for curve in draw_map(factors, links).curves]
    for (x1, y1), (x2, y2) in combinations(badges, 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 > (1.2 * BADGE) ** 2


@pytest.mark.parametrize("name", LAYOUTS)
@given(row=map_rows(most=9, links=20))
def test_a_layout_places_everything_apart_and_always_the_same(name: str, row: MapRow) -> None:
    places = LAYOUTS[name](row)
    assert places == LAYOUTS[name](row)
    assert places.keys() == {factor.id for factor in row.factors}
    moved = tuple(FactorRow(f.id, f.label, *places[f.id]) for f in row.factors)
    rects = [box.rect for box in draw_map(moved, ()).boxes]
    for a, b in combinations(rects, 2):
        apart = a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y
        assert apart


def test_a_new_factor_finds_a_place_of_its_own_near_the_one_meant() -> None:
    taken: list[Place] = [(0.0, 0.0), (1000.0, 1000.0)]
    for _ in range(30):
        taken.append(free_place(taken, (0.0, 0.0)))
    assert all(abs(x) < 800 and abs(y) < 800 for x, y in taken if (x, y) != (1000.0, 1000.0))
    for (x1, y1), (x2, y2) in combinations(taken, 2):
        assert abs(x1 - x2) > 170 or abs(y1 - y2) > 80
