"""Work off the UI thread: its answer, its failure, its cancellation."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from ui.jobs import Jobs, Ticket
from upstream_workshop.errors import WorkshopError


def test_work_runs_elsewhere_and_its_answer_comes_home(qtbot: QtBot) -> None:
    jobs = Jobs()
    here = threading.get_ident()
    seen: dict[str, int] = {}

    def work(_ticket: Ticket) -> int:
        seen["work"] = threading.get_ident()
        return 42

    def then(answer: int) -> None:
        seen["then"] = threading.get_ident()
        seen["answer"] = answer

    jobs.run("Counting", work, then)
    qtbot.waitUntil(lambda: "answer" in seen)
    assert seen["answer"] == 42
    assert seen["work"] != here
    assert seen["then"] == here


def test_a_refusal_is_told_and_nothing_follows(qtbot: QtBot) -> None:
    jobs = Jobs(inline=True)
    told: list[str] = []
    followed: list[object] = []
    jobs.failed.connect(told.append)

    def work(_ticket: Ticket) -> None:
        raise WorkshopError("The file is empty.")

    jobs.run("Reading", work, followed.append)
    assert told == ["The file is empty."]
    assert followed == []


def test_a_bug_is_told_kindly(qtbot: QtBot) -> None:
    jobs = Jobs(inline=True)
    told: list[str] = []
    jobs.failed.connect(told.append)
    jobs.run("Dividing", lambda _ticket: 1 // 0, told.append)
    assert told == ["This did not work, and the reason is in the log."]


def test_cancelled_work_stops_and_nothing_follows(qtbot: QtBot) -> None:
    jobs = Jobs()
    under_way = threading.Event()
    go_on = threading.Event()
    followed: list[object] = []

    def work(ticket: Ticket) -> str:
        under_way.set()
        go_on.wait(5)
        ticket.progress(0.5, "half")
        return "done"

    ticket = jobs.run("Waiting", work, followed.append)
    assert under_way.wait(5)
    ticket.cancel()
    with qtbot.waitSignal(ticket.ended, timeout=5000):
        go_on.set()
    qtbot.wait(20)
    assert followed == []
