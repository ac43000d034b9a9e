"""Pasted lines become cards; near-duplicates are noticed, others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.themes.rules import lines_of, nearest

WALL = {
    1: "Trust cannot be a KPI",
    2: "Insurance says no before we have asked",
    3: "Pobl leol sy’n gwybod orau ble mae’r tŷ gwag",
    4: "Small money, fast yes",
}


def test_pasted_lines_lose_their_bullets_and_nothing_else() -> None:
    pasted = " • Trust\r\n\n2. Money - fast\n- a - b\n   \n10) Ten\n3 cards a day\n"
    assert lines_of(pasted) == ("Trust", "Money - fast", "a - b", "Ten", "3 cards a day")


@given(st.text())
def test_every_card_pasted_is_a_card_that_can_be_pasted_alone(pasted: str) -> None:
    for line in lines_of(pasted):
        assert line.strip() == line
        assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("trust cannot be a kpi", 1),
        ("Trust can not be a KPI!", 1),
        ("A KPI trust cannot be", 1),
        ("insurance says no", 2),
        ("Insurance say no before we asked", 2),
        ("POBL LEOL SY'N GWYBOD ORAU BLE MAE'R TY GWAG", 3),
        ("small mony fast yes", 4),
    ],
)
def test_what_says_nearly_the_same_is_noticed(typed: str, card: int) -> None:
    assert nearest(typed, WALL) == card


@pytest.mark.parametrize(
    "typed",
    ["", "tru", "no", "Who owns it after the team goes?", "Commissioning cycles are too short"],
)
def test_what_does_not_is_not(typed: str) -> None:
    assert nearest(typed, WALL) is None
