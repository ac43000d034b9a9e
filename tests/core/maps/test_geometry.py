"""What screen and paper share: arrows touch their boxes, nothing leaves the bounds, layouts part."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.maps.test_loops import maps
from upstream_workshop.maps import geometry, layouts
from upstream_workshop.maps.geometry import Point, Rect, draw_map
from upstream_workshop.maps.queries import FactorRow


def measure(text: str) -> float:
    return 7.0 * len(text)


def laid_out(factors, links) -> list[FactorRow]:
    places = layouts.force(factors, links)
    return [
        FactorRow(each.id, each.label, *places[each.id], each.colour, each.note) for each in factors
    ]


def on_border(rect: Rect, point: Point) -> bool:
    near = 0.6
    left, top = abs(point.x - rect.x), abs(point.y - rect.y)
    right, bottom = abs(point.x - rect.x - rect.width), abs(point.y - rect.y - rect.height)
    return min(left, top, right, bottom) < near


@settings(deadline=None)
@given(maps())
def test_links_run_from_border_to_border_inside_the_bounds(drawn) -> None:
    factors, links = laid_out(*drawn), drawn[1]
    drawing = draw_map(factors, links, measure)
    rect = {box.factor_id: box.rect for box in drawing.boxes}
    ends = {link.id: (link.source_id, link.target_id) for link in links}
    assert {curve.link_id for curve in drawing.curves} == set(ends)
    for curve in drawing.curves:
        source, target = ends[curve.link_id]
        assert on_border(rect[source], curve.points[0])
        assert on_border(rect[target], curve.points[3])
        assert curve.arrow[0] == curve.points[3]
        for t in (0.0, 0.25, 0.5, 0.75, 1.0):
            assert drawing.bounds.contains(geometry.point_at(curve.points, t))
        assert drawing.bounds.contains(curve.badge)
    for box in drawing.boxes:
        assert drawing.bounds.contains(Point(box.rect.x, box.rect.y))
        assert drawing.bounds.contains(
            Point(box.rect.x + box.rect.width, box.rect.y + box.rect.height)
        )


@settings(deadline=None)
@given(maps())
def test_a_layout_is_the_same_again_and_nothing_overlaps(drawn) -> None:
    factors, links = drawn
    places = layouts.force(factors, links)
    assert layouts.force(factors[::-1], links[::-1]) == places
    for first in factors:
        for second in factors:
            if first.id < second.id:
                (a, b), (c, d) = places[first.id], places[second.id]
                across, down = layouts.APART
                assert abs(a - c) > across - 2 or abs(b - d) > down - 2


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), max_size=12))
def test_a_new_factor_finds_a_free_place(taken) -> None:
    places = dict(enumerate(taken))
    x, y = layouts.beside(places, taken[0] if taken else None)
    across, down = layouts.APART
    assert all(abs(x - a) >= across * 0.95 or abs(y - b) >= down * 0.95 for a, b in taken)


@given(st.text(min_size=1, max_size=80))
def test_a_label_is_wrapped_whole(label: str) -> None:
    lines = geometry.wrapped(label, measure)
    assert "".join("".join(lines).split()) == "".join(label.split())
    assert all(measure(line) <= geometry.WIDEST for line in lines)


def test_opposite_links_part() -> None:
    from tests.core.maps.test_loops import link

    factors = [FactorRow(1, "A", 0, 0, "", ""), FactorRow(2, "B", 300, 0, "", "")]
    drawing = draw_map(factors, [link(1, 1, 2), link(2, 2, 1), link(3, 1, 2)], measure)
    there, back, again = (curve.badge for curve in drawing.curves)
    assert abs(there.y - back.y) > 2 * geometry.BADGE
    assert abs(there.y - again.y) > geometry.BADGE
