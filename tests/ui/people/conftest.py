"""The People page on a few people, for every test of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.core.people.examples import furnish
from tests.ui.people.opening import opened
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.page import PeoplePage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> PeoplePage:
    """The page with the people of the examples."""
    with desk.workshop.change("Furnish") as session:
        furnish(session)
    return opened(qtbot, desk, jobs)
