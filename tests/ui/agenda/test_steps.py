"""A format in steps is begun with a key, shown large here and in the room, and rings at each step's end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.core.agenda.test_day_clock import Computer
from ui.agenda.steps import step_form
from ui.agenda.steps.chime import Chime, can_play, load_sound
from ui.agenda.steps.step_form import Asked, StepForm
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.steps.formats import step_formats
from upstream_workshop.agenda.steps.queries import step_timers
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop

OpenAgain = Callable[[], MainWindow]
TROIKA = step_formats()[0]


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(Chime, "ring", lambda _self: said.append("ring"))
    monkeypatch.setattr(Chime, "prepare", lambda _self: None)
    return said


@pytest.fixture
def opened(
    qtbot: QtBot, workshop: Workshop, jobs: Jobs, settings: Settings, computer: Computer
) -> OpenAgain:
    with workshop.change("Plan") as session:
        for title in ("Troika", "Second", "Third"):
            services.add_block(session, 1, title, 30, materials="26 chairs\nPens")

    def open_window() -> MainWindow:
        desk = Desk(OpenSession(workshop), clock=computer.clock())
        window = MainWindow(desk, jobs, settings)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        window.go("run")
        return window

    return open_window


@pytest.fixture
def window(opened: OpenAgain, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> MainWindow:
    monkeypatch.setattr(step_form, "ask_steps", lambda _parent: Asked(TROIKA.title, TROIKA.steps))
    window = opened()
    press(qtbot, window, Qt.Key.Key_N)
    window.send_page()
    press(qtbot, window, Qt.Key.Key_T)
    return window


def press(
    qtbot: QtBot,
    window: MainWindow,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.keyClick(window.page("run").table, key, modifier)
    qtbot.wait(0)


def sheet(window: MainWindow) -> str:
    window.tick()
    labels = window.page("run").side.steps.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def in_room(window: MainWindow) -> tuple[str, str]:
    slide = window.room_screen.slide
    assert slide is not None
    return slide.title, window.room_screen._clock


def test_steps_run_by_keys_and_the_room_follows(
    qtbot: QtBot, window: MainWindow, computer: Computer, rung: list[str]
) -> None:
    qtbot.waitUntil(lambda: in_room(window) == (TROIKA.steps[0].name, "02:00"))
    computer.wait(90)
    assert "0:30" in sheet(window)
    assert TROIKA.steps[0].name in sheet(window)
    assert "Then: Client 1: the challenge" in sheet(window)
    assert rung == []
    computer.wait(31)
    assert "Client 1: the challenge" in sheet(window)
    assert rung == ["ring"]
    qtbot.waitUntil(lambda: in_room(window) == ("Client 1: the challenge", "00:59"))
    press(qtbot, window, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    computer.wait(600)
    assert "0:59" in sheet(window)
    computer.set_clock(-7200)
    press(qtbot, window, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    computer.wait(9)
    assert "0:50" in sheet(window)
    press(qtbot, window, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: in_room(window) == ("Client 1: questions", "02:00"))
    assert rung == ["ring"]
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: in_room(window)[0] == "Client 1: the challenge")
    window.desk.undo()
    qtbot.waitUntil(lambda: in_room(window)[0] == "Client 1: questions")


def test_after_a_crash_and_a_clock_that_was_set_the_step_goes_on(
    window: MainWindow, opened: OpenAgain, computer: Computer, rung: list[str]
) -> None:
    computer.wait(45)
    sheet(window)
    sheet(window)
    computer.set_clock(3600)
    computer.wait(15)
    again = opened()
    assert "1:00" in sheet(again)
    assert TROIKA.steps[0].name in sheet(again)


def test_from_another_page_it_rings_and_the_room_goes_on_until_all_is_done(
    qtbot: QtBot, window: MainWindow, computer: Computer, rung: list[str]
) -> None:
    window.go("people")
    window.tick()
    for step in TROIKA.steps:
        computer.wait(step.seconds)
        window.tick()
    assert len(rung) == len(TROIKA.steps)
    qtbot.waitUntil(lambda: in_room(window) == ("Troika", "04:00"))
    window.go("run")
    assert "All steps are done" in sheet(window)


def test_muted_it_is_silent(
    qtbot: QtBot, window: MainWindow, computer: Computer, rung: list[str]
) -> None:
    press(qtbot, window, Qt.Key.Key_M)
    window.tick()
    computer.wait(121)
    window.tick()
    assert rung == []


def test_they_end_with_a_key_or_with_their_block(qtbot: QtBot, window: MainWindow) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    press(qtbot, window, Qt.Key.Key_T, shift)
    assert window.desk.ask(step_timers) == ()
    assert window.page("run").side.steps.isHidden()
    window.desk.undo()
    assert not window.page("run").side.steps.isHidden()
    press(qtbot, window, Qt.Key.Key_N)
    assert window.desk.ask(step_timers) == ()


def test_skip_leaves_out_what_comes_next_and_the_room_hears_of_what_follows(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, window, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_X)
    assert [block.lasts for block in window.desk.ask(queries.agenda)] == [30, 0, 30]
    qtbot.waitUntil(lambda: window.room_screen.slide.footer == "Next: Third")
    assert "Lay out for Third: 26 chairs, Pens" in "\n".join(
        each.text() for each in window.page("run").side.now.findChildren(QLabel)
    )
    press(qtbot, window, Qt.Key.Key_N)
    assert window.desk.ask(queries.current).title == "Third"


def test_a_format_fills_the_lines_and_what_cannot_be_read_is_said(qtbot: QtBot) -> None:
    form = StepForm(None)
    qtbot.addWidget(form)
    form.show()
    assert form.asked() == Asked(TROIKA.title, TROIKA.steps)
    form.control("name").setCurrentIndex(3)
    assert [step.seconds for step in form.asked().steps] == [60, 120, 240, 300]
    form.control("name").setCurrentIndex(5)
    lines = form.control("lines")
    assert isinstance(lines, QPlainTextEdit)
    assert lines.toPlainText() == ""
    lines.setPlainText("Walk and talk 10\nshare")
    form.accept()
    assert form.isVisible()
    assert "Line 2, “share”" in form._missing.text()
    lines.setPlainText("Walk and talk 10")
    form.accept()
    assert form.isHidden()


class Sound:
    """A sound that plays, or raises where the driver fails."""

    def __init__(self, heard: list[str], fails: bool) -> None:
        self.heard, self.fails = heard, fails

    def play(self) -> None:
        if self.fails:
            raise RuntimeError("no driver")
        self.heard.append("sound")


@pytest.mark.parametrize(
    ("found", "able", "fails", "heard"),
    [
        (True, True, False, "sound"),
        (False, True, False, "beep"),
        (True, False, False, "beep"),
        (True, True, True, "beep"),
        (None, True, False, "beep"),
    ],
    ids=["plays", "nothing to play with", "unplugged since", "cannot play", "cannot load"],
)
def test_the_chime_plays_its_sound_or_beeps(
    qtbot: QtBot, found: bool | None, able: bool, fails: bool, heard: str
) -> None:
    said: list[str] = []

    def load(_parent: QObject) -> Sound | None:
        if found is None:
            raise OSError("no device")
        return Sound(said, fails) if found else None

    chime = Chime(None, load, lambda: said.append("beep"), lambda _sound: able)
    chime.ring()
    chime.ring()
    assert said == [heard, heard]


def test_without_a_way_to_play_a_sound_there_is_none_and_nobody_waits(qtbot: QtBot) -> None:
    parent = QObject()
    sound = load_sound(parent)  # whatever this computer has, it neither raises nor blocks
    assert sound is None or can_play(sound) in (True, False)
