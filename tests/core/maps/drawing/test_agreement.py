"""On a merged map a loop's mark says by how many of the tables it was drawn."""

from __future__ import annotations

import math

import pytest

from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.drawing.loop_marks import mark_radius
from upstream_workshop.maps.drawing.tables_counted import table_counts
from upstream_workshop.maps.kinds import Agreement
from upstream_workshop.maps.loops import loops
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow

PLACES = ((0.0, 0.0), (300.0, 0.0), (300.0, 260.0), (0.0, 260.0))
FACTORS = tuple(FactorRow(n, f"Factor {n}", *at) for n, at in enumerate(PLACES, 1))
LINKS = tuple(LinkRow(n, a, b, "+") for n, (a, b) in enumerate(((1, 2), (2, 1), (3, 4), (4, 3)), 1))


@pytest.mark.parametrize(
    ("origins", "wanted"),
    [
        ((), [(Agreement.ALONE, ""), (Agreement.ALONE, "")]),
        (
            ((1, "A"), (2, "A"), (1, "B"), (2, "B"), (3, "A"), (4, "A")),
            [(Agreement.ALL, "2/2"), (Agreement.SOME, "1/2")],
        ),
        (
            ((1, "A"), (2, "B"), (3, "C"), (4, "C"), (3, "B"), (4, "B")),
            [(Agreement.NONE, "0/3"), (Agreement.SOME, "2/3")],
        ),
    ],
)
def test_a_mark_says_by_how_many_tables(
    origins: tuple[tuple[int, str], ...], wanted: list[tuple[Agreement, str]]
) -> None:
    row = MapRow(1, "Both", "", FACTORS, LINKS, link_origins=origins)
    found = loops(row.factors, row.links).loops
    marks = draw_whole(row, loops=found).marks
    said = [(mark.agreement, "".join(text.words for text in mark.texts()[1:])) for mark in marks]
    assert said == wanted
    for mark in marks:
        assert mark.texts()[0].words == mark.text
        assert mark.radius == mark_radius(mark.text, bool(origins))
        for text in mark.texts():
            half = text.size * 0.3 * len(text.words)
            assert math.dist(text.centre, mark.centre) + half < mark.radius


def test_what_was_not_merged_is_not_counted() -> None:
    row = MapRow(1, "One", "", FACTORS, LINKS)
    assert table_counts(row, loops(row.factors, row.links).loops) == {}
