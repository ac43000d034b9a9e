"""The Workgroups page, shown and ready to type, and how choices are keyed there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups.group_views import CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups.placing_rules import services as rule_services


def opened(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    return shown(qtbot, WorkgroupsPage(desk, jobs), width=1180)


def with_four_people(desk: Desk) -> None:
    """Add four people and two themes, nothing chosen."""
    with desk.workshop.change("Furnish") as session:
        for name in ("Ade Okafor", "Siân Prys", "Jo Tennant", "Marta Brzezińska"):
            add_participant(session, name)
        for title in ("Reframing risk", "Meaningful measurement"):
            add_theme(session, title)
        rule_services.set_rules(session, 1, 4)


def key(qtbot: QtBot, page: WorkgroupsPage, line: str) -> None:
    qtbot.keyClicks(page.body.choices.entry.field, line)
    qtbot.keyClick(page.body.choices.entry.field, Qt.Key.Key_Return)


def choose(qtbot: QtBot, page: WorkgroupsPage) -> None:
    page.views.select(CHOICES)
    for line in ("ade: 1 2", "sian:1", "jt: 2, 1", "brz: 2"):
        key(qtbot, page, line)
