"""Going through a page or the window with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit.jobs import Jobs
from ui.voting.declaring.ballot_form import BallotForm
from ui.widgets import FormDialog

NONE = Qt.KeyboardModifier.NoModifier
_SOON = 20  # milliseconds between looks for a form
_LOOKS = 100
_CONTROLS = 30  # of a page, at most


class Hands:
    """Ten fingers and no mouse: every key goes where the focus is, and there must be one."""

    def __init__(self, qtbot: QtBot, window: QWidget, jobs: Jobs) -> None:
        self._qtbot = qtbot
        self._window = window
        self._jobs = jobs

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.keyClick(self._here(), key, held)

    def type(self, text: str) -> None:
        for letter in text:
            self._qtbot.keyClicks(self._here(), letter)

    def line(self, text: str) -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def wait(self) -> None:
        """Until what was asked for is there."""
        settled(self._jobs)

    def fill_next_form(self, fill: Callable[[], object], looks: int = _LOOKS) -> None:
        """As soon as a form has the keys, fill it; one that is not kept by then is left."""

        def look() -> None:
            form = QApplication.activeModalWidget()
            focused = QApplication.focusWidget()
            if isinstance(form, FormDialog | BallotForm) and focused and form.isAncestorOf(focused):
                try:
                    fill()
                finally:
                    if form.isVisible():  # it was not kept
                        form.reject()
            elif looks:
                self.fill_next_form(fill, looks - 1)
            elif form is not None:
                form.close()

        QTimer.singleShot(_SOON, look)

    def tab_to(self, words: str) -> None:
        """Go from control to control to the button with these words."""
        for _ in range(_CONTROLS):
            held = QApplication.focusWidget()
            if isinstance(held, QPushButton) and held.text() == words:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never reaches {words}")

    def _here(self) -> QWidget:
        if QApplication.activeModalWidget() is None and not self._window.isActiveWindow():
            self._window.activateWindow()  # without a window manager a closed form leaves none
            self._qtbot.waitUntil(self._window.isActiveWindow)
        widget = QApplication.focusWidget()
        assert widget is not None, "the keys have nowhere to go"
        return widget
