"""Two days in simulated time: delays, a skipped block, an abrupt end, a clock that is set, a lost projector.

What really went by is noted beside the window, by a clock that nothing sets; planned against actual,
which is read from the log, has to say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.agenda.test_day_clock import Computer
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.rules import ended
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop

Key = Qt.Key
MINUTE = 60
DELAYS = (0, 3, -2, 6, 0, 1, 11, -4, 0, 2)  # minutes that blocks take longer, one after the other


@dataclass
class Room:
    """The window of a session on a computer, which may crash and is started again."""

    qtbot: QtBot
    path: Path
    settings: Settings
    computer: Computer
    jobs: Jobs
    really: dict[int, int] = field(default_factory=dict)  # minutes that went by, by block
    workshop: Workshop | None = None
    window: MainWindow | None = None

    def start(self) -> None:
        self.workshop = Workshop.open(self.path)
        desk = Desk(OpenSession(self.workshop), clock=self.computer.clock())
        self.window = MainWindow(desk, self.jobs, self.settings)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isVisible)
        self.window.go("run")

    def stop(self) -> None:
        """Let the program end; what it showed and counted is only in the settings and in the file."""
        assert self.window is not None
        assert self.workshop is not None
        self.window.close()
        self.window.deleteLater()
        self.qtbot.wait(0)
        self.workshop.close()

    def press(self, key: Qt.Key) -> None:
        assert self.window is not None
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window.page("run").table, key)
        self.qtbot.wait(0)
        self.check()

    def wait(self, minutes: int) -> None:
        """Let minutes go by, counted for the block that runs."""
        block = self.running()
        self.computer.wait(minutes * MINUTE)
        if block:
            self.really[block] = self.really.get(block, 0) + minutes
        self.check()

    def running(self) -> int:
        assert self.window is not None
        block = self.window.desk.ask(queries.current)
        return block.id if block is not None else 0

    def check(self) -> None:
        """The room's words are those of the data, to the second."""
        window = self.window
        assert window is not None
        window.tick()
        self.qtbot.wait(0)
        block = window.desk.ask(queries.current)
        if block is None or not window.room_screen.isVisible():
            return
        self.qtbot.waitUntil(lambda: window.room_screen.slide.title == block.title)
        left = block.lasts - self.really.get(block.id, 0)
        sign = "+" if left < 0 else ""
        hours, minutes = divmod(abs(left), 60)
        told = f"{hours}:{minutes:02}:00" if hours else f"{minutes:02}:00"
        assert window.room_screen._clock.lstrip("+") == told
        assert (window.room_screen._clock[0] == "+") == bool(sign)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, settings: Settings, jobs: Jobs) -> Iterator[Room]:
    path = tmp_path / "two days.upstream"
    with Workshop.create(path) as workshop, workshop.change("Plan") as session:
        services.found_residential(session, "Upstream", date(2026, 12, 2))
        services.lay_out(session, load_template("two-day"))
    computer = Computer(datetime(2026, 12, 2, 8, 30))
    made = Room(qtbot, path, settings, computer, jobs)
    made.start()
    yield made
    made.stop()


def test_planned_against_actual_is_what_really_went_by(room: Room) -> None:
    window = room.window
    assert window is not None
    window.send_page()
    window.room_screen.toggle()
    number = 0
    for day in (1, 2):
        if day == 2:
            room.computer.wall = datetime(2026, 12, 3, 8, 40)
            room.computer.steady += 15 * 3600
            window.page("run").days.choose(2)
            window.page("run").days.changed.emit(2)
        room.press(Key.Key_N)
        while block := next(
            (b for b in window.desk.ask(queries.agenda) if b.id == room.running()), None
        ):
            number += 1
            if number == 3:
                room.press(Key.Key_X)  # what comes next is left out
            half = max(block.lasts // 2, 1)
            room.wait(half)
            if number == 4:
                room.stop()  # and the clock is set while nobody looks
                room.computer.set_clock(-40 * MINUTE)
                room.start()
                window = room.window
                assert window is not None
                room.qtbot.waitUntil(window.room_screen.isVisible)
            if number == 6:
                room.computer.set_clock(40 * MINUTE)
                room.check()
                assert "set forward by 40 min" in window.banner.words()
            if number == 8:
                window.room_screen.close()  # the projector is pulled out, and found again
                room.check()
                window.room_screen.open_on_projector()
                room.check()
            if number == 9:
                room.press(Key.Key_F)
            room.wait(max(block.lasts - half + DELAYS[number % len(DELAYS)], 1))
            last = not [
                b
                for b in window.desk.ask(queries.agenda)
                if b.day == block.day and not b.track and not b.started_at and not b.dropped
            ]
            room.press(Key.Key_N)
            if last:
                break
    told = {row.id: row.lasted for row in ended(window.desk.ask(queries.agenda))}
    assert {block: minutes for block, minutes in told.items() if minutes} == room.really
    assert len(room.really) > 15
    assert window.desk.ask(queries.current) is None
