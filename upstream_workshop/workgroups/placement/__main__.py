"""The main program of the solver's process.

It reads one problem with its time limit, writes its progress and each better placement, then the best one,
and exits. It may be started before there is a problem, and ends if there will be none.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any, Final

from upstream_workshop.errors import WorkshopError, where
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placement.problems import Placement, Problem
from upstream_workshop.workgroups.placement.solving import CODEC, FOUND, PROGRESS

_INPUT: Final = 0  # the file descriptor


def main(_arguments: Sequence[str] = ()) -> int:
    """Solve the problem on standard input and return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too and decides
    line = sys.stdin.buffer.readline()
    if not line:
        return 0
    milliseconds, problem = CODEC.decoded(line)[1]
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    CODEC.say(*_answer(problem, milliseconds / 1000))
    return 0


def _end_with_the_input() -> None:
    """Exit when standard input is closed.

    No data follows the problem, so that the read returns only then, and the parent no longer waits.
    """
    os.read(_INPUT, 1)
    os._exit(0)


def _answer(problem: Problem, seconds: float) -> tuple[str, Any]:
    last: tuple[int, str] | None = None

    def progress(share: float, doing: str) -> None:
        nonlocal last
        now = round(share * 100), doing
        if now != last:
            last = now
            CODEC.say(PROGRESS, now)

    def found(placement: Placement) -> None:
        CODEC.say(FOUND, placement)

    try:
        return "placed", place(problem, progress, seconds, found)
    except WorkshopError as refusal:
        return "refused", str(refusal)
    except Exception as error:  # a bug: its place is sent, but no message, which may name a person
        return "failed", where(error)


if __name__ == "__main__":
    sys.exit(main())
