"""For every test of the window: the look put on once, a desk on a fresh file, jobs on their threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.watching import watched
from ui.app import App
from ui.kit import theme
from ui.kit.appearance import Appearance
from ui.kit.desk import Desk
from ui.kit.garbage import Garbage
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.kit.typing.typing_escape import TypingEscape
from ui.window.main_window import MainWindow
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import places

MOMENT = datetime(2026, 12, 2, 9, 27, 14)


@pytest.fixture(autouse=True)
def always_answers(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which the window did not answer for two seconds."""
    with watched(last_words=request.config.stash[fault_handler_stderr_fd_key]) as watch:
        yield
    for gap in watch.gaps:
        pytest.fail(f"no answer for {gap.seconds:.1f} s:\n{gap.where}")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application in its light theme, without motion.

    Its clipboard is cleared at the end: Qt would free an object of Python's in it after Python has ended.
    """
    theme.apply(qapp, still=True)
    Garbage(qapp).start()
    TypingEscape(qapp)
    yield qapp
    QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def same_screen(qapp: QApplication) -> Iterator[None]:
    """No window is left over a later test's, and the look is what it was."""
    look = theme.current_appearance()
    there = {id(window) for window in qapp.topLevelWidgets()}
    yield
    for window in qapp.topLevelWidgets():
        if id(window) not in there and window.parent() is None:
            window.close()
            window.deleteLater()
    # no event loop runs between tests, and every widget left would be styled again by the next application
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    put_on(qapp, look)


@pytest.fixture(autouse=True, scope="module")
def same_look(qapp: QApplication) -> Iterator[None]:
    """An application that a whole module shares leaves its look behind no more than a test does."""
    look = theme.current_appearance()
    yield
    put_on(qapp, look)


def put_on(qapp: QApplication, look: Appearance) -> None:
    """Dress the application in a look, if it is in another."""
    if theme.current_appearance() != look:
        theme.apply(qapp, look.name, round(100 * look.scale), look.still)


@pytest.fixture
def desk(qtbot: QtBot, workshop: Workshop) -> Desk:
    """A desk on a fresh, empty session."""
    return Desk(OpenSession(workshop))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Jobs as in the app; a test waits for them with `settled`."""
    made = Jobs()
    yield made
    assert made.wait(), "a job did not end when it was asked to"


@pytest.fixture
def furnished_desk(qtbot: QtBot, furnished_workshop: Workshop) -> Desk:
    """A desk on a session with something in every room."""
    return Desk(OpenSession(furnished_workshop))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of their own."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that passes for a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    real = places.kind
    monkeypatch.setattr(
        places, "kind", lambda path: places.REMOVABLE if folder in path.parents else real(path)
    )
    return folder


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The application with a home of its own; what it says last is kept in `last_words`."""
    made = App([], Settings(tmp_path / "home" / "settings.ini"))
    made.last_words = []
    made.show_last_message = made.last_words.append
    yield made
    if made.start_page is not None:
        made.start_page.close()
        made.start_page.deleteLater()
    made.close()


@pytest.fixture
def open_window(
    qtbot: QtBot, jobs: Jobs, settings: Settings
) -> Iterator[Callable[[Desk], MainWindow]]:
    """Opens the window on a desk, shown and active, and closes it afterwards."""
    opened: list[MainWindow] = []

    def open_on(desk: Desk) -> MainWindow:
        window = MainWindow(desk, jobs, settings, now=lambda: MOMENT)
        opened.append(window)
        window.resize(1366, 768)  # which is more than the display that tests have
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        return window

    yield open_on
    for window in opened:
        window.close()
        window.deleteLater()
