"""A named ballot asks whose each paper is; a tie is carried through to its second vote."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.voting.examples import level
from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.voting.page import VotePage
from upstream_workshop.people.services import add_participant
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.records import Line

NAMES = ("Ade Bola", "Siân Prys", "Tom Iwan")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> VotePage:
    with desk.workshop.change("Furnish") as session:
        for name in NAMES:
            add_participant(session, name)
        lines = [Line(wording) for wording in ("Bread", "Roses", "Salt")]
        ballot = services.draft_ballot(session, "Named", lines, secret=False)
        services.open_ballot(session, ballot)
    return shown(qtbot, VotePage(desk, jobs))


def key(qtbot: QtBot, page: VotePage, line: str) -> str:
    """Type a line and Enter, and return why it was refused."""
    qtbot.keyClicks(page.keying.entry.field, line)
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    return page.keying.entry.refusal()


def voters(page: VotePage) -> dict[str, tuple[str, str]]:
    """What was typed and why it is spoilt, by the name of the voter."""
    cells = page.keying.table.model()
    names = [cells.index(row, 1).data() for row in range(cells.rowCount())]
    rows = page.keying.table.rows()
    return {name: (row.written, row.spoilt) for name, row in zip(names, rows, strict=True)}


def test_two_letters_name_the_voter_and_those_without_a_paper_are_listed(
    qtbot: QtBot, page: VotePage
) -> None:
    qtbot.keyClicks(page.keying.entry.field, "si:")
    assert page.keying.entry.field.ghost == "·  Siân Prys"
    key(qtbot, page, "112")
    key(qtbot, page, "7 to: 3")
    assert voters(page) == {"Siân Prys": ("112", ""), "Tom Iwan": ("3", "")}
    assert [row.number for row in page.keying.table.rows()] == ["1", "7"]
    assert page.keying._hint.text() == "No paper yet from Ade Bola."


def test_one_person_has_one_paper(qtbot: QtBot, page: VotePage) -> None:
    key(qtbot, page, "si: 112")
    assert "slip 1 is keyed as 112: Enter again replaces it" in key(qtbot, page, "si: 3")
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    assert voters(page) == {"Siân Prys": ("3", "")}
    assert key(qtbot, page, "9 si: 2") == "Siân Prys has slip 1 already"
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    assert voters(page) == {"Siân Prys": ("3", "")}


def test_a_paper_without_a_name_is_a_question_and_nobody_is_guessed(
    qtbot: QtBot, page: VotePage
) -> None:
    assert key(qtbot, page, "zz: 1") == "nobody who may vote is called “zz”"
    page.keying.entry.field.clear()
    assert "no name: Enter again spoils" in key(qtbot, page, "112")
    qtbot.keyClick(page.keying.entry.field, Qt.Key.Key_Return)
    assert voters(page) == {"": ("112", "no name")}


def test_choices_are_taken_over_by_a_button(qtbot: QtBot, page: VotePage) -> None:
    key(qtbot, page, "si: 112")
    assert not page.head.choices.isVisible()
    (ballot,) = page.desk.ask(queries.ballots)
    page.desk.do("Count", services.issue_papers, ballot.id, 1, 1)
    page.desk.do("Close", services.close_ballot, ballot.id)
    with qtbot.waitSignal(page.wanted) as asked:
        qtbot.mouseClick(page.head.choices, Qt.MouseButton.LeftButton)
    assert asked.args == ["workgroups", ballot.id]


def test_the_second_vote_is_made_where_the_tie_is_told(qtbot: QtBot, page: VotePage) -> None:
    with page.desk.workshop.change("Vote") as session:
        first = level(session)
    page.show_row(first)
    assert "“Roses”" in page.head.level.text()
    assert "Make the run-off" in page.head.level.text()
    qtbot.mouseClick(page.head.runoff, Qt.MouseButton.LeftButton)
    assert page.subject() != first
    assert page.keying.entry.field.hasFocus()
    made = page.desk.ask(queries.ballots)[-1]
    assert [option.wording for option in made.options] == ["Roses", "Salt"]
    page.show_row(first)
    assert f"The second vote, “{made.name}”, decides." in page.head.level.text()
    assert not page.head.runoff.isVisible()


def test_lots_tell_who_was_level_and_their_seed(page: VotePage) -> None:
    with page.desk.workshop.change("Vote") as session:
        drawn = level(session, tie_rule="lots")
    page.show_row(drawn)
    seed = page.desk.ask(queries.ballot, drawn).seed
    assert f"the seed {seed} decided" in page.head.level.text()
    assert "“Roses”, “Salt”" in page.head.level.text()


def test_letters_that_fit_two_voters_are_a_question(
    qtbot: QtBot, page: VotePage, desk: Desk
) -> None:
    desk.do("Arrive", add_participant, "Sion Rees")
    desk.do("Arrive", add_participant, "Sion Reeson")
    asked = key(qtbot, page, "si: 112")
    assert asked == "“si” fits Siân Prys, Sion Rees and 1 more: Enter again takes Siân Prys"
    assert voters(page) == {}
    page.keying.entry.field.selectAll()
    assert key(qtbot, page, "sion rees: 112") == ""  # a name typed in full is no question
    assert "fits Siân Prys and Sion" not in key(qtbot, page, "sp: 3")  # initials
    assert voters(page) == {"Sion Rees": ("112", ""), "Siân Prys": ("3", "")}
