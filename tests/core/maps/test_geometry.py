"""Geometry by its properties: ends on borders, nothing outside, no two links on one line."""

from __future__ import annotations

from itertools import combinations, islice
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from upstream_workshop.maps.layouts import CELL, LAYOUTS, free_place, free_places, loop_alone
from upstream_workshop.maps.loops import loops
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow


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
def test_a_sign_beside_its_link_is_led_to_it(row: MapRow) -> None:
    for curve in draw_map(row.factors, row.links).curves:
        there = [point_on(curve.points, n / 24) for n in range(1, 24)]
        away = min(dist(each, curve.badge) for each in there)
        leader = curve.leader()
        if leader is None:
            assert away <= curve.radius + 1e-6
        else:
            assert abs(dist(leader[0], curve.badge) - curve.radius) < 1e-6
            assert abs(dist(leader[1], curve.badge) - away) < 1e-6


def test_signs_stand_beside_links_that_are_too_short_for_them() -> None:
    factors = (FactorRow(1, "A", 0, 0), FactorRow(2, "B", 0, 60))
    links = (LinkRow(1, 1, 2, "+"), LinkRow(2, 2, 1, "-"))
    (first, _) = draw_map(factors, links).curves
    assert first.leader() is not None


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


@given(map_rows(most=9, links=20))
def test_a_loop_alone_is_its_factors_and_links_on_a_round(row: MapRow) -> None:
    for loop in loops(row.factors, row.links).loops:
        factors, links = loop_alone(row, loop)
        assert [factor.id for factor in factors] == list(loop.factor_ids)
        assert {link.id for link in links} == set(loop.link_ids)
        away = [(factor.x**2 + factor.y**2) ** 0.5 for factor in factors]
        assert away == pytest.approx([away[0]] * len(away))


def test_a_factor_alone_takes_a_free_corner_and_makes_the_map_no_larger() -> None:
    chain = tuple(LinkRow(n, n, n + 1, "+") for n in range(1, 12))
    factors = tuple(FactorRow(n, f"Factor {n}", 0, 0) for n in range(1, 14))
    places = LAYOUTS["force"](MapRow(1, "Chain", "", factors, chain))
    x, y = places.pop(13)
    assert min(a for a, _ in places.values()) <= x <= max(a for a, _ in places.values())
    assert min(b for _, b in places.values()) <= y <= max(b for _, b in places.values())


def test_linked_factors_stand_nearer_than_others() -> None:
    chain = tuple(LinkRow(n, n, n + 1, "+") for n in range(1, 12))
    factors = tuple(FactorRow(n, f"Factor {n}", 0, 0) for n in range(1, 13))
    places = LAYOUTS["force"](MapRow(1, "Chain", "", factors, chain))

    def apart(a: int, b: int) -> float:
        return float(dist(places[a], places[b]))

    linked = [apart(link.source_id, link.target_id) for link in chain]
    others = [apart(a, b) for a, b in combinations(places, 2) if b - a > 1]
    assert sum(linked) / len(linked) < 0.6 * sum(others) / len(others)


def test_a_new_factor_finds_a_place_of_its_own_near_the_one_meant() -> None:
    taken: list[Place] = [(0.0, 0.0), (1000.0, 1000.0)]
    for _ in range(30):
        taken.append(free_place(taken, (0.0, 0.0)))
    assert all(abs(x) < 800 and abs(y) < 800 for x, y in taken if (x, y) != (1000.0, 1000.0))
    for (x1, y1), (x2, y2) in combinations(taken, 2):
        assert abs(x1 - x2) > 170 or abs(y1 - y2) > 80


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.floats(-600, 600), st.floats(-400, 400)), max_size=12),
    st.tuples(st.floats(-300, 300), st.floats(-300, 300)),
)
def test_the_places_found_one_after_the_other_are_free(taken: list[Place], start: Place) -> None:
    places = list(islice(free_places(taken, start), 5))
    for number, (x, y) in enumerate(places):
        others = [*taken, *places[:number]]
        assert all(abs(x - a) >= CELL[0] - 1 or abs(y - b) >= CELL[1] - 1 for a, b in others)
    assert [free_place([*taken, *places[:n]], start) for n in range(5)] == places
