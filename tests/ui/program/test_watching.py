"""The watch over the window: it tells every way of not answering, and nothing else."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import watching
from tests.ui.showing import settled
from tests.ui.watching import Processor, Watch
from ui.kit.jobs import Jobs

ROOT = Path(__file__).resolve().parents[3]
LIMIT = 0.4
LONG = 3 * LIMIT
Block = Callable[[], object]


def compute() -> None:
    """Python that computes, as in a module of the window."""
    ends = time.process_time() + LONG
    namespace: dict[str, object] = {"clock": time.process_time, "ends": ends}
    source = compile("while clock() < ends: pass", str(ROOT / "ui" / "nowhere.py"), "exec")
    exec(source, namespace)


def sleep() -> None:
    time.sleep(LONG)


def hold_python() -> None:
    """Native code that lets no other thread run Python meanwhile."""
    ctypes.PyDLL(None).usleep(int(LONG * 1e6))


class Busy(QLabel):
    """A window that does something at each key."""

    def __init__(self, at_a_key: Block) -> None:
        super().__init__("busy")
        self._at_a_key = at_a_key

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self._at_a_key()


def by_a_direct_key(qtbot: QtBot, busy: QWidget) -> None:
    qtbot.keyClick(busy, Qt.Key.Key_P)


def by_qt_alone(_qtbot: QtBot, busy: QWidget) -> None:
    QTest.keyClick(busy, Qt.Key.Key_P)


def in_the_event_loop(qtbot: QtBot, busy: QWidget) -> None:
    QTimer.singleShot(0, busy, lambda: QTest.keyClick(busy, Qt.Key.Key_P))
    qtbot.wait(int(LIMIT * 200))


@pytest.mark.parametrize("way", [by_a_direct_key, by_qt_alone, in_the_event_loop])
@pytest.mark.parametrize("block", [compute, sleep, hold_python])
def test_a_key_that_takes_too_long_is_told(
    qtbot: QtBot, way: Callable[[QtBot, QWidget], None], block: Block
) -> None:
    busy = Busy(block)
    qtbot.addWidget(busy)
    with Watch(LIMIT) as watch:
        qtbot.wait(50)
        way(qtbot, busy)
        qtbot.wait(50)
    assert watch.gaps
    assert watch.gaps[0].seconds >= LIMIT


def test_where_it_was_is_told(qtbot: QtBot) -> None:
    busy = Busy(sleep)
    qtbot.addWidget(busy)
    with Watch(LIMIT) as watch:
        by_a_direct_key(qtbot, busy)
    (gap,) = watch.gaps
    assert "time.sleep(LONG)" in gap.where


def waiting_in_the_loop(qtbot: QtBot) -> None:
    qtbot.wait(int(LONG * 1000))


def many_short_keys(qtbot: QtBot) -> None:
    busy = Busy(lambda: time.sleep(LIMIT / 20))
    qtbot.addWidget(busy)
    for _ in range(60):
        qtbot.keyClick(busy, Qt.Key.Key_P)


def a_job(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.run("Waiting", lambda _ticket: time.sleep(LONG), lambda _answer: None, jobs)
    settled(jobs)


def work_of_the_tests_own(_qtbot: QtBot) -> None:
    subprocess.run([sys.executable, "-c", f"import time; time.sleep({LONG})"])


@pytest.mark.parametrize(
    "act", [waiting_in_the_loop, many_short_keys, a_job, work_of_the_tests_own]
)
def test_what_keeps_nobody_waiting_is_not_told(qtbot: QtBot, act: Callable[[QtBot], None]) -> None:
    with Watch(LIMIT) as watch:
        act(qtbot)
    assert watch.gaps == []


def test_waiting_for_a_processor_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    second = 10**9
    looks = iter(({"1": 5 * second, "2": 0}, {"1": 7 * second}, {"1": 7 * second, "3": 9 * second}))
    monkeypatch.setattr(watching, "_waits", lambda: next(looks))
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    processor = Processor()
    assert [processor.time() for _ in range(3)] == [100.0, 98.0, 98.0]


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux counts that")
def test_what_linux_counts_is_found() -> None:
    busy = threading.Thread(target=sleep, daemon=True)
    busy.start()
    assert str(busy.native_id) in watching._waits()
    assert str(threading.get_native_id()) not in watching._waits()


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux counts that")
def test_what_linux_counts_of_children_is_found() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert str(child.pid) in watching._waits()
        child.communicate(b"\n")


def test_a_test_that_blocks_fails(tmp_path: Path) -> None:
    """The fixture itself, on a test of its own."""
    ours = Path(__file__).parents[1]
    made = ours / f"test_blocked_{tmp_path.name}.py"
    made.write_text(
        "import time\n\ndef test_blocked(qtbot, jobs):\n"
        "    from PySide6.QtCore import QTimer\n"
        "    QTimer.singleShot(0, lambda: time.sleep(2.6))\n    qtbot.wait(20)\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", str(made)],
            capture_output=True,
            text=True,
            cwd=ours.parents[1],
        )
    finally:
        made.unlink()
    assert done.returncode == 1
    assert "no answer for" in done.stdout
    assert "time.sleep(2.6)" in done.stdout
