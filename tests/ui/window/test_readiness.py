"""The readiness check is opened by its key, asks the computer, and each of its keys leads to a remedy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.window.main_window import MainWindow
from ui.window.readiness.probes import PROBES, Probes, battery, free_bytes, is_writable, known
from ui.window.readiness.readiness_check import asked
from ui.window.readiness.readiness_dialog import REMEDIES, TITLES
from upstream_workshop.agenda import queries, services
from upstream_workshop.application.readiness import Battery, Found, Subject

Opener = Callable[[Desk], MainWindow]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def broken(*_: object) -> object:
    raise RuntimeError("a driver")


@pytest.fixture
def threads() -> list[str]:
    return []


@pytest.fixture
def window(desk: Desk, open_window: Opener, threads: list[str]) -> MainWindow:
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 2))
    block = desk.do("Add", services.add_block, 1, "Welcome", 60)
    desk.do("Add", services.add_block, 1, "Lunch", 45, locked_at=750)
    assert block is not None
    desk.do("Grow", services.amend_block, block, minutes=400)
    window = open_window(desk)

    def printer() -> str:
        threads.append(threading.current_thread().name)
        return "Hall"

    window.readiness.probes = Probes(
        printer, lambda _: True, lambda _: 10**6, lambda: Battery(10, plugged=False), lambda: "GMT"
    )
    return window


def opened(qtbot: QtBot, window: MainWindow) -> str:
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL_SHIFT)
    settled(window.jobs)
    dialog = window.readiness.dialog
    assert dialog is not None
    buttons = dialog.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(each.isVisible() for each in buttons))
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_it_says_what_it_finds_and_asks_off_the_ui_thread(
    qtbot: QtBot, window: MainWindow, threads: list[str]
) -> None:
    said = opened(qtbot, window)
    for words in (
        "The printer is Hall.",
        "only 1 MB left",
        "10 % and is not charging",
        "“Lunch” cannot be fixed at 12:30",
        "09:27 (GMT) on",
        "this computer alone",
        "things are to be seen to",
    ):
        assert words in said
    assert threads
    assert threads[0] != threading.main_thread().name
    window.readiness.dialog.reject()


@pytest.mark.parametrize("subject", Subject, ids=str)
def test_every_line_has_a_key_that_leads_to_its_remedy(
    qtbot: QtBot, window: MainWindow, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    window.backups_requested.connect(lambda: went.append("backups"))
    window.file_notice.copy_requested.connect(lambda: went.append("disk"))
    monkeypatch.setattr(MainWindow, "ask_about_event", lambda _self: went.append("time"))
    opened(qtbot, window)
    dialog = window.readiness.dialog
    assert dialog is not None
    dialog.activateWindow()
    with qtbot.waitActive(dialog):
        pass
    qtbot.keyClick(dialog, Qt.Key(ord("1") + list(Subject).index(subject)))
    qtbot.waitUntil(lambda: window.readiness.dialog is not dialog or not dialog.isVisible())
    if subject is Subject.DISPLAY:
        assert window.room_screen.isVisible()
        assert window.room_screen.slide is None
    elif subject is Subject.PRINTER:
        assert window.current is window.page("print")
    elif subject is Subject.PACKS:
        assert window.current is window.page("print")
        assert window.page("print").table.current_row().id == "packs"
    elif subject is Subject.LOCKS:
        assert window.current is window.page("run")
        assert window.page("run").table.current_row().block.title == "Lunch"
    elif subject is Subject.BATTERY:
        settled(window.jobs)
        assert window.readiness.dialog is not dialog
        window.readiness.dialog.reject()
    else:
        assert went == [subject.value]


def test_everything_has_its_words() -> None:
    assert set(TITLES) == set(REMEDIES) == set(Subject)


def test_a_driver_that_fails_is_not_known(tmp_path: Path) -> None:
    bad = Probes(broken, broken, broken, broken, broken)  # type: ignore[arg-type]
    found = asked(Found(), bad, tmp_path, tmp_path)
    assert (found.printer, found.backups, found.free) == (None, None, None)
    assert (found.battery, found.has_battery, found.zone) == (None, None, "")
    none = Probes(broken, broken, broken, lambda: None, broken)  # type: ignore[arg-type]
    assert asked(Found(), none, tmp_path, tmp_path).has_battery is False


def test_this_computer_is_asked(qtbot: QtBot, tmp_path: Path) -> None:
    assert is_writable(tmp_path / "new" / "folder")
    (tmp_path / "file").write_text("")
    assert not is_writable(tmp_path / "file" / "below")
    assert free_bytes(tmp_path / "not there") > 0
    assert isinstance(known(PROBES.printer), str)
    known(battery)
    assert PROBES.zone()


def test_packs_are_ready_until_something_changes(desk: Desk, open_window: Opener) -> None:
    window = open_window(desk)

    class Printed:
        at = window._now().replace(year=2100)

    desk.outputs["packs"] = Printed
    assert window.readiness._told().packs
    Printed.at = Printed.at.replace(year=2000)
    desk.do("Add", services.add_block, 1, "Welcome", 60)
    assert window.readiness._told().packs is False
    desk.outputs.clear()
    assert window.readiness._told().packs is None
    assert desk.ask(queries.agenda)
