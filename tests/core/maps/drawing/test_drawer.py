"""A map that is drawn in steps: broken off anywhere, it becomes what it would have become at once."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.drawing.space.box_grid import Cells
from upstream_workshop.maps.geometry import Drawer, draw_map
from upstream_workshop.maps.map_rows import MapRow


@settings(max_examples=60)
@given(map_rows(least=2), st.lists(st.integers(0, 40), max_size=3), st.data())
def test_broken_off_and_begun_again_it_is_drawn_the_same(
    row: MapRow, stops: list[int], data: st.DataObject
) -> None:
    drawer = Drawer()
    for stop in stops:
        moved = [replace(each, x=each.x + stop) for each in row.factors]
        gone = data.draw(st.sampled_from(moved)).id
        left = [each for each in moved if each.id != gone]
        drawer.take(left, [k for k in row.links if gone not in (k.source_id, k.target_id)])
        for _ in islice(drawer.steps(), stop):
            pass
        drawer.take(row.factors, row.links)
        for _ in islice(drawer.steps(), stop // 2):
            pass
    drawer.update(row.factors, row.links)
    whole = drawer.drawing()
    if all(stop <= len(row.factors) + len(row.links) for stop in stops):
        assert whole == draw_map(row.factors, row.links)
    assert {box.factor_id for box in whole.boxes} == {each.id for each in row.factors}
    assert {curve.link_id for curve in whole.curves} == {link.id for link in row.links}
    assert drawer.due == 0


def test_what_lies_across_a_way_is_counted_alike_with_and_without_a_choice() -> None:
    for seed in range(200):
        dice = random.Random(seed)
        cells = Cells()
        for key in range(dice.randint(0, 30)):
            x, y = dice.uniform(-400, 400), dice.uniform(-400, 400)
            cells.put(key, (x, y, x + dice.uniform(0, 200), y + dice.uniform(0, 200)))
        way = [(dice.uniform(-500, 500), dice.uniform(-500, 500)) for _ in range(6)]
        xs, ys = zip(*way, strict=True)
        near = cells.near((min(xs), min(ys), max(xs), max(ys)), (1, 2), 1000)
        assert near is not None
        assert cells.crossed(way, near, (1, 2), 1000) == cells.crossed(way, None, (1, 2), 1000)
