"""Free places for signs: the nearest one is found without trying thousands that are taken."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.maps.drawing.rectangles import Place
from upstream_workshop.maps.drawing.space.box_grid import Span
from upstream_workshop.maps.drawing.space.free_discs import FreeDiscs
from upstream_workshop.maps.drawing.space.occupied import Occupied, disc
from upstream_workshop.maps.geometry import MapDrawing, draw_map
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow

RADIUS = 13.0
PLACES = st.tuples(st.floats(-300, 300), st.floats(-300, 300))
SIZES = st.tuples(st.floats(0, 250), st.floats(0, 250))


def spans() -> st.SearchStrategy[list[Span]]:
    one = st.builds(
        lambda at, size: (at[0], at[1], at[0] + size[0], at[1] + size[1]), PLACES, SIZES
    )
    return st.lists(one, max_size=12)


def nearest_of_all(occupied: Occupied, place: Place) -> float:
    """Return the distance to the nearest free point, looking at each of those around."""
    across = range(-80, 80)
    points = ((8.0 * m + 4, 8.0 * n + 4) for m, n in product(across, across))
    ranked = sorted((math.dist(each, place), each) for each in points)
    return next(away for away, each in ranked if occupied.is_free(disc(each, RADIUS)))


@settings(max_examples=30)
@given(spans(), st.lists(PLACES, min_size=1, max_size=3), spans())
def test_the_nearest_free_point_is_found_also_after_more_is_taken(
    boxes: list[Span], places: list[Place], later: list[Span]
) -> None:
    occupied = Occupied()
    for key, span in enumerate(boxes):
        occupied.obstacles.put(key, span)
    free = FreeDiscs(occupied, RADIUS)
    for number, place in enumerate(places):
        found = free.nearest(place)
        assert free.is_free(found)
        assert math.dist(found, place) == pytest.approx(nearest_of_all(occupied, place))
        for span in (disc(found, 10.0), *later[number : number + 1]):
            occupied.put_mark((number, span), "sign", span)
            free.note_taken(span)


def heap(across: int, gap: float) -> MapRow:
    """Return boxes so near to each other that no sign has room between them, with two links to each."""
    dice = random.Random(across)
    size = across * across
    factors = tuple(
        FactorRow(n, f"F{n}", n % across * (84.0 + gap), n // across * (42.0 + gap))
        for n in range(size)
    )
    links = tuple(LinkRow(n, *dice.sample(range(size), 2), "+") for n in range(2 * size))
    return MapRow(1, "Heap", "", factors, links)


def covered(drawing: MapDrawing) -> int:
    """Return how many signs lie on a box, on a head or on another sign."""
    occupied = Occupied()
    for box in drawing.boxes:
        rect = box.rect
        occupied.obstacles.put(box.factor_id, (rect.x, rect.y, rect.right, rect.bottom))
    for curve in drawing.curves:
        xs, ys = zip(*curve.arrow, strict=True)
        occupied.put_mark(curve.link_id, "head", (min(xs), min(ys), max(xs), max(ys)))
    found = 0
    for curve in drawing.curves:
        span = disc(curve.badge, curve.radius)
        found += not occupied.is_free(span)
        occupied.put_mark(curve.link_id, "sign", span)
    return found


@pytest.mark.parametrize("gap", [2.0, 12.0, 20.0, 30.0])
def test_no_sign_is_covered_in_a_heap_of_boxes(gap: float) -> None:
    row = heap(12, gap)
    assert covered(draw_map(row.factors, row.links)) == 0


def test_a_sign_in_a_heap_is_found_without_trying_each_place_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = 0
    is_free = Occupied.is_free

    def counting(occupied: Occupied, span: Span) -> bool:
        nonlocal tried
        tried += 1
        return is_free(occupied, span)

    monkeypatch.setattr(Occupied, "is_free", counting)
    row = heap(20, 12.0)
    draw_map(row.factors, row.links)
    assert tried < 200 * len(row.links)


def test_a_large_layout_leaves_room_for_signs_beside_their_links() -> None:
    row = heap(25, 0.0)
    factors = tuple(replace(each, label=f"Number {each.id} of the factors") for each in row.factors)
    places = LAYOUTS["force"](replace(row, factors=factors))
    laid = [replace(each, x=places[each.id][0], y=places[each.id][1]) for each in factors]
    drawing = draw_map(laid, row.links)
    assert covered(drawing) == 0
    away = sorted(math.dist(*leader) if (leader := c.leader()) else 0.0 for c in drawing.curves)
    assert away[len(away) * 3 // 4] < 60
