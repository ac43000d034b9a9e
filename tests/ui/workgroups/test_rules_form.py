"""All rules of placing in one form: what each binds, and what switching it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.core.workgroups.crowds import crowd
from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets import Field
from ui.workgroups import group_actions
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import amend_participant
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.kinds import PairKind
from upstream_workshop.workgroups.placing_rules import queries as rule_queries
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.rules import seats_by_person

Shown = list[tuple[dict[str, str], dict[str, Any]]]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    desk.do("Fill", crowd, 12, 3)
    people = [row.id for row in desk.ask(roster)]
    desk.do("Rule", rule_services.set_pair_rule, people[0], people[1], PairKind.APART)
    return shown(qtbot, WorkgroupsPage(desk, jobs), 1180)


def answering(monkeypatch: pytest.MonkeyPatch, **answers: Any) -> Shown:
    """Answer the form like this and as it is for the rest; what it showed is returned."""
    forms: Shown = []

    def ask(
        _: QWidget, __: str, fields: Sequence[Field], values: Mapping[str, Any]
    ) -> dict[str, Any]:
        forms.append(({field.key: field.label for field in fields}, dict(values)))
        return {**values, **answers}

    monkeypatch.setattr(group_actions, "ask_form", ask)
    return forms


def test_each_rule_says_how_many_it_binds_and_is_switched_off(
    page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = answering(monkeypatch, named_0=False, maximum=8)
    before = page.desk.ask(rule_queries.placing_rules)
    page.amend_rules()
    labels, values = forms[0]
    assert labels["minimum"].endswith("binds 12 people")
    assert labels["named_0"].endswith("apart · binds 2 people")
    assert values["named_0"] is True
    assert page.desk.ask(rule_queries.pair_rules) == ()
    assert page.desk.ask(rule_queries.placing_rules).maximum == 8
    page.desk.undo()
    assert len(page.desk.ask(rule_queries.pair_rules)) == 1, "all of it was one step"
    assert page.desk.ask(rule_queries.placing_rules) == before


def test_people_are_placed_in_two_groups_and_stay_there_when_groups_are_repaired(
    page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, per_person=2, maximum=12, per_organisation=0)
    page.amend_rules()
    page.propose()
    settled(page.jobs)
    assert "first" in page.proposal.words()
    page.proposal.accept.click()
    settled(page.jobs)
    twice = seats_by_person(page.desk.ask(queries.seats))
    sizes = sorted(len(groups) for groups in twice.values())
    assert sizes == [1, *[2] * 11], "two of three groups each, but for one of the two who are apart"
    page.desk.do("Set", rule_services.set_rules, 1, 12)
    page.repair()
    settled(page.jobs)
    assert "Nobody who has a group moves." in page.proposal.words()


def test_regions_are_spread_where_that_is_wished(
    page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, row in enumerate(page.desk.ask(roster)):
        page.desk.do("Amend", amend_participant, row.id, region=("north", "south")[number % 2])
    forms = answering(monkeypatch, spread="region")
    page.amend_rules()
    assert forms[0][1]["spread"] == ""
    assert page.desk.ask(rule_queries.placing_rules).spread == "region", "the session file keeps it"
    page.propose()
    settled(page.jobs)
    assert "of one region or role share a group" in page.proposal.words()
