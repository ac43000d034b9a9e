"""A vote of many papers: it is counted in a job, and nothing is shown or told before it is counted."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.room_screen.room_screen import spoken
from ui.voting.page import VotePage
from ui.voting.results import ballot_counts as counts
from ui.voting.results.left_out import Comparison, compare
from upstream_workshop.themes.services import add_theme
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.voting.queries import BallotRow


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let every count take place in a job that waits until this is set."""
    opened = threading.Event()

    def late(ballot: BallotRow, marks: object) -> Comparison:
        assert threading.current_thread() is not threading.main_thread()
        assert opened.wait(20)
        return compare(ballot, marks)  # type: ignore[arg-type]

    monkeypatch.setattr(counts, "AT_ONCE", 0)
    monkeypatch.setattr(counts, "compare", late)
    return opened


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs, gate: threading.Event) -> VotePage:
    with desk.workshop.change("Furnish") as session:
        ids = [add_theme(session, title) for title in ("Roses", "Salt", "Tide")]
        ballot = services.make_ballot(session, "Priorities", ids, seats=1)
        services.open_ballot(session, ballot)
        for slip in range(1, 4):
            paper_services.key_paper(session, ballot, str(slip), {1: 1, 2: 3})
    return shown(qtbot, VotePage(desk, jobs))


def close(page: VotePage) -> int:
    (ballot,) = page.desk.ask(queries.ballots)
    page.desk.do("Count", services.issue_papers, ballot.id, 3, 3)
    page.desk.do("Close", services.close_ballot, ballot.id)
    return ballot.id


def test_a_count_that_takes_long_is_waited_for_without_a_false_word(
    qtbot: QtBot, page: VotePage, gate: threading.Event
) -> None:
    ballot = close(page)
    assert "being counted" in page.result._hidden.text()
    assert not page.head.step.isEnabled()
    page.take_step()
    assert page.desk.ask(queries.ballot, ballot).state == "closed"
    with qtbot.waitSignal(page.slide_changed):
        gate.set()
    assert page.head.step.isEnabled()
    assert page.result.chart.isVisibleTo(page)
    page.take_step()
    assert page.desk.ask(queries.ballot, ballot).state == "revealed"


def test_a_result_revealed_before_it_is_counted_here_is_shown_to_the_room_once_it_is(
    qtbot: QtBot, page: VotePage, gate: threading.Event
) -> None:
    ballot = close(page)
    page.desk.do("Reveal", services.reveal_ballot, ballot)
    slide = page.slide()
    assert slide is not None
    assert "being counted" in spoken(slide)
    with qtbot.waitSignal(page.slide_changed):
        gate.set()
    slide = page.slide()
    assert slide is not None
    assert slide.bars


def test_each_count_is_made_once(
    qtbot: QtBot, page: VotePage, gate: threading.Event, jobs: Jobs
) -> None:
    close(page)
    page.refresh(None)
    page.refresh(None)
    assert len(jobs.under_way()) == 1
    with qtbot.waitSignal(page.slide_changed):
        gate.set()
    page.refresh(None)
    assert jobs.under_way() == []
