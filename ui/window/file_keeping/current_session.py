"""The session that is open, with its window: shown, asked about and left."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from resources.words import say
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from ui.window.file_keeping.window_session import WindowSession
from ui.window.main_window import MainWindow
from ui.window.pages.page_loading import load_soon
from ui.window.session_copies import SessionCopies
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files.presence import Absence

_log = logging.getLogger(__name__)


class CurrentSession(QObject):
    """The open session and its window; at most one of each.

    jobs: run the long work of the window.
    settings: the stored settings.
    ask_last: asks where to save unsaved work before the session is left; see `SessionCopies`.
    prepare: called before the window is built.

    Attributes: `window`, `copies` and `opened` are None while no session is open.

    `start_requested` and `backups_requested` ask for the start page and for the backups,
    `reopen_requested` asks to open the session again, and `open_requested(Path)` to open another.
    """

    start_requested = Signal()
    backups_requested = Signal()
    reopen_requested = Signal()
    open_requested = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        ask_last: Callable[[Absence], str],
        prepare: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._settings = settings
        self._ask_last = ask_last
        self._prepare = prepare
        self._building = False
        self._failed = False
        self.window: MainWindow | None = None
        self.copies: SessionCopies | None = None
        self.opened: WindowSession | None = None

    def is_at(self, path: Path) -> bool:
        """Check whether a path is that of the open session.

        A session must not be opened twice: closing the second handle would release the lock of the
        first.
        """
        if self.opened is None:
            return False
        return disk.real(self.opened.workshop.path) == disk.real(path)

    def show(self, opened: WindowSession) -> bool:
        """Build and show the window of a session; return False if building it failed.

        A page's exception comes here, or reaches the exception hook, which calls `stop_editing`.
        """
        self.opened = opened
        self._building, self._failed = True, False
        try:
            self._prepare()
            self.window = self._wired_window(opened)
            self.window.show()
            load_soon(ROOMS, self._jobs, self.window)
        except Exception:
            _log.exception("the window could not be built")
            self._failed = True
        finally:
            self._building = False
        return not self._failed

    def stop_editing(self) -> bool:
        """Stop editing, after an unexpected exception was logged; return False without a window.

        While the window is being built, only note the failure: `show` then returns False.
        """
        if self._building:
            self._failed = True
        elif self.window is None:
            return False
        else:
            self.window.file_notice.stop(
                say(
                    "Something went wrong, so editing has stopped. What was saved is safe: open the "
                    "session again to go on."
                )
            )
        return True

    def leave(self) -> str:
        """Close the window and the session.

        Returns a message about where the work is, or an empty string.
        """
        if self.copies is not None:
            self.copies.keep_work()
        self._jobs.cancel()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = self.copies = None
        opened, self.opened = self.opened, None
        return "" if opened is None else opened.close()

    def drop(self, leave: Callable[[], object]) -> None:
        """Leave the session after its window failed, and remove what was built of the window.

        leave: leaves the session; what it raises is logged.
        """
        try:
            leave()
        except Exception:
            _log.exception("the session could not be left in order")
            self.window = self.copies = self.opened = None
        for stray in QApplication.topLevelWidgets():
            if isinstance(stray, MainWindow):
                stray.hide()
                stray.deleteLater()

    def _wired_window(self, opened: WindowSession) -> MainWindow:
        window = MainWindow(opened.desk, self._jobs, self._settings)
        window.start_requested.connect(self.start_requested)
        window.backups_requested.connect(self.backups_requested)
        notice = window.file_notice
        self.copies = SessionCopies(window, self._ask_last)
        notice.copy_requested.connect(self.copies.ask_where)
        notice.reopen_requested.connect(self.reopen_requested)
        notice.put_back_requested.connect(self.copies.put_back)
        notice.open_requested.connect(self.open_requested)
        notice.file_missed.connect(lambda: opened.background.keep("the file went missing"))
        opened.background.failed.connect(window.refuse_also)
        if opened.origin is not None:
            opened.origin.changed.connect(notice.note)
        return window
