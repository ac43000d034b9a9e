"""The solving process: the same answers as in our own, cancelled, killed and crashed without harm."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.core.workgroups.test_rules import cohort
from upstream_workshop.errors import WorkshopError
from upstream_workshop.processes import Program, Standby
from upstream_workshop.workgroups.placement import solving
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placement.solving import CODEC, best_placement
from upstream_workshop.workgroups.rules import Person, Problem, Topic

SMALL = cohort(12, 3, 7, minimum=2, maximum=6, needs_lead=True)
PAIRS = tuple((n, n + 1) for n in range(0, 120, 2))
LONG = cohort(
    200, 30, 3, minimum=5, maximum=8, per_organisation=2, together=PAIRS[:30], apart=PAIRS[30:]
)
OUTSIDE = "The search was stopped from outside: propose again."


class EnoughError(Exception):
    """What somebody who cancels raises."""


def children(of: psutil.Process | None = None) -> list[psutil.Process]:
    """The solving processes that are alive: ours, or those of another."""
    found = []
    for child in (of or psutil.Process()).children():
        with suppress(psutil.Error):  # it has ended
            if "upstream_workshop.workgroups.placement" in child.cmdline():
                found.append(child)
    return found


def once_it_solves(act: Callable[[psutil.Process], object]) -> Callable[[float, str], None]:
    """A progress that does something to the process, once, as soon as it says what it does."""
    acted = False

    def progress(_share: float, doing: str) -> None:
        nonlocal acted
        if doing and not acted:
            acted = True
            act(children()[0])

    return progress


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put some other program in the place of the solving process."""

    def put(source: str) -> None:
        monkeypatch.setattr(solving, "PROGRAM", Program("", ("-c", source)))

    return put


@pytest.mark.parametrize(
    "problem",
    [
        SMALL,
        replace(SMALL, maximum=2),
        replace(SMALL, together=((0, 1),), apart=((1, 0),)),
        Problem((Person(1, "Siân ŵ"),), (Topic(-3, "No \u2028 theme"),)),
    ],
)
def test_what_is_found_there_is_what_is_found_here(problem: Problem) -> None:
    assert best_placement(problem) == place(problem)
    assert best_placement(problem) == place(problem), "and the same the second time"


def test_every_value_of_a_problem_travels() -> None:
    problem = replace(LONG, people=(*LONG.people, Person(999, "", locked=(3,))))
    assert CODEC.decoded(CODEC.encoded("place", problem)) == ("place", problem)


def test_a_process_that_waited_gives_the_same_and_is_replaced() -> None:
    standby = Standby(solving.PROGRAM)
    assert best_placement(SMALL, standby=standby) == place(SMALL), "none is wanted yet"
    standby.begin()
    (waiting,) = children()
    assert best_placement(SMALL, standby=standby) == place(SMALL)
    assert not waiting.is_running(), "it solved one problem"
    (other,) = children()
    other.kill()
    other.wait()
    assert best_placement(SMALL, standby=standby) == place(SMALL), (
        "another is started for one that died"
    )
    standby.end()
    assert children() == []
    standby.begin(lasting=False)
    assert best_placement(SMALL, standby=standby) == place(SMALL)
    assert children() == [], "it is not replaced"


@pytest.mark.parametrize(
    "problem", [replace(SMALL, people=()), replace(SMALL, topics=())], ids=["nobody", "nowhere"]
)
def test_a_refusal_is_the_same_sentence(problem: Problem) -> None:
    with pytest.raises(WorkshopError) as here:
        place(problem)
    with pytest.raises(WorkshopError) as there:
        best_placement(problem)
    assert str(there.value) == str(here.value)


def test_it_says_what_it_does_and_what_it_has_found() -> None:
    said: list[str] = []
    best_placement(cohort(40, 8, 1, minimum=4), lambda _share, doing: said.append(doing))
    assert said[0] == ""
    assert any(doing.startswith("Looking for seats") for doing in said)


