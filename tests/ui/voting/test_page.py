"""The Vote page, used as the operator uses it, then the database; and the other way round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.room_screen.room_screen import RoomScreen, spoken
from ui.voting.declaring import ballot_actions
from ui.voting.page import VotePage
from ui.voting.results.bars import BarRow
from ui.voting.results.comparing import ComparingDialog
from ui.widgets import Chip
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes.services import add_theme
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.voting.papers.slips import as_typed, budget, read_slip
from upstream_workshop.voting.rules import Terms

TITLES = ("Reframing risk", "Meaningful measurement", "Members as allies")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> VotePage:
    with desk.workshop.change("Furnish") as session:
        ids = [add_theme(session, title) for title in TITLES]
        ballot = services.make_ballot(session, "Priorities", ids, seats=1)
        services.open_ballot(session, ballot)
    return shown(qtbot, VotePage(desk, jobs))


def key(qtbot: QtBot, page: VotePage, line: str) -> None:
    qtbot.keyClicks(page.keying.entry.field, line)
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)


def papers(page: VotePage) -> dict[str, tuple[tuple[tuple[int, int], ...], str]]:
    (ballot,) = page.desk.ask(queries.ballots)
    rows = page.desk.ask(paper_queries.papers, ballot.id)
    return {row.number: (row.marks, row.spoilt) for row in rows}


def state(page: VotePage) -> str:
    return page.desk.ask(queries.ballots)[0].state


def test_nothing_is_reconciled_before_there_are_slips(qtbot: QtBot, page: VotePage) -> None:
    chips = [chip for chip in page.keying.findChildren(Chip) if chip.isVisible()]
    assert [chip.text() for chip in chips] == []
    key(qtbot, page, "1 1 2 3")
    (chip,) = [chip for chip in page.keying.findChildren(Chip) if chip.isVisible()]
    assert chip.text() == "does not add up yet"


def test_slips_are_keyed_one_after_the_other(qtbot: QtBot, page: VotePage) -> None:
    for line in ("1 1 2 3", "2 2", "9: 3", "x torn", "0"):
        key(qtbot, page, line)
        assert page.keying.entry.field.text() == ""
    assert papers(page) == {
        "1": (((1, 2), (2, 1), (3, 1)), ""),
        "2": (((2, 2),), ""),
        "9": (((3, 1),), ""),
        "10": ((), "torn"),
        "11": ((), ""),
    }


def test_the_budget_is_seen_while_typing_and_kept_as_spoilt(qtbot: QtBot, page: VotePage) -> None:
    qtbot.keyClicks(page.keying.entry.field, "1 1 2 3")
    assert page.keying.entry._chip.text() == "1 dot left"
    qtbot.keyClicks(page.keying.entry.field, " 3 3")
    assert "6 dots where 5" in page.keying.entry._chip.text()
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    assert papers(page) == {}
    assert "6 dots where 5 are the most: Enter again" in page.keying.entry.refusal()
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    assert "6 dots" in papers(page)["1"][1]
    (row,) = page.keying.table.rows()
    assert row.written == "1 1 2 3 3 3"
    assert page.keying.entry.refusal() == ""


def test_what_was_written_stays_with_a_paper_for_an_option_there_is_none(
    qtbot: QtBot, page: VotePage
) -> None:
    key(qtbot, page, "9 1")
    assert "option 9 is not on the ballot: Enter again" in page.keying.entry.refusal()
    assert page.keying.entry.field.text() == "9 1"
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    index = page.keying.table.model().index(0, 2)
    assert index.data() == "9 1"
    assert index.siblingAtColumn(3).data() == "spoilt: option 9 is not on the ballot"


def test_a_second_paper_with_a_number_is_a_question(qtbot: QtBot, page: VotePage) -> None:
    key(qtbot, page, "11223")
    key(qtbot, page, "#01: 33")
    assert "slip 1 is keyed as 11223: Enter again replaces it" in page.keying.entry.refusal()
    assert papers(page)["1"][0] == ((1, 2), (2, 2), (3, 1))
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    assert papers(page) == {"1": (((3, 2),), "")}


def test_a_wrong_slip_is_mended_by_its_number(qtbot: QtBot, page: VotePage) -> None:
    for line in ("11223", "12233", "33221"):
        key(qtbot, page, line)
    qtbot.keyClicks(page.keying.entry.field, "2")
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Up)
    assert page.keying.entry._mode.text() == "correcting slip 2"
    key(qtbot, page, "3")
    assert papers(page)["2"] == (((3, 1),), "")
    assert page.keying.entry._mode.isHidden()
    assert [row.number for row in page.keying.table.rows()] == ["1", "2", "3"]


def test_every_slip_can_be_keyed_a_second_time_and_is_compared(
    qtbot: QtBot, page: VotePage
) -> None:
    for line in ("11223", "12233", "x torn"):
        key(qtbot, page, line)
    qtbot.mouseClick(page.keying.twice, Qt.MouseButton.LeftButton)
    assert page.keying.entry._mode.text() == "second entry"
    key(qtbot, page, "3 2 2 1 1")
    key(qtbot, page, "12333")
    assert "keyed as 12233 before: Enter again" in page.keying.entry.refusal()
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    key(qtbot, page, "x torn")
    key(qtbot, page, "1")
    assert "slip 4 was not keyed before: Enter again" in page.keying.entry.refusal()
    assert papers(page)["2"] == (((1, 1), (2, 1), (3, 3)), "")
    assert all(row.checked for row in page.keying.table.rows())
    assert "2 of 3 the same, 1 not" in page.keying.twice.text()
    qtbot.mouseClick(page.keying.twice, Qt.MouseButton.LeftButton)
    assert page.keying.entry._mode.isHidden()


def test_what_is_no_slip_is_not_kept(qtbot: QtBot, page: VotePage) -> None:
    key(qtbot, page, "one two")
    assert papers(page) == {}
    assert page.keying.entry.field.text() == "one two"


def test_up_mends_the_last_slip(qtbot: QtBot, page: VotePage) -> None:
    key(qtbot, page, "1 1")
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Up)
    assert page.keying.entry.field.selectedText() == "1 1"
    assert page.keying.entry._mode.text() == "correcting slip 1"
    key(qtbot, page, "2 2")
    assert papers(page) == {"1": (((2, 2),), "")}


def test_undo_takes_one_slip_back(qtbot: QtBot, page: VotePage) -> None:
    key(qtbot, page, "1")
    key(qtbot, page, "2")
    page.desk.undo()
    assert list(papers(page)) == ["1"]
    assert [row.number for row in page.keying.table.rows()] == ["1"]


def test_it_closes_only_when_it_adds_up_and_hides_totals_till_then(
    qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    key(qtbot, page, "1 1 2")
    with qtbot.waitSignal(page.desk.refused) as told:
        qtbot.mouseClick(page.head.step, Qt.MouseButton.LeftButton)
    assert "1 paper is keyed" in told.args[0]
    assert state(page) == "open"
    assert not page.result.chart.isVisible()
    slide = page.slide()
    assert slide is not None
    assert slide.bars == ()
    answers = {"issued": 2, "returned": 1}
    monkeypatch.setattr(ballot_actions, "ask_form", lambda *_args, **_more: answers)
    page.count_slips()
    qtbot.mouseClick(page.head.step, Qt.MouseButton.LeftButton)
    assert state(page) == "closed"
    assert page.result.chart.isVisible()
    closed = page.slide()
    assert closed is not None
    assert closed.bars == ()
    assert closed.lines == ()
    qtbot.mouseClick(page.head.step, Qt.MouseButton.LeftButton)
    assert state(page) == "revealed"
    shown = page.slide()
    assert shown is not None
    assert [(bar.label, bar.value, bar.first) for bar in shown.bars] == [
        (TITLES[0], "2 ✓", True),
        (TITLES[1], "1", False),
        (TITLES[2], "0", False),
    ]
    first = page.result.chart.findChildren(BarRow)[0]
    assert first.accessibleName() == "1  Reframing risk: 2 dots · 1 person, won"


def counted(qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three slips, counted; the ballot is closed by its key."""
    for line in ("1 1 2", "1 1 1", "3 3"):
        key(qtbot, page, line)
    answers = {"issued": 3, "returned": 3}
    monkeypatch.setattr(ballot_actions, "ask_form", lambda *_args, **_more: answers)
    page.count_slips()
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_one_key_opens_closes_and_reveals_and_the_next_key_is_never_lost(
    qtbot: QtBot, desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    with desk.workshop.change("Furnish") as session:
        ids = [add_theme(session, title) for title in TITLES]
        services.make_ballot(session, "Priorities", ids, seats=1)
    page = shown(qtbot, VotePage(desk, jobs))
    assert not page.keying.entry.isVisible()
    qtbot.keyClick(page.keying.table, Qt.Key.Key_Return, control)
    assert state(page) == "open"
    assert page.keying.entry.field.hasFocus()
    counted(qtbot, page, monkeypatch)
    assert state(page) == "closed"
    assert page.keying.table.hasFocus()
    assert not page.keying.entry.isVisible()
    qtbot.keyClick(page.keying.table, Qt.Key.Key_Return, control)
    assert state(page) == "revealed"
    with qtbot.waitSignal(desk.room_requested) as sent:
        qtbot.keyClick(page.keying.table, Qt.Key.Key_Return, control)
    assert sent.args[0].bars


def test_the_result_is_revealed_from_the_last_place_at_the_operators_pace(
    qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = RoomScreen(page.screen)
    qtbot.addWidget(room)
    page.desk.room_requested.connect(room.show_slide)
    counted(qtbot, page, monkeypatch)
    page.take_step()
    heard, buttons = [], []
    for _ in range(4):
        buttons.append(page.head.step.text())
        page.take_step()
        heard.append([title for title in TITLES if title in spoken(room.slide)])
    assert heard == [[], [TITLES[1]], [TITLES[1], TITLES[2]], list(TITLES)]
    assert buttons == [
        "Show the room",
        "Show the next place",
        "Show the next place",
        "Show the winner",
    ]
    assert page.head.step.text() == "Show the room"
    page.reveal_again()
    assert spoken(page.slide()).count(":") == 0
    assert page.slide_about(page.subject()) == page.slide()


def test_a_result_without_a_vote_says_nothing_about_people(qtbot: QtBot, page: VotePage) -> None:
    page.desk.do("Count", services.issue_papers, page._ballot.id, 2, 2)
    for line in ("0", "0"):
        key(qtbot, page, line)
    for _ in range(3):
        page.take_step()
    assert "2 people voted" in page.slide().lead
    assert "every person" not in page.slide().lead


def test_whom_each_rule_leaves_out_is_said_and_compared(
    qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(qtbot, page, monkeypatch)
    said = "\n".join(label.accessibleName() for label in page.result.left_out.findChildren(QLabel))
    assert "Most votes: 1 of 3 papers has none of their themes among the 1." in said
    assert "Smallest swap: Adding Members as allies leaves nobody out." in said
    shown: list[ComparingDialog] = []
    monkeypatch.setattr(ComparingDialog, "exec", lambda dialog: shown.append(dialog))
    page.compare()
    left, first, *others = shown[0].table.rows()
    assert left.says == ("1 left out",) * 3
    assert first.name.endswith("Reframing risk")
    assert first.says == ("Most votes", "Equal shares", "Phragmén")
    assert {row.says for row in others} == {("", "", "")}


def test_the_declared_rules_stand_under_the_question(page: VotePage) -> None:
    assert page.head.terms.terms.text() == "secret · 5 dots, at most 3 on one"
    assert page.head.terms.state.text() == "open"
    assert "both stay: declared before opening" in page.head.terms.ties.whole()


def test_large_words_show_the_slips_first_and_then_the_result(
    qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.resize(640, 700)
    assert page.keying.isVisible()
    assert not page.result.isVisible()
    counted(qtbot, page, monkeypatch)
    assert page.result.isVisible()
    assert not page.keying.isVisible()
    page.resize(1160, 700)
    assert page.keying.isVisible()


@pytest.mark.parametrize("size", [(640, 420), (1160, 700)])
def test_a_refused_slip_presses_nothing_together(
    qtbot: QtBot, page: VotePage, size: tuple[int, int]
) -> None:
    page.resize(*size)
    for typed in ("1 1 2", "9 9"):
        page.keying.entry.field.setText(typed)
        qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.keying.layout().activate())
    shown = [one for one in page.keying.findChildren(QLabel) if one.isVisible()]
    assert len(shown) > 8
    for one in shown:
        assert one.height() >= one.minimumSizeHint().height(), one.text()
        right = one.mapTo(page, one.rect().topRight()).x()
        assert right <= page.width(), one.text()


def test_a_ballot_is_made_from_the_themes_sent_here(
    qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [row.id for row in page.desk.ask(themes.themes)]

    def form(_parent, _title, values, _themes, _keep):
        assert [line.theme_id for line in values["lines"]] == ids[:2]
        return {**values, "name": "Second"}

    monkeypatch.setattr(ballot_actions, "ask_ballot", form)
    page.receive(tuple(ids[:2]))
    made = page.desk.ask(queries.ballots)[-1]
    assert made.name == "Second"
    assert [option.wording for option in made.options] == list(TITLES[:2])
    assert page.head.choice.currentText() == "Second"


def test_a_paper_written_elsewhere_appears(page: VotePage) -> None:
    (ballot,) = page.desk.ask(queries.ballots)
    page.desk.do("Key", paper_services.key_paper, ballot.id, "44", {1: 5})
    assert [row.number for row in page.keying.table.rows()] == ["44"]


@pytest.mark.parametrize("method", VotingMethod)
def test_what_is_shown_can_be_typed_again(method: VotingMethod) -> None:
    terms = Terms(method, (1, 2, 3, 4), 2)
    typed = {"dots": "1 1 3", "approval": "1 3", "score": "1=4 3=5", "ranked": "3 1"}[method]
    slip = read_slip(typed, terms)
    assert not slip.complaint
    assert as_typed(slip.marks, method) == typed
    assert budget(slip, terms)[0]
    assert read_slip("", terms).complaint
    assert read_slip("a b", terms).complaint


def test_opened_again_a_secret_ballot_says_what_still_works(
    qtbot: QtBot, page: VotePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(qtbot, page, monkeypatch)
    assert [row.number for row in page.keying.table.rows()] == ["", "", ""]
    assert "number forgotten" in page.keying._hint.text()
    assert not page.keying.again.isVisible()
    why = "A slip lay under the table"
    monkeypatch.setattr(ballot_actions, "ask_form", lambda *_args, **_more: {"why": why})
    page.reopen()
    assert page.desk.ask(queries.ballots)[0].reopened == why
    assert "3 slips keyed before this ballot closed" in page.keying._hint.text()
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Up)
    assert page.keying.entry.field.text() == ""
    key(qtbot, page, "2 2")
    assert [row.number for row in page.keying.table.rows()] == ["4", "", "", ""]
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Up)
    assert page.keying.entry.field.text() == "2 2"
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Escape)
    assert page.keying.entry.field.text() == ""
    page.keying.table.select(lambda row: not row.number)
    page.keying.table.setFocus()
    with qtbot.waitSignal(page.desk.refused) as told:
        qtbot.keyClick(page.keying.table, Qt.Key.Key_Delete)
    assert "number is forgotten" in told.args[0]
    assert len(page.keying.table.rows()) == 4
    qtbot.mouseClick(page.keying.again, Qt.MouseButton.LeftButton)
    assert not page.keying.table.rows()
    assert not page.keying.again.isVisible()
    assert page.keying.entry.field.hasFocus()
    page.desk.undo()
    assert len(page.keying.table.rows()) == 4
