"""The first e-mail address in what somebody typed, and no sign that only stands beside it."""

from __future__ import annotations

import pytest

from upstream_workshop.email_addresses import first_address


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
