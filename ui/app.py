"""The application object, which owns Qt, settings and jobs and shows a start page or a session."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from resources.words import say
from ui.kit import folders, log, theme
from ui.kit.garbage import Garbage
from ui.kit.jobs import Jobs, Ticket
from ui.kit.qt_words import QtWords
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from ui.start.arrivals import Arrivals, fetch_copy, rebuild_sample
from ui.start.crashes import CRASHES, after_crash
from ui.start.messages import Messages
from ui.start.new_session import ask_new_session, templates_offered
from ui.start.restoring import BackupsDialog
from ui.start.start_page import StartPage
from ui.start.unsaved_work import ask_unsaved_work
from ui.widgets import unmarked
from ui.widgets.messages.banner import Way
from ui.window.file_keeping.window_session import WindowSession
from ui.window.main_window import MainWindow
from ui.window.page_loading import load_soon
from ui.window.session_copies import SUFFIX, SessionCopies
from upstream_workshop.agenda.templates import Template, load_template
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.session_file.copies import backups, repairing, working_copies
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.storage.files import disk, ledger
from upstream_workshop.storage.files.presence import Absence
from upstream_workshop.whole import erasures, forgetting, founding

LIVED = 60_000  # milliseconds that a session must stay open until its opening counts as a success
_OWN_FORMATS = "application/x-upstream"  # how the formats of what is copied here begin
_LISTED = 3  # repairs that the banner lists; the command line lists them all
_log = logging.getLogger(__name__)


class App(QObject):
    """The running application: Qt's application, the settings, the jobs and the open session.

    arguments: command-line arguments for Qt.
    settings: the stored settings; the user's own by default.
    jobs: runs long work; created by default.

    `ask_last` asks where to save unsaved work before a session is left, and `show_last_message`
    shows a message after its window was closed. Both open message boxes, which tests replace.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        settings: Settings | None = None,
        jobs: Jobs | None = None,
    ) -> None:
        running = QApplication.instance()
        self.qt = (
            running
            if isinstance(running, QApplication)
            else QApplication([sys.argv[0], *arguments])
        )
        super().__init__()
        self.qt.setApplicationName("Upstream Workshop")
        self._words = QtWords(self)
        self.qt.installTranslator(self._words)
        self.settings = settings or Settings()
        ledger.keep(self.settings.ledger)
        self.jobs = jobs or Jobs(parent=self)
        self._garbage = Garbage(self)
        self._garbage.start()
        self.jobs.failed.connect(self._on_failed)
        self.start_page: StartPage | None = None
        self._building = False
        self._failed = False
        self._open_blocks = 0  # nested `_staying` blocks, in which the app runs without a window
        self.messages = Messages(lambda: self.start_page or self._window)
        self._crash_timer = QTimer(self)
        self._crash_timer.setSingleShot(True)
        self._crash_timer.timeout.connect(self.settings.clear_opening)
        # closing a window to open another must not end the app
        self.qt.setQuitOnLastWindowClosed(False)
        self.qt.lastWindowClosed.connect(self._on_last_window_closed)
        self.show_last_message: Callable[[str], None] = self._show_in_box
        self.ask_last: Callable[[Absence], str] = lambda absence: ask_unsaved_work(
            absence, self._window
        )
        self._window: MainWindow | None = None
        self.copies: SessionCopies | None = None  # of the open session
        self._opened: WindowSession | None = None
        self._arrivals = Arrivals(self.jobs, self)
        self._themed = False

    @property
    def window(self) -> MainWindow:
        """The window of the open session."""
        assert self._window is not None, "no session is open"
        return self._window

    def begin(self, path: Path | None) -> None:
        """Open a session file, or show the start page.

        path: the file to open; None opens the session that was open last, if there is one.

        The start page is shown, with a message, if the app ended within a minute of opening a
        session the last time. After two such ends in a row, no session is opened unless a path is
        given, until one has stayed open for a minute or was closed in order. A warning is shown if
        the settings cannot be read or written.
        """
        crashed = self.settings.count_crash()
        wanted = path or self.settings.last_session
        if wanted is None:
            self._tidied(self.show_start)
        elif crashed or (path is None and self.settings.crashes >= CRASHES):
            self.messages.add(after_crash(wanted, self.settings.crashes))
            self._tidied(self.show_start)
        else:
            self.open(wanted)
        found = self.settings.prove()
        if found == QSettings.Status.FormatError:
            self.messages.add(say("Your settings could not be read, so they begin anew."))
        elif found != QSettings.Status.NoError:
            self.messages.add(
                say(
                    "Your settings cannot be kept in {folder}; your sessions are not affected.",
                    folder=self.settings.file.parent,
                )
            )

    def open(self, path: Path) -> None:
        """Open a session file in the window; if it is refused, show the reason on the start page.

        A file on a removable disk or a network share is first copied to this computer, off the UI
        thread. Before that, temporary files left by a killed process are removed and unfinished
        erasures are completed.
        """
        if self._shows(path):
            self.window.activateWindow()
            return
        self._tidied(lambda: self._fetch(path))

    def _apply_theme(self) -> None:
        """Apply the theme and text size, once.

        Called before the first window, or while the first file is being checked.
        """
        if not self._themed:
            self._themed = True
            theme.apply(self.qt, self.settings.theme, self.settings.text_percent)

    def _tidied(self, then: Callable[[], None]) -> None:
        """Remove temporary files and complete erasures that a kill cut off, then call `then`.

        If there are any, which is rare, a job deals with them; otherwise `then` is called at once.
        """
        kept = self.settings.ledger
        if not kept.left_behind() and not erasures.noted(kept):
            then()
            return

        def work(_ticket: Ticket) -> str:
            kept.clear()
            return forgetting.sentence(forgetting.resume(kept, datetime.now()))

        def done(message: str) -> None:
            then()
            if message:
                self.messages.refuse(message)

        self.jobs.run(say("Finishing what was cut off"), work, done, self)

    def _fetch(self, path: Path) -> None:
        """Open the file itself or, if it must not be edited at its path, a working copy of it."""
        if path in self._arrivals or self._shows(path):
            return
        copies_folder = self.settings.working_copies
        if not working_copies.is_needed(path, copies_folder):
            self._show_session(path, None)
            return

        if self._window is None and self.start_page is None:
            self.show_start()
            self.messages.refuse(say("Copying {name} here, to work on it.", name=path.name))
        self.messages.waiting = True
        self._arrivals.bring(
            path,
            say("Copying the session here"),
            lambda _: fetch_copy(path, copies_folder),
            lambda working_copy: self._show_session(path, working_copy),
        )

    def make(
        self,
        path: Path,
        template: Template,
        title: str = "",
        starts: date | None = None,
        place: str = "",
    ) -> None:
        """Create a session file from a template and open it.

        title: the title of the event; by default the name of the file.
        starts: its first day; by default today.
        place: its place.

        Show the reason if it cannot be created.
        """
        try:
            founding.found(path, title or path.stem, starts or date.today(), template, place)
        except WorkshopError as refusal:
            self.messages.refuse(str(refusal))
        else:
            self.open(path)

    def show_start(self) -> None:
        """Show the start page: new, open, sample, restore and recent sessions."""
        self._apply_theme()
        page = StartPage(templates_offered(self.settings.ledger.templates), self.settings.recent)
        page.new_requested.connect(self._on_new)
        page.open_requested.connect(self._on_open)
        page.sample_requested.connect(self._on_sample)
        page.restore_requested.connect(self._on_restore)
        page.recent_requested.connect(self.open)
        self.start_page = page
        page.show()
        self.messages.show_pending()

    def trouble(self) -> None:
        """Stop editing and show a message, after an unexpected exception was logged.

        While the window is being built, only note the failure: `_show_window` then returns False.
        """
        if self._building:
            self._failed = True
        elif self._window is None:
            self.messages.refuse(say("Something went wrong and was logged; what is saved is safe."))
        else:
            self._window.file_notice.stop(
                say(
                    "Something went wrong, so editing has stopped. What was saved is safe: open the "
                    "session again to go on."
                )
            )

    def close(self) -> None:
        """Stop all jobs and close the session.

        Show a message if there is one about where the work is.
        """
        self.jobs.wait()
        message = self._leave()
        self._keep_clipboard()
        self._garbage.stop()
        if message:
            self.show_last_message(message)

    def _keep_clipboard(self) -> None:
        """Leave the text of what was copied here in the clipboard, made by Qt itself.

        Qt frees what is in the clipboard after Python has ended, which an object of Python's crashes.
        """
        clipboard = QApplication.clipboard()
        copied = clipboard.mimeData()
        if copied is not None and any(one.startswith(_OWN_FORMATS) for one in copied.formats()):
            clipboard.setText(clipboard.text())

    def show_backups(self) -> BackupsDialog:
        """Open the dialog of the backups of the open session, or of all if none is open."""
        owner = self._window or self.start_page
        if self._opened is None:
            found, home = backups.sessions(self.settings.backups), folders.documents()
            dialog = BackupsDialog(found, home, self.jobs, self.settings, owner)
        else:
            background, home = self._opened.background, self._opened.workshop.path.parent
            dialog = BackupsDialog(
                (background.folder,), home, self.jobs, self.settings, owner, background.folders
            )
        dialog.restored.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _shows(self, path: Path) -> bool:
        """Check whether a path is that of the open session.

        A session must not be opened twice: closing the second handle would release the lock of the
        first.
        """
        if self._opened is None:
            return False
        return disk.real(self._opened.workshop.path) == disk.real(path)

    def _show_session(self, path: Path, working_copy: WorkingCopy | WorkshopError | None) -> None:
        """Open the session and show its window.

        Show the start page with the reason if it is refused.

        working_copy: the copy to work on; None to open the file itself; an error to show instead.
        """
        self.messages.waiting = False
        try:
            if isinstance(working_copy, WorkshopError):
                raise working_copy
            self.settings.opening()
            opened = WindowSession(path, working_copy, self.jobs, self.settings, self._apply_theme)
        except WorkshopError as refusal:
            self.settings.clear_opening(well=False)
            if self._window is None and self.start_page is None:
                self.show_start()
            self.messages.refuse(str(refusal), self._ways_on(path, refusal))
            return
        for folder in log.folders():
            self.settings.ledger.note(ledger.LOGS, folder)
        with self._staying():
            message = self._leave() or opened.message
            self._opened = opened
            self.settings.opened(path)
            self.settings.opening()
            self._crash_timer.start(LIVED)
            if not self._show_window(opened):
                self._give_up(path)
                return
            if self.start_page is not None:
                self.start_page.close()
                self.start_page = None
        if message:
            self.window.refuse(message)
        self.messages.show_pending()
        opened.background.keep("opened")

    def _show_window(self, opened: WindowSession) -> bool:
        """Build and show the window; return False if building it failed.

        A page's exception comes here, or reaches the exception hook, which calls `trouble`.
        """
        self._building, self._failed = True, False
        try:
            self._apply_theme()
            self._window = self._wired_window(opened)
            self._window.show()
            load_soon(ROOMS, self.jobs, self._window)
        except Exception:
            _log.exception("the window could not be built")
            self._failed = True
        finally:
            self._building = False
        return not self._failed

    def _give_up(self, path: Path) -> None:
        """Return to the start page after the window failed, and forget which page was to be shown.

        So the next start opens another page than the one that failed.
        """
        self.show_start()
        try:
            self._leave()
        except Exception:
            _log.exception("the session could not be left in order")
            self._window = self.copies = self._opened = None
        for stray in self.qt.topLevelWidgets():  # the part of the window built before the failure
            if isinstance(stray, MainWindow):
                stray.hide()
                stray.deleteLater()
        self.settings.page = ""
        self.messages.refuse(
            say(
                "{name} could not be shown: something went wrong and was logged. What was saved is safe; "
                "open it again, or restore a backup.",
                name=path.name,
            )
        )

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """Keep the app running while no window is open, because another is about to open."""
        self._open_blocks += 1
        try:
            yield
        finally:
            self._open_blocks -= 1

    def _on_last_window_closed(self) -> None:
        if not self._open_blocks:
            self.qt.quit()

    def _wired_window(self, opened: WindowSession) -> MainWindow:
        window = MainWindow(opened.desk, self.jobs, self.settings)
        window.start_requested.connect(self.show_start)
        window.backups_requested.connect(self._on_restore)
        notice = window.file_notice
        self.copies = SessionCopies(window, lambda absence: self.ask_last(absence))
        notice.copy_requested.connect(self.copies.ask_where)
        notice.reopen_requested.connect(self._on_reopen)
        notice.put_back_requested.connect(self.copies.put_back)
        notice.open_requested.connect(self.open)
        notice.file_missed.connect(lambda: opened.background.keep("the file went missing"))
        opened.background.failed.connect(window.refuse_also)
        if opened.origin is not None:
            opened.origin.changed.connect(notice.note)
        return window

    def _on_new(self, name: str) -> None:
        try:
            template, today = load_template(name, self.settings.ledger.templates), date.today()
        except WorkshopError as refusal:  # of a file of the user's own
            self.messages.refuse(str(refusal))
            return
        asked = ask_new_session(self.start_page, template, folders.documents(), SUFFIX, today)
        if asked is not None:
            self.make(asked.path, template, asked.title, asked.starts, asked.place)

    def _on_open(self) -> None:
        title = say("Open a session")
        chosen, _ = QFileDialog.getOpenFileName(
            self.start_page, title, str(folders.documents()), f"*{SUFFIX}"
        )
        if chosen:
            self.open(Path(chosen))

    def _on_restore(self) -> None:
        self.show_backups()

    def _on_reopen(self) -> None:
        """Close the session and open it again, as a restart would."""
        path = self.window.desk.workshop.path
        with self._staying():
            message = self._leave()
            self.open(path)
        if message:
            self.messages.refuse(message)

    def _on_sample(self) -> None:
        """Build the sample session again, off the UI thread, and open it."""
        path = folders.data_folder() / f"sample{SUFFIX}"
        if path in self._arrivals:
            return
        with self._staying():
            self._leave()
            if self.start_page is None:
                self.show_start()

        self._arrivals.bring(
            path, say("Building the sample"), lambda _: rebuild_sample(path), self.open
        )

    def _on_failed(self, sentence: str) -> None:
        self.messages.waiting = False
        if self._window is None:  # a window shows failed jobs itself
            self.messages.refuse(sentence)

    def _ways_on(self, path: Path, refusal: WorkshopError) -> tuple[Way, ...]:
        """Return the actions offered with a refusal, besides what its sentence says.

        Only a RepairableError has one: repairing a copy.
        """
        if not isinstance(refusal, RepairableError):
            return ()
        return ((say("Repair a copy"), "first-aid-kit", lambda: self._repair(path)),)

    def _repair(self, path: Path) -> None:
        """Write a repaired copy beside the file, off the UI thread, and open it."""
        copy = repairing.suggested(path)

        def done(repairs: tuple[str, ...]) -> None:
            self.open(copy)
            words = say("This is a repaired copy; {name} is as it was.", name=path.name)
            more = say("and {n} more", n=len(repairs) - _LISTED) if repairs[_LISTED:] else ""
            self.messages.add(" ".join((words, *repairs[:_LISTED], more)).strip())

        self.jobs.run(
            say("Repairing a copy"), lambda _ticket: repairing.repair(path, copy), done, self
        )

    def _leave(self) -> str:
        """Close the window and the session.

        Returns a message about where the work is, or an empty string.
        """
        if self.copies is not None:
            self.copies.keep_work()
        self.jobs.cancel()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = self.copies = None
        opened, self._opened = self._opened, None
        message = "" if opened is None else opened.close()
        if self._crash_timer.isActive() or opened is not None:
            self._crash_timer.stop()
            self.settings.clear_opening()
        return message

    def _show_in_box(self, message: str) -> None:
        QMessageBox.warning(self.start_page, say("Upstream Workshop"), unmarked(message))
