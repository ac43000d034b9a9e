"""Pasted lines become cards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.themes.rules import lines_of


def test_pasted_lines_lose_their_bullets_and_nothing_else() -> None:
    pasted = " • Trust\r\n\n2. Money - fast\n- a - b\n   \n10) Ten\n3 cards a day\n"
    assert lines_of(pasted) == ("Trust", "Money - fast", "a - b", "Ten", "3 cards a day")


@given(st.text())
def test_every_card_pasted_is_a_card_that_can_be_pasted_alone(pasted: str) -> None:
    for line in lines_of(pasted):
        assert line.strip() == line
        assert len(line.splitlines()) == 1
