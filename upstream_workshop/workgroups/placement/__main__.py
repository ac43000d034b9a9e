"""The solving process: told one problem, says how far it is, answers with the best placement, and is gone."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any, Final

from upstream_workshop.errors import WorkshopError, where
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placement.problems import Problem
from upstream_workshop.workgroups.placement.solving import CODEC, PROGRESS

_INPUT: Final = 0  # the file descriptor


def main(arguments: Sequence[str]) -> int:
    """Answer the problem on the input within so many seconds; answers the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked hears it too, and decides
    (seconds,) = arguments
    problem: Problem = CODEC.decoded(sys.stdin.buffer.readline())[1]
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    CODEC.say(*_answer(problem, float(seconds)))
    return 0


def _end_with_the_input() -> None:
    """Nothing follows the problem but the input's end: nobody waits for the answer any more."""
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

    try:
        return "placed", place(problem, progress, seconds)
    except WorkshopError as refusal:
        return "refused", str(refusal)
    except Exception as error:  # a fault of ours; where it is, and nobody's name
        return "failed", where(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
