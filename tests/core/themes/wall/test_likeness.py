"""Duplicates and near duplicates among cards and in a pasted list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.people.rules import folded
from upstream_workshop.themes.wall.likeness import KnownCards, Likeness, likenesses

TEXTS = (
    "Insurance says no",
    "insurance  says NO",
    "Insurance says yes",
    "Arian",
    "arian",
    "Tŷ",
    "ty",
)
lists = st.lists(st.sampled_from(TEXTS), max_size=6)
walls = st.dictionaries(st.integers(1, 9), st.sampled_from(TEXTS), max_size=4)


WALL = {
    1: "Trust cannot be a KPI",
    2: "Insurance says no before we have asked",
    3: "Pobl leol sy’n gwybod orau ble mae’r tŷ gwag",
    4: "Small money, fast yes",
}


def test_the_same_words_are_found_however_short_and_before_similar_ones() -> None:
    known = KnownCards({1: "Insurance says yes", 2: "Insurance says no", 3: "Tŷ"})
    assert known.like("insurance says NO") == Likeness(True, 2, "Insurance says no")
    assert known.like("ty") == Likeness(True, 3, "Tŷ")
    assert known.like("Insurance says nn") == Likeness(False, 2, "Insurance says no")
    assert known.like("") is None
    assert known.like("Nothing like any of them") is None


@given(lists, walls)
@settings(max_examples=80, deadline=None)
def test_every_line_that_says_what_was_there_or_came_before_is_found(
    lines: list[str], cards: dict[int, str]
) -> None:
    found = likenesses(lines, cards)
    assert len(found) == len(lines)
    for at, (line, like) in enumerate(zip(lines, found, strict=True)):
        on_wall = folded(line) in map(folded, cards.values())
        before = folded(line) in map(folded, lines[:at])
        assert (like is not None and like.exactly) == (on_wall or before)
        if like is not None and like.exactly:
            assert folded(like.text) == folded(line)
            assert like.in_list == (not on_wall)
        if like is not None and like.in_list:
            assert like.id < at


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
    assert (found := KnownCards(WALL).like(typed)) is not None
    assert found.id == card


@pytest.mark.parametrize(
    "typed",
    ["", "tru", "no", "Who owns it after the team goes?", "Commissioning cycles are too short"],
)
def test_what_does_not_is_not(typed: str) -> None:
    assert KnownCards(WALL).like(typed) is None
