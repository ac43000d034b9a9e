"""The page with a plan being edited, its table, and what was refused."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.agenda.plan.typing_hands import (
    edited,
)
from ui.agenda.page import RunPage
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import services
from upstream_workshop.agenda.templates import load_template


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> RunPage:
    """The one-day plan, being edited."""
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", services.lay_out, load_template("one-day"))
    return edited(qtbot, desk, jobs)


@pytest.fixture
def table(page: RunPage) -> PlanTable:
    return page.editor.table


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """What was refused."""
    heard: list[str] = []
    desk.refused.connect(heard.append)
    return heard
