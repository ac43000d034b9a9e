"""Child processes: parts of this program that run in a process of their own and may be killed.

Work that could hang, crash or be exploited is done there: reading foreign files, checking
untrusted session files, the solver. So is work that needs more than one processor. The parent
writes one line to the process and reads lines from it; it may reply to each, and the last line is
the result. A process can be started ahead of its question, for most of an answer's time may be the start.
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
_GRACE: Final = 0.3  # seconds to end by itself once its input is closed
_ENDING: Final = 5.0  # seconds to exit after its last line
_NO_WINDOW: Final = 0x08000000  # Windows: CREATE_NO_WINDOW


@dataclass(frozen=True, slots=True)
class Program:
    """A part of this program that can be run as a process.

    flag: the flag that starts it in a frozen app, which is its own interpreter.
    plain: the arguments for Python otherwise.
    """

    flag: str
    plain: tuple[str, ...]

    def command(self) -> list[str]:
        """Return the command line, to which arguments are added."""
        frozen = getattr(sys, "frozen", False)
        return [sys.executable, self.flag] if frozen else [sys.executable, *self.plain]


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line that a process wrote, and its exit code."""

    answer: bytes
    code: int


class Standby:
    """A process of a program that is started before there is a question for it.

    It must read its question before it does anything, and end if there is none. The methods may be called on
    any thread.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._wanted = False
        self._lasting = True

    def begin(self, lasting: bool = True) -> None:
        """Start the process.

        lasting: whether another one is started after each that was taken.
        """
        self._wanted, self._lasting = True, lasting
        self.renew()

    def renew(self) -> None:
        """Start another process if there is none and one is wanted; if it cannot be, there is none."""
        with self._lock, suppress(OSError):
            if self._wanted and self._process is None:
                self._process = start(self._program)

    def take(self) -> subprocess.Popen[bytes] | None:
        """Return the process, which is the caller's then; None if there is none or it has ended."""
        with self._lock:
            process, self._process = self._process, None
            self._wanted &= self._lasting
        if process is not None and process.poll() is not None:
            _discard(process)
            return None
        return process

    def end(self) -> None:
        """End the process, and start no other."""
        self._wanted = False
        process = self.take()
        if process is not None:
            _discard(process)


def _discard(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that nobody asked anything."""
    with process:
        process.kill()


def module(flag: str, name: str) -> Program:
    """Return the program that runs a module or package; `name` is its dotted name."""
    # -P: do not import modules from the current folder
    return Program(flag, ("-P", "-m", name))


def ask(
    program: Program,
    arguments: Sequence[str],
    seconds: float,
    question: bytes = b"",
    look: Callable[[], object] = lambda: None,
    hear: Callable[[bytes], bytes | None] = lambda _line: None,
    standby: Standby | None = None,
) -> Ending:
    """Run a program in a process and wait for its result.

    arguments: the arguments of the program.
    seconds: the time limit.
    question: a line to write to its standard input, which stays open; without it, the input is
        empty.
    look: called about every 0.05 seconds; if it raises, the process is ended.
    hear: called with every line the process writes; it returns a line to write back, or None. If
        it raises, the process is ended.
    standby: a process of the program without arguments may be taken from here; afterwards it is renewed.

    A process is ended by closing its input and killed if it runs 0.3 seconds later; one without a
    question is killed at once. Raises TimeoutError after `seconds`, or if the process does not
    exit within five seconds of its last line; OverflowError for a line of more than LONGEST_LINE
    bytes; and OSError if the process cannot be started.
    """
    process = standby.take() if standby is not None else None
    if process is None:
        process = start(program, arguments, answering=bool(question))
    with process:
        talk = _Talk(process, question)
        try:
            answer = talk.answer(time.monotonic() + seconds, look, hear)
            return Ending(answer, process.wait(_ENDING))
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            talk.end()
            if standby is not None:
                standby.renew()


def start(
    program: Program, arguments: Sequence[str] = (), answering: bool = True
) -> subprocess.Popen[bytes]:
    """Start a program in a process; `answering`: whether it reads a question. Raises OSError."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [*program.command(), *arguments],
        stdin=subprocess.PIPE if answering else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": _home()},
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )


class _Talk:
    """The exchange with a process, on a thread, so that neither side blocks the other."""

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
        """Return the last line, once the output has ended."""
        last = b""
        while line := self._next(deadline, look):
            reply = hear(line)
            if reply is not None:
                self._tell(reply)
            last = line
        return last

    def end(self) -> None:
        """Close the input of the process and kill it if it does not end by itself."""
        if self._told.is_set():
            self._close_input()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE if self._question else 0)
        self._process.kill()
        self._thread.join()
        self._close_input()

    def _close_input(self) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # the process ended without reading all
                self._process.stdin.close()

    def _tell(self, line: bytes) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # the process has ended already
                self._process.stdin.write(line + b"\n")
                self._process.stdin.flush()

    def _exchange(self) -> None:
        process = self._process
        assert process.stdout is not None, "a pipe was asked for"
        with suppress(ValueError):  # the pipes were closed, as the wait was interrupted
            self._tell(self._question)
            self._told.set()
            for line in iter(partial(process.stdout.readline, LONGEST_LINE + 1), b""):
                self._lines.put(line)
        self._lines.put(b"")

    def _next(self, deadline: float, look: Callable[[], object]) -> bytes:
        """Return the next line, or empty bytes at the end of the output."""
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
    """Return PYTHONPATH with the folder of this program's packages in front."""
    here = str(Path(__file__).resolve().parents[1])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
