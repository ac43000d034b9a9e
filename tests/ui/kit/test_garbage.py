"""What Python clears away belongs to Qt's thread, whoever allocates."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.app import App
from ui.kit import garbage
from ui.kit.garbage import Garbage
from ui.kit.settings import Settings

# objects of the UI thread that only a collection can clear away, and a job that allocates a lot
SOURCE = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from ui.kit.garbage import Garbage
from ui.kit.jobs import Jobs
app = QCoreApplication([])
garbage = Garbage()
garbage.start() if "kept" in sys.argv else None
def lost():
    one = QObject()
    one.itself = one
    QTimer(one).start(5)
jobs = Jobs()
for _ in range(20):
    for _ in range(50):
        lost()
    jobs.run("Allocate", lambda _: [[n] for n in range(200_000)] and None, lambda _: None, jobs)
    jobs.settled()
loop = QEventLoop()
QTimer.singleShot(1500, loop.quit)
loop.exec()
print("alive")
"""


# collected without a pause while another thread makes tuples
BESIDE = """
import gc, sys
from concurrent.futures import ThreadPoolExecutor
from ui.app import App
from ui.kit import garbage
garbage._GROWN = 0
gc.get_threshold = lambda: (-1, -1, -1)
sys.setswitchinterval(1e-5)
kept = garbage.Garbage()
with ThreadPoolExecutor(1) as pool:
    made = pool.submit(lambda: [tuple(n for n in range(500)) for _ in range(1000)])
    while not made.done():
        kept.collect()
print(len(made.result()))
"""


def ended(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", SOURCE, *arguments],
        capture_output=True,
        cwd=Path(__file__).parents[3],
    )


def test_a_job_that_allocates_does_not_end_the_window() -> None:
    done = ended("kept")
    assert (done.returncode, done.stdout) == (0, b"alive\n"), done.stderr.decode()[-500:]
    assert b"another thread" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="what else it comes to depends on the system")
def test_it_would_without_that() -> None:
    done = ended("left to Python")
    assert b"another thread" in done.stderr or done.returncode != 0


@pytest.fixture
def kept(qapp: QApplication) -> Iterator[Garbage]:
    made = Garbage()
    made.start()
    yield made
    made.stop()


def test_it_is_cleared_away_in_time(
    qtbot: QtBot, kept: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_EVERY", 10)
    kept.start()
    one = QObject()
    one.itself = one  # type: ignore[attr-defined]
    gone = weakref.ref(one)
    del one
    many = [[number] for number in range(2000)]
    qtbot.waitUntil(lambda: gone() is None)
    assert many


def test_no_job_fails_for_being_collected_beside() -> None:
    """A tuple that is being made on a job's thread must be nobody else's meanwhile."""
    done = subprocess.run(
        [sys.executable, "-c", BESIDE], capture_output=True, cwd=Path(__file__).parents[3]
    )
    assert (done.returncode, done.stdout) == (0, b"1000\n"), done.stderr.decode()[-500:]


def test_the_app_does_so_for_as_long_as_it_runs(qapp: QApplication, tmp_path: Path) -> None:
    before = gc.isenabled()
    gc.enable()
    try:
        app = App([], Settings(tmp_path / "settings.ini"))
        assert not gc.isenabled()
        app.close()
        assert gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
