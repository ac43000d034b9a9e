"""Phrases found in texts, also very long ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.phrases import phrase_finder, phrase_of

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
