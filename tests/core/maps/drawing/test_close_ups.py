"""Parts of a map for the room: each factor is in one whole, with words of the size that was asked for."""

from __future__ import annotations

from hypothesis import given

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.drawing.close_ups import close_ups
from upstream_workshop.maps.drawing.rectangles import TEXT_SIZE
from upstream_workshop.maps.geometry import draw_map
from upstream_workshop.maps.map_rows import FactorRow, MapRow

ROOM = (1790.0, 780.0)
SIZE = 40.0


@given(map_rows(least=1, most=12, links=6))
def test_every_factor_is_in_a_part_with_words_large_enough(row: MapRow) -> None:
    drawing = draw_map(row.factors, row.links)
    areas = close_ups(drawing, ROOM, SIZE)
    for box in drawing.boxes if areas else ():
        within = [area for area in areas if area.encloses(box.rect)]
        assert within
        scale = max(min(ROOM[0] / area.width, ROOM[1] / area.height) for area in within)
        assert scale * TEXT_SIZE >= SIZE - 0.1 or any(b.rect.height > 200 for b in drawing.boxes)
    for area in areas:
        assert any(area.encloses(box.rect) for box in drawing.boxes)
        for low, high, least, most in (
            (area.x, area.right, drawing.bounds.x, drawing.bounds.right),
            (area.y, area.bottom, drawing.bounds.y, drawing.bounds.bottom),
        ):
            inside = least - 0.1 <= low and high <= most + 0.1
            assert inside or low <= least + 0.1 <= most - 0.1 <= high


def test_what_is_read_as_a_whole_has_no_parts() -> None:
    near = [FactorRow(n, f"Factor {n}", n * 150.0, 0.0) for n in range(3)]
    far = [FactorRow(n, f"Factor {n}", n * 900.0, 0.0) for n in range(3)]
    assert close_ups(draw_map(near, []), ROOM, SIZE) == ()
    assert len(close_ups(draw_map(far, []), ROOM, SIZE)) == 3


def test_a_map_of_hundreds_of_factors_has_no_parts() -> None:
    factors = [FactorRow(n, f"Factor {n}", n % 30 * 260.0, n // 30 * 150.0) for n in range(900)]
    assert close_ups(draw_map(factors, []), ROOM, SIZE) == ()


def test_parts_are_read_like_a_page() -> None:
    factors = [FactorRow(n, f"F{n}", n % 3 * 900.0, n // 3 * 700.0) for n in range(9)]
    areas = close_ups(draw_map(factors, []), ROOM, SIZE)
    corners = [(round(area.y), round(area.x)) for area in areas]
    assert corners == sorted(corners)
    assert len(set(corners)) == 9
