"""One rule for every page: no heading is the last on it, and no row of a table stands alone."""

from __future__ import annotations

import io
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from exports.drawing.paged_document import Sheet
from exports.drawing.picture import Label, Picture
from exports.output import for_others
from exports.rooms import ROOMS
from exports.summary import summary_pdf
from tests.exports.printed import pages_of
from upstream_workshop.whole.report import Report

HEADINGS = ("/H1", "/H2", "/H3")


def faults(content: bytes, tall_rows: bool = False) -> list[str]:
    """Which pages of a document break the rule.

    tall_rows: whether it has rows of which two do not fit on a page.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        last: dict[int, str] = {}
        found: list[str] = []
        for element in _elements(pdf.Root.StructTreeRoot):
            tag = str(element.S)
            for number in _pages(element, pages):
                last[number] = tag
            if tag == "/Table" and not tall_rows:
                found += _lonely(element, pages)
        return found + [
            f"page {number} of {len(pages)} ends with a heading"
            for number, tag in last.items()
            if tag in HEADINGS
        ]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _pages(element: Any, pages: dict[Any, int]) -> list[int]:
    """The pages on which something of an element itself is drawn."""
    found = []
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            if "/MCID" in kid:
                found.append(pages[kid.Pg.objgen])
        else:
            found.append(pages[element.Pg.objgen])
    return found


def _lonely(table: Any, pages: dict[Any, int]) -> list[str]:
    rows: dict[int, int] = defaultdict(int)
    broken = False  # a row that is on two pages
    for row in _kids(table):
        cells = _kids(row)
        heads = all(str(cell.S) == "/TH" for cell in cells)
        on = {
            number
            for cell in cells
            for one in (cell, *_elements(cell))
            for number in _pages(one, pages)
        }
        broken |= len(on) > 1
        for number in on:
            rows[number] += not heads
    lonely = [number for number, count in rows.items() if count < 2]
    return (
        [f"page {number} has one row" for number in lonely] if len(rows) > 1 and not broken else []
    )


def _sheet() -> Sheet:
    return Sheet("Trial", "Upstream residential", datetime(2026, 11, 4))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.lists(st.integers(1, 60), min_size=1, max_size=24)),
        min_size=1,
        max_size=6,
    )
)
def test_any_headings_and_tables_keep_the_rule(parts: list[tuple[int, list[int]]]) -> None:
    made = _sheet()
    made.heading(1, "Title")
    for before, rows in parts:
        for level in range(before):
            made.heading(level + 2, "A heading")
        made.table(("One", "Two"), [("word " * words, "x") for words in rows], (1, 1))
    assert faults(made.pdf()) == []


@pytest.mark.parametrize("rows", range(1, 60, 2))
def test_no_length_of_a_table_leaves_a_row_alone(rows: int) -> None:
    made = _sheet()
    made.heading(1, "A heading")
    made.table(("One", "Two"), [("a", "b")] * rows, (1, 1))
    made.heading(2, "Another")
    made.table(("One", "Two"), [("a", "b")] * 7, (1, 1))
    assert faults(made.pdf()) == []


def test_the_rule_is_broken_by_what_is_set_by_hand() -> None:
    made = _sheet()
    made.space(640)
    made.heading(1, "Last on its page")
    made.new_page()
    made.say("Words")
    assert faults(made.pdf()) == ["page 1 of 2 ends with a heading"]


@pytest.mark.parametrize("kind", ["report", "revealed", "hostile"])
def test_every_paper_keeps_the_rule(kind: str, request: pytest.FixtureRequest) -> None:
    given: Report = request.getfixturevalue(kind)
    shared = for_others(given)
    papers = [paper for room in ROOMS for paper in room.papers if paper.suffix == "pdf"]
    made = {file.name: file.make() for one in papers for file in one.documents(given, shared)}
    made["summary.pdf"] = summary_pdf(shared())
    if kind == "report":
        assert {
            name: found for name, content in made.items() if (found := small_words(content))
        } == {}
    assert {
        name: found
        for name, content in made.items()
        if (found := faults(content, kind == "hostile"))
    } == {}


def test_a_charter_that_fits_in_twelve_points_is_on_one_page() -> None:
    made = _sheet()
    for number in range(3):
        if number:
            made.new_page()

        def write() -> None:
            made.heading(1, "A workgroup")
            made.facts([(f"Fact {n}", "A line of words") for n in range(11)])
            made.table(("Member", "Organisation"), [("Siân", "Leeds")] * 12, (1, 1))
            made.table(("Who", "What"), [("", "")] * 3, (1, 1), tall=34)

        made.on_one_page(write)
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        assert len(pdf.pages) == 3


def small_words(content: bytes, least: float = 11.9) -> list[tuple[int, float, str]]:
    """The words that are smaller than 12 points, each with its page and its size."""
    found: list[tuple[int, float, str]] = []
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages, start=1):

        def note(
            text: str, cm: Any, tm: Any, _font: Any, size: float, number: int = number
        ) -> None:
            across, up = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
            if text.strip() and (size := size * math.hypot(across, up)) < least:
                found.append((number, size, text))

        page.extract_text(visitor_text=note)
    return found


@settings(max_examples=15, deadline=None)
@given(
    st.floats(50, 1500), st.floats(50, 1500), st.floats(10, 20), st.floats(0.3, 1.0),
    st.text(max_size=400), st.integers(1, 3),
)  # fmt: skip
def test_the_words_of_any_picture_have_twelve_points(
    wide: float, high: float, size: float, tallest: float, title: str, count: int
) -> None:
    """On the page, or on a larger sheet at the end, to which a link leads."""
    drawn = Picture(wide, high, (Label(wide / 2, high / 2, "trust", size, centred=True),))
    made = _sheet()
    made.heading(1, "Title")
    for number in range(count):
        made.heading(2, f"{number}. {title}")
        made.picture(drawn, "A picture", tallest)
        made.say("Words after it")
    content = made.pdf()
    assert small_words(content) == []
    pages = pages_of(content)
    assert sum(page.count("trust") for page in pages) >= count
    assert all(page.strip() for page in pages), "an empty page"
    assert faults(content) == []


def test_what_introduces_a_table_stays_with_it() -> None:
    for lines in range(20, 44):
        made = _sheet()
        made.heading(1, "Title")
        for number in range(lines):
            made.say(f"Line {number}")
        made.heading(2, "Day 2")
        made.say("The last block ended on time.")
        made.table(("Block", "Actual"), [("Lunch", "12:30")] * 14, (1, 1))
        for words in pages_of(made.pdf()):
            assert ("Day 2" in words) == ("ended on time" in words)
            assert ("Day 2" in words) <= ("Lunch" in words)


def test_the_nouns_of_large_figures_are_whole() -> None:
    made = _sheet()
    nouns = ("people", "organisations", "cards", "themes", "workgroups", "commitments", "products")
    made.numbers([("12", noun) for noun in nouns * 2])
    words = pages_of(made.pdf())[0].split()
    assert all(words.count(noun) == 2 for noun in nouns)
