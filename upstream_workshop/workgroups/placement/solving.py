"""The search for the best placement, in a process of its own.

That process may crash or be killed without harm to this one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from resources.words import say
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.serialization import Codec
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.problems import (
    Person,
    Placement,
    Problem,
    Rule,
    Topic,
    WayOut,
)

FLAG: Final = "--solve-apart"  # the flag for a frozen app, which is its own interpreter
PROGRAM: Final = processes.module(FLAG, "upstream_workshop.workgroups.placement")
CODEC: Final = Codec(Problem, Person, Topic, Placement, Rule, WayOut)
PROGRESS: Final = "progress"
FOUND: Final = "found"
SECONDS: Final = 60.0
_LATE: Final = 5.0  # seconds a solver may overrun before it is killed
Progress = Callable[[float, str], object]
Found = Callable[[Placement], object]
_log = logging.getLogger(__name__)


def best_placement(
    problem: Problem,
    progress: Progress = lambda _share, _doing: None,
    seconds: float = SECONDS,
    found: Found = lambda _: None,
    standby: processes.Standby | None = None,
) -> Placement:
    """Return the proven best placement, or why there is none, as `placing.place` does.

    progress: called about every 0.05 seconds with the share that is done and what is being done; to
        cancel, it raises an exception, which ends the process.
    seconds: the time limit.
    found: called with each better placement on the way, whose status is TIME_LIMIT.
    standby: a process of `PROGRAM` that waits for its problem; without one, a process is started.

    Raises WorkshopError: when there is no person or no theme, when the process cannot be started, and
    when it ends without a result.
    """
    heard = _Heard(found)
    question = CODEC.encoded("place", (round(seconds * 1000), problem))
    tell, most = (lambda: progress(*heard.said)), seconds + _LATE
    try:
        ending = processes.ask(PROGRAM, (), most, question, tell, heard.hear, standby)
        outcome, answer = CODEC.decoded(ending.answer)
    except TimeoutError:
        return heard.best
    except OSError as error:
        raise WorkshopError(
            say(
                "The search cannot be started now ({error}): close another program and try again.",
                error=error.strerror,
            )
        ) from error
    except (ValueError, OverflowError):
        outcome, answer = "cut short", ""
    return _understood(outcome, answer)


class _Heard:
    """What the process has said so far: how far the search is, and the best placement."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self.said: tuple[float, str] = 0.0, ""
        self.best = Placement(PlacementStatus.TIME_LIMIT)

    def hear(self, line: bytes) -> None:
        """Take a line of the process in."""
        outcome, content = CODEC.decoded(line)
        if outcome == PROGRESS:
            self.said = content[0] / 100, content[1]
        elif outcome == FOUND and isinstance(content, Placement):
            self.best = content
            self._found(content)


def _understood(outcome: str, answer: Placement | str) -> Placement:
    if isinstance(answer, Placement):
        return answer
    if outcome == "refused":
        raise WorkshopError(answer)
    _log.error("the search ended without an answer: %s %s", outcome, answer)
    if outcome == "failed":
        raise WorkshopError(say("The search failed, and the reason is in the log: propose again."))
    raise WorkshopError(say("The search was stopped from outside: propose again."))
