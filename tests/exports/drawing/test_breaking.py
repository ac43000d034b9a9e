"""Where words and rows are broken: nothing is put into a word, and no page has a head twice."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from exports.drawing import safe_markup
from exports.drawing.paged_document import Sheet
from exports.drawing.safe_markup import Strong
from tests.exports.drawing.test_paged_document import assert_accessible
from upstream_workshop.letters import LONG as LONGEST_KEPT

LONG = "w" * 200_000
SECONDS = 5.0


def a_sheet() -> Sheet:
    sheet = Sheet("Title", "Event", datetime(2026, 11, 5))
    sheet.heading(1, "Title")
    return sheet


def pages(sheet: Sheet) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(sheet.pdf())).pages]


@given(st.text("abcdefghŵŷé-'.@/", min_size=1, max_size=safe_markup.LONGEST_RUN))
def test_a_word_is_set_as_it_was_typed(word: str) -> None:
    assert safe_markup.plain(word) == word


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.text("abcdefgŵ", min_size=2, max_size=14), min_size=2, max_size=5),
    st.booleans(),
)
def test_a_long_compound_is_broken_after_its_hyphens(parts: list[str], strong: bool) -> None:
    word = "-".join(parts)
    sheet = a_sheet()
    sheet.table(("Who", "What"), [(Strong(word) if strong else word, "x")], (1, 3))
    lines = "".join(pages(sheet)).partition("What")[2].splitlines()[1:]
    told = lines[: lines.index("x")]
    assert "".join(told) == word
    assert all(line.endswith("-") for line in told[:-1])


@pytest.mark.parametrize(
    "write",
    [
        lambda sheet: sheet.say(LONG),
        lambda sheet: sheet.say(("See", Strong(LONG))),
        lambda sheet: sheet.items([LONG, ("See", Strong(LONG))]),
        lambda sheet: sheet.lead((Strong(LONG), "x")),
        lambda sheet: sheet.table(("a", "b"), [(("x", Strong(LONG)), [LONG, "y"])], (1, 3)),
    ],
    ids=["words", "runs", "items", "lead", "cells"],
)
def test_a_word_without_end_stops_nothing(write: Callable[[Sheet], None]) -> None:
    sheet = a_sheet()
    write(sheet)
    begun = time.process_time()
    content = sheet.pdf()
    assert time.process_time() - begun < SECONDS
    assert content


def test_all_of_a_very_long_entry_is_one_entry_of_its_list() -> None:
    words = [f"word{number}" for number in range(2_000)]
    sheet = a_sheet()
    sheet.items([("Strong", Strong(" ".join(words))), "last"])
    content = sheet.pdf()
    assert_accessible(content)
    shown = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert [word for word in shown.split() if word.startswith("word")] == words
    assert shown.count("•") == 2


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([1, 3, 20, 45]), min_size=1, max_size=25))
def test_no_page_has_the_heads_of_a_table_twice(heights: list[int]) -> None:
    sheet = a_sheet()
    rows = [(f"Name {n}", [f"line {k}" for k in range(lines)]) for n, lines in enumerate(heights)]
    sheet.table(("Headed who", "Headed what"), rows, (1, 3), row_headings=True)
    shown = pages(sheet)
    assert [page.count("Headed who") for page in shown if "line" in page] == [
        1 for page in shown if "line" in page
    ]
    assert sum(page.count("line") for page in shown) == sum(heights)


@pytest.mark.parametrize(("headings", "listed"), [(0, 0), (1, 0), (2, 2), (5, 5)])
def test_a_list_of_contents_of_one_is_left_out(headings: int, listed: int) -> None:
    sheet = a_sheet()
    sheet.contents()
    for number in range(headings):
        sheet.heading(2, f"Chapter {number}")
        sheet.say("Words.")
    assert pages(sheet)[0].count("Chapter") == headings + listed


def test_what_fits_on_no_page_is_set_as_openly_as_usual() -> None:
    def write(sheet: Sheet) -> None:
        for _ in range(12):
            sheet.table(("a", "b"), [(f"Row {number}", "x") for number in range(11)], (1, 1))

    tried, usual = a_sheet(), a_sheet()
    tried.on_one_page(lambda: write(tried))
    write(usual)
    assert pages(tried) == pages(usual)


@pytest.mark.parametrize(
    "write",
    [
        lambda sheet, name: sheet.heading(2, name),
        lambda sheet, name: sheet.items([("led by", Strong(name))]),
        lambda sheet, name: sheet.table(("Who", "What"), [(name, (name, "lead"))], (1, 3)),
    ],
    ids=["heading", "entry", "cells"],
)
def test_a_name_no_file_can_keep_ends_with_one_mark(
    write: Callable[[Sheet, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_markup, "LONGEST_RUN_ON", 2_000)
    cut, whole = a_sheet(), a_sheet()
    write(cut, "word " * 10_000)
    write(whole, f"{('word ' * 400).rstrip()}…")
    shown = pages(cut)
    assert shown == pages(whole)
    assert "…" in "".join(shown)


@given(st.text("ab \nŵ", min_size=1, max_size=40))
def test_what_a_file_keeps_is_never_cut(value: str) -> None:
    kept = (value * LONGEST_KEPT)[:LONGEST_KEPT]
    assert safe_markup.bounded(Strong(kept)) == kept
