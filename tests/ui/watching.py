"""Watches that the window always answers: no stretch over two seconds in which the UI thread did one thing.

A second thread looks at the UI thread's stack. A stretch is a time in which the event loop did not turn and
one call, made by a test (or by the player, which drives the window as a test does), did not return, with code
of the window or of Qt inside it: an event in the event loop, a key sent directly, a method called. What
tests do for themselves, such as making a session file, is not the window's. On a loaded machine the time a
thread of this process or of one it started was ready and got no processor does not count.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

from PySide6.QtCore import QTimer

LIMIT: Final = 2.0  # seconds
HOPELESS: Final = 180.0  # seconds after which not even this can be told: everything ends
_PROCESSES: Final = Path("/proc")
_ROOT: Final = Path(__file__).resolve().parents[2]
_DRIVERS: Final = (str(_ROOT / "tests"), str(_ROOT / "ui" / "tools" / "player.py"))
_WINDOWS: Final = (str(_ROOT / "ui"), "pytestqt")
_COMMANDS: Final = (str(_ROOT / "ui" / "cli"),)  # no window waits


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody was answered, and where the UI thread was."""

    seconds: float
    where: str


class Processor:
    """The time that passes for this process: what it and its children waited for a processor is left out."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._waited = 0

    def time(self) -> float:
        """Seconds, from anywhere; only differences mean anything."""
        now = _waits()
        known = now.keys() & self._seen.keys()
        self._waited += sum(max(0, now[thread] - self._seen[thread]) for thread in known)
        self._seen = now
        return time.monotonic() - self._waited / 1e9


class Watch:
    """`gaps` so far. Enter it on the UI thread."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.gaps: list[Gap] = []
        self._limit = limit
        self._turns = 0
        self._ui = threading.get_ident()
        self._processor = Processor()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._stretch: tuple[object, ...] | None = None
        self._since = 0.0
        self._told = False
        self._held: list[FrameType] = []  # so that no later call gets an earlier one's identity

    def __enter__(self) -> Watch:
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(int(self._limit * 50))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._beat.stop()
        self._held.clear()  # here, for what they hold may be widgets

    def _on_beat(self) -> None:
        self._turns += 1
        self._held.clear()

    def _look_on(self) -> None:
        last = self._processor.time()
        while not self._over.wait(self._limit / 20):
            now = self._processor.time()
            if now - last > self._limit:  # Python itself stood still
                self._tell(now - last, sys._current_frames()[self._ui])
            last = now
            self._look(now)

    def _look(self, now: float) -> None:
        frame = sys._current_frames()[self._ui]
        call = _call_of_interest(frame)
        stretch = None if call is None else (self._turns, id(call[0]), call[1])
        if stretch is None or stretch != self._stretch:
            self._stretch, self._since, self._told = stretch, now, False
            self._held += call[:1] if call else ()
        elif now - self._since > self._limit and not self._told:
            self._told = True
            self._tell(now - self._since, frame)

    def _tell(self, seconds: float, frame: FrameType) -> None:
        self.gaps.append(Gap(seconds, "".join(traceback.format_stack(frame))))


@contextmanager
def watched(limit: float = LIMIT, last_words: int = 2) -> Iterator[Watch]:
    """A watch, and behind it the end of the process, told on file descriptor `last_words`."""
    faulthandler.dump_traceback_later(HOPELESS, exit=True, file=last_words)
    try:
        with Watch(limit) as watch:
            yield watch
    finally:
        faulthandler.cancel_dump_traceback_later()


def _call_of_interest(frame: FrameType) -> tuple[FrameType, int] | None:
    """The call a test made that has to do with the window; None while there is none.

    The frame called, or the test's own frame while it is in Qt itself, and how far the caller had come.
    """
    below: FrameType | None = None
    window = False
    here: FrameType | None = frame
    while here is not None:
        name = here.f_code.co_filename
        if name.startswith(_DRIVERS):
            if below is None:
                return here, here.f_lasti
            return (below, here.f_lasti) if window else None
        if name in _COMMANDS:
            return None
        window = window or any(part in name for part in _WINDOWS)
        below, here = here, here.f_back
    return None


def _waits() -> dict[str, int]:
    """How long each thread but this one was ready and had no processor, in nanoseconds; Linux knows.

    Of this process and of those it started, for whose answers it may be waiting.
    """
    mine = str(threading.get_native_id())
    found = {}
    for process in (_PROCESSES / "self", *_children()):
        with suppress(OSError):  # it ends while it is looked at
            for task in process.glob("task/*/schedstat"):
                if task.parent.name != mine:
                    found[task.parent.name] = int(task.read_text().split()[1])
    return found


def _children() -> list[Path]:
    children = []
    for task in (_PROCESSES / "self").glob("task/*/children"):
        with suppress(OSError):
            children += [_PROCESSES / number for number in task.read_text().split()]
    return children
