"""What a typed line means."""

from __future__ import annotations

import pytest

from ui.maps.typed_factors import Typed, named, parse
from upstream_workshop.maps.queries import FactorRow

FACTORS = [
    FactorRow(1, "Risk appetite"),
    FactorRow(2, "Risk"),
    FactorRow(3, "Trust in communities"),
    FactorRow(4, "Trust in members"),
]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("risk + trust", Typed("risk", "trust", "+")),
        ("risk − trust in", Typed("risk", "trust in", "-")),
        ("risk - trust", Typed("risk", "trust", "-")),
        ("risk ? trust", Typed("risk", "trust")),
        ("risk -> trust", Typed("risk", "trust")),
        (" Short-term  savings", Typed("Short-term savings")),
        ("risk +", Typed("risk +")),
    ],
)
def test_a_line_is_a_factor_or_a_link(text: str, typed: Typed) -> None:
    assert parse(text) == typed


@pytest.mark.parametrize(
    ("text", "found"),
    [("risk", 2), ("risk a", 1), ("trust", None), ("trust in c", 3), ("members", 4), ("x", None)],
)
def test_a_name_is_known_by_its_beginning(text: str, found: int | None) -> None:
    row = named(text, FACTORS)
    assert (row.id if row else None) == found
