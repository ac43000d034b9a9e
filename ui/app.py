"""The application: one look, one pool of jobs, and either the start page or the window of a session."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from resources.words import say
from ui.kit import folders, log, theme
from ui.kit.garbage import Garbage
from ui.kit.jobs import Answer, Jobs, Ticket
from ui.kit.qt_words import QtWords
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from ui.start.restoring import BackupsDialog
from ui.start.start_page import StartPage
from ui.widgets import ask_new_file, unmarked
from ui.widgets.messages.banner import Way
from ui.window.main_window import MainWindow
from ui.window.page_loading import load_soon
from ui.window.window_session import WindowSession
from upstream_workshop.agenda.templates import Template, load_template, template_names
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.session_file import backups, repairing, working_copies
from upstream_workshop.session_file.working_copies import WorkingCopy
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, ledger
from upstream_workshop.storage.files.presence import Absence
from upstream_workshop.voting import queries as voting
from upstream_workshop.whole import forgetting, founding

SUFFIX = ".upstream"
LIVED = 60_000  # milliseconds after which an opened session is taken for sound
_TOLD = 3  # repairs in one sentence; the command line lists them all
_CRASHES = 2  # in a row, after which nothing is opened by itself
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
        self._stays = 0  # reasons to go on without a window
        self._copying = False
        self._pending: list[str] = []  # to be said once something stands there to say it
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self.settings.lived)
        # a window closed to open another is no end
        self.qt.setQuitOnLastWindowClosed(False)
        self.qt.lastWindowClosed.connect(self._on_last_window_closed)
        self.say_last: Callable[[str], None] = self._say_in_a_box
        self.ask_last: Callable[[Absence], str] = self._ask_in_a_box
        self._window: MainWindow | None = None
        self._opened: WindowSession | None = None
        self._coming: set[Path] = set()  # asked for and not here yet
        self._kept: Path | None = None  # the copy of a session that cannot be saved
        self._dressed = False

    @property
    def window(self) -> MainWindow:
        """The window of the open session."""
        assert self._window is not None, "no session is open"
        return self._window

    def begin(self, path: Path | None) -> None:
        """Open what was asked for or was open last; the start page when there is none or it refuses.

        After an end within a minute of opening a session it is the start page, that says so; after two,
        nothing is opened again by itself until a session has lived.
        """
        crashed = self.settings.count_crash()
        wanted = path or self.settings.last_session
        if wanted is None:
            self._tidied(self.show_start)
        elif crashed or (path is None and self.settings.crashes >= _CRASHES):
            self._pending.append(self._after_crash(wanted))
            self._tidied(self.show_start)
        else:
            self.open(wanted)
        found = self.settings.prove()
        if found == QSettings.Status.FormatError:
            self.say_also(say("Your settings could not be read, so they begin anew."))
        elif found != QSettings.Status.NoError:
            words = say("Your settings cannot be kept in {folder}; your sessions are not affected.")
            self.say_also(words.format(folder=self.settings.file.parent))

    def open(self, path: Path) -> None:
        """Open a session file in the window; a refusal is said on the start page.

        What lies on a stick or a share is copied here first, off the UI thread; before that, what a kill
        left is cleared, and what was being erased then is erased to the end.
        """
        if self._shows(path):
            self.window.activateWindow()
            return
        self._tidied(lambda: self._fetch(path))

    def _dress(self) -> None:
        """Put the look on, before the first window or while the first file is checked: once is enough."""
        if not self._dressed:
            self._dressed = True
            theme.apply(self.qt, self.settings.theme, self.settings.text_percent)

    def _tidied(self, then: Callable[[], None]) -> None:
        """Do this once drafts and erasures that a kill cut off are dealt with; there seldom are any."""
        kept = self.settings.ledger
        if not kept.left_behind() and not forgetting.noted(kept):
            then()
            return

        def work(_ticket: Ticket) -> str:
            kept.clear()
            return forgetting.sentence(forgetting.resume(kept, datetime.now()))

        def done(said: str) -> None:
            then()
            if said:
                self._refuse(said)

        self.jobs.run(say("Finishing what was cut off"), work, done, self)

    def _fetch(self, path: Path) -> None:
        """Open it where it lies, or a copy of it where it must not be edited."""
        if path in self._coming or self._shows(path):
            return
        copies_folder = self.settings.working_copies
        if not working_copies.is_needed(path, copies_folder):
            self._seat(path, None)
            return

        def fetch(_ticket: Ticket) -> WorkingCopy | WorkshopError | None:
            try:
                return working_copies.make_if_needed(path, copies_folder)
            except WorkshopError as refusal:
                return refusal

        if self._window is None and self.start_page is None:
            self.show_start()
            self._refuse(say("Copying {name} here, to work on it.", name=path.name))
        self._copying = True
        self._await(
            path,
            say("Copying the session here"),
            fetch,
            lambda working_copy: self._seat(path, working_copy),
        )

    def make(self, path: Path, template: Template) -> None:
        """A new session file from a template, opened."""
        try:
            founding.found(path, path.stem, date.today(), template)
        except WorkshopError as refusal:
            self._refuse(str(refusal))
        else:
            self.open(path)

    def show_start(self) -> None:
        """The start page: new, open, sample, restore, recent."""
        self._dress()
        page = StartPage(_templates(), self.settings.recent)
        page.new_requested.connect(self._on_new)
        page.open_requested.connect(self._on_open)
        page.sample_requested.connect(self._on_sample)
        page.restore_requested.connect(self._on_restore)
        page.recent_requested.connect(self.open)
        self.start_page = page
        page.show()
        self._say_pending()

    def trouble(self) -> None:
        """Something unexpected happened and was logged: editing stops, and the window says so."""
        if self._building:
            self._failed = True
        elif self._window is None:
            self._refuse(say("Something went wrong and was logged; what is saved is safe."))
        else:
            self._window.trouble(
                say(
                    "Something went wrong, so editing has stopped. What was saved is safe: open the "
                    "session again to go on."
                )
            )

    def close(self) -> None:
        """Stop what runs and let go of the session file."""
        self.jobs.wait()
        said = self._leave()
        self._garbage.stop()
        if said:
            self.say_last(said)

    def save_copy(self, path: Path) -> None:
        """A copy of the open session somewhere else; it works when nothing else does."""
        try:
            self.window.desk.workshop.copy_to(path, whole=True)
        except WorkshopError as refusal:
            self._refuse(str(refusal))
        else:
            said = say("A copy is at {path}", path=path)
            names = "”, “".join(self.window.desk.ask(voting.open_secrets))
            if names:
                said += say(
                    ". It holds every slip keyed so far of the secret vote “{names}”: let nobody have "
                    "it, and remove it when you no longer need it.",
                    names=names,
                )
            self.window.desk.reported.emit(said)
            self._kept = path
            self.window.offer_copy(path)

    def put_back(self) -> None:
        """Write the session to its path again, if nobody else's file stands there."""
        try:
            self.window.desk.workshop.put_back()
        except WorkshopError as refusal:
            self._refuse(str(refusal))
        else:
            self.window.refresh_file()
            said = say("{path} is back in its place, with all your work")
            self.window.desk.reported.emit(said.format(path=self.window.desk.workshop.path))

    def show_backups(self) -> BackupsDialog:
        """The backups of the open session, or of all when none is open."""
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
        """Whether it is this file that is open; merely opening it again could take its lock away."""
        if self._opened is None:
            return False
        return disk.real(self._opened.workshop.path) == disk.real(path)

    def _seat(self, path: Path, working_copy: WorkingCopy | WorkshopError | None) -> None:
        self._copying = False
        try:
            if isinstance(working_copy, WorkshopError):
                raise working_copy
            self.settings.opening()
            opened = WindowSession(path, working_copy, self.jobs, self.settings, self._dress)
        except WorkshopError as refusal:
            self.settings.lived(well=False)
            if self._window is None and self.start_page is None:
                self.show_start()
            self._refuse(str(refusal), self._ways_on(path, refusal))
            return
        for folder in log.folders():
            self.settings.ledger.note(ledger.LOGS, folder)
        with self._staying():
            said = self._leave() or opened.said
            self._opened, self._kept = opened, None
            self.settings.opened(path)
            self.settings.opening()
            self._minute.start(LIVED)
            if not self._show_window(opened):
                self._give_up(path)
                return
            if self.start_page is not None:
                self.start_page.close()
                self.start_page = None
        if said:
            self.window.refuse(said)
        self._say_pending()
        opened.background.keep("opened")

    def _show_window(self, opened: WindowSession) -> bool:
        """Whether the window stands; a page that fails in it is told by the hook, or here."""
        self._building, self._failed = True, False
        try:
            self._dress()
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
        """Back to the start page, and next time to another page than the one that failed."""
        self.show_start()
        try:
            self._leave()
        except Exception:
            _log.exception("the session could not be left in order")
            self._window = self._opened = None
        for stray in self.qt.topLevelWidgets():  # what was built of it before the page failed
            if isinstance(stray, MainWindow):
                stray.hide()
                stray.deleteLater()
        self.settings.page = ""
        words = say(
            "{name} could not be shown: something went wrong and was logged. What was saved is safe; open it "
            "again, or restore a backup."
        )
        self._refuse(words.format(name=path.name))

    def _after_crash(self, path: Path) -> str:
        if self.settings.crashes < _CRASHES:
            words = say(
                "The app ended unexpectedly within a minute of opening {name}, so it was not opened by "
                "itself. What was saved is safe: open it here, or restore a backup."
            )
        else:
            words = say(
                "The app ended unexpectedly {times} times within a minute of opening a session, so nothing "
                "is opened by itself. What was saved is safe: open {name} here, or restore a backup."
            )
        return words.format(name=path.name, times=self.settings.crashes)

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """One window closes so that another can open."""
        self._stays += 1
        try:
            yield
        finally:
            self._stays -= 1

    def _on_last_window_closed(self) -> None:
        if not self._stays:
            self.qt.quit()

    def _wired_window(self, opened: WindowSession) -> MainWindow:
        window = MainWindow(opened.desk, self.jobs, self.settings)
        window.start_requested.connect(self.show_start)
        window.backups_requested.connect(self._on_restore)
        window.copy_requested.connect(self._on_copy)
        window.reopen_requested.connect(self._on_reopen)
        window.put_back_requested.connect(self.put_back)
        window.open_requested.connect(self.open)
        window.missed.connect(lambda: opened.background.keep("the file went missing"))
        opened.background.troubled.connect(window.refuse_also)
        if opened.origin is not None:
            opened.origin.told.connect(window.note)
        return window

    def _on_new(self, name: str) -> None:
        title = say("New session")
        offered = folders.documents() / f"residential{SUFFIX}"
        path = ask_new_file(self.start_page, title, offered, f"*{SUFFIX}")
        if path is not None:
            self.make(path, load_template(name))

    def _on_open(self) -> None:
        title = say("Open a session")
        chosen, _ = QFileDialog.getOpenFileName(
            self.start_page, title, str(folders.documents()), f"*{SUFFIX}"
        )
        if chosen:
            self.open(Path(chosen))

    def _on_restore(self) -> None:
        self.show_backups()

    def _on_copy(self) -> None:
        path = self.window.desk.workshop.path
        offered = disk.with_added(folders.documents() / f"{path.stem}{SUFFIX}", say(" copy"))
        title = say("Save a copy elsewhere")
        copy = ask_new_file(self._window, title, offered, f"*{SUFFIX}")
        if copy is not None:
            self.save_copy(copy)

    def _on_reopen(self) -> None:
        """Close the session and open it again, as after a restart."""
        path = self.window.desk.workshop.path
        with self._staying():
            said = self._leave()
            self.open(path)
        if said:
            self._refuse(said)

    def _on_sample(self) -> None:
        """Build the sample afresh, off the UI thread, and open it."""
        path = folders.data_folder() / f"sample{SUFFIX}"
        if path in self._coming:
            return
        with self._staying():
            self._leave()
            if self.start_page is None:
                self.show_start()

        def build(_ticket: Ticket) -> Path:
            # it knows every room: not worth each start's time
            from upstream_workshop.whole import sample

            with files_explained(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                free = sample.make_room(path)
                sample.build(free).close()
            return free

        self._await(path, say("Building the sample"), build, self.open)

    def _await(
        self,
        path: Path,
        title: str,
        work: Callable[[Ticket], Answer],
        then: Callable[[Answer], None],
    ) -> None:
        """Open a file once a job has brought it here; asked for twice, it comes once."""

        def arrived(answer: Answer) -> None:
            self._coming.discard(path)
            then(answer)

        self._coming.add(path)
        ticket = self.jobs.run(title, work, arrived, self)
        ticket.ended.connect(lambda: self._coming.discard(path))

    def _on_failed(self, sentence: str) -> None:
        self._copying = False
        if self._window is None:  # which says so itself
            self._refuse(sentence)

    def _refuse(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        if self.start_page is not None:
            self.start_page.refuse(sentence, ways)
        elif self._window is not None:
            self._window.refuse(sentence, ways)

    def _ways_on(self, path: Path, refusal: WorkshopError) -> tuple[Way, ...]:
        """What can be done about a file that was refused, beside what its sentence says."""
        if not isinstance(refusal, RepairableError):
            return ()
        return ((say("Repair a copy"), "first-aid-kit", lambda: self._repair(path)),)

    def _repair(self, path: Path) -> None:
        """Write a repaired copy beside the file, off the UI thread, and open it."""
        copy = repairing.suggested(path)

        def done(told: tuple[str, ...]) -> None:
            self.open(copy)
            words = say("This is a repaired copy; {name} is as it was.", name=path.name)
            more = say("and {n} more", n=len(told) - _TOLD) if told[_TOLD:] else ""
            self.say_also(" ".join((words, *told[:_TOLD], more)).strip())

        self.jobs.run(
            say("Repairing a copy"), lambda _ticket: repairing.repair(path, copy), done, self
        )

    def say_also(self, sentence: str) -> None:
        """One thing more, beside what is being said."""
        if self._copying:  # its window is still to come
            self._pending.append(sentence)
        elif self.start_page is not None:
            words = self.start_page.banner.words() if not self.start_page.banner.isHidden() else ""
            self.start_page.refuse(f"{words} {sentence}".strip())
        elif self._window is not None:
            self._window.refuse_also(sentence)
        else:
            self._pending.append(sentence)

    def _say_pending(self) -> None:
        pending, self._pending = self._pending, []
        for sentence in pending:
            self.say_also(sentence)

    def _leave(self) -> str:
        """Close window and session; answers what there is to say about where the work is."""
        self._keep_work()
        self.jobs.cancel()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
        opened, self._opened = self._opened, None
        said = "" if opened is None else opened.close()
        if self._minute.isActive() or opened is not None:
            self._minute.stop()
            self.settings.lived()
        return said

    def _keep_work(self) -> None:
        """Say again what is not saved, and offer to keep it, until it is or is left on purpose."""
        while self._opened is not None and (absence := self._opened.workshop.absence):
            if self._kept is not None and self._kept.is_file():
                return
            way = self.ask_last(absence)
            if way == "put back":
                self.put_back()
            elif way == "copy":
                self._on_copy()
            else:
                return

    def _ask_in_a_box(self, absence: Absence) -> str:
        """How to keep what is not saved: "put back", "copy", or "" to leave it."""
        box = QMessageBox(QMessageBox.Icon.Warning, say("Upstream Workshop"), unmarked(absence.why))
        box.setParent(self._window, box.windowFlags())
        ways = {}
        if absence.vacant:
            back = box.addButton(say("Put it back"), QMessageBox.ButtonRole.AcceptRole)
            ways[back] = "put back"
        copy = box.addButton(say("Save a copy elsewhere"), QMessageBox.ButtonRole.AcceptRole)
        ways[copy] = "copy"
        leave = box.addButton(say("Close without keeping it"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(leave)
        box.exec()
        pressed = box.clickedButton()
        return next((way for button, way in ways.items() if button is pressed), "")

    def _say_in_a_box(self, said: str) -> None:
        QMessageBox.warning(self.start_page, say("Upstream Workshop"), unmarked(said))


def run(path: Path | None) -> int:
    """Start the app and stay until it is closed; answers the exit code."""
    app = App([])
    logged = log.keep_in(folders.log_folder())
    sys.excepthook = _hook(app)
    app.begin(path)
    if not logged:
        words = say("No log can be kept in {folder}.")
        app.say_also(words.format(folder=folders.log_folder()))
    code = app.qt.exec()
    app.close()
    return code


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _hook(app: App) -> Hook:
    """What nobody caught goes without its words into the log, and kindly onto the window."""

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.error("unexpected error", exc_info=(kind, error, trace))
        if sys.stderr is not None and sys.stderr.isatty():  # a terminal forgets
            sys.__excepthook__(kind, error, trace)
        app.trouble()

    return on_error


def _templates() -> list[tuple[str, str, str]]:
    found = [load_template(name) for name in template_names()]
    return [(template.name, template.title, template.summary) for template in found]
