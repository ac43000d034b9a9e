"""The Workgroups page, used as a facilitator uses it, then the database; and the other way round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups import group_actions
from ui.workgroups.board.seats import SEAT, SeatPainter
from ui.workgroups.following_up import follow_up_actions
from ui.workgroups.group_views import CHARTERS, CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.queries import themes
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.following_up.indicator_rows import indicator_answers, indicators
from upstream_workshop.workgroups.placing_rules import services as rule_services


def opened(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    return shown(qtbot, WorkgroupsPage(desk, jobs), width=1180)


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    return opened(qtbot, furnished_desk, jobs)


def with_four_people(desk: Desk) -> None:
    """Add four people and two themes, nothing chosen."""
    with desk.workshop.change("Furnish") as session:
        for name in ("Ade Okafor", "Siân Prys", "Jo Tennant", "Marta Brzezińska"):
            add_participant(session, name)
        for title in ("Reframing risk", "Meaningful measurement"):
            add_theme(session, title)
        rule_services.set_rules(session, 1, 4)


@pytest.fixture
def fresh(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    """Four people and two themes, nothing chosen."""
    with_four_people(desk)
    return opened(qtbot, desk, jobs)


def key(qtbot: QtBot, page: WorkgroupsPage, line: str) -> None:
    qtbot.keyClicks(page.body.choices.entry.field, line)
    qtbot.keyClick(page.body.choices.entry.field, Qt.Key.Key_Return)


def choose(qtbot: QtBot, page: WorkgroupsPage) -> None:
    page.views.select(CHOICES)
    for line in ("ade: 1 2", "sian:1", "jt: 2, 1", "brz: 2"):
        key(qtbot, page, line)


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
    assert fresh.proven.isVisible()
    assert not fresh.proposal.isVisible()
    fresh.desk.undo()
    assert fresh.desk.ask(queries.workgroups) == ()
    assert not fresh.proven.isVisible()


def test_groups_that_stand_are_proven_again_when_the_file_is_opened_again(
    qtbot: QtBot, fresh: WorkgroupsPage, jobs: Jobs
) -> None:
    choose(qtbot, fresh)
    fresh.propose()
    settled(fresh.jobs)
    fresh.proposal.accept.click()
    again = opened(qtbot, fresh.desk, jobs)
    assert not again.proven.isVisible()
    settled(jobs)
    assert again.proven.isVisible()
    assert again.proven.text() == "proven best"
    again.views.select(CHOICES)
    assert not again.proven.isVisible()
    again.views.select(CHARTERS)
    assert again.proven.isVisible()


def test_what_is_no_longer_best_is_not_called_so(qtbot: QtBot, fresh: WorkgroupsPage) -> None:
    choose(qtbot, fresh)
    fresh.propose()
    settled(fresh.jobs)
    fresh.proposal.accept.click()
    ade, *_ = fresh.desk.ask(roster)
    second = fresh.desk.ask(queries.workgroups)[1]
    fresh.desk.do("Move", services.move_member, ade.id, second.id)
    assert not fresh.proven.isVisible()
    fresh.desk.undo()
    assert fresh.proven.isVisible()
    fresh.desk.do("Lock", services.lock_member, ade.id)
    settled(fresh.jobs)
    assert fresh.proven.isVisible()
    fresh.desk.do("Rules", rule_services.set_rules, 3, 4)
    assert not fresh.proven.isVisible()
    fresh.desk.undo()
    added = fresh.desk.do("Add", add_participant, "Late Comer")
    assert not fresh.proven.isVisible()
    fresh.desk.do("Seat", services.move_member, added or 0, second.id)
    settled(fresh.jobs)
    assert fresh.proven.isVisible()


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


def test_m_and_a_number_move_somebody_with_a_reason(qtbot: QtBot, page: WorkgroupsPage) -> None:
    first, second = page.board.columns[:2]
    assert first.group is not None
    assert second.group is not None
    mover = second.group.members[0]
    page.board.select(mover.participant_id)
    qtbot.keyClick(second.members, "m")
    qtbot.keyClick(second.members, "1")
    assert page.move_bar.isVisible()
    assert mover.name in page.move_bar.words()
    assert first.group.title in page.move_bar.words()
    assert page.desk.ask(queries.workgroups)[1].members == second.group.members
    qtbot.keyClicks(page.move_bar.reason, "knows the insurers")
    qtbot.keyClick(page.move_bar.reason, Qt.Key.Key_Return)
    home = page.desk.ask(queries.workgroups)[0].members
    moved = next(one for one in home if one.participant_id == mover.participant_id)
    assert moved.reason == "knows the insurers"
    assert not page.move_bar.isVisible()
    shown = first.members.current_member()
    assert shown is not None
    assert shown.participant_id == mover.participant_id


def test_m_says_what_it_waits_for(qtbot: QtBot, page: WorkgroupsPage) -> None:
    second = page.board.columns[1]
    assert second.group is not None
    mover = second.group.members[0]
    page.board.select(mover.participant_id)
    qtbot.keyClick(second.members, "m")
    assert page.move_bar.words() == f"Moving {mover.name}: type the number of a group, or Escape."
    assert not page.move_bar.reason.isVisible()
    assert second.members.hasFocus()
    qtbot.keyClick(second.members, Qt.Key.Key_Escape)
    assert not page.move_bar.isVisible()
    qtbot.keyClick(second.members, "1")
    assert not page.move_bar.isVisible()


def test_groups_beyond_the_ninth_are_reached_by_their_numbers(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    for number in range(11 - len(page.board.columns)):
        page.desk.do("Group", services.add_workgroup, f"Further {number}")
    second = page.board.columns[1]
    assert second.group is not None
    page.board.select(second.group.members[0].participant_id)
    for keys, meant in (("m1\r", 1), ("m11", 11), ("m10", 10), ("m0m5", 5), ("m21", 1), ("m2", 0)):
        for key in keys[:-1]:
            qtbot.keyClick(second.members, key)
            assert not page.move_bar.reason.isVisible()
        qtbot.keyClick(second.members, keys[-1])
        if meant and keys != "m21":
            group = page.board.columns[meant - 1].group
            assert group is not None
            assert f"to {group.title}:" in page.move_bar.words()
            qtbot.keyClick(page.move_bar.reason, Qt.Key.Key_Escape)
    assert "type the number" in page.move_bar.words()


def test_a_second_group_is_added_and_left_without_leaving_the_first(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    first, second = page.board.columns[:2]
    assert first.group is not None
    assert second.group is not None
    mover = second.group.members[0]
    page.board.select(mover.participant_id)
    (also,) = (one.menu() for one in page.board.menu(mover, second).actions() if one.menu())
    also.actions()[0].trigger()
    assert page.move_bar.words().startswith(f"{mover.name} also sits in {first.group.title}:")
    qtbot.keyClick(page.move_bar.reason, Qt.Key.Key_Return)
    seats = page.desk.ask(queries.seats)
    assert [who for who, _ in seats].count(mover.participant_id) == 2
    assert first.has_keys()
    qtbot.keyClick(first.members, "l")
    groups = page.desk.ask(queries.workgroups)
    locked = [
        one.locked
        for group in groups
        for one in group.members
        if one.participant_id == mover.participant_id
    ]
    assert locked == [True, False]
    found = page.board.chosen()
    assert found is not None
    out = page.board.menu(*found).actions()[-2]
    assert out.text() == "Take out of the group"
    out.trigger()
    assert set(page.desk.ask(queries.seats)) < set(seats)
    assert mover.participant_id in dict(page.desk.ask(queries.seats))


def test_arrows_go_from_group_to_group(qtbot: QtBot, page: WorkgroupsPage) -> None:
    page.board.setFocus()
    first, second = page.board.columns[:2]
    assert first.members.hasFocus()
    qtbot.keyClick(first.members, Qt.Key.Key_Right)
    assert second.members.hasFocus()
    found = page.board.chosen()
    assert found is not None
    assert found[1] is second
    assert first.members.selectedItems() == []
    qtbot.keyClick(second.members, Qt.Key.Key_Left)
    assert first.members.hasFocus()


def test_five_groups_fit_and_no_name_is_cut(qtbot: QtBot, page: WorkgroupsPage) -> None:
    name = "Gwenhwyfar Angharad Llŵyd-Rhydderch Cadwaladr-Prys"
    added = page.desk.do("Add", add_participant, name)
    for number in range(5 - len(page.board.columns)):
        page.desk.do("Group", services.add_workgroup, f"Another group with a long name {number}")
    group = page.desk.ask(queries.workgroups)[4]
    page.desk.do("Seat", services.move_member, added or 0, group.id)
    page.desk.do("Lead", charter_services.set_lead, group.id, added)
    page.resize(1104, 670)
    assert len(page.board.columns) == 5
    for column in page.board.columns:
        right = column.mapTo(page.board, QPoint(column.width(), 0)).x()
        assert right <= page.board.width()
    members = page.board.columns[4].members
    seat = members.item(0).data(SEAT)
    painter = members.itemDelegate()
    assert isinstance(painter, SeatPainter)
    lines = painter._lines(seat, members.viewport().width())
    assert " ".join(lines).replace("- ", "-") == name
    assert seat.part == "lead"


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


def test_somebody_outside_their_choices_is_marked(qtbot: QtBot, page: WorkgroupsPage) -> None:
    who = page.desk.do("Add", add_participant, "Tŷ Newydd") or 0
    first, second = page.desk.ask(queries.workgroups)[:2]
    assert first.theme_id is not None
    page.desk.do("Choose", choice_services.set_choices, who, [first.theme_id])
    page.desk.do("Seat", services.move_member, who, second.id)
    members = page.board.columns[1].members
    seats = [members.item(row).data(SEAT) for row in range(members.count())]
    (seat,) = [one for one in seats if one.member.participant_id == who]
    assert seat.outside
    assert "outside their choices" in seat.aloud()


def test_escape_moves_nobody(qtbot: QtBot, page: WorkgroupsPage) -> None:
    before = page.desk.ask(queries.workgroups)
    second = page.board.columns[1]
    page.board.select(before[1].members[0].participant_id)
    qtbot.keyClick(second.members, "m")
    qtbot.keyClick(second.members, "1")
    qtbot.keyClick(page.move_bar.reason, Qt.Key.Key_Escape)
    assert not page.move_bar.isVisible()
    assert page.desk.ask(queries.workgroups) == before


def test_a_drag_to_another_column_offers_the_move(qtbot: QtBot, page: WorkgroupsPage) -> None:
    first, second = page.board.columns[:2]
    mover = second.members.item(0)
    data: QMimeData = second.members.mimeData([mover])
    held = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    move = Qt.DropAction.MoveAction
    target = first.members.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(10, 10), move, *held))
    QApplication.sendEvent(target, QDropEvent(QPointF(10, 10), move, *held))
    assert page.move_bar.isVisible()
    assert mover.text() in page.move_bar.words()


def test_lock_and_lead_by_one_key(qtbot: QtBot, page: WorkgroupsPage) -> None:
    column = page.board.columns[1]
    assert column.group is not None
    who = column.group.members[0].participant_id
    page.board.select(who)
    qtbot.keyClick(column.members, "l")
    qtbot.keyClick(column.members, "d")
    group = page.desk.ask(queries.workgroups)[1]
    assert group.lead_id == who
    assert next(one for one in group.members if one.participant_id == who).locked


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
