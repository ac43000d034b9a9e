"""Our own program started once more, as a process of its own that may be killed at any moment.

What could hang, crash or be talked into mischief runs there: foreign files, untrusted session files,
the solver. So does what is too much for one processor. A process is told a line, says lines, each of
which may be answered, and its last line is its answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

LONGEST_LINE: Final = 128 * 1024 * 1024  # bytes
_LOOK_EVERY: Final = 0.05  # seconds
_GRACE: Final = 0.3  # seconds to end by itself once nobody waits any more
_ENDING: Final = 5.0  # seconds to exit once everything is said
_NO_WINDOW: Final = 0x08000000  # Windows: CREATE_NO_WINDOW


@dataclass(frozen=True, slots=True)
class Program:
    """A part of ours that can run alone: the flag a frozen app, being its own interpreter, is started
    with, and what Python is given otherwise.
    """

    flag: str
    plain: tuple[str, ...]

    def command(self) -> list[str]:
        """What to start; arguments follow."""
        frozen = getattr(sys, "frozen", False)
        return [sys.executable, self.flag] if frozen else [sys.executable, *self.plain]


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line a process said, and its exit code."""

    answer: bytes
    code: int


def module(flag: str, name: str) -> Program:
    """A package or module of ours as a program."""
    # -P: nothing that lies in the folder we happen to be in is taken for a module
    return Program(flag, ("-P", "-m", name))


def ask(
    program: Program,
    arguments: Sequence[str],
    seconds: float,
    question: bytes = b"",
    look: Callable[[], object] = lambda: None,
    hear: Callable[[bytes], bytes | None] = lambda _line: None,
) -> Ending:
    """Start a program, tell it `question`, and wait for its answer.

    `hear` gets every line as it comes, and what it answers, if anything, is told to the process; `look` is
    called every moment, and what either raises ends the process. The input of one that is asked something
    stays open for as long as somebody waits: its end is the message to stop, behind which comes a kill.
    Raises TimeoutError after `seconds`, OverflowError for a line over LONGEST_LINE, OSError when no process
    can be started.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [*program.command(), *arguments],
        stdin=subprocess.PIPE if question else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": _home()},
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )
    with process:
        talk = _Talk(process, question)
        try:
            answer = talk.answer(time.monotonic() + seconds, look, hear)
            return Ending(answer, process.wait(_ENDING))
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            talk.end()


class _Talk:
    """What is said to a process and by it, on a thread, so that neither side waits for the other."""

    def __init__(self, process: subprocess.Popen[bytes], question: bytes) -> None:
        self._process = process
        self._question = question
        self._told = threading.Event()
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        self._thread = threading.Thread(target=self._exchange, daemon=True)
        self._thread.start()

    def answer(
        self,
        deadline: float,
        look: Callable[[], object],
        hear: Callable[[bytes], bytes | None],
    ) -> bytes:
        """The last line, once there is no more to come."""
        last = b""
        while line := self._next(deadline, look):
            reply = hear(line)
            if reply is not None:
                self._tell(reply)
            last = line
        return last

    def end(self) -> None:
        """Let the process stop by itself, or kill it."""
        if self._told.is_set():
            self._close_input()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE if self._question else 0)
        self._process.kill()
        self._thread.join()
        self._close_input()

    def _close_input(self) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # it ended without reading all
                self._process.stdin.close()

    def _tell(self, line: bytes) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # it has ended already
                self._process.stdin.write(line + b"\n")
                self._process.stdin.flush()

    def _exchange(self) -> None:
        process = self._process
        assert process.stdout is not None, "a pipe was asked for"
        with suppress(ValueError):  # the pipes were closed: whoever waited was interrupted
            self._tell(self._question)
            self._told.set()
            for line in iter(partial(process.stdout.readline, LONGEST_LINE + 1), b""):
                self._lines.put(line)
        self._lines.put(b"")

    def _next(self, deadline: float, look: Callable[[], object]) -> bytes:
        """The next line; nothing at the end of all."""
        while True:
            look()
            if time.monotonic() > deadline:
                raise TimeoutError
            with suppress(Empty):
                line = self._lines.get(timeout=_LOOK_EVERY)
                if len(line) > LONGEST_LINE:
                    raise OverflowError
                return line


def _home() -> str:
    """Where our packages are, and wherever else was looked before."""
    here = str(Path(__file__).resolve().parents[1])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
