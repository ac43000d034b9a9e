"""The Themes page of a session without cards, and with some."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from tests.ui.themes.page_use import MEASURES, RISK
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.themes.page import ThemesPage
from upstream_workshop.themes import services
from upstream_workshop.themes.cards import services as card_services


@pytest.fixture
def blank(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ThemesPage:
    """The page of a session without cards."""
    return shown(qtbot, ThemesPage(desk, jobs))


@pytest.fixture
def page(desk: Desk, blank: ThemesPage) -> ThemesPage:
    """Two themes with two cards each, and two loose cards."""
    with desk.workshop.change("Furnish") as session:
        risk, measures = (services.add_theme(session, title) for title in (RISK, MEASURES))
        card_services.add_cards(session, ("Insurance says no", "Who signs?"), risk, "Table 1")
        card_services.add_cards(session, ("Trust is no KPI", "Stories next to numbers"), measures)
        card_services.add_cards(session, ("More sockets, please", "Villages with one bus"))
    return blank
