"""The application object, which owns Qt, settings and jobs and shows a start page or a session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from resources.words import say
from ui.kit import folders
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.start.crashes import settings_warning
from ui.start.messages import Messages
from ui.start.new_session import NewSession
from ui.start.qt_application import QtRun, qt_application
from ui.start.restoring.backups_dialog import BackupsDialog
from ui.start.session_opening import SessionOpening
from ui.start.start_page import StartPage
from ui.start.start_pages import StartPages
from ui.start.unsaved_work import ask_unsaved_work
from ui.widgets import unmarked
from ui.window.file_keeping.current_session import CurrentSession
from ui.window.main_window import MainWindow
from upstream_workshop.agenda.templates import Template
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.copies import backups
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.presence import Absence
from upstream_workshop.whole import founding


class App(QObject):
    """The running application: Qt's application, the settings, the jobs and the open session.

    arguments: command-line arguments for Qt.
    settings: the stored settings; the user's own by default.
    jobs: runs long work; created by default.

    Attributes: `current` is the open session with its window, `start` the start page, `opening`
    opens sessions, `run` is the run of Qt's application, `qt`.

    `ask_last` asks where to save unsaved work before a session is left, and `show_last_message`
    shows a message after its window was closed. Both open message boxes, which tests replace.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        settings: Settings | None = None,
        jobs: Jobs | None = None,
    ) -> None:
        self.qt = qt_application(arguments)
        super().__init__()
        self.settings = settings or Settings()
        ledger.keep(self.settings.ledger)
        self.run = QtRun(self.qt, self.settings, self)
        self.jobs = jobs or Jobs(parent=self)
        self.jobs.failed.connect(self._on_failed)
        self.show_last_message: Callable[[str], None] = self._show_in_box
        self.ask_last: Callable[[Absence], str] = lambda absence: ask_unsaved_work(
            absence, self.current.window
        )
        self.messages = Messages(lambda: self.start.page or self.current.window)
        self.start = StartPages(self.run, self.settings, self.messages, self)
        self.current = CurrentSession(
            self.jobs,
            self.settings,
            lambda absence: self.ask_last(absence),
            self.run.apply_theme,
            self,
        )
        self.opening = SessionOpening(
            self.run, self.settings, self.jobs, self.messages, self.start, self.current, self
        )
        self._connect()

    @property
    def window(self) -> MainWindow:
        """The window of the open session."""
        assert self.current.window is not None, "no session is open"
        return self.current.window

    @property
    def start_page(self) -> StartPage | None:
        """The start page, or None while it is not shown."""
        return self.start.page

    def begin(self, path: Path | None) -> None:
        """Open a session file, or show the start page.

        path: the file to open; None opens the session that was open last, if there is one.

        The start page is shown, with a message, if the app ended within a minute of opening a
        session the last time. After two such ends in a row, no session is opened unless a path is
        given, until one has stayed open for a minute or was closed in order. A warning is shown if
        the settings cannot be read or written.
        """
        wanted = path or self.settings.last_session
        message = self.opening.crashes.after_crash(wanted, chosen=path is not None)
        if message:
            self.messages.add(message)
        if wanted is None or message:
            self.opening.tidied(self.show_start)
        else:
            self.open(wanted)
        if warning := settings_warning(self.settings):
            self.messages.add(warning)

    def open(self, path: Path) -> None:
        """Open a session file in the window; see `SessionOpening.open`."""
        self.opening.open(path)

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
        self.start.show()

    def trouble(self) -> None:
        """Stop editing and show a message, after an unexpected exception was logged."""
        if not self.current.stop_editing():
            self.messages.refuse(say("Something went wrong and was logged; what is saved is safe."))

    def close(self) -> None:
        """Stop all jobs and close the session.

        Show a message if there is one about where the work is.
        """
        self.jobs.wait()
        message = self.opening.leave()
        self.run.end()
        if message:
            self.show_last_message(message)

    def show_backups(self) -> BackupsDialog:
        """Open the dialog of the backups of the open session, or of all if none is open."""
        owner, opened = self.current.window or self.start.page, self.current.opened
        if opened is None:
            found, home = backups.sessions(self.settings.backups), folders.documents()
            dialog = BackupsDialog(found, home, self.jobs, self.settings, owner)
        else:
            background, home = opened.background, opened.workshop.path.parent
            dialog = BackupsDialog(
                (background.folder,), home, self.jobs, self.settings, owner, background.folders
            )
        dialog.restored.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _connect(self) -> None:
        self.start.new_requested.connect(self._on_new)
        self.start.open_requested.connect(self.open)
        self.start.sample_requested.connect(self.opening.open_sample)
        self.start.backups_requested.connect(self._on_restore)
        self.current.start_requested.connect(self.show_start)
        self.current.backups_requested.connect(self._on_restore)
        self.current.reopen_requested.connect(self.opening.reopen)
        self.current.open_requested.connect(self.open)

    def _on_new(self, asked: NewSession, template: Template) -> None:
        self.make(asked.path, template, asked.title, asked.starts, asked.place)

    def _on_restore(self) -> None:
        self.show_backups()

    def _on_failed(self, sentence: str) -> None:
        self.messages.waiting = False
        if self.current.window is None:  # a window shows failed jobs itself
            self.messages.refuse(sentence)

    def _show_in_box(self, message: str) -> None:
        QMessageBox.warning(self.start.page, say("Upstream Workshop"), unmarked(message))
