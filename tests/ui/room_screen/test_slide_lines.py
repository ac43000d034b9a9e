"""Lines for the room: every one stands whole on some page, in its order, whatever its length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests.ui.room_screen.test_slides_privacy import drawn
from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.slide_lines import pages
from ui.room_screen.slide_types import Slide

BOX = QRectF(0, 0, 1720, 620)
TITLE = "Agor y diwrnod: pam yr ydym yma a beth yr ydym am ei gyflawni gyda’n gilydd"
WORDS = st.text(alphabet="aŵ mi", min_size=1, max_size=160)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40), st.booleans())
def test_every_line_stands_whole_on_one_page_in_order(
    qapp: QApplication, words: list[str], timed: bool
) -> None:
    lines = [f"09:30\t{each}" if timed else each for each in words]
    found = pages(lines, BOX)
    assert [line for grid in found for line in grid.lines] == lines
    assert all(grid.height <= BOX.height() for grid in found)


def test_few_lines_are_one_page_with_large_letters(qapp: QApplication) -> None:
    (short,) = pages([f"09:0{n}\tBlock" for n in range(5)], BOX)
    (long,) = pages([f"09:0{n}\t{TITLE}" for n in range(9)], BOX)
    assert short.size > long.size
    assert (short.columns, long.columns) == (1, 2)


@pytest.mark.parametrize("number", [12, 22])
def test_a_day_of_long_titles_turns_pages_and_cuts_none(qapp: QApplication, number: int) -> None:
    slide = Slide("Today", lines=tuple(f"{n}\t{TITLE} {n}" for n in range(number)))
    seen = drawn(slide)
    assert all(f"{TITLE} {n}" in seen for n in range(number))
    assert "…" not in seen


def test_a_screen_reader_hears_no_tab(qapp: QApplication) -> None:
    room = RoomScreen()
    room.show_slide(Slide("Today", lines=("09:00\tWelcome",)))
    assert room.accessibleDescription() == "Today. 09:00 Welcome"


def test_a_title_of_one_long_word_and_a_purpose_of_three_lines_are_whole(
    qapp: QApplication,
) -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
    assert "…" not in drawn(Slide(long, "A purpose " * 20, timer=True))
