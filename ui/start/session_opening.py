"""Opening of session files in the window, with all that may be needed before: copying, repairing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit import folders, log
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from ui.start import repair_offer, unfinished
from ui.start.arrivals import Arrivals, fetch_copy, rebuild_sample
from ui.start.crashes import CrashWatch
from ui.start.messages import Messages
from ui.start.qt_application import QtRun
from ui.start.start_pages import StartPages
from ui.window.file_keeping.current_session import CurrentSession
from ui.window.file_keeping.window_session import WindowSession
from ui.window.pages.page_loading import load_first
from ui.window.session_copies import SUFFIX
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.copies import working_copies
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.storage.files import ledger


class SessionOpening(QObject):
    """Opens session files, one after the other, and leaves the one before.

    run: the run of Qt's application.
    settings: the stored settings.
    jobs: run the long work.
    messages: shows why a file is refused.
    start: the start page, shown while there is no session.
    current: the open session and its window.

    Attributes: `crashes` notes whether a session that was opened stays open.
    """

    def __init__(
        self,
        run: QtRun,
        settings: Settings,
        jobs: Jobs,
        messages: Messages,
        start: StartPages,
        current: CurrentSession,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._settings = settings
        self._jobs = jobs
        self._messages = messages
        self._start = start
        self._current = current
        self._arrivals = Arrivals(jobs, self)
        self.crashes = CrashWatch(settings, self)

    def open(self, path: Path) -> None:
        """Open a session file in the window; if it is refused, show the reason on the start page.

        A file on a removable disk or a network share is first copied to this computer, off the UI
        thread. Before that, temporary files left by a killed process are removed and unfinished
        erasures are completed.
        """
        if self._current.is_at(path):
            assert self._current.window is not None
            self._current.window.activateWindow()
            return
        self.tidied(lambda: self._fetch(path))

    def tidied(self, then: Callable[[], None]) -> None:
        """Finish what a kill cut off in an earlier run, then call `then`."""
        unfinished.finish(self._settings.ledger, self._jobs, then, self._messages.refuse, self)

    def reopen(self) -> None:
        """Close the session and open it again, as a restart would."""
        assert self._current.opened is not None
        path = self._current.opened.workshop.path
        with self._run.staying():
            message = self.leave()
            self.open(path)
        if message:
            self._messages.refuse(message)

    def open_sample(self) -> None:
        """Build the sample session again, off the UI thread, and open it."""
        path = folders.data_folder() / f"sample{SUFFIX}"
        if path in self._arrivals:
            return
        with self._run.staying():
            self.leave()
            if self._start.page is None:
                self._start.show()
        self._arrivals.bring(
            path, say("Building the sample"), lambda _: rebuild_sample(path), self.open
        )

    def repair(self, path: Path) -> None:
        """Write a repaired copy beside the file, off the UI thread, and open it."""

        def done(copy: Path, message: str) -> None:
            self.open(copy)
            self._messages.add(message)

        repair_offer.repair_copy(path, self._jobs, done, self)

    def leave(self) -> str:
        """Close the window and the session.

        Returns a message about where the work is, or an empty string.
        """
        was_open = self._current.opened is not None
        message = self._current.leave()
        self.crashes.left(was_open)
        return message

    def _fetch(self, path: Path) -> None:
        """Open the file itself or, if it must not be edited at its path, a working copy of it."""
        if path in self._arrivals or self._current.is_at(path):
            return
        copies_folder = self._settings.working_copies
        if not working_copies.is_needed(path, copies_folder):
            self._show(path, None)
            return

        if self._is_bare:
            self._start.show()
            self._messages.refuse(say("Copying {name} here, to work on it.", name=path.name))
        self._messages.waiting = True
        self._arrivals.bring(
            path,
            say("Copying the session here"),
            lambda _: fetch_copy(path, copies_folder),
            lambda working_copy: self._show(path, working_copy),
        )

    def _show(self, path: Path, working_copy: WorkingCopy | WorkshopError | None) -> None:
        """Open the session and show its window.

        Show the start page with the reason if it is refused.

        working_copy: the copy to work on; None to open the file itself; an error to show instead.
        """
        self._messages.waiting = False
        try:
            if isinstance(working_copy, WorkshopError):
                raise working_copy
            self.crashes.opening()
            ready = self._get_ready
            opened = WindowSession(path, working_copy, self._jobs, self._settings, ready)
        except WorkshopError as refusal:
            self._refuse(path, refusal)
            return
        for folder in log.folders():
            self._settings.ledger.note(ledger.LOGS, folder)
        with self._run.staying():
            message = self.leave() or opened.message
            self.crashes.opened(path)
            if not self._current.show(opened):
                self._give_up(path)
                return
            self._start.close()
        if message:
            self._messages.refuse(message)
        self._messages.show_pending()
        opened.background.keep("opened")

    def _get_ready(self) -> None:
        """Do what the first window needs anyway, while another process inspects the file."""
        self._run.apply_theme()
        load_first(ROOMS, self._settings.page)

    def _refuse(self, path: Path, refusal: WorkshopError) -> None:
        self.crashes.refused()
        if self._is_bare:
            self._start.show()
        ways = repair_offer.ways_on(refusal, lambda: self.repair(path))
        self._messages.refuse(str(refusal), ways)

    def _give_up(self, path: Path) -> None:
        """Return to the start page after the window failed, and forget which page was to be shown.

        So the next start opens another page than the one that failed.
        """
        self._start.show()
        self._current.drop(self.leave)
        self._settings.page = ""
        self._messages.refuse(
            say(
                "{name} could not be shown: something went wrong and was logged. What was saved is safe; "
                "open it again, or restore a backup.",
                name=path.name,
            )
        )

    @property
    def _is_bare(self) -> bool:
        """Whether neither a window nor the start page is shown."""
        return self._current.window is None and self._start.page is None
