"""Work off the UI thread: its answer, its failure, its cancellation, and whom its answer finds."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit import jobs as running
from ui.kit.jobs import Jobs, Ticket
from upstream_workshop.errors import WorkshopError


def test_work_runs_elsewhere_and_its_answer_comes_home(jobs: Jobs) -> None:
    seen: dict[str, int] = {}

    def work(_ticket: Ticket) -> int:
        seen["work"] = threading.get_ident()
        return 42

    def then(answer: int) -> None:
        seen["then"] = threading.get_ident()
        seen["answer"] = answer

    jobs.run("Counting", work, then, jobs)
    assert "answer" not in seen
    settled(jobs)
    assert seen["answer"] == 42
    assert seen["work"] != seen["then"] == threading.get_ident()


def test_a_job_lets_the_window_run_before_anybody_notices(
    qapp: QApplication,
) -> None:
    # at 5 ms, what Qt asks of Python fifty times for one page, the window stands still for 250 ms
    usual = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        Jobs(qapp)
        assert 50 * sys.getswitchinterval() < 0.05
    finally:
        sys.setswitchinterval(usual)


def test_each_job_has_a_thread_that_python_began_and_ended(jobs: Jobs) -> None:
    # native code keeps what it was told of a thread; one of Qt's forgets Python between two jobs
    seen: list[threading.Thread] = []
    for _ in range(3):
        jobs.run("Looking", lambda _ticket: threading.current_thread(), seen.append, jobs)
        settled(jobs)
    assert len(set(seen)) == 3
    assert all(type(thread) is threading.Thread and not thread.is_alive() for thread in seen)


def test_no_more_run_at_once_than_there_is_room_for(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()
    begun: list[int] = []

    def work(_ticket: Ticket) -> None:
        begun.append(1)
        go_on.wait(5)

    for _ in range(running.MOST + 3):
        jobs.run("Waiting", work, lambda _answer: None, jobs)
    qtbot.waitUntil(lambda: len(begun) == running.MOST)
    qtbot.wait(50)
    assert len(begun) == running.MOST
    go_on.set()
    settled(jobs)
    assert len(begun) == running.MOST + 3


def test_a_refusal_is_told_and_nothing_follows(jobs: Jobs) -> None:
    told: list[str] = []
    followed: list[object] = []
    jobs.failed.connect(told.append)

    def work(_ticket: Ticket) -> None:
        raise WorkshopError("The file is empty.")

    jobs.run("Reading", work, followed.append, jobs)
    settled(jobs)
    assert told == ["The file is empty."]
    assert followed == []


def test_a_bug_is_told_kindly(jobs: Jobs) -> None:
    told: list[str] = []
    jobs.failed.connect(told.append)
    jobs.run("Dividing", lambda _ticket: 1 // 0, told.append, jobs)
    settled(jobs)
    assert told == ["This did not work, and the reason is in the log."]


class Held:
    """Work that waits until it is let go, then tells how far it is."""

    def __init__(self) -> None:
        self.under_way = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, ticket: Ticket) -> str:
        self.under_way.set()
        self.go_on.wait(5)
        ticket.progress(0.5, "half")
        return "done"


def test_cancelled_work_stops_and_nothing_follows(jobs: Jobs) -> None:
    work, followed = Held(), list[object]()
    ticket = jobs.run("Waiting", work, followed.append, jobs)
    assert work.under_way.wait(5)
    ticket.cancel()
    work.go_on.set()
    settled(jobs)
    assert followed == []


def test_what_is_cancelled_on_its_way_home_does_not_arrive(qtbot: QtBot, jobs: Jobs) -> None:
    done = threading.Event()
    followed: list[object] = []
    ticket = jobs.run("Quick", lambda _ticket: done.set(), followed.append, jobs)
    assert done.wait(5)
    ticket.cancel()
    settled(jobs)
    assert followed == []


@pytest.mark.parametrize("fails", [False, True])
def test_whom_it_was_for_is_gone(jobs: Jobs, fails: bool) -> None:
    owner, work, reached = QLabel(), Held(), list[object]()
    jobs.failed.connect(reached.append)

    def then(answer: str) -> None:
        reached.append(answer)
        owner.setText(answer)

    def failing(ticket: Ticket) -> str:
        work(ticket)
        raise WorkshopError("Too late.")

    ticket = jobs.run("Waiting", failing if fails else work, then, owner)
    assert work.under_way.wait(5)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    assert ticket.cancelled
    work.go_on.set()
    settled(jobs)
    assert reached == []


def test_one_owner_may_have_many_jobs_and_outlive_them(jobs: Jobs) -> None:
    owner, answers = QObject(), list[int]()
    for number in range(20):
        jobs.run("Counting", lambda _ticket, n=number: n, answers.append, owner)  # type: ignore[misc]
    settled(jobs)
    assert sorted(answers) == list(range(20))
    assert jobs.under_way() == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert jobs.findChildren(Ticket) == [], "what has ended takes no memory"


def test_what_follows_may_start_the_next_job_and_may_fail(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[int] = []

    def then(answer: int) -> None:
        if answer < 3:
            jobs.run("Next", lambda _ticket: answer + 1, then, jobs)
        else:
            answers.append(answer)
            raise LookupError("a bug in what follows")

    jobs.run("First", lambda _ticket: 1, then, jobs)
    with qtbot.captureExceptions() as caught:
        settled(jobs)
    assert answers == [3]
    assert [kind for kind, *_ in caught] == [LookupError]
    assert jobs.under_way() == []


def test_settled_waits_for_what_begins_as_the_last_ends(jobs: Jobs) -> None:
    answers: list[int] = []

    def next_one() -> None:
        if len(answers) < 5:
            jobs.run("Next", lambda _ticket: 1, answers.append, jobs)

    jobs.idle.connect(next_one)
    next_one()
    settled(jobs)
    assert len(answers) == 5
    assert not jobs.under_way()


def test_settled_does_not_wait_for_ever(jobs: Jobs) -> None:
    work = Held()
    jobs.run("Waiting", work, lambda _answer: None, jobs)
    assert not jobs.settled(50)
    work.go_on.set()
    settled(jobs)


def test_waiting_ends_what_runs_but_not_for_ever(jobs: Jobs) -> None:
    work, followed = Held(), list[object]()
    jobs.run("Waiting", work, followed.append, jobs)
    assert work.under_way.wait(5)
    assert not jobs.wait(50)
    work.go_on.set()
    assert jobs.wait()
    settled(jobs)
    assert followed == []
