"""The best so far of a long search, and two proposals side by side."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.workgroups.crowds import crowd
from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.workgroups.page import WorkgroupsPage
from ui.workgroups.proposals import proposing
from ui.workgroups.proposals.proven_words import how_far
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.solving import Found, Progress, best_placement
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.rules import Placement, Problem


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> WorkgroupsPage:
    desk.do("Fill", crowd, 12, 3)
    return shown(qtbot, WorkgroupsPage(desk, jobs), 1180)


@pytest.fixture
def going_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A search that finds something at once, and then only goes on until the event is set."""
    end = threading.Event()

    def endless(problem: Problem, progress: Progress, found: Found, **_: object) -> Placement:
        best = best_placement(problem)
        bound = (*best.objective[:2], best.objective[2] - 3)
        found(Placement(PlacementStatus.TIME_LIMIT, best.seats, best.objective, bound=bound))
        while not end.wait(0.01):
            progress(0.5, "Looking")
        return best

    monkeypatch.setattr(proposing, "best_placement", endless)
    yield end
    end.set()


def test_the_best_so_far_of_a_long_search_can_be_kept(
    qtbot: QtBot, page: WorkgroupsPage, going_on: threading.Event
) -> None:
    page.propose()
    qtbot.waitUntil(page.proposal.keep.isVisible, timeout=10_000)
    assert "Still looking" in page.proposal.words()
    assert "no less than" in page.proposal.words(), "how far from proven"
    assert page.flow.proposing.undecided() == (None, None)
    qtbot.mouseClick(page.proposal.keep, Qt.MouseButton.LeftButton)
    settled(page.jobs)
    assert page.proposal.accept.hasFocus()
    assert "not proven" in page.proposal.words()
    qtbot.keyClick(page.proposal.accept, Qt.Key.Key_Return)
    assert len(page.desk.ask(queries.seats)) == 12


def test_a_long_search_that_ends_gives_way_to_its_proposal(
    qtbot: QtBot, page: WorkgroupsPage, going_on: threading.Event
) -> None:
    page.propose()
    qtbot.waitUntil(page.proposal.keep.isVisible, timeout=10_000)
    going_on.set()
    settled(page.jobs)
    assert page.proposal.accept.isVisible()
    assert not page.proposal.keep.isVisible()
    assert "Proven best" in page.proposal.words()


def test_a_long_search_that_is_discarded_is_over(
    qtbot: QtBot, page: WorkgroupsPage, going_on: threading.Event
) -> None:
    page.propose()
    qtbot.waitUntil(page.proposal.keep.isVisible, timeout=10_000)
    page.proposal.discard.click()
    assert not page.proposal.isVisible()
    settled(page.jobs)
    assert not page.proposal.isVisible()


def two_proposals(page: WorkgroupsPage) -> tuple[Placement, Placement]:
    """One with the rules as they are, set aside, and one with groups of six."""
    page.propose()
    settled(page.jobs)
    assert page.flow.proposing._found is not None
    first = page.flow.proposing._found.placement
    page.proposal.compare.click()
    assert not page.proposal.isVisible()
    assert page.flow.aside.isVisible()
    page.desk.do("Rules", rule_services.set_rules, 6, 6)
    page.propose()
    settled(page.jobs)
    return first, page.flow.proposing._found.placement


@pytest.mark.parametrize("which", [0, 1])
def test_either_of_two_proposals_is_kept_by_its_number(
    qtbot: QtBot, page: WorkgroupsPage, which: int
) -> None:
    both = two_proposals(page)
    assert page.comparison.isVisible()
    assert not page.proposal.isVisible()
    assert page.comparison.keeps[0].hasFocus()
    changed = {seat[0] for seat in set(both[0].seats) ^ set(both[1].seats)}
    assert page.comparison.table.model().rowCount() == len(changed) > 0
    said = page.comparison.words()
    assert f"{len(changed)} people sit elsewhere in the second" in said
    assert "at least 6 in a group" in said
    qtbot.keyClick(page.comparison, Qt.Key(Qt.Key.Key_1 + which))
    assert dict(page.desk.ask(queries.seats)) == dict(both[which].seats)
    assert not page.comparison.isVisible()
    assert not page.flow.aside.isVisible()
    page.desk.undo()
    assert page.desk.ask(queries.seats) == ()


def test_both_are_discarded_and_other_people_end_a_comparison(
    qtbot: QtBot, page: WorkgroupsPage
) -> None:
    two_proposals(page)
    qtbot.keyClick(page.comparison, Qt.Key.Key_Escape)
    assert not page.comparison.isVisible()
    assert not page.flow.aside.isVisible()
    two_proposals(page)
    page.desk.do("Rules", rule_services.set_rules, 4, 6)
    assert not page.comparison.isVisible(), "the second was about other rules"


def test_how_far_from_proven_is_said_of_each_part(page: WorkgroupsPage) -> None:
    found = Placement(PlacementStatus.TIME_LIMIT, ((1, 2),), (3, 2, 40, 9))
    bounds = ((), (2,), (3,), (3, 1), (3, 2, 38), (3, 2, 40), (3, 2, 40, 7))
    said = [
        how_far(Placement(found.status, found.seats, found.objective, bound=one)) for one in bounds
    ]
    assert len(set(said)) == len(bounds)
    assert "" not in said
    assert how_far(Placement(PlacementStatus.OPTIMAL, found.seats, found.objective)) == ""
