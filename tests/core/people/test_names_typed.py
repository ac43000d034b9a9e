"""Who is meant by a typed name: plain letters may stand for marked ones, and none of several is chosen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.rules import called, folded, with_organisation


@dataclass(frozen=True)
class Someone:
    name: str
    organisation: str = ""


SIAN = Someone("Siân Prys", "Denbighshire")
PLAIN = Someone("Sian Prys", "Leeds")
LUKASZ = Someone("Łukasz Wrona", "York")
ANN, OTHER_ANN = Someone("Ann Lee", "York"), Someone("Ann Lee", "Leeds")
EVERYBODY = (SIAN, PLAIN, LUKASZ, ANN, OTHER_ANN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lukasz  wrona", {LUKASZ}),
        ("Siân Prys", {SIAN}),
        (unicodedata.normalize("NFD", "SIÂN PRYS"), {SIAN}),
        ("Sian Prys", {SIAN, PLAIN}),
        ("SIAN PRYS", {SIAN, PLAIN}),
        ("Sian Prys, Leeds", {PLAIN}),
        ("sian prys, denbighshire", {SIAN}),
        ("Ann Lee", {ANN, OTHER_ANN}),
        ("ann lee, york", {ANN}),
        ("Sian", set()),
        ("", set()),
    ],
)
def test_who_is_meant(typed: str, meant: set[Someone]) -> None:
    assert set(called(typed, EVERYBODY)) == meant


@given(
    st.lists(st.builds(Someone, st.text("sSiâIÎłL ", min_size=1, max_size=4)), max_size=5),
    st.text("sSiâIÎłL ", min_size=1, max_size=4),
)
def test_nobody_else_of_that_name_is_passed_over(people: list[Someone], typed: str) -> None:
    """One is chosen only where no other name is read alike, or an accent was typed that only one has."""
    found = called(typed, people)
    alike = [one for one in people if folded(one.name) == folded(typed)]
    assert set(found) <= set(alike)
    assert bool(found) == bool(alike)
    if typed.isascii():
        assert list(found) == alike


def test_a_name_is_told_with_the_organisation() -> None:
    assert [with_organisation(one) for one in (ANN, Someone("Bo"))] == ["Ann Lee, York", "Bo"]
