"""Small groups from the form to the room screen: proposed, kept, held, mended, undone."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exports.catalogue import documents_of
from tests.exports.printed import pages_of
from tests.ui.hands import Hands
from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.room_screen.slide_types import Slide
from ui.workgroups.group_views import SMALL_GROUPS
from ui.workgroups.page import WorkgroupsPage
from ui.workgroups.small_groups import rounds_actions
from upstream_workshop.agenda.running.services import start
from upstream_workshop.agenda.services import add_block
from upstream_workshop.agenda.steps.queries import step_timers
from upstream_workshop.agenda.steps.services import go_to_step
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.introductions.queries import ties
from upstream_workshop.people.kinds import AttendanceState, Phase
from upstream_workshop.people.services import add_participant, amend_participant
from upstream_workshop.whole.report import read_report
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow, small_group_rounds

ANSWER: dict[str, Any] = {
    "size": 3,
    "rounds": 2,
    "title": "Troika consulting",
    "block_id": None,
    "serve_asks": False,
    "apart_first": False,
}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> WorkgroupsPage:
    """Thirteen people of seven councils, and a form that is answered at once."""
    with desk.workshop.change("Sign up") as session:
        for n in range(13):
            add_participant(session, f"Person {n}", f"Council {n % 7}")
    monkeypatch.setattr(rounds_actions, "ask_form", lambda *_args: ANSWER)
    made = shown(qtbot, WorkgroupsPage(desk, jobs), 1180)
    settled(jobs)
    return made


def seat(qtbot: QtBot, page: WorkgroupsPage) -> None:
    page.seat_small_groups()
    settled(page.jobs)
    qtbot.keyClick(page.body.rounds.proposal.accept, Qt.Key.Key_Space)


def rows(page: WorkgroupsPage) -> tuple[SmallGroupRoundRow, ...]:
    return page.desk.ask(small_group_rounds)


def test_a_proposal_is_shown_before_it_is_kept_and_undone_in_one_step(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    page.seat_small_groups()
    settled(page.jobs)
    assert "No pair meets twice" in page.body.rounds.proposal.words()
    assert rows(page) == ()
    qtbot.keyClick(page.body.rounds.proposal, Qt.Key.Key_Escape)
    assert rows(page) == ()
    assert page.has_keys()
    seat(qtbot, page)
    assert [sorted(map(len, row.seating)) for row in rows(page)] == [[3, 3, 3, 4]] * 2
    assert page.body.rounds.table.hasFocus()
    page.desk.undo()
    assert rows(page) == ()


def test_a_second_day_remembers_the_first(
    qtbot: QtBot, page: WorkgroupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat(qtbot, page)
    monkeypatch.setattr(rounds_actions, "ask_form", lambda *_args: ANSWER | {"rounds": 1})
    seat(qtbot, page)
    pairs = [pair for row in rows(page) for group in row.seating for pair in combinations(group, 2)]
    assert len(rows(page)) == 3
    assert len(set(pairs)) == len(pairs)


def test_who_sat_together_has_met(qtbot: QtBot, page: WorkgroupsPage) -> None:
    seat(qtbot, page)
    first = rows(page)[0]
    page.body.rounds.hold_asked.emit(first)
    met = {tie.pair for tie in page.desk.ask(ties) if tie.phase == Phase.AFTER}
    assert met == {pair for group in first.seating for pair in combinations(sorted(group), 2)}
    assert [row.held for row in rows(page)] == [True, False]


def test_one_who_leaves_and_one_who_comes_are_mended_by_the_button(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    seat(qtbot, page)
    page.body.rounds.hold_asked.emit(rows(page)[0])
    held, planned = rows(page)
    gone = planned.seating[0][0]
    with page.desk.workshop.change("Leave and come") as session:
        check_in(session, gone, 2, AttendanceState.LEFT)
    page.refresh(None)
    page.body.rounds.repair_asked.emit()
    assert rows(page)[0] == held
    here = [one for group in rows(page)[1].seating for one in group]
    assert sorted([*here, gone]) == sorted(one for group in planned.seating for one in group)
    assert {len(group) for group in rows(page)[1].seating} == {3}


def test_the_room_sees_names_as_people_agreed_and_the_round_it_was_sent(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    seat(qtbot, page)
    first = rows(page)[0]
    hidden = first.groups[0].seats[0]
    with page.desk.workshop.change("Refuse") as session:
        amend_participant(session, hidden.participant_id, directory="no")
    page.body.rounds.table.select(lambda row: row.id == first.id)
    subject = page.subject()
    slide = page.slide()
    assert slide is not None
    assert slide.title == "Troika consulting"
    names = [name for _, members in slide.clusters for name in members]
    assert hidden.name not in names
    assert len(names) == 13
    page.views.select(SMALL_GROUPS - 1)
    assert page.slide_about(subject) == slide


def test_the_steps_of_a_round_run_on_the_one_clock_with_its_names_in_the_room(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    seat(qtbot, page)
    row = rows(page)[0]
    refused: list[str] = []
    sent: list[Slide] = []
    page.desk.refused.connect(refused.append)
    page.desk.room_requested.connect(sent.append)
    page.body.rounds.steps_asked.emit(row)
    assert ("start one on the Run page" in refused[0], sent) == (True, [])
    with page.desk.workshop.change("Run") as session:
        block = add_block(session, 1, "Support round", 30)
        start(session, block, page.desk.clock.note())
    page.body.rounds.steps_asked.emit(row)
    (timer,) = page.desk.ask(step_timers)
    assert (timer.block_id, timer.name) == (block, "Troika consulting")
    assert (sent[0].title, sent[0].lead) == (timer.steps[0].name, "Troika consulting")
    assert len(sent[0].clusters) == 4
    assert 100 < (page.seconds_left(page.subject(), None) or 0) <= 120
    page.desk.do("Next", go_to_step, timer.id, 121, page.desk.clock.note())
    slide = page.slide_about(row.id)
    assert slide is not None
    assert slide.title == timer.steps[1].name


def test_by_keyboard_from_nothing_to_a_round_that_a_late_arrival_joins(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    with desk.workshop.change("Sign up") as session:
        for n in range(12):
            add_participant(session, f"Person {n}", f"Council {n % 7}")
        block = add_block(session, 1, "Support round", 30)
        start(session, block, desk.clock.note())
    page = shown(qtbot, WorkgroupsPage(desk, jobs), 1180)
    settled(jobs)

    hands, control = Hands(qtbot, page, jobs), Qt.KeyboardModifier.ControlModifier
    press = hands.press
    for _ in range(SMALL_GROUPS):
        press(Qt.Key.Key_Tab, control)

    def two_rounds_of_troika() -> None:
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_T):
            press(key)
        press(Qt.Key.Key_Return, control)

    hands.fill_next_form(two_rounds_of_troika)
    press(Qt.Key.Key_Return)
    settled(jobs)
    press(Qt.Key.Key_Return)
    assert [(row.title, sorted(map(len, row.seating))) for row in rows(page)] == [
        ("Troika consulting", [3, 3, 3, 3])
    ] * 2

    with qtbot.waitSignal(page.wanted) as printing:
        press(Qt.Key.Key_P, control)
    room, key = printing.args
    assert (room, key) == ("print", "small-groups")
    papers = {one.name: one.make for one in documents_of(desk.ask(read_report), (key,))}
    assert "Person 11" in " ".join(pages_of(papers["small-group-cards.pdf"]()))

    with qtbot.waitSignal(desk.room_requested) as sent:
        hands.tab_to("Start steps")
        press(Qt.Key.Key_Space)
    (slide,) = sent.args
    assert sorted(len(names) for _, names in slide.clusters) == [3, 3, 3, 3]

    desk.do("Come in late", add_participant, "Ivo Late", "Council 9")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert [sorted(map(len, row.seating)) for row in rows(page)] == [[3, 3, 3, 4]] * 2
    after = page.slide_about(page.subject())
    assert after is not None
    assert "Ivo Late" in [name for _, names in after.clusters for name in names]
    press(Qt.Key.Key_F2)
    assert [row.held for row in rows(page)] == [True, False]
