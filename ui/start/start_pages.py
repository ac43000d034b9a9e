"""The start page while it is shown, and the questions that follow what is chosen on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from resources.words import say
from ui.kit import folders
from ui.kit.settings import Settings
from ui.start.messages import Messages
from ui.start.new_session import ask_new_session, templates_offered
from ui.start.qt_application import QtRun
from ui.start.start_page import StartPage
from ui.window.session_copies import SUFFIX
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.errors import WorkshopError


class StartPages(QObject):
    """Shows the start page: new, open, sample, restore and recent sessions.

    run: the run of Qt's application, with the theme.
    settings: the stored settings, with the recent sessions.
    messages: shows why a template cannot be used.

    Attributes: `page` is the start page, or None while it is not shown.

    `new_requested(NewSession, Template)` asks to make a session, `open_requested(Path)` to open
    one; `sample_requested` and `backups_requested` ask for the sample and the backups.
    """

    new_requested = Signal(object, object)
    open_requested = Signal(object)
    sample_requested = Signal()
    backups_requested = Signal()

    def __init__(self, run: QtRun, settings: Settings, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self._settings = settings
        self._messages = messages
        self.page: StartPage | None = None

    def show(self) -> None:
        """Show the start page, and the messages that were kept for it."""
        self._run.apply_theme()
        page = StartPage(templates_offered(self._settings.ledger.templates), self._settings.recent)
        page.new_requested.connect(self._on_new)
        page.open_requested.connect(self._on_open)
        page.sample_requested.connect(self.sample_requested)
        page.restore_requested.connect(self.backups_requested)
        page.recent_requested.connect(self.open_requested)
        self.page = page
        page.show()
        self._messages.show_pending()

    def close(self) -> None:
        """Close the start page, if it is shown."""
        if self.page is not None:
            self.page.close()
            self.page = None

    def _on_new(self, name: str) -> None:
        try:
            template, today = load_template(name, self._settings.ledger.templates), date.today()
        except WorkshopError as refusal:  # of a file of the user's own
            self._messages.refuse(str(refusal))
            return
        asked = ask_new_session(self.page, template, folders.documents(), SUFFIX, today)
        if asked is not None:
            self.new_requested.emit(asked, template)

    def _on_open(self) -> None:
        title = say("Open a session")
        chosen, _ = QFileDialog.getOpenFileName(
            self.page, title, str(folders.documents()), f"*{SUFFIX}"
        )
        if chosen:
            self.open_requested.emit(Path(chosen))
