"""Qt's application as this program runs it: its words, theme and garbage, and when it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.kit.garbage import Garbage
from ui.kit.qt_words import QtWords
from ui.kit.settings import Settings
from ui.kit.typing.typing_escape import TypingEscape

_OWN_FORMATS: Final = "application/x-upstream"  # how the formats of what is copied here begin


def qt_application(arguments: Sequence[str]) -> QApplication:
    """Return Qt's application, made if there is none yet.

    arguments: command-line arguments for Qt.
    """
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([sys.argv[0], *arguments])


class QtRun(QObject):
    """One run of Qt's application; it ends when the last window was closed.

    qt: Qt's application.
    settings: the stored settings, with the theme and the text size.
    """

    def __init__(self, qt: QApplication, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._qt = qt
        self._settings = settings
        self._themed = False
        self._open_blocks = 0  # nested `staying` blocks, in which the app runs without a window
        qt.setApplicationName("Upstream Workshop")
        self._words = QtWords(self)
        qt.installTranslator(self._words)
        TypingEscape(self)
        self._garbage = Garbage(self)
        self._garbage.start()
        # closing a window to open another must not end the app
        qt.setQuitOnLastWindowClosed(False)
        qt.lastWindowClosed.connect(self._on_last_window_closed)

    def apply_theme(self) -> None:
        """Apply the theme and text size, once.

        Called before the first window, or while the first file is being checked.
        """
        if not self._themed:
            self._themed = True
            theme.apply(self._qt, self._settings.theme, self._settings.text_percent)

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Keep the app running while no window is open, because another is about to open."""
        self._open_blocks += 1
        try:
            yield
        finally:
            self._open_blocks -= 1

    def end(self) -> None:
        """Leave the clipboard to Qt, and collect no more garbage."""
        _keep_clipboard()
        self._garbage.stop()

    def _on_last_window_closed(self) -> None:
        if not self._open_blocks:
            self._qt.quit()


def _keep_clipboard() -> None:
    """Leave the text of what was copied here in the clipboard, made by Qt itself.

    Qt frees what is in the clipboard after Python has ended, which an object of Python's crashes.
    """
    clipboard = QApplication.clipboard()
    copied = clipboard.mimeData()
    if copied is not None and any(one.startswith(_OWN_FORMATS) for one in copied.formats()):
        clipboard.setText(clipboard.text())
