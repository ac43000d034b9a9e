"""After another theme in a narrow window the keys are where the eye is: in something that is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.rooms import ROOMS
from ui.widgets.inputs.segments import Segments
from ui.window.main_window import MainWindow
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import BallotState

Opener = Callable[[Desk], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


def keys_of(qtbot: QtBot, window: MainWindow) -> QWidget:
    """What has the keys; fails unless it is seen on the page in front, and is no sliver."""
    qtbot.waitUntil(window.current.has_keys)
    keys = QApplication.focusWidget()
    assert keys is not None
    assert keys.isEnabled()
    seen = keys.visibleRegion().boundingRect()
    assert seen.width() > 8, keys
    assert seen.height() > 8, keys
    return keys


@pytest.mark.parametrize("width", [640, 1024], ids=str)
@pytest.mark.parametrize("key", [room.key for room in ROOMS])
def test_the_keys_are_where_the_eye_is(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, key: str, width: int
) -> None:
    window = open_window(furnished_desk)
    window.resize(width, 720)
    window.go(key)
    settled(window.jobs)
    views = max((len(each.names()) for each in window.current.findChildren(Segments)), default=1)
    for view in range(views):
        keys_of(qtbot, window)
        window.swap_theme()
        settled(window.jobs)
        keys_of(qtbot, window)
        window.resize(width + 1 + view, 720)
        keys_of(qtbot, window)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, CTRL)
        settled(window.jobs)


@pytest.mark.parametrize("state", BallotState, ids=str)
def test_a_ballot_in_every_state_keeps_the_keys(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, state: BallotState
) -> None:
    window = open_window(furnished_desk)
    window.resize(1024, 720)
    ballot = next(row for row in furnished_desk.ask(voting.ballots) if row.state == state)
    window.go("vote").show_row(ballot.id)
    settled(window.jobs)
    window.swap_theme()
    settled(window.jobs)
    assert window.current._ballot.state == state
    keys_of(qtbot, window)
