"""The first e-mail address in what somebody typed, and no sign that only stands beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.email_addresses import first_address, readdressed, spots_of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mailto:bo@example.org", "bo@example.org"),
        ("Bo <bo@example.org>", "bo@example.org"),
        ("'bo@example.org'", "bo@example.org"),
        ("Write to bo@example.org.", "bo@example.org"),
        ("bo@example.org; ravi@example.org", "bo@example.org"),
        ("sinéad.o'brien@example.org", "sinéad.o'brien@example.org"),
        ("me @ work", ""),
        ("bo@intranet", ""),
    ],
)
def test_the_first_address_is_found(text: str, address: str) -> None:
    assert first_address(text) == address


parts = st.from_regex(r"[abé](?:[.'_-]?[abé]){0,2}", fullmatch=True)
addresses = st.builds("{}@{}.org".format, parts, parts)


@given(addresses, addresses)
def test_no_address_stands_in_another(one: str, other: str) -> None:
    whole = [spot for spot in spots_of(one, f"Write to {other}, please") if spot.whole]
    assert bool(whole) == (one == other)


@given(
    addresses, st.sampled_from(["{}", "<{}>", "({})", "İ: {}.", "“{}”", "_{}_", "...{}", "'{}'"])
)
def test_an_address_is_changed_among_all_signs(address: str, words: str) -> None:
    assert readdressed(words.format(address.upper()), address, "x@y.z") == words.format("x@y.z")