def test_cancelling_ends_the_process_at_once() -> None:
    began: list[float] = []

    def progress(_share: float, doing: str) -> None:
        if doing:
            began.append(time.monotonic())
            raise EnoughError

    with pytest.raises(EnoughError):
        best_placement(LONG, progress)
    assert time.monotonic() - began[0] < 10
    assert children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_process_that_is_killed_is_one_sentence(number: signal.Signals) -> None:
    with pytest.raises(WorkshopError) as told:
        best_placement(LONG, once_it_solves(lambda process: process.send_signal(number)))
    assert str(told.value) == OUTSIDE
    assert best_placement(SMALL).status == "optimal"


@pytest.mark.parametrize(
    "source",
    [
        "import os; os.abort()",
        "",
        "print('[[[')",
        'print(\'["placed", {"Popen": ["sh"]}]\')',
        "print('[\"placed\", 1.5]')",
        "print('[' * 100_000)",
        'print(\'["progress", [50, "half"]]\')',
        'import sys; sys.stdin.close(); print(\'["progress", [7, ""]]\')',
    ],
)
def test_whatever_becomes_of_the_process_is_one_sentence(
    source: str, program: Callable[[str], None]
) -> None:
    program(source)
    with pytest.raises(WorkshopError, match="stopped from outside"):
        best_placement(LONG)


def test_a_fault_of_ours_is_told_by_its_place_alone(
    caplog: pytest.LogCaptureFixture, program: Callable[[str], None]
) -> None:
    program(
        "from upstream_workshop.workgroups.placement import __main__ as child\n"
        "def broken(problem, *_): raise ValueError(problem.people[0].name)\n"
        "child.place = broken\nchild.main()"
    )
    with pytest.raises(WorkshopError, match="the reason is in the log"):
        best_placement(SMALL)
    assert "ValueError in <string>, line 2" in caplog.text
    assert "Person 0" not in caplog.text


def test_where_no_process_can_be_started_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/at/all")
    with pytest.raises(WorkshopError, match="cannot be started now"):
        best_placement(SMALL)


def test_one_that_overruns_is_stopped(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    program("import time; time.sleep(60)")
    monkeypatch.setattr(solving, "_LATE", 0.2)
    began = time.monotonic()
    assert best_placement(SMALL, seconds=0.1).status == "time-limit"
    assert time.monotonic() - began < 5


def test_one_that_reads_nothing_holds_nobody_up(program: Callable[[str], None]) -> None:
    program("import time; time.sleep(60)")
    huge = replace(SMALL, people=tuple(Person(n, "x" * 500) for n in range(2000)))
    began = time.monotonic()

    def progress(_share: float, _doing: str) -> None:
        if time.monotonic() - began > 0.3:
            raise EnoughError

    with pytest.raises(EnoughError):
        best_placement(huge, progress)
    assert time.monotonic() - began < 5


def test_several_searches_at_once_do_not_hear_each_other() -> None:
    problems = [cohort(12, 3, seed, minimum=2) for seed in range(4)]
    found: dict[int, object] = {}

    def search(number: int) -> None:
        found[number] = best_placement(problems[number])

    threads = [threading.Thread(target=search, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(4)] == [place(problem) for problem in problems]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")
def test_it_does_not_outlive_who_asked() -> None:
    source = (
        "import sys\n"
        "from tests.core.workgroups.test_solving import LONG, best_placement, children\n"
        "def told(share, doing):\n"
        "    if doing: print(children()[0].pid, flush=True)\n"
        "best_placement(LONG, told)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", source], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]
    ) as asker:
        assert asker.stdout is not None
        solver = psutil.Process(int(asker.stdout.readline()))
        asker.kill()
    solver.wait(5)


def test_the_process_loads_neither_qt_nor_a_database() -> None:
    source = (
        "import sys, upstream_workshop.workgroups.placement.__main__\n"
        "print([name for name in ('PySide6', 'sqlalchemy', 'reportlab') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert told.stdout.strip() == "[]", told.stderr


def test_the_app_solves_when_asked_by_its_hidden_flag() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ui", solving.FLAG],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as app:
        assert app.stdin is not None
        assert app.stdout is not None
        app.stdin.write(CODEC.encoded("place", (5000, SMALL)) + b"\n")
        app.stdin.flush()
        *_, last = app.stdout.readlines()
    assert CODEC.decoded(last) == ("placed", place(SMALL))
