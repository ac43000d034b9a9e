"""The start page: every way in, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.start.start_page import StartPage

TEMPLATES = (("two-day", "Two-day residential", "All of it."), ("one-day", "One day", "Less."))


def page(qtbot: QtBot) -> StartPage:
    made = StartPage(TEMPLATES, (Path("/tmp/Cardiff.upstream"),))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


def named(start: StartPage, text: str) -> QPushButton:
    return next(button for button in start.findChildren(QPushButton) if button.text() == text)


def test_each_way_in_is_told(qtbot: QtBot) -> None:
    start = page(qtbot)
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(start.new_requested, check_params_cb=lambda name: name == "one-day"):
        qtbot.mouseClick(named(start, "One day"), left)
    with qtbot.waitSignal(start.open_requested):
        qtbot.mouseClick(named(start, "Open a session file"), left)
    with qtbot.waitSignal(start.sample_requested):
        qtbot.mouseClick(named(start, "Look at the sample"), left)
    with qtbot.waitSignal(
        start.recent_requested, check_params_cb=lambda path: path.stem == "Cardiff"
    ):
        qtbot.mouseClick(named(start, "Cardiff"), left)


def test_tab_reaches_everything_and_enter_presses(qtbot: QtBot) -> None:
    start = page(qtbot)
    seen = set()
    named(start, "Two-day residential").setFocus()
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        seen.add(focus.text())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert {
        button.text() for button in start.findChildren(QPushButton) if button.isVisible()
    } == seen
    with qtbot.waitSignal(start.new_requested):
        qtbot.keyClick(named(start, "Two-day residential"), Qt.Key.Key_Return)


def test_a_refusal_is_said(qtbot: QtBot) -> None:
    start = page(qtbot)
    start.refuse("That file is damaged: use a backup.")
    assert start.banner.isVisible()
    assert "damaged" in start.banner.words()


def test_enter_is_the_way_out_of_a_refusal_and_escape_closes_it(qtbot: QtBot) -> None:
    start = page(qtbot)
    first = named(start, "Two-day residential")
    assert QApplication.focusWidget() is first
    mended: list[bool] = []
    start.refuse(
        "That file is damaged: repair a copy.",
        [("Repair a copy", "first-aid-kit", lambda: mended.append(True))],
    )
    assert QApplication.focusWidget() is named(start, "Repair a copy")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert mended == [True]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not start.banner.isVisible()
    assert QApplication.focusWidget() is first
    start.refuse("That file is damaged: use a backup.")
    assert QApplication.focusWidget() is first, "a refusal without a way out is only read"
