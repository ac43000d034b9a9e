"""Day two: who is gone is seen at once, and the groups are in order again within a few keys."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups.board import seats
from ui.workgroups.board.seats import SeatPainter
from ui.workgroups.group_views import CHARTERS, CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.kinds import PairKind
from upstream_workshop.workgroups.placing_rules import queries as rule_queries
from upstream_workshop.workgroups.placing_rules import services as rule_services

LONG = (
    "Gwenhwyfar Angharad Llŵyd-Rhydderch Cadwaladr-Prys",
    "Bartholomew Featherstonehaugh-Smythe",
)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    """Two groups of five, each with a lead, the first with a deputy; everybody has their first choice."""
    with desk.workshop.change("Furnish") as session:
        themes = [add_theme(session, title) for title in ("Risk", "Trust")]
        people = [add_participant(session, f"{LONG[n % 2]} {n}", f"Council {n}") for n in range(10)]
        rule_services.set_rules(session, 3, 7)
        for number, person in enumerate(people):
            choice_services.set_choices(session, person, themes if number < 5 else themes[::-1])
        services.save_placement(session, [(one, themes[n // 5]) for n, one in enumerate(people)])
        first, second = queries.workgroups(session)
        charter_services.set_lead(session, first.id, first.members[0].participant_id)
        charter_services.set_deputy(session, first.id, first.members[1].participant_id)
        charter_services.set_lead(session, second.id, second.members[0].participant_id)
    made = shown(qtbot, WorkgroupsPage(desk, jobs), 1180)
    settled(jobs)
    return made


def leave(page: WorkgroupsPage, group: int, *places: int) -> None:
    members = page.desk.ask(queries.workgroups)[group].members
    with page.desk.workshop.change("Leave") as session:
        for place in places:
            check_in(session, members[place].participant_id, 2, AttendanceState.LEFT)


def test_three_absent_and_one_late_are_in_order_again_with_one_key(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    lead, deputy = (
        getattr(page.desk.ask(queries.workgroups)[0], part) for part in ("lead", "deputy")
    )
    leave(page, 0, 0, 2, 3)
    page.desk.do("Arrive", add_participant, "Late Arrival")
    settled(page.jobs)
    assert page.proposal.isVisible(), "the repair is offered by itself"
    assert page.proposal.accept.hasFocus()
    said = page.proposal.words()
    assert "Repair with the fewest moves" in said
    assert f"{deputy} leads Risk instead of {lead}" in said
    assert "lead is gone" in page.board.columns[0]._leaderless.text()
    qtbot.keyClick(page.proposal.accept, Qt.Key.Key_Return)
    first, second = page.desk.ask(queries.workgroups)
    assert (first.lead, first.deputy) == (deputy, "")
    assert len(first.members) == 3
    assert len(second.members) == 5
    assert page.desk.ask(queries.unplaced) == ()
    assert not page.absences.isVisible()
    page.desk.undo()
    assert len(page.desk.ask(queries.workgroups)[0].members) == 5


def test_a_group_that_nobody_is_left_in_is_named_before_it_goes(page: WorkgroupsPage) -> None:
    page.desk.do(
        "Group", services.rename_workgroup, page.desk.ask(queries.workgroups)[0].id, "Ours"
    )
    leave(page, 0, *range(5))
    settled(page.jobs)
    assert "Removed with their charters: Ours." in page.proposal.words()
    assert "No group forms around" not in page.proposal.words()
    page.proposal.accept.click()
    assert [group.title for group in page.desk.ask(queries.workgroups)] == ["Trust"]


def test_the_notice_of_a_lost_lead_goes_when_she_is_back(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    deputy = page.desk.ask(queries.workgroups)[0].deputy
    leave(page, 0, 0)
    settled(page.jobs)
    page.proposal.discard.click()
    assert page.absences.isVisible()
    assert "the deputy, can step up" in page.absences.words()
    page.views.select(CHARTERS)
    assert "who is gone" in page.body.charters._lead(page.desk.ask(queries.workgroups)[0])
    page.absences.succeed.click()
    assert page.desk.ask(queries.workgroups)[0].lead == deputy
    page.desk.undo()
    page.desk.undo()
    assert not page.absences.isVisible()


def test_nobody_who_is_gone_is_on_the_slide(page: WorkgroupsPage) -> None:
    before = page.slide()
    leave(page, 1, 0)
    settled(page.jobs)
    now = page.slide()
    assert before is not None
    assert now is not None
    assert [len(names) for _, names in before.clusters] == [5, 5]
    assert [len(names) for _, names in now.clusters] == [5, 4]


def test_a_proposal_says_who_moves_and_keeps_what_was_decided_by_hand(
    page: WorkgroupsPage,
) -> None:
    first, second = page.desk.ask(queries.workgroups)
    kept, moved = first.members[2], first.members[3]
    page.desk.do("Move", services.move_member, kept.participant_id, second.id, "Knows the law")
    page.desk.do("Move", services.move_member, moved.participant_id, second.id)
    page.propose()
    settled(page.jobs)
    said = page.proposal.words()
    assert "1 person moves, 1 to a better choice" in said
    assert f"{moved.name}: Trust → Risk, first choice instead of second" in said
    assert f"{kept.name}:" not in said
    page.desk.do("Let go", services.let_go, kept.participant_id)
    assert not page.proposal.isVisible(), "it was about other data"


def test_a_conflict_has_buttons_and_goes_with_its_rule(qtbot: QtBot, page: WorkgroupsPage) -> None:
    one, other = (row.participant_id for row in page.desk.ask(queries.workgroups)[0].members[:2])
    page.desk.do("Rule", rule_services.set_rules, 10, 10)
    page.desk.do("Rule", rule_services.set_pair_rule, one, other, PairKind.APART)
    page.propose()
    settled(page.jobs)
    assert "cannot all hold" in page.proposal.words()
    ways = [way.text() for way in page.proposal.ways]
    assert any("Let a group have 9 or more" in way or "apart" in way for way in ways)
    assert all(": " in way for way in ways), "each says what it costs"
    page.desk.undo()
    assert not page.proposal.isVisible()
    page.desk.redo()
    page.propose()
    settled(page.jobs)
    drop = next(way for way in page.proposal.ways if "apart" in way.text())
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    settled(page.jobs)
    assert page.desk.ask(rule_queries.pair_rules) == ()
    assert page.proposal.accept.isVisible()


def test_choices_are_keyed_without_a_colon_and_who_is_missing_is_named(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    page.desk.do("Add", add_participant, "Ade Okafor")
    page.views.select(CHOICES)
    assert page.body.choices.missing.whole() == "1 has not chosen yet: Ade Okafor"
    qtbot.keyClicks(page.body.choices.entry.field, "ade 2 1")
    qtbot.keyClick(page.body.choices.entry.field, Qt.Key.Key_Return)
    assert page.body.choices.entry.field.text() == ""
    assert not page.body.choices.missing.isVisible()


def overlaps(
    qtbot: QtBot,
    qapp: QApplication,
    page: WorkgroupsPage,
    monkeypatch: pytest.MonkeyPatch,
    percent: int = 100,
) -> list[tuple[int, int]]:
    """Paint a board of these groups in two widths; return the rows lower than their lines need."""
    painted: list[tuple[int, int]] = []
    paint, paint_lines = SeatPainter.paint, seats.paint_lines
    lines: list[int] = []

    def noted(painter: SeatPainter, brush: Any, option: Any, index: Any) -> None:
        paint(painter, brush, option, index)
        body, small = (QFontMetrics(theme.font(role)).height() for role in ("body", "small"))
        painted.append((option.rect.height(), lines[-1] * body + small))

    def counted(brush: Any, left: float, top: float, words: list[str]) -> None:
        lines.append(len(words))
        paint_lines(brush, left, top, words)

    monkeypatch.setattr(SeatPainter, "paint", noted)
    monkeypatch.setattr(seats, "paint_lines", counted)
    theme.apply(qapp, "light", percent, still=True)
    try:
        again = shown(qtbot, WorkgroupsPage(page.desk, page.jobs), 1190, 700)
        for width in (1190, 860):
            again.resize(width, 700)
            again.grab()
            qapp.processEvents()
            again.grab()
        for column in again.board.columns:
            members = column.members
            rows = [members.visualItemRect(members.item(n)) for n in range(members.count())]
            assert all(one.bottom() < other.top() for one, other in pairwise(rows))
    finally:
        theme.apply(qapp, "light", 100, still=True)
    assert len(painted) > 10
    return [each for each in painted if each[0] < each[1]]


@pytest.mark.parametrize("percent", [100, 200])
def test_no_row_of_the_board_paints_over_another(
    qtbot: QtBot,
    qapp: QApplication,
    page: WorkgroupsPage,
    monkeypatch: pytest.MonkeyPatch,
    percent: int,
) -> None:
    """Every row that is painted, at any moment and width, has the height that its lines need."""
    assert overlaps(qtbot, qapp, page, monkeypatch, percent) == []


def test_rows_whose_heights_are_those_of_a_wider_column_are_noticed(
    qtbot: QtBot, qapp: QApplication, page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heights were once asked for at an earlier, greater width: the check must fail for that."""

    def as_once(painter: SeatPainter, option: Any, index: Any) -> QSize:
        body, small = (QFontMetrics(theme.font(role)).height() for role in ("body", "small"))
        lines = painter._lines(index.data(seats.SEAT), 2 * painter._width())
        return QSize(painter._list.viewport().width() - 2, len(lines) * body + small)

    monkeypatch.setattr(SeatPainter, "sizeHint", as_once)
    assert overlaps(qtbot, qapp, page, monkeypatch) != []


def test_a_row_is_as_high_beside_a_scroll_bar_as_without_one(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    """Qt asks for the heights before it knows whether a bar comes, and not again."""
    members = page.board.columns[0].members
    painter, option = members.itemDelegate(), QStyleOptionViewItem()
    for width in range(140, 420, 3):
        members.setFixedWidth(width)
        heights = []
        for policy in (Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn):
            members.setVerticalScrollBarPolicy(policy)
            index = members.indexFromItem(members.item(0))
            heights.append(painter.sizeHint(option, index).height())
        assert heights[0] == heights[1], width
