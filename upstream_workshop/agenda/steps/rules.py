"""The steps of a format: read from lines somebody types, and which one is on at a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resources.words import say
from upstream_workshop.agenda.instants import seconds_between
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line

LONGEST: Final = 24 * 3600  # seconds of a step
MOST: Final = 200  # steps of a timer
_LINE: Final = re.compile(
    r"(?P<name>.*?\S)(?:\s*[,;:–-])?\s+(?P<minutes>\d{1,4})(?::(?P<seconds>[0-5]\d))?"
)
_AFTER: Final = re.compile(r"\s*(min|mins|minutes?|m|['’′])\.?$", re.IGNORECASE)
_JUST_BEGUN: Final = 5  # seconds after which Back begins the same step again


@dataclass(frozen=True, slots=True)
class TimedStep:
    """One step: what the room does, and for how many seconds."""

    name: str
    seconds: int


@dataclass(frozen=True, slots=True)
class StepTimerRow:
    """The steps that run in a block. `gone` seconds had passed at `since`; paused, there is no `since`."""

    id: int
    block_id: int
    name: str
    steps: tuple[TimedStep, ...]
    gone: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class StepNow:
    """Where the steps are: which one, from 0, its seconds left, and what comes next (blank: nothing).

    `over` once all have passed: then `left` counts the seconds since, as a negative number.
    """

    number: int
    name: str
    left: int
    following: str
    paused: bool
    over: bool


def read_steps(text: str) -> tuple[TimedStep, ...]:
    """Steps as typed, a line each: what is done, then minutes. Raises WorkshopError naming the line."""
    steps = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            steps.append(_read(number, line))
    if not steps:
        raise WorkshopError(say("There is no step yet: write one to a line, such as “In pairs 2”."))
    if len(steps) > MOST:
        raise WorkshopError(say("These are {n} steps: 200 is the most.", n=len(steps)))
    return tuple(steps)


def steps_text(steps: Iterable[TimedStep]) -> str:
    """Steps as somebody types them."""
    return "\n".join(f"{step.name} {_minutes(step.seconds)}" for step in steps)


def gone(timer: StepTimerRow, now: datetime) -> int:
    """Seconds since the first step began, without pauses; at least 0."""
    if timer.since is None:
        return timer.gone
    return max(timer.gone + seconds_between(timer.since, now), 0)


def step_now(timer: StepTimerRow, now: datetime) -> StepNow:
    """Which step is on at a moment."""
    left = gone(timer, now)
    paused = timer.since is None
    for number, step in enumerate(timer.steps):
        if left < step.seconds:
            after = timer.steps[number + 1 :]
            name = after[0].name if after else ""
            return StepNow(number, step.name, step.seconds - left, name, paused, over=False)
        left -= step.seconds
    return StepNow(len(timer.steps) - 1, timer.steps[-1].name, -left, "", paused, over=True)


def after_skip(timer: StepTimerRow, now: datetime) -> int:
    """Seconds gone once the step that is on has been left out."""
    seen = step_now(timer, now)
    return gone(timer, now) if seen.over else _begins(timer.steps, seen.number + 1)


def after_back(timer: StepTimerRow, now: datetime) -> int:
    """Seconds gone at the beginning of the step that is on or, where it has just begun, of the one before."""
    seen = step_now(timer, now)
    begins = _begins(timer.steps, seen.number)
    if gone(timer, now) - begins <= _JUST_BEGUN and seen.number:
        return _begins(timer.steps, seen.number - 1)
    return begins


def _begins(steps: Sequence[TimedStep], number: int) -> int:
    return sum(step.seconds for step in steps[:number])


def _read(number: int, line: str) -> TimedStep:
    found = _LINE.fullmatch(_AFTER.sub("", line.strip()))
    seconds = int(found["minutes"]) * 60 + int(found["seconds"] or 0) if found else 0
    if found is None or not 0 < seconds <= LONGEST:
        raise WorkshopError(
            say(
                "Line {number}, “{line}”, does not end with its minutes: write it like “In pairs 2”.",
                number=number,
                line=line.strip()[:80],
            )
        )
    return TimedStep(one_line(found["name"]), seconds)


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}" if rest else str(minutes)
