"""No cell of ours is run by a spreadsheet, and every text comes back as it went."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from upstream_workshop.letters import without_invisible
from upstream_workshop.readers.formats.formulas import guarded, is_run, unguarded

LEADS = ("", "\ufeff", "\u200b", "\u00a0", "\u3000", "\u00ad", "\u2060", "\u202e", "\u3164", "\x01", "\x7f",
         " ", "\t", "\r", "\n", "\r\n", "'", '"', "“", "\ufe0f", "\u034f", "\U000e0020")  # fmt: skip
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠SUM(A1)",
    "\u22121+1",
    "﹢1",
)
BREAKS = ("\n", "\r\n", "\r", ";", "\t", "|", "\u2028", "\x0b")
TRICKY = st.text(
    st.sampled_from("=+-@＝＋－＠'\"“;|\t\r\n\ufeff\u200b\u00a0 a1\u2028") | st.characters()
)


def first_seen(text: str) -> str:
    """What a spreadsheet that drops blanks, controls and marks, but no apostrophe, would begin with."""
    for letter in text:
        if unicodedata.category(letter)[0] not in "ZC" and letter not in '\ufe0f\u034f\u3164"“':
            return unicodedata.normalize("NFKC", letter)
    return ""


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("lead", LEADS)
def test_a_formula_is_made_harmless_behind_any_lead(lead: str, formula: str) -> None:
    for cell in (
        lead + formula,
        lead + lead + formula,
        *(f"a{end}{lead}{formula}" for end in BREAKS),
    ):
        assert is_run(cell)
        assert guarded(cell) != cell
        assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["", "+", "-", " - ", "a=b", "1-2", "2026-11-04", "e-mail", "'tis", "–"]
)
def test_what_no_spreadsheet_runs_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell


@given(TRICKY)
@example("'=1")
@example("''=1")
@example("\n\n=1;'=2")
@example("'-")
def test_every_text_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@given(TRICKY)
@example("\ud7fc-")
@example("\ufeff-")
def test_no_stretch_starts_like_a_formula(cell: str) -> None:
    harmless = guarded(cell)
    pieces = [harmless]
    for end in BREAKS:
        pieces = [part for piece in pieces for part in piece.split(end)]
    for piece in pieces:
        alone = without_invisible(piece).strip(" \u00a0'\"“") in ("+", "-")
        assert alone or first_seen(piece) not in tuple("=+-@")


def test_a_long_cell_of_line_ends_takes_no_time() -> None:
    cell = "\n" * 20_000 + "=1"
    assert unguarded(guarded(cell)) == cell
