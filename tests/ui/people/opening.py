"""The People page, shown and ready to type."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.page import PeoplePage


def opened(qtbot: QtBot, desk: Desk, jobs: Jobs) -> PeoplePage:
    """The page of a desk's session, its entry line with the keys."""
    made = shown(qtbot, PeoplePage(desk, jobs))
    made.setFocus()
    return made
