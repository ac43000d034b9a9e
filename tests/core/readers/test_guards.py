"""Every character that counts in the guard against formulas, one by one."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from upstream_workshop.readers.formats.formulas import GUARD, guarded, is_run, unguarded

SIGNS = "=+-@"
# what Unicode folds to a sign, and the minus that spreadsheets take for one
STARTS = [
    letter
    for letter in map(chr, range(sys.maxunicode + 1))
    if letter == "\u2212" or unicodedata.normalize("NFKC", letter) in tuple(SIGNS)
]
ENDS = ";|\t\n\r\x0b\x0c\x85\u2028\u2029"
QUOTES = "'\"`´‘’‚‛“”„‟«»‹›"


def test_the_signs_are_those_that_unicode_folds_to_them() -> None:
    assert set(SIGNS) < set(STARTS)
    assert len(STARTS) > 15


@pytest.mark.parametrize("sign", STARTS)
def test_each_sign_that_starts_a_formula_is_guarded(sign: str) -> None:
    for cell in (f"{sign}1", f"{sign}SUM(A1)", f" {sign}A1", f"“{sign}1"):
        assert is_run(cell)
        assert guarded(cell) == GUARD + cell
    assert guarded(f"1{sign}2") == f"1{sign}2"


@pytest.mark.parametrize("sign", [sign for sign in STARTS if sign not in "+-"])
def test_a_sign_alone_is_guarded_but_for_that_of_a_link(sign: str) -> None:
    assert guarded(sign) == GUARD + sign


@pytest.mark.parametrize("end", ENDS)
def test_after_each_end_of_a_cell_another_may_start(end: str) -> None:
    assert guarded(f"a{end}=1") == f"a{end}'=1"
    assert guarded(f"a{end} “@x{end}-1") == f"a{end}' “@x{end}'-1"
    assert unguarded(f"a{end}'=1") == f"a{end}=1"


@pytest.mark.parametrize("end", [",", ":", "/", " ", "a"])
def test_nothing_else_ends_a_cell(end: str) -> None:
    assert guarded(f"a{end}=1") == f"a{end}=1"


@pytest.mark.parametrize("quote", QUOTES)
def test_each_quote_before_a_formula_is_looked_through(quote: str) -> None:
    assert guarded(f"{quote}=1") == f"'{quote}=1"
    assert unguarded(f"'{quote}=1") == f"{quote}=1"


def test_the_sign_of_a_link_is_harmless_alone_between_blanks_only() -> None:
    for sign in "+-":
        assert guarded(f" {sign} ") == f" {sign} "
        assert guarded(f" {sign} a") == f"' {sign} a"
        assert guarded(f"{sign};{sign}") == f"'{sign};{sign}"
