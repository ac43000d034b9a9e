"""The application: one look, one pool of jobs, and either the start page or the window of a session."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from ui import theme
from ui.desk import Desk
from ui.jobs import Jobs, Ticket
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.start_page import StartPage
from upstream_workshop import sample
from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.templates import Template, load_template, template_names
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workshop import Workshop

SUFFIX = ".upstream"
_log = logging.getLogger(__name__)


class App(QObject):
    """Owns what is built once: Qt's application, settings, jobs, and the session that is open."""

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
        self.settings = settings or Settings()
        self.jobs = jobs or Jobs(parent=self)
        self.start_page: StartPage | None = None
        self._window: MainWindow | None = None
        self._workshop: Workshop | None = None
        theme.apply(self.qt, self.settings.theme, self.settings.text_percent)

    @property
    def window(self) -> MainWindow:
        """The window of the open session."""
        assert self._window is not None, "no session is open"
        return self._window

    def begin(self, path: Path | None) -> None:
        """Open what was asked for or was open last; the start page when there is none or it refuses."""
        wanted = path or self.settings.last_session
        if wanted is None:
            self.show_start()
        else:
            self.open(wanted)

    def open(self, path: Path) -> None:
        """Open a session file in the window; a refusal is said on the start page."""
        try:
            workshop = Workshop.open(path)
        except WorkshopError as refusal:
            if self._window is None:
                self.show_start()
            self._refuse(str(refusal))
            return
        self._leave()
        self._workshop = workshop
        self.settings.opened(path)
        self._window = MainWindow(Desk(workshop, self), self.jobs, self.settings)
        self._window.start_requested.connect(self.show_start)
        self._window.show()
        if self.start_page is not None:
            self.start_page.close()
            self.start_page = None

    def make(self, path: Path, template: Template) -> None:
        """A new session file from a template, opened."""
        try:
            with Workshop.create(path) as workshop, workshop.change("New session") as session:
                agenda.found_residential(session, path.stem, starts=date.today())
                agenda.lay_out(session, template)
        except WorkshopError as refusal:
            self._refuse(str(refusal))
        else:
            self.open(path)

    def show_start(self) -> None:
        """The start page: new, open, sample, recent."""
        page = StartPage(_templates(), self.settings.recent)
        page.new_requested.connect(self._on_new)
        page.open_requested.connect(self._on_open)
        page.sample_requested.connect(self._on_sample)
        page.recent_requested.connect(self.open)
        self.start_page = page
        page.show()

    def close(self) -> None:
        """Stop what runs and let go of the session file."""
        self.jobs.wait()
        self._leave()

    def _on_new(self, name: str) -> None:
        title = self.tr("New session")
        chosen, _ = QFileDialog.getSaveFileName(
            self.start_page, title, str(_documents() / f"residential{SUFFIX}"), f"*{SUFFIX}"
        )
        if chosen:
            self.make(_suffixed(Path(chosen)), load_template(name))

    def _on_open(self) -> None:
        title = self.tr("Open a session")
        chosen, _ = QFileDialog.getOpenFileName(
            self.start_page, title, str(_documents()), f"*{SUFFIX}"
        )
        if chosen:
            self.open(Path(chosen))

    def _on_sample(self) -> None:
        """Build the sample afresh, off the UI thread, and open it."""
        self._leave()
        path = platformdirs.user_data_path("upstream-workshop", False) / f"sample{SUFFIX}"

        def build(_ticket: Ticket) -> Path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            sample.build(path).close()
            return path

        self.jobs.run(self.tr("Building the sample"), build, self.open)

    def _refuse(self, sentence: str) -> None:
        if self.start_page is not None:
            self.start_page.refuse(sentence)
        elif self._window is not None:
            self._window.refuse(sentence)

    def _leave(self) -> None:
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
        if self._workshop is not None:
            self._workshop.close()
            self._workshop = None


def run(path: Path | None) -> int:
    """Start the app and stay until it is closed; answers the exit code."""
    app = App([])
    keep_log(app)
    app.begin(path)
    code = app.qt.exec()
    app.close()
    return code


def keep_log(app: App) -> None:
    """Unexpected errors go whole into a log file and kindly onto the window; the app goes on."""
    folder = platformdirs.user_log_path("upstream-workshop", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "app.log", maxBytes=500_000, backupCount=2)
    logging.basicConfig(handlers=[handler], format="%(asctime)s %(levelname)s %(message)s")
    sys.excepthook = _hook(app)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _hook(app: App) -> Hook:
    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.error("unexpected error", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        app._refuse(app.tr("Something went wrong and was logged; what is saved is safe."))

    return on_error


def _templates() -> list[tuple[str, str, str]]:
    found = [load_template(name) for name in template_names()]
    return [(template.name, template.title, template.summary) for template in found]


def _documents() -> Path:
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


def _suffixed(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
