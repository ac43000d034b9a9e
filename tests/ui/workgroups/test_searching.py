"""A search for workgroups under way, and everything that may happen meanwhile."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.core.workgroups.crowds import crowd
from tests.core.workgroups.test_solving import OUTSIDE, children
from tests.ui.showing import settled
from tests.ui.watching import Processor
from ui.kit.desk import Desk
from ui.window.main_window import MainWindow
from ui.workgroups.group_views import GROUPS
from ui.workgroups.page import WorkgroupsPage
from ui.workgroups.proposals import proposing, ready_solver
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.rules import Placement

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")


@pytest.fixture(autouse=True)
def none_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process waits for a search, so that every one there is searches."""
    monkeypatch.setattr(ready_solver, "_SOON", 3_600_000)


@pytest.fixture
def window(desk: Desk, open_window: Callable[[Desk], MainWindow]) -> MainWindow:
    desk.do("Fill", crowd, 12, 3)
    return open_window(desk)


def page_of(window: MainWindow) -> WorkgroupsPage:
    page = window.go("workgroups")
    assert isinstance(page, WorkgroupsPage)
    page.views.select(GROUPS)
    return page


def press(window: MainWindow) -> WorkgroupsPage:
    """P on the page."""
    page = page_of(window)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_P)
    return page


def held_still(qtbot: QtBot) -> None:
    """The search under way is there, and gets no further."""
    qtbot.waitUntil(lambda: bool(children()))
    for child in children():
        child.suspend()


def cancels(window: MainWindow) -> list[QAbstractButton]:
    buttons = window.findChildren(QAbstractButton)
    return [one for one in buttons if one.text() == "Cancel" and one.isVisible()]


@unix
def test_killed_from_outside_it_says_so_and_proposes_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = press(window)
    held_still(qtbot)
    for child in children():
        child.send_signal(signal.SIGKILL)
    settled(window.jobs)
    assert window.banner.words() == OUTSIDE
    assert not page.proposal.isVisible()
    press(window)
    settled(window.jobs)
    assert page.proposal.isVisible()


@unix
def test_a_proof_that_was_killed_is_tried_again_at_the_next_occasion(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = press(window)
    settled(window.jobs)
    page.proposal.accept.click()
    assert page.flow.proven.isVisible()
    window.desk.do("Rules", rule_services.set_rules, 1, 9, 2)
    held_still(qtbot)
    for child in children():
        child.kill()
    settled(window.jobs)
    assert not page.flow.proven.isVisible()
    page.refresh(None)
    settled(window.jobs)
    assert page.flow.proven.isVisible()


@unix
def test_in_another_theme_the_search_is_off_and_the_page_is_usable(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(window)
    held_still(qtbot)
    window.swap_theme()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for child in children():
        child.resume()
    settled(window.jobs)
    page = press(window)
    settled(window.jobs)
    assert page.proposal.isVisible()
    window.swap_theme()


@unix
def test_a_strip_with_cancel_is_there_in_every_theme(qtbot: QtBot, window: MainWindow) -> None:
    go_on: list[bool] = []
    window.jobs.run(
        "Long work",
        lambda ticket: [time.sleep(0.01) for _ in iter(lambda: ticket.cancelled, True)],
        go_on.append,
        window.desk,
    )
    qtbot.waitUntil(lambda: len(cancels(window)) == 1)
    window.swap_theme()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: len(cancels(window)) == 1)
    qtbot.mouseClick(cancels(window)[0], Qt.MouseButton.LeftButton)
    settled(window.jobs)
    assert go_on == []
    window.swap_theme()


def test_the_solver_is_ready_while_the_page_is_in_view(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready_solver, "_SOON", 0)
    page_of(window)
    qtbot.waitUntil(lambda: len(children()) == 1)
    (ready,) = children()
    page = press(window)
    settled(window.jobs)
    assert page.proposal.isVisible()
    assert not ready.is_running(), "it searched"
    qtbot.waitUntil(lambda: len(children()) == 1, timeout=5000)
    window.go("people")
    assert children() == []


def test_looking_elsewhere_meanwhile_loses_nothing(window: MainWindow) -> None:
    page = press(window)
    window.go("people")
    window.go("run")
    settled(window.jobs)
    assert page_of(window) is page
    assert page.proposal.isVisible()


@unix
def test_closing_the_window_meanwhile_ends_the_search(qtbot: QtBot, window: MainWindow) -> None:
    press(window)
    held_still(qtbot)
    window.close()
    began = time.monotonic()
    assert window.jobs.wait()
    assert time.monotonic() - began < 5
    assert children() == []


@unix
def test_two_searches_at_once(qtbot: QtBot, window: MainWindow) -> None:
    page = press(window)
    settled(window.jobs)
    page.proposal.accept.click()
    window.desk.do("Rules", rule_services.set_rules, 1, 9, 2)  # the proof is sought
    press(window)
    qtbot.waitUntil(lambda: len(window.jobs.under_way()) == 2 or not window.jobs.under_way())
    settled(window.jobs)
    assert page.proposal.isVisible()
    assert page.flow.proven.isVisible()


@pytest.mark.parametrize("found", [False, True])
def test_a_minute_is_over(window: MainWindow, monkeypatch: pytest.MonkeyPatch, found: bool) -> None:
    page = press(window)
    settled(window.jobs)
    assert page.flow.proposing._found is not None
    best = page.flow.proposing._found.placement
    late = (
        Placement(PlacementStatus.TIME_LIMIT, best.seats, best.objective)
        if found
        else Placement(PlacementStatus.TIME_LIMIT)
    )
    monkeypatch.setattr(proposing, "best_placement", lambda *_, **__: late)
    press(window)
    settled(window.jobs)
    assert page.proposal.isVisible()
    assert page.proposal.accept.isVisible() == found
    assert ("Nothing found in a minute" in page.proposal.words()) != found
    if found:
        page.proposal.accept.click()
        assert window.desk.ask(queries.workgroups)
        assert not page.flow.proven.isVisible(), "it was not proven"


def longest_gap_around_cancel(qtbot: QtBot, window: MainWindow) -> float:
    """Seconds nobody was answered while a search was on, called off and away."""
    press(window)
    qtbot.waitUntil(lambda: bool(children()) and bool(cancels(window)), timeout=20_000)
    processor, beat, beats = Processor(), QTimer(), list[float]()
    beat.timeout.connect(lambda: beats.append(processor.time()))
    beat.start(10)
    qtbot.wait(300)
    beats.append(processor.time())
    qtbot.mouseClick(cancels(window)[0], Qt.MouseButton.LeftButton)
    settled(window.jobs)
    beats.append(processor.time())
    return max(later - earlier for earlier, later in pairwise(beats))


def test_two_hundred_people_and_thirty_themes_are_cancelled_at_once(
    qtbot: QtBot, desk: Desk, open_window: Callable[[Desk], MainWindow]
) -> None:
    desk.do("Fill", crowd, 200, 30)
    window = open_window(desk)
    # other programs on this machine may be in the way once or twice
    assert any(longest_gap_around_cancel(qtbot, window) < 0.1 for _ in range(4))
    assert children() == []
    assert not page_of(window).proposal.isVisible()
    assert not window.banner.isVisible()
