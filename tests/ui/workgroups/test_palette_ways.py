"""What the palette alone offers: groups renamed and removed, choices from a ballot, a draft anew."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Page
from ui.voting.declaring import ballot_actions
from ui.voting.page import VotePage
from ui.workgroups import group_actions
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import services as votes
from upstream_workshop.workgroups import queries


def choose(page: Page, words: str) -> None:
    next(command for command in page.commands() if command.label == words).run()


def answer(monkeypatch: pytest.MonkeyPatch, module: Any, **answers: Any) -> None:
    monkeypatch.setattr(module, "ask_form", lambda *_args: answers)


def test_a_group_is_renamed_and_removed(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, WorkgroupsPage(furnished_desk, jobs))
    first = furnished_desk.ask(queries.workgroup_titles)[0][0]
    answer(monkeypatch, group_actions, workgroup_id=first, title="Môr a mynydd")
    choose(page, "Rename a workgroup")
    assert dict(furnished_desk.ask(queries.workgroup_titles))[first] == "Môr a mynydd"
    answer(monkeypatch, group_actions, workgroup_id=first)
    choose(page, "Remove a workgroup")
    assert first not in dict(furnished_desk.ask(queries.workgroup_titles))
    furnished_desk.undo()
    assert first in dict(furnished_desk.ask(queries.workgroup_titles))


def test_without_groups_and_ballots_it_is_said_what_is_missing(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    page = shown(qtbot, WorkgroupsPage(desk, jobs))
    for words in (
        "Rename a workgroup", "Remove a workgroup", "Take choices from a ballot with names",
    ):  # fmt: skip
        with qtbot.waitSignal(desk.refused):
            choose(page, words)


def test_a_draft_is_declared_anew(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = furnished_desk
    page = shown(qtbot, VotePage(desk, jobs))
    ids = [row.id for row in desk.ask(themes.themes)][:2]
    ballot = desk.do("Make", votes.make_ballot, "Again", ids)
    page.show_row(ballot)

    def turned(_owner: object, _title: str, values: Any, _themes: object, _keep: str) -> Any:
        changed = {"name": "Anew", "question": "Which one?", "dots": 3, "cap": 2, "seats": 1}
        return {**values, **changed, "lines": values["lines"][::-1]}

    monkeypatch.setattr(ballot_actions, "ask_ballot", turned)
    choose(page, "Change the draft ballot")
    found = desk.ask(voting.ballot, ballot)
    assert (found.question, found.dots, found.cap, found.seats) == ("Which one?", 3, 2, 1)
    assert (found.name, [option.theme_id for option in found.options]) == ("Anew", ids[::-1])


def test_a_block_ends_and_nothing_begins(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> None:
    desk = furnished_desk
    page = shown(qtbot, RunPage(desk, jobs))
    first = desk.ask(agenda.agenda)[0]
    desk.do("Start", running_day.start, first.id, page._now())
    choose(page, "End the block and begin nothing")
    assert desk.ask(agenda.current) is None
    assert desk.ask(agenda.agenda)[0].ended_at is not None
