"""The Workgroups page on a furnished session and on a fresh one, for every test of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.workgroups.opening import opened, with_four_people
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups.page import WorkgroupsPage


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    return opened(qtbot, furnished_desk, jobs)


@pytest.fixture
def fresh(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    """Four people and two themes, nothing chosen."""
    with_four_people(desk)
    return opened(qtbot, desk, jobs)
