"""On a small laptop's screen no control cuts its words off, on any page in any of its views."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import sessions
from tests.ui.cut_words import cut_words
from tests.ui.showing import settled
from tests.ui.window.test_at_rest import is_settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.rooms import ROOMS
from ui.widgets import Segments
from ui.window.main_window import MainWindow
from upstream_workshop.application.session import OpenSession

Opener = Callable[[Desk], MainWindow]
IN_A_NARROW_COLUMN = {"What keeps us downstream"}  # a title that somebody typed, at 200 %


@pytest.fixture
def sample_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk on the sample, whose titles are as long as those of a real residential."""
    with sessions.opened(tmp_path / "sample.upstream", sessions.with_the_sample) as workshop:
        yield Desk(OpenSession(workshop))


def views_of(window: MainWindow, seen: frozenset[Segments] = frozenset()) -> Iterator[str]:
    """Show each view of the page in front, with each of the views inside it; yield the name of each."""
    yield ""
    for segments in window.current.findChildren(Segments):
        if segments in seen or not segments.isVisible():
            continue
        before = segments.current()
        for at, name in enumerate(segments.names()):
            if at == before:
                continue
            segments.select(at)
            settled(window.jobs)
            for inner in views_of(window, seen | {segments}):
                yield f"{name} {inner}".strip()
        segments.select(before)
        seen |= {segments}


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [640, 1024, 1366])
def test_every_page_comes_to_rest_at_any_width(
    qtbot: QtBot,
    qapp: QApplication,
    furnished_desk: Desk,
    open_window: Opener,
    width: int,
    percent: int,
) -> None:
    """What is hidden or moved for lack of room asks for no other room."""
    theme.apply(qapp, "light", percent, still=True)
    window = open_window(furnished_desk)
    window.resize(width, 768)
    for room in ROOMS:
        window.go(room.key)
        settled(window.jobs)
        qtbot.waitUntil(is_settled)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("key", [room.key for room in ROOMS])
def test_no_control_cuts_its_words_off(
    qapp: QApplication, sample_desk: Desk, open_window: Opener, key: str, percent: int
) -> None:
    theme.apply(qapp, "light", percent, still=True)
    window = open_window(sample_desk)
    window.go(key)
    settled(window.jobs)
    cut = {}
    for view in views_of(window):
        for _ in range(30):
            QApplication.processEvents()
        for control in window.findChildren(QWidget):
            if not control.visibleRegion().isEmpty():
                for words in cut_words(control):
                    cut[words] = (view, type(control).__name__)
    assert cut.keys() <= (IN_A_NARROW_COLUMN if percent == 200 else set()), cut
