"""Runs command lines, each in a process of its own that was forked from one that has loaded the program.

Run as `python -m tests.reliability.program.commands`: answers each line with a JSON list of cases by a line
with a JSON list of what came of them. A case says its `words`, the folder it is run `in`, and how its
streams are: see `Case`.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SECONDS = 10
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Case:
    """One command line. `closed` are streams that are not there, `encoding` what they speak.

    It may take so many seconds; `temporary` is the one folder for temporary files there is.
    """

    words: tuple[str, ...]
    folder: str
    closed: tuple[int, ...] = ()
    encoding: str = "utf-8"
    seconds: float = SECONDS
    temporary: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of it; the code is negative when it was killed, as it is when its time is over."""

    code: int
    out: str
    err: str
    seconds: float


def run(cases: Sequence[Case]) -> list[Outcome]:
    """What comes of these command lines, two at a time."""
    servers = _servers()
    for at, server in enumerate(servers):
        assert server.stdin is not None
        some = [asdict(case) for case in cases[at :: len(servers)]]
        server.stdin.write(json.dumps(some).encode() + b"\n")
        server.stdin.flush()
    found: dict[int, Outcome] = {}
    for at, server in enumerate(servers):
        assert server.stdout is not None
        rows = json.loads(server.stdout.readline())
        found |= {at + len(servers) * n: Outcome(**row) for n, row in enumerate(rows)}
    return [found[at] for at in range(len(cases))]


@functools.cache
def _servers() -> tuple[subprocess.Popen[bytes], ...]:
    """Two processes that have loaded the program, until this one ends."""
    servers = tuple(
        subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.program.commands"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        for _ in range(2)
    )
    for server in servers:
        atexit.register(server.communicate)  # which ends its input, and it ends
    return servers


def main() -> int:
    """Load the program once, then fork for each case."""
    from ui import __main__ as program
    from ui.cli import verbs as _cli  # noqa: F401 - loaded once, for all

    for line in sys.stdin:
        answers = [_outcome(program.main, case) for case in json.loads(line)]
        sys.stdout.write(json.dumps([asdict(answer) for answer in answers]) + "\n")
        sys.stdout.flush()
    return 0


def _outcome(program: Any, case: dict[str, Any]) -> Outcome:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            _become(program, case, out.fileno(), err.fileno())
        code = _waited(child, began + case["seconds"])
        return Outcome(code, _read(out), _read(err), time.monotonic() - began)


def _become(program: Any, case: dict[str, Any], out: int, err: int) -> None:
    """Be the command line: its streams, its folder, then its code. Does not return."""
    os.setpgid(0, 0)
    os.chdir(case["folder"])
    if case["temporary"]:
        tempfile.tempdir = os.environ["TMPDIR"] = case["temporary"]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    for number in case["closed"]:
        os.close(number)
    names = ("stdin", "stdout", "stderr")
    for number, mode in ((0, "r"), (1, "w"), (2, "w")):
        gone = number in case["closed"]
        stream = None if gone else open(number, mode, encoding=case["encoding"], closefd=False)  # noqa: SIM115
        setattr(sys, names[number], stream)
        setattr(sys, f"__{names[number]}__", stream)
    code = 70
    try:
        code = program(case["words"]) or 0
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    except BaseException:
        import traceback

        os.write(err, traceback.format_exc().encode("utf-8", "backslashreplace"))
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                if stream is not None:
                    stream.flush()
            except BaseException:
                code = 120
        os._exit(code)


def _waited(child: int, ends: float) -> int:
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > ends:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -signal.SIGKILL
        time.sleep(0.005)


def _read(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode("utf-8", "surrogateescape"))


if __name__ == "__main__":
    sys.exit(main())
