"""A page reads when it is shown and when a change concerns it; hidden, it waits and then reads once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Page
from upstream_workshop.people import services as people
from upstream_workshop.session_file.steps import Change
from upstream_workshop.themes import services as themes


class Noting(Page):
    """A page that notes what it is told when it reads."""

    READS = frozenset({"participant"})

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs)
        self.read: list[Change | None] = []

    def refresh(self, change: Change | None) -> None:
        self.read.append(change)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Noting:
    made = Noting(desk, jobs)
    qtbot.addWidget(made)
    return made


def test_a_page_reads_nothing_until_it_is_shown_and_then_once(page: Noting, desk: Desk) -> None:
    desk.do("Add", people.add_participant, "Ade Okafor")
    assert page.read == []
    page.show()
    page.hide()
    page.show()
    assert page.read == [None]


def test_a_page_that_is_seen_reads_each_change_that_concerns_it(page: Noting, desk: Desk) -> None:
    page.show()
    desk.do("Add", themes.add_theme, "Trust")
    assert page.read == [None]
    desk.do("Add", people.add_participant, "Ade Okafor")
    assert [change and change.label for change in page.read] == [None, "Add"]
    desk.undo()
    assert len(page.read) == 3
    page.hide()
    page.show()
    assert len(page.read) == 3


def test_a_hidden_page_catches_up_with_what_concerns_it_alone(page: Noting, desk: Desk) -> None:
    page.show()
    page.hide()
    desk.do("Add", themes.add_theme, "Trust")
    page.show()
    assert page.read == [None]
    for name in ("Ade Okafor", "Bea Ray"):
        page.hide()
        desk.do("Add", people.add_participant, name)
        desk.do("Add", people.add_participant, f"{name} again")
        before = len(page.read)
        page.show()
        assert page.read[before:] == [None]


def test_undo_while_hidden_is_caught_up_with_too(page: Noting, desk: Desk) -> None:
    desk.do("Add", people.add_participant, "Ade Okafor")
    page.show()
    page.hide()
    desk.undo()
    page.show()
    assert page.read == [None, None]
