"""The clock is set while a block runs: strip, panel, room and log tell one figure, and it is the true one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.core.agenda.test_day_clock import Computer
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop

OpenAt = Callable[[Settings], MainWindow]
MINUTE = 60


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def opened(qtbot: QtBot, workshop: Workshop, jobs: Jobs, computer: Computer) -> OpenAt:
    with workshop.change("Plan") as session:
        for title in ("First", "Second", "Third"):
            services.add_block(session, 1, title, 30)
        services.add_block(session, 1, "Beside", 50, "B", locked_at=540)

    def open_window(settings: Settings) -> MainWindow:
        desk = Desk(OpenSession(workshop), clock=computer.clock())
        window = MainWindow(desk, jobs, settings)
        qtbot.addWidget(window)
        window.show()
        window.go("run")
        return window

    return open_window


def figures(window: MainWindow) -> set[str]:
    """What is left, as the strip, the panel and the room tell it."""
    window.tick()
    words = [label.text() for label in window.strip.findChildren(QLabel)]
    strip = next(each for each in words if each.endswith((" left", " over")))
    _, told, side = strip.replace("paused, ", "").split()
    panel = window.page("run").side.now._left.text().lstrip("+")
    room = window.room_screen._clock.lstrip("+")
    assert side == ("over" if "+" in window.room_screen._clock else "left")
    return {told.lstrip("0"), panel.lstrip("0"), room.lstrip("0")}


@pytest.mark.parametrize("by", [-45, 45, 300, -1300], ids=str)
def test_one_figure_and_the_true_one(
    opened: OpenAt, settings: Settings, computer: Computer, by: int
) -> None:
    window = opened(settings)
    page, desk = window.page("run"), window.desk
    page.run.on_next()
    window.send_page()
    computer.wait(10 * MINUTE)
    assert figures(window) == {"20:00"}
    computer.set_clock(by * MINUTE)
    assert figures(window) == {"20:00"}
    way = "forward" if by > 0 else "back"
    assert f"was set {way} by {abs(by):,} min" in window.banner.words()
    again = opened(settings)  # after a crash
    assert figures(again) == {"20:00"}
    again.deleteLater()
    computer.wait(15 * MINUTE)
    page.run.on_next()
    (first,) = desk.ask(queries.planned_and_actual)
    assert first.lasted == 25
    assert figures(window) == {"30:00"}
    computer.wait(5 * MINUTE)
    assert figures(window) == {"25:00"}
    desk.undo()
    assert figures(window) == {":00"}  # of the first block: 30 of 30 minutes
    desk.redo()
    assert figures(window) == {"25:00"}
    page.run.on_back()
    assert figures(window) == {":00"}
    computer.wait(MINUTE)
    page.run.on_next()
    (first,) = desk.ask(queries.planned_and_actual)
    assert first.lasted == 31


def test_the_strip_says_the_time_of_day_as_it_is_set(
    opened: OpenAt, settings: Settings, computer: Computer
) -> None:
    window = opened(settings)
    computer.set_clock(3600)
    window.tick()
    assert any(label.text() == "10:00" for label in window.strip.findChildren(QLabel))


def test_the_room_counts_down_the_track_that_it_sees(
    opened: OpenAt, settings: Settings, computer: Computer
) -> None:
    window = opened(settings)
    page, desk = window.page("run"), window.desk
    blocks = desk.ask(queries.agenda)
    beside = next(block for block in blocks if block.track)
    for block in (blocks[0], beside):
        desk.do("Start", running_day.start, block.id, desk.clock.note())
    page.show_row(beside.id)
    window.send_page()
    computer.wait(10 * MINUTE)
    window.tick()
    assert window.room_screen.slide.title == "Beside"
    assert window.room_screen._clock == "40:00"


def test_what_is_kept_of_the_clock_may_be_damaged(settings: Settings) -> None:
    for damage in ("[", "[1]", '["a", [["x", 1, 2]]]', '["a", [[1, 2, 3]]]', '["a", 5]', "1e999"):
        settings.stored.write("run/noted", damage)
        assert settings.noted == ("", ())
