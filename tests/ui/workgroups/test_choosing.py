"""Choices keyed on the Workgroups page, and the groups that are proposed of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from tests.ui.workgroups.opening import choose, key, opened
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups.group_views import CHARTERS, CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.queries import themes
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.placing_rules import services as rule_services


def test_choices_are_keyed_in_theme_numbers(qtbot: QtBot, fresh: WorkgroupsPage) -> None:
    choose(qtbot, fresh)
    risk, measure = (row.id for row in fresh.desk.ask(themes))
    names = {row.id: row.name for row in fresh.desk.ask(roster)}
    kept = {names[row.participant_id]: row.ranks for row in fresh.desk.ask(queries.choices)}
    assert kept == {
        "Ade Okafor": (risk, measure),
        "Siân Prys": (risk,),
        "Jo Tennant": (measure, risk),
        "Marta Brzezińska": (measure,),
    }
    assert fresh.body.choices.entry.field.text() == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zz: 1", "Nobody is called “zz”"),
        ("ade: 3", "“3” is no number of a theme"),
        ("ade: 1 1", "names a theme twice"),
        ("ade", "Type theme numbers"),
    ],
)
def test_what_is_not_understood_is_said_and_stays(
    qtbot: QtBot, fresh: WorkgroupsPage, line: str, said: str
) -> None:
    heard: list[str] = []
    fresh.desk.refused.connect(heard.append)
    fresh.views.select(CHOICES)
    key(qtbot, fresh, line)
    assert len(heard) == 1
    assert said in heard[0]
    assert fresh.body.choices.entry.field.text() == line
    assert fresh.desk.ask(queries.choices) == ()


def test_a_proposal_is_previewed_and_kept_only_when_accepted(
    qtbot: QtBot, fresh: WorkgroupsPage
) -> None:
    choose(qtbot, fresh)
    fresh.propose()
    settled(fresh.jobs)
    assert "Proven best" in fresh.proposal.words()
    assert "4 first" in fresh.proposal.words()
    assert fresh.desk.ask(queries.workgroups) == ()
    qtbot.mouseClick(fresh.proposal.discard, Qt.MouseButton.LeftButton)
    assert fresh.desk.ask(queries.workgroups) == ()
    qtbot.keyClick(fresh, Qt.Key.Key_P)
    settled(fresh.jobs)
    assert fresh.proposal.isVisible()
    qtbot.mouseClick(fresh.proposal.accept, Qt.MouseButton.LeftButton)
    groups = fresh.desk.ask(queries.workgroups)
    assert [(group.title, [one.name for one in group.members]) for group in groups] == [
        ("Reframing risk", ["Ade Okafor", "Siân Prys"]),
        ("Meaningful measurement", ["Jo Tennant", "Marta Brzezińska"]),
    ]
    assert fresh.flow.proven.isVisible()
    assert not fresh.proposal.isVisible()
    fresh.desk.undo()
    assert fresh.desk.ask(queries.workgroups) == ()
    assert not fresh.flow.proven.isVisible()


def test_groups_that_stand_are_proven_again_when_the_file_is_opened_again(
    qtbot: QtBot, fresh: WorkgroupsPage, jobs: Jobs
) -> None:
    choose(qtbot, fresh)
    fresh.propose()
    settled(fresh.jobs)
    fresh.proposal.accept.click()
    again = opened(qtbot, fresh.desk, jobs)
    assert not again.flow.proven.isVisible()
    settled(jobs)
    assert again.flow.proven.isVisible()
    assert again.flow.proven.text() == "proven best"
    again.views.select(CHOICES)
    assert not again.flow.proven.isVisible()
    again.views.select(CHARTERS)
    assert again.flow.proven.isVisible()


def test_what_is_no_longer_best_is_not_called_so(qtbot: QtBot, fresh: WorkgroupsPage) -> None:
    choose(qtbot, fresh)
    fresh.propose()
    settled(fresh.jobs)
    fresh.proposal.accept.click()
    ade, *_ = fresh.desk.ask(roster)
    second = fresh.desk.ask(queries.workgroups)[1]
    fresh.desk.do("Move", services.move_member, ade.id, second.id)
    assert not fresh.flow.proven.isVisible()
    fresh.desk.undo()
    assert fresh.flow.proven.isVisible()
    fresh.desk.do("Lock", services.lock_member, ade.id)
    settled(fresh.jobs)
    assert fresh.flow.proven.isVisible()
    fresh.desk.do("Rules", rule_services.set_rules, 3, 4)
    assert not fresh.flow.proven.isVisible()
    fresh.desk.undo()
    added = fresh.desk.do("Add", add_participant, "Late Comer")
    assert not fresh.flow.proven.isVisible()
    fresh.desk.do("Seat", services.move_member, added or 0, second.id)
    settled(fresh.jobs)
    assert fresh.flow.proven.isVisible()


def test_choices_are_keyed_and_groups_proposed_without_leaving_the_line(
    qtbot: QtBot, fresh: WorkgroupsPage
) -> None:
    choose(qtbot, fresh)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(fresh.body.choices.entry.field, Qt.Key.Key_Return, control)
    settled(fresh.jobs)
    assert fresh.proposal.isVisible()
    assert fresh.proposal.accept.hasFocus()
    qtbot.keyClick(fresh.proposal.accept, Qt.Key.Key_Return)
    assert len(fresh.desk.ask(queries.workgroups)) == 2
    assert fresh.board.chosen() is not None
    assert fresh.board.columns[0].members.hasFocus()


def test_escape_discards_a_proposal(qtbot: QtBot, fresh: WorkgroupsPage) -> None:
    choose(qtbot, fresh)
    fresh.propose()
    settled(fresh.jobs)
    qtbot.keyClick(fresh.proposal.accept, Qt.Key.Key_Escape)
    assert not fresh.proposal.isVisible()
    assert fresh.desk.ask(queries.workgroups) == ()


def test_a_line_of_choices_is_taken_up_and_mended(qtbot: QtBot, fresh: WorkgroupsPage) -> None:
    choose(qtbot, fresh)
    fresh.body.choices.table.select(lambda row: row.name == "Jo Tennant")
    qtbot.keyClick(fresh.body.choices.entry.field, Qt.Key.Key_Escape)
    assert fresh.body.choices.table.hasFocus()
    qtbot.keyClick(fresh.body.choices.table, Qt.Key.Key_Return)
    assert fresh.body.choices.entry.field.text() == "Jo Tennant: 2 1"
    fresh.body.choices.entry.field.clear()
    key(qtbot, fresh, "Jo Tennant: 1")
    kept = {row.participant_id: row.ranks for row in fresh.desk.ask(queries.choices)}
    jo = next(row.id for row in fresh.desk.ask(roster) if row.name == "Jo Tennant")
    assert len(kept[jo]) == 1


def test_rules_in_conflict_are_named(qtbot: QtBot, fresh: WorkgroupsPage) -> None:
    choose(qtbot, fresh)
    ade, jo = (row.id for row in fresh.desk.ask(roster)[:2])
    fresh.handlers.set_pair(ade, jo, "together")
    fresh.desk.do("Rules", rule_services.set_rules, 1, 1)
    fresh.propose()
    settled(fresh.jobs)
    assert "cannot all hold" in fresh.proposal.words()
    assert "at most 1 in a group" in fresh.proposal.words()
    assert not fresh.proposal.accept.isVisible()


def test_nobody_to_place_is_a_kind_sentence(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    page = opened(qtbot, desk, jobs)
    heard: list[str] = []
    jobs.failed.connect(heard.append)
    assert page.body.currentWidget() is page.body.empty
    page.propose()
    settled(jobs)
    assert heard == ["There is nobody to place: add people and their choices first."]


def test_choices_come_from_a_file(
    qtbot: QtBot, fresh: WorkgroupsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "choices.csv"
    source.write_text(
        "Participant,First,Second\nSIAN  PRYS,reframing RISK,\nNobody,Reframing risk,\n",
        encoding="utf-8",
    )
    heard: list[str] = []

    def look(dialog: ImportDialog) -> int:
        heard.extend(f"Line {row.line}: {row.why}." for row in dialog.refused.rows())
        return 1

    monkeypatch.setattr(ImportDialog, "exec", look)
    fresh.choosing.import_file(source)
    settled(fresh.jobs)
    risk = fresh.desk.ask(themes)[0].id
    assert [row.ranks for row in fresh.desk.ask(queries.choices)] == [(risk,)]
    assert heard == ["Line 3: “Nobody” is not on the roster."]
