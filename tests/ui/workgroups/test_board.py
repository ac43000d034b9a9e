"""The board of groups: moving, locking and leading by key and by mouse."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.workgroups.board.seats import SEAT, SeatPainter
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.services import add_participant
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services


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
