"""The Workgroups page, used as a facilitator uses it, then the database; and the other way round."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups import group_actions
from ui.workgroups.following_up import follow_up_actions
from ui.workgroups.group_views import CHARTERS, CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import add_participant
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.following_up.indicator_rows import indicator_answers, indicators


def test_who_is_left_over_is_named_in_every_view(qtbot: QtBot, page: WorkgroupsPage) -> None:
    first = page.desk.ask(queries.workgroups)[0]
    page.desk.do("No lead", charter_services.set_lead, first.id, None)
    page.desk.do("Add", add_participant, "Tŷ Newydd")
    for view in (CHARTERS, CHOICES, 0):
        page.views.select(view)
        assert page.gaps.stranded.isVisible()
        assert page.gaps.stranded.text() == "1 without a group"
        said = [each.accessibleName() for each in page.gaps.findChildren(QLabel)]
        assert "Tŷ Newydd" in said
        assert any(first.title in words for words in said)


def test_people_without_a_group_stand_in_view(qtbot: QtBot, page: WorkgroupsPage) -> None:
    assert not page.board.unplaced.isVisible()
    added = page.desk.do("Add", add_participant, "Tŷ Newydd")
    assert page.board.unplaced.isVisible()
    assert page.board.unplaced.members.item(0).text() == "Tŷ Newydd"
    page.board.select(added or 0)
    qtbot.keyClick(page.board.unplaced.members, "m")
    qtbot.keyClick(page.board.unplaced.members, "2")
    qtbot.keyClick(page.move_bar.reason, Qt.Key.Key_Return)
    assert page.desk.ask(queries.unplaced) == ()
    assert not page.board.unplaced.isVisible()


def test_the_charter_form_is_kept_in_one_step(
    qtbot: QtBot, page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = page.desk.ask(queries.workgroups)[1]
    lead = group.members[0].participant_id

    def filled(_window: object, _title: str, _fields: object, values: Any) -> dict[str, Any]:
        return dict(values) | {"question": "What counts?", "lead_id": lead}

    monkeypatch.setattr(group_actions, "ask_form", filled)
    page.show_row(group.id)
    assert page.views.current() == CHARTERS
    page.body.charters.charter_asked.emit(group)
    now = page.desk.ask(queries.workgroups)[1]
    assert (now.question, now.lead_id) == ("What counts?", lead)
    assert now.completeness > group.completeness
    page.desk.undo()
    assert page.desk.ask(queries.workgroups)[1] == group


def test_the_room_sees_names_and_no_ranks(qtbot: QtBot, page: WorkgroupsPage) -> None:
    slide = page.slide()
    assert slide is not None
    said = str(slide)
    for group in page.desk.ask(queries.workgroups):
        assert all(member.name in said for member in group.members)
    assert "1st" not in said
    assert "choice" not in said


def test_a_view_nobody_looks_at_is_filled_when_it_is_shown(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs
) -> None:
    page = shown(qtbot, WorkgroupsPage(furnished_desk, jobs))
    assert not page.body.choices.table.rows()
    page.views.select(1)
    assert page.body.choices.table.rows()
    page.views.select(0)
    assert page.board.columns
    settled(jobs)


def test_indicators_are_agreed_keyed_and_taken_back(
    qtbot: QtBot, page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the palette’s way in to a change that is shown, each a step that is undone."""
    filled: list[dict[str, Any]] = []

    def answer(_window: object, _title: str, fields: Any, values: Any = None) -> dict[str, Any]:
        shown = {**{field.key: None for field in fields}, **(values or {})}
        return {**shown, **filled.pop(0)}

    monkeypatch.setattr(follow_up_actions, "ask_form", answer)
    page.show_indicators()
    view = page.body.follow_up.indicators
    assert "again after 6 and 12" in view.notice.text()
    filled.append({"question": "How free are you?", "least_word": "not", "most_word": "fully"})
    qtbot.keyClick(view.table, Qt.Key.Key_Insert)
    asked = page.desk.ask(indicators)[-1]
    assert (asked.least, asked.most) == (1, 5)
    for place, person in enumerate(page.desk.ask(roster)[:4]):
        for weeks in (0, 6):
            filled += (
                {"participant_id": person.id, "weeks": weeks},
                {str(asked.id): 2 + weeks // 3},
            )
            view.answers_asked.emit()
            assert len(page.desk.ask(indicator_answers)) == 6 + 2 * place + 1 + weeks // 6
    told = [line for line in view.table.rows() if line.indicator.id == asked.id]
    assert told[0].cells == ("Everybody", "2.0 (4)", "4.0 (4)", "", "+2.0")
    view.table.select(lambda line: line.indicator.id == asked.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert asked not in page.desk.ask(indicators)
    page.desk.undo()
    assert len(page.desk.ask(indicator_answers)) == 14
