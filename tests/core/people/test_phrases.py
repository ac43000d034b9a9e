"""Phrases found in texts, also very long ones."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.phrases import (
    Stretch,
    blanked,
    phrase_finder,
    phrase_of,
    replaced,
    without_overlaps,
)

# the second is one letter that is folded to 株式会社, the last but one to キロ
UNSPACED = ["会社", "㍿", "株式", "社", "あ", "ㄱ", " ", "\u0301", "㌔", "キロ"]
LONG = "a very long name of more than forty letters indeed"


@given(st.sampled_from(["hall", "h", "hallway", ""]), st.sampled_from(["", " and more", " hall"]))
def test_a_long_phrase_is_found_whole_and_no_other_that_begins_so(end: str, after: str) -> None:
    find = phrase_finder([phrase_of(f"{LONG} hall")])
    text = f"In {LONG} {end}{after}"
    found = [(one.start, one.end) for one in find(text)]
    whole = f"{end}{after}".split()[:1] == ["hall"]
    assert found == ([(3, text.index("hall") + 4)] if whole else [])


def test_a_phrase_of_two_hundred_thousand_letters_takes_no_square_of_them() -> None:
    endless = "x" * 200_000
    (stretch,) = phrase_finder([phrase_of(endless)])(f"It is {endless}.")
    assert (stretch.start, stretch.end) == (6, 200_006)


@given(st.lists(st.sampled_from(UNSPACED), max_size=12).map("".join))
def test_nothing_of_a_name_without_spaces_is_left_in_letters_made_of_several(text: str) -> None:
    find = phrase_finder([("株式",), ("会社",), ("キロ",)])
    left = replaced(text, find(text), lambda _: "-")
    assert not [name for name in ("会社", "株式", "㍿", "㌔") if name in left]


@given(
    st.lists(st.sampled_from(["ann", "Mary", "o", "brien", " ", "-", "\n", ", ", "x"])).map("".join)
)
def test_a_phrase_is_found_wherever_its_words_stand(text: str) -> None:
    """The first of them from the left, each time the longest."""
    phrases = [("ann",), ("ann", "mary"), ("mary", "o", "brien"), ("obrien",)]
    found = phrase_finder(phrases)(text)
    assert all(
        phrase_of(text[one.start : one.end]) == one.phrase
        or "".join(phrase_of(text[one.start : one.end])) == "".join(one.phrase)
        for one in found
    )
    blank = replaced(text, found, lambda _: "x")
    assert not any(word in ("ann", "obrien") for word in phrase_of(blank))


TEXT = "Ask Siân Prys, then Jo O’Brien 😀"
ENDS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(
    lambda one: one[0] < one[1]
)
STRETCHES = st.lists(ENDS.map(lambda ends: Stretch(*ends, ())), max_size=12)


def one_by_one(found: Sequence[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


@given(STRETCHES, STRETCHES)
def test_what_came_first_stays_where_two_overlap(found: list[Stretch], more: list[Stretch]) -> None:
    assert without_overlaps(TEXT, found, iter(more)) == one_by_one([*found, *more])


@given(STRETCHES.map(one_by_one))
def test_each_stretch_is_replaced_and_all_else_stays(found: list[Stretch]) -> None:
    changed = TEXT
    for one in sorted(found, key=lambda one: -one.start):
        changed = changed[: one.start] + f"<{one.start}>" + changed[one.end :]
    assert replaced(TEXT, found, lambda one: f"<{one.start}>") == changed


@given(STRETCHES)
def test_no_letter_of_a_stretch_is_left_where_two_overlap(found: list[Stretch]) -> None:
    covered = {at for one in found for at in range(one.start, one.end)}
    left = "".join(letter for at, letter in enumerate(TEXT) if at not in covered)
    assert replaced(TEXT, found, lambda _: "") == left


@given(STRETCHES.map(one_by_one))
def test_blanking_moves_no_letter(found: list[Stretch]) -> None:
    blank = {at for one in found for at in range(one.start, one.end)}
    assert blanked(TEXT, found) == "".join(
        "," if at in blank else letter for at, letter in enumerate(TEXT)
    )
