"""Signs, delay marks and heads of a drawn map: they touch no box and no other mark."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.drawing.enlarging import LARGEST, text_scale
from upstream_workshop.maps.drawing.loop_marks import MARK_RADIUS, MOST_MARKS, marked
from upstream_workshop.maps.geometry import (
    BADGE,
    Drawer,
    Place,
    Rect,
    draw_map,
    point_on,
    rough_width,
)
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.loops import loops
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow

WORDS = ("trust", "escalation", "waiting", "staff", "morale", "budget", "demand", "upstream work")


def laid_out(seed: int, layout: str = "force") -> MapRow:
    dice = random.Random(seed)
    count = dice.randint(3, 30)
    factors = tuple(
        FactorRow(n, " ".join(dice.sample(WORDS, dice.randint(1, 3)))) for n in range(count)
    )
    links = tuple(
        LinkRow(n, *dice.choices(range(count), k=2), dice.choice("+-"), dice.random() < 0.2)
        for n in range(int(count * dice.uniform(1, 1.7)))
    )
    places = LAYOUTS[layout](MapRow(1, "Map", "", factors, links))
    moved = tuple(replace(f, x=places[f.id][0], y=places[f.id][1]) for f in factors)
    return MapRow(1, "Map", "", moved, links)


def drawn(factors: Sequence[FactorRow], links: Sequence[LinkRow]) -> Drawer:
    drawer = Drawer()
    drawer.update(factors, links)
    return drawer


def in_disc(centre: Place, rect: Rect) -> bool:
    x = min(max(centre[0], rect.x), rect.right)
    y = min(max(centre[1], rect.y), rect.bottom)
    return (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < BADGE**2


def test_a_link_goes_round_a_box_in_its_way() -> None:
    factors = [FactorRow(1, "A", 0, 0), FactorRow(2, "B", 600, 0), FactorRow(3, "C", 300, -45)]
    drawing = draw_map(factors, [LinkRow(1, 1, 2, "+")])
    box, (curve,) = drawing.boxes[2].rect, drawing.curves
    for n in range(101):
        x, y = point_on(curve.points, n / 100)
        assert not (box.x <= x <= box.right and box.y <= y <= box.bottom)


def test_a_bend_moves_the_middle_of_a_curve() -> None:
    factors = [FactorRow(1, "A", 0, 0), FactorRow(2, "B", 600, 0)]
    for bend in (-120.0, 80.0):
        (curve,) = draw_map(factors, [LinkRow(1, 1, 2, "+", bend=bend)]).curves
        assert point_on(curve.points, 0.5)[1] == pytest.approx(-bend, rel=0.25)


def test_the_text_size_enlarges_boxes() -> None:
    (small,) = draw_map([FactorRow(1, "Trust")], []).boxes
    (large,) = draw_map([FactorRow(1, "Trust")], [], scale=2.0).boxes
    assert large.rect.width == 2 * small.rect.width
    assert large.lines == small.lines


def test_a_move_redraws_what_touches_it_and_nothing_else() -> None:
    row = laid_out(7)
    drawer = drawn(row.factors, row.links)
    before = {curve.link_id: curve for curve in drawer.drawing().curves}
    moved = replace(row.factors[0], x=row.factors[0].x + 500)
    boxes, curves = drawer.move([moved])
    touching = {link.id for link in row.links if moved.id in (link.source_id, link.target_id)}
    assert [box.factor_id for box in boxes] == [moved.id]
    assert {curve.link_id for curve in curves} == touching
    after = {curve.link_id: curve for curve in drawer.drawing().curves}
    assert all(after[id_] == before[id_] for id_ in before.keys() - touching)


def test_the_marks_of_loops_cover_nothing() -> None:
    for seed in range(30):
        row = laid_out(seed)
        found = loops(row.factors, row.links, cap=12).loops
        drawer = drawn(row.factors, row.links)
        marks = drawer.loop_marks(found, {loop.link_ids for loop in found})
        assert [mark.link_ids for mark in marks] == [loop.link_ids for loop in found]
        drawing = drawer.drawing()
        boxes, badges = drawing.boxes, [curve.badge for curve in drawing.curves]
        places = [mark.centre for mark in marks]
        assert not any(in_disc(place, box.rect) for place in places for box in boxes)
        assert all(math.dist(place, badge) >= MARK_RADIUS for place in places for badge in badges)
        assert all(math.dist(*pair) >= MARK_RADIUS for pair in combinations(places, 2))
        few = drawer.loop_marks(found)
        assert {mark.text for mark in few} <= {mark.text for mark in marks}


def test_a_mark_is_inside_its_loop_and_turns_with_it() -> None:
    """Of a ring with room in it, drawn either way round."""
    for way in (1, -1):
        corners = [(0.0, 0.0), (400.0, 0.0), (400.0, 400.0), (0.0, 400.0)][::way]
        factors = tuple(FactorRow(n, f"Factor {n}", x=x, y=y) for n, (x, y) in enumerate(corners))
        links = tuple(LinkRow(n, n, (n + 1) % 4, Sign.MORE) for n in range(4))
        drawer = drawn(factors, links)
        (mark,) = drawer.loop_marks(loops(factors, links).loops)
        assert mark.clockwise == (way == 1)
        assert math.dist(mark.centre, (200, 200)) < 60
        across = [x - mark.centre[0] for x, _ in mark.arc()[0][::3]]
        assert (across[0] < across[1]) == (way == 1)  # from the tail at the top on
        ring = [math.dist(place, mark.centre) for piece in mark.arc() for place in piece[::3]]
        assert max(ring) - min(ring) < 1e-6


def test_named_loops_are_marked_and_the_shortest_of_the_others() -> None:
    factors = tuple(FactorRow(n, f"Factor {n}", 300.0 * n) for n in range(6))
    links = tuple(LinkRow(6 * n + m, n, m, Sign.MORE) for n in range(6) for m in range(6) if n != m)
    row = MapRow(1, "Map", "", factors, links)
    found = loops(row.factors, row.links).loops
    assert len(found) > MOST_MARKS + 2
    longest, last = found[-1].link_ids, found[-2].link_ids
    shown = [loop.link_ids for loop in marked(found, {longest}, last)]
    assert shown == [loop.link_ids for loop in found[:MOST_MARKS]] + [last, longest]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_two_links_between_the_same_factors_are_two_lines(layout: str) -> None:
    """So that each has a way of its own, whichever way round they lead."""
    factors = tuple(FactorRow(n, f"Factor {n}") for n in range(8))
    there = [LinkRow(2 * n, n, (n + 1) % 8, Sign.MORE) for n in range(8)]
    back = [LinkRow(2 * n + 1, (n + 1) % 8, n, Sign.LESS) for n in range(8)]
    row = MapRow(1, "Map", "", factors, (*there, *back))
    places = LAYOUTS[layout](row)
    placed = [replace(each, x=places[each.id][0], y=places[each.id][1]) for each in factors]
    curves = {curve.link_id: curve for curve in draw_map(placed, row.links).curves}
    for link in there:
        middles = [point_on(curves[id_].points, 0.5) for id_ in (link.id, link.id + 1)]
        assert math.dist(*middles) >= 10


@given(map_rows(most=7), map_rows(most=7))
def test_what_is_drawn_anew_in_part_is_the_map(before: MapRow, after: MapRow) -> None:
    drawer = drawn(before.factors, before.links)
    drawer.update(after.factors, after.links)
    there, fresh = drawer.drawing(), draw_map(after.factors, after.links)
    assert there.boxes == fresh.boxes
    assert [(c.link_id, c.sign, bool(c.delay_mark)) for c in there.curves] == [
        (c.link_id, c.sign, bool(c.delay_mark)) for c in fresh.curves
    ]
    ends = {factor.id: box.rect for factor, box in zip(after.factors, there.boxes, strict=True)}
    for curve in there.curves:
        link = next(each for each in after.links if each.id == curve.link_id)
        for place, factor_id in (
            (curve.points[0], link.source_id),
            (curve.points[3], link.target_id),
        ):
            assert on_border(place, ends[factor_id])
    assert drawer.update(after.factors, after.links) == ((), ())


def on_border(place: Place, rect: Rect) -> bool:
    x, y = place
    inside = rect.x - 1 <= x <= rect.right + 1 and rect.y - 1 <= y <= rect.bottom + 1
    edges = (x - rect.x, x - rect.right, y - rect.y, y - rect.bottom)
    return inside and min(map(abs, edges)) < 1


@given(map_rows(most=7))
def test_texts_grow_only_as_far_as_boxes_keep_apart(row: MapRow) -> None:
    places = LAYOUTS["force"](row)
    factors = tuple(replace(f, x=places[f.id][0], y=places[f.id][1]) for f in row.factors)
    laid = replace(row, factors=factors, zones=(), notes=())
    scale = text_scale(laid, rough_width)
    assert 1 <= scale <= LARGEST
    boxes = draw_map(factors, row.links, scale=scale).boxes
    for one, other in combinations(boxes, 2):
        across = max(one.rect.x, other.rect.x) - min(one.rect.right, other.rect.right)
        down = max(one.rect.y, other.rect.y) - min(one.rect.bottom, other.rect.bottom)
        assert max(across, down) > 10
