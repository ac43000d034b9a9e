"""At rest a second moves its own figures and nothing else: hidden pages do nothing, nothing is laid out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.core.agenda.test_day_clock import Computer
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.page import Page
from ui.rooms import ROOMS
from ui.window.main_window import MainWindow
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop

Kind = QEvent.Type
LAID_OUT = {Kind.LayoutRequest, Kind.Resize, Kind.Move, Kind.Show, Kind.Hide, Kind.ToolTipChange}


class Events(QObject):
    """Counts the events of laying out, by class of widget and kind, while it is installed."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[tuple[str, str]] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let through."""
        if event.type() in LAID_OUT and isinstance(watched, QWidget):
            self.counted[type(watched).__name__, event.type().name] += 1
        return False


@contextmanager
def laid_out() -> Iterator[Counter[tuple[str, str]]]:
    """Count the events of laying out."""
    events, app = Events(), QApplication.instance()
    app.installEventFilter(events)
    try:
        yield events.counted
    finally:
        app.removeEventFilter(events)


def page_of(thing: object) -> Page | None:
    """The page that a thing is, or belongs to."""
    while isinstance(thing, QObject) and not isinstance(thing, Page):
        thing = thing.parent()
    return thing if isinstance(thing, Page) else None


@contextmanager
def hidden_calls() -> Iterator[Counter[str]]:
    """Count the calls of hidden pages and of all that belongs to them."""
    counted: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _arg: object) -> None:
        owner = frame.f_locals.get("self") if event == "call" else None
        page = page_of(owner) if isinstance(owner, QObject) else None
        if page is not None and not page.isVisible():
            counted[frame.f_code.co_qualname] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield counted
    finally:
        sys.setprofile(before)


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def window(
    qtbot: QtBot, furnished_workshop: Workshop, jobs: Jobs, settings: Settings, computer: Computer
) -> MainWindow:
    """With every page opened, and a block under way that the room sees."""
    made = MainWindow(Desk(OpenSession(furnished_workshop), clock=computer.clock()), jobs, settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    for room in ROOMS:
        made.go(room.key)
    made.go("run").run.on_next()
    made.room_screen.toggle()
    made.send_page()
    jobs.wait()
    second(made, computer)
    qtbot.waitUntil(is_settled)
    return made


def second(window: MainWindow, computer: Computer) -> None:
    computer.wait(1)
    window.tick()
    QApplication.processEvents()


def is_settled() -> bool:
    """Whether nothing is laid out any more while no second passes."""
    with laid_out() as events:
        QApplication.processEvents()
    return not events


def test_a_second_lays_nothing_out_anew_and_calls_no_hidden_page(
    qtbot: QtBot, window: MainWindow, computer: Computer
) -> None:
    left = window.page("run").side.now._left.text()
    with laid_out() as events, hidden_calls() as calls:
        second(window, computer)
    assert window.page("run").side.now._left.text() != left
    assert (events, calls) == ({}, {})
    window.show_in_room(None)
    for room in ROOMS:
        window.go(room.key)
        second(window, computer)
        qtbot.waitUntil(is_settled)
        with laid_out() as events, hidden_calls() as calls:
            second(window, computer)
        assert (events, calls) == ({}, {}), room.key
