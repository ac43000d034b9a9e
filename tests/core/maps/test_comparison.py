"""Two maps compared, by their properties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.analysis.map_comparison import compared, proposals
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow


@given(map_rows())
def test_a_map_has_every_factor_and_link_of_itself(row: MapRow) -> None:
    found = compared(row, row)
    assert found.matched == {factor.id: factor.id for factor in row.factors}
    assert not (found.factors_only_a)
    assert not (found.factors_only_b)
    assert not (found.links_only_a)
    assert not (found.links_only_b)


@given(map_rows(), map_rows())
def test_the_order_of_two_maps_only_changes_sides(a: MapRow, b: MapRow) -> None:
    there, back = compared(a, b), compared(b, a)
    assert {len(there.factors_only_a)} == {len(back.factors_only_b)}
    assert len(there.matched) == len(back.matched)
    assert len(there.matched) + len(there.factors_only_b) == len(b.factors)


def test_opposite_signs_missing_links_and_like_names_are_found() -> None:
    a = MapRow(
        1, "A", "",
        (FactorRow(1, "Trust"), FactorRow(2, "Escalation"), FactorRow(3, "Waiting lists")),
        (LinkRow(1, 1, 2, "-"), LinkRow(2, 2, 1, "+"), LinkRow(3, 3, 1, "-")),
    )  # fmt: skip
    b = MapRow(
        2, "B", "",
        (FactorRow(11, "escalation "), FactorRow(12, "TRUST"), FactorRow(13, "Waiting list")),
        (LinkRow(21, 12, 11, "+"), LinkRow(23, 13, 12, "-")),
    )  # fmt: skip
    found = compared(a, b)
    assert found.matched == {1: 12, 2: 11}
    assert (found.factors_only_a, found.factors_only_b) == ((3,), (13,))
    assert (found.links_only_a, found.links_only_b) == ((2, 3), (23,))
    assert found.opposite == ((1, 21),)
    ((one, two, alike),) = proposals(a, b)
    assert (one, two) == (3, 13)
    assert alike > 0.9
    again = compared(a, b, {one: two})
    assert again.links_only_a == (2,)
    assert not again.factors_only_b
    assert not compared(a, replace(b, links=())).opposite


@pytest.mark.parametrize(
    ("one", "two"),
    [("Café", "Cafe"), ("Say “hi”", "Say 'hi'"), ("Bus-stop", "Bus stop"), ("TŶ", "ty")],
)
def test_names_that_differ_by_accents_or_marks_alone_are_proposed(one: str, two: str) -> None:
    a, b = (MapRow(1, "A", "", (FactorRow(n, label),), ()) for n, label in ((1, one), (2, two)))
    assert proposals(a, b) == ((1, 2, 1.0),)
    assert compared(a, b).factors_only_a == (1,)
