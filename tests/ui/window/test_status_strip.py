"""The strip: what it says of the day, and which words it gives up first when room is short."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.window.status_strip import Standing, StatusStrip, as_clock

STANDING = Standing("Pitch the themes", 760, False, 6, "12:30 Lunch", 37, 41)


@pytest.fixture
def strip(qtbot: QtBot) -> StatusStrip:
    made = StatusStrip()
    qtbot.addWidget(made)
    made.resize(1366, 52)
    made.show()
    return made


def words(strip: StatusStrip) -> str:
    return " | ".join(label.text() for label in strip.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("seconds", "clock"), [(760, "12:40"), (0, "00:00"), (-61, "01:01"), (3725, "1:02:05")]
)
def test_seconds_as_a_clock(seconds: int, clock: str) -> None:
    assert as_clock(seconds) == clock


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (STANDING, "12:40 left"),
        (STANDING, "6 min behind"),
        (STANDING, "12:30 Lunch"),
        (STANDING, "37 / 41 here"),
        (replace(STANDING, seconds_left=-61), "01:01 over"),
        (replace(STANDING, paused=True), "paused, 12:40 left"),
        (replace(STANDING, slip=0), "on time"),
        (replace(STANDING, slip=-3), "3 min ahead"),
    ],
)
def test_it_says_where_the_day_stands(strip: StatusStrip, standing: Standing, said: str) -> None:
    strip.show_standing(standing)
    assert said in words(strip)


def test_without_a_block_it_says_nothing_of_slip(strip: StatusStrip) -> None:
    strip.show_standing(Standing(here=3, expected=4))
    assert "min" not in words(strip)
    assert "now" not in words(strip)
    assert "3 / 4 here" in words(strip)


def test_short_of_room_it_keeps_block_slip_and_undo(strip: StatusStrip) -> None:
    strip.show_standing(STANDING)
    strip.show_undo("Check in: Siân Prys")
    strip.resize(620, 52)
    assert "Lunch" not in words(strip)
    assert "6 min behind" in words(strip)
    assert "Pitch" in words(strip)
    assert strip.undo_button.isVisible()
    strip.resize(1366, 52)
    assert "12:30 Lunch" in words(strip)


def test_a_long_undo_label_is_shortened_but_read_whole(strip: StatusStrip) -> None:
    long = "Merge themes: Neighbours first and the streets they live in, all of them"
    strip.show_undo(long)
    assert strip.undo_button.text().endswith("…")
    assert long in strip.undo_button.accessibleName()
    strip.show_undo(None)
    assert not strip.undo_button.isEnabled()
