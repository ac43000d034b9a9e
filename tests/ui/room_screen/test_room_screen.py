"""The room screen: nothing unsent, nothing too small, blank means black, results from last to first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.room_screen.room_screen import RoomScreen, spoken
from ui.room_screen.room_type import LEAST, fitting, room_font
from ui.room_screen.slide_painter import HEIGHT, WIDTH, Moment, paint_slide
from ui.room_screen.slide_types import Bar, Slide

WELSH = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
BARS = (Bar("Reframing risk", "46", 0.92, first=True), Bar("Measurement", "41", 0.82))


def drawn(slide: Slide | None, revealed: float = 1e9, clock: str = "") -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_slide(painter, QRectF(image.rect()), slide, Moment(revealed, clock))
    painter.end()
    return image


def count(image: QImage, role: str) -> int:
    wanted = theme.colour(role).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, WIDTH, 4) for y in range(0, HEIGHT, 4))


def test_nothing_sent_shows_the_test_card(qtbot: QtBot) -> None:
    screen = RoomScreen()
    qtbot.addWidget(screen)
    screen.resize(WIDTH, HEIGHT)
    assert screen.slide is None
    assert screen.grab().toImage().pixelColor(300, 300) == theme.colour("room")
    assert drawn(None) != drawn(Slide("Welcome"))


def test_no_word_is_smaller_than_the_least(qapp: QApplication) -> None:
    assert room_font(4).pixelSize() == LEAST
    font = fitting(WELSH * 40, QRectF(0, 0, 200, 40), 84, room_font(84).weight())
    assert font.pixelSize() == LEAST


def test_text_size_of_the_operator_does_not_reach_the_room(qapp: QApplication) -> None:
    before = drawn(Slide("Welcome", lines=("One", "Two")))
    try:
        theme.apply(qapp, "dark", 200, still=True)
        assert drawn(Slide("Welcome", lines=("One", "Two"))) == before
    finally:
        theme.apply(qapp, still=True)


@pytest.mark.parametrize(
    "slide",
    [
        Slide("Numbers", numbers=(("here", "37"), (WELSH, "1,000,000"))),
        Slide("Lines", lines=tuple(f"{n} {WELSH}" for n in range(30))),
        Slide("Clusters", clusters=tuple((WELSH, (WELSH,) * 9) for _ in range(13))),
        Slide("Bars", bars=tuple(Bar(WELSH, "1234567", n / 20) for n in range(20))),
        Slide(WELSH * 4, WELSH * 4, WELSH * 4, timer=True),
        Slide(""),
        Slide(
            "Everything", lines=("a",), clusters=(("b", ("c",)),), bars=BARS, numbers=(("d", "1"),)
        ),
    ],
    ids=lambda slide: slide.title[:12],
)
def test_too_much_of_anything_stays_on_the_screen(qapp: QApplication, slide: Slide) -> None:
    image = drawn(slide, clock="04:30")
    ground = theme.colour("room").rgb()
    edges = [(x, y) for x in range(WIDTH) for y in (0, 20, HEIGHT - 20, HEIGHT - 1)]
    edges += [(x, y) for y in range(HEIGHT) for x in (0, 60, WIDTH - 1)]
    assert all(image.pixel(x, y) == ground for x, y in edges)


def test_the_last_place_is_revealed_first(qapp: QApplication) -> None:
    slide = Slide("Result", bars=BARS)
    assert count(drawn(slide, 0), "room_first") == 0
    half = drawn(slide, 1.0)
    assert count(half, "room_bar") > 0
    assert count(half, "room_first") == 0
    assert count(drawn(slide, 2.0), "room_first") > 0


def test_without_motion_the_result_stands_at_once(qtbot: QtBot) -> None:
    screen = RoomScreen()
    qtbot.addWidget(screen)
    screen.resize(WIDTH, HEIGHT)
    screen.show()
    screen.show_slide(Slide("Result", bars=BARS))
    assert count(screen.grab().toImage(), "room_first") > 0


def test_with_motion_the_winner_comes_last(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp)
    try:
        screen = RoomScreen()
        qtbot.addWidget(screen)
        screen.resize(WIDTH, HEIGHT)
        screen.show()
        screen.show_slide(Slide("Result", bars=BARS))
        assert count(screen.grab().toImage(), "room_first") == 0
        qtbot.waitUntil(lambda: count(screen.grab().toImage(), "room_first") > 0, timeout=3000)
    finally:
        theme.apply(qapp, still=True)


def test_blank_is_black_and_comes_back(qtbot: QtBot) -> None:
    screen = RoomScreen()
    qtbot.addWidget(screen)
    screen.resize(480, 270)
    screen.show_slide(Slide("Welcome"))
    screen.show()
    before = screen.grab().toImage()
    qtbot.keyClick(screen, Qt.Key.Key_F9)
    black = screen.grab().toImage()
    assert {black.pixel(x, y) & 0xFFFFFF for x in range(480) for y in range(0, 270, 9)} == {0}
    screen.show_slide(Slide("Something else"))
    assert screen.blanked, "sending does not unblank: the operator does"
    screen.show_slide(Slide("Welcome"))
    qtbot.keyClick(screen, Qt.Key.Key_B)
    assert screen.grab().toImage() == before


def test_a_presenters_remote_blanks_and_turns_pages(qtbot: QtBot) -> None:
    screen = RoomScreen()
    qtbot.addWidget(screen)
    screen.resize(960, 540)
    screen.show_slide(Slide("Themes", clusters=tuple((WELSH, (WELSH,) * 9) for _ in range(13))))
    screen.show()
    first = screen.grab().toImage()
    qtbot.keyClick(screen, Qt.Key.Key_PageDown)
    assert screen.grab().toImage() != first
    qtbot.keyClick(screen, Qt.Key.Key_PageUp)
    assert screen.grab().toImage() == first
    qtbot.keyClick(screen, Qt.Key.Key_PageUp)
    assert screen.grab().toImage() != first, "before the first page is the last"
    for blank in (True, False):
        qtbot.keyClick(screen, Qt.Key.Key_Period)
        assert screen.blanked == blank
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()


def test_no_page_turns_that_nobody_sees(qtbot: QtBot) -> None:
    """A slide sent before the room screen is opened turns its pages from then on, until it is closed."""
    screen = RoomScreen()
    qtbot.addWidget(screen)
    turning = screen.findChild(QTimer)
    seen = []
    for act in (
        lambda: screen.show_slide(Slide("Day", lines=("a", "b"))),
        screen.show,
        screen.close,
    ):
        act()
        seen.append(turning.isActive())
    assert seen == [False, True, False]


def test_the_timer_shows_only_where_asked(qapp: QApplication) -> None:
    assert drawn(Slide("A"), clock="04:30") == drawn(Slide("A"))
    assert drawn(Slide("A", timer=True), clock="04:30") != drawn(Slide("A", timer=True))


def test_a_slide_reads_aloud() -> None:
    slide = Slide("Result", "37 voted", "Next: lunch", bars=BARS, clusters=(("Risk", ("a", "b")),))
    assert spoken(slide) == (
        "Result. 37 voted. Reframing risk: 46. Measurement: 41. Risk: a, b. Next: lunch"
    )


def test_it_never_covers_the_operators_screen_when_displays_come_and_go(tmp_path: Path) -> None:
    display = {
        "y": 0,
        "width": 1366,
        "height": 768,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    displays = [{"name": "laptop", "x": 0, **display}, {"name": "projector", "x": 1366, **display}]
    config = tmp_path / "displays.json"
    config.write_text(json.dumps({"screens": displays}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_displays", str(tmp_path)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    opened, unplugged, another, again, swapped, closed = json.loads(done.stdout)
    assert opened[:3] == [True, True, 0]
    visible, full, covered, words = unplugged
    assert (visible, full) == (True, False)
    assert covered <= 25
    assert "second display is gone" in words
    assert another[:2] == [True, False], "only the operator sends it to another display"
    assert again == [True, True, 0, ""], "its own display was plugged in again"
    assert swapped == [True, True, 0, "laptop"]
    assert closed[0] is False
