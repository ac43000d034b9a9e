"""A closer look at a result: what it says of a named vote, and what of a secret one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.voting.page import VotePage
from ui.voting.results.divisions import DivisionsView
from ui.voting.results.result_details import ResultDetailsDialog, deciding_words
from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.services import add_theme
from upstream_workshop.voting import queries, result_queries, results, services
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services

TITLES = ("Reframing risk", "Meaningful measurement", "Members as allies")


def vote(desk: Desk, name: str, secret: bool, marks_of, seats: int = 1) -> int:
    """Six people from Arfon and six from Bala vote; `marks_of` says what, by their place."""
    with desk.workshop.change("Vote") as session:
        people = _people(session)
        themes = _themes(session)
        ballot = services.make_ballot(
            session, name, themes, seats=seats, secret=secret, method="approval"
        )
        services.open_ballot(session, ballot)
        for place, who in enumerate(people, 1):
            voter = {} if secret else {"participant_id": who}
            paper_services.key_paper(session, ballot, str(place), marks_of(place), **voter)
        services.issue_papers(session, ballot, len(people), len(people))
        services.close_ballot(session, ballot)
    return ballot


def _people(session) -> list[int]:
    from upstream_workshop.people.queries import roster

    if not roster(session):
        for place in range(1, 13):
            home = "Arfon" if place < 7 else "Bala"
            add_participant(session, f"Person {place:02}", organisation=home)
    return [row.id for row in roster(session)]


def _themes(session) -> list[int]:
    from upstream_workshop.themes.queries import themes

    there = themes(session)
    return [row.id for row in there] or [add_theme(session, title) for title in TITLES]


def halves(place: int) -> dict[int, int]:
    return {1: 1} if place < 8 else {2: 1}


@pytest.fixture
def named(desk: Desk) -> int:
    return vote(desk, "Named", False, halves)


def test_a_named_vote_says_who_is_left_out_and_what_divides(desk: Desk, named: int) -> None:
    details = desk.ask(result_queries.details, named)
    assert details.people == tuple(f"Person {place:02}" for place in range(8, 13))
    first = details.divisions[result_queries.Grouping.ORGANISATION][0]
    assert (first.option, [share.group for share in first.shares]) == (1, ["Arfon", "Bala"])
    assert result_queries.Grouping.REGION not in details.divisions


def test_a_line_for_each_theme_says_which_groups_differ(
    qtbot: QtBot, desk: Desk, named: int
) -> None:
    details = desk.ask(result_queries.details, named)
    view = DivisionsView(desk.ask(queries.ballot, named), details.divisions)
    qtbot.addWidget(view)
    said = [each.accessibleName() for each in view.findChildren(QLabel) if each.accessibleName()]
    assert [one.split(":")[0] for one in said] == [
        "Reframing risk",
        "Meaningful measurement",
        TITLES[2],
    ]
    assert said[0] == "Reframing risk: most: at least 90 % in Arfon, least: about 20 % in Bala"
    assert all(each.wordWrap() for each in view.findChildren(QLabel))


def test_a_secret_vote_names_nobody_and_knows_no_groups(qtbot: QtBot, desk: Desk) -> None:
    secret = vote(desk, "Secret", True, halves)
    details = desk.ask(result_queries.details, secret)
    assert (details.left_out, details.people, details.divisions) == (5, None, {})
    dialog = ResultDetailsDialog(desk.ask(queries.ballot, secret), (), details)
    qtbot.addWidget(dialog)
    assert "Person" not in dialog.left_out.text()
    assert "Nobody knows whose" in dialog.left_out.text()


def test_two_papers_would_have_changed_it(qtbot: QtBot, desk: Desk, jobs: Jobs, named: int) -> None:
    ballot = desk.ask(queries.ballot, named)
    dialog = ResultDetailsDialog(ballot, (), desk.ask(result_queries.details, named))
    qtbot.addWidget(dialog)
    dialog.count_deciding(jobs, desk.ask(paper_queries.valid_marks, named))
    assert jobs.settled()
    assert dialog.deciding.text().startswith("2 more papers for Meaningful")
    assert deciding_words(ballot, None).startswith("It was not close")


def test_a_second_vote_stands_beside_the_first(desk: Desk, named: int) -> None:
    again = vote(desk, "Again", False, lambda _place: {2: 1})
    earlier = desk.ask(result_queries.details, again).earlier
    assert earlier.ballot.id == named
    assert earlier.options[0] == results.Rerun(2, 5.0, 12.0, False, True)
    assert desk.ask(result_queries.details, named).earlier is None


def test_one_key_looks_closer_once_the_ballot_is_closed(
    qtbot: QtBot, desk: Desk, jobs: Jobs, named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[ResultDetailsDialog] = []
    monkeypatch.setattr(ResultDetailsDialog, "exec", lambda dialog: looked.append(dialog))
    page = shown(qtbot, VotePage(desk, jobs))
    page.look_closer()
    assert "Reframing risk" in looked[0].rounds.text()
    assert (
        looked[0]
        .divided.text()
        .startswith("They differ most about Reframing risk: at least 90 % in")
    )
