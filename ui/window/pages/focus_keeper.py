"""The keyboard focus of the window: it stays on the page in front, and the field in use is watched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.kit.typing.typing_undo import leaves_undo_alone
from ui.page import Page

if TYPE_CHECKING:
    from ui.window.frame import Frame


class FocusKeeper(QObject):
    """Filters the events of the field in use, and only of it: a filter on all would slow every one.

    frame: returns the parts of the window, which are built anew with another theme.
    page: returns the page in front; None while there is none.
    """

    def __init__(
        self, window: QWidget, frame: Callable[[], Frame], page: Callable[[], Page | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._frame = frame
        self._page = page
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def keep(self) -> None:
        """Give the focus to the page if it is in a part of it that is hidden.

        Called once a page is laid out: Qt tells nobody, for what was not shown yet never had it.
        """
        keys, page = QApplication.focusWidget(), self._page()
        if (
            page is not None
            and keys is not None
            and page.isAncestorOf(keys)
            and not page.has_keys()
        ):
            page.take_keys()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape close a refusal first, and Ctrl+Z in an empty field undo a step of the session.

        In a field with words, Escape clears them first.
        """
        if self._escapes(watched, event):
            self._frame().banner.close_banner()
            return True
        if leaves_undo_alone(watched, event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _escapes(self, watched: QObject, event: QEvent) -> bool:
        """Return whether this is Escape, with a refusal to close and nothing typed."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        typed = isinstance(watched, QLineEdit) and bool(watched.text())
        cancel = event.matches(QKeySequence.StandardKey.Cancel)
        return cancel and not typed and not self._frame().banner.isHidden()

    def _on_focus_changed(self, left: QWidget | None, entered: QWidget | None) -> None:
        """Watch the field in use; give the focus back to the page if what had it went out of view."""
        if left is not None:
            left.removeEventFilter(self)
            page = self._page()
            gone = not (left.isVisible() and left.isEnabled())
            if page is not None and gone and self._window.isActiveWindow() and not page.has_keys():
                page.take_keys()
                return
        if entered is not None and entered.window() is self._window:
            entered.installEventFilter(self)
