"""The formats there are, as data in resources/steps."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from upstream_workshop.agenda.steps.rules import TimedStep, read_steps


@dataclass(frozen=True, slots=True)
class StepFormat:
    """A format in steps that somebody can begin with."""

    title: str
    steps: tuple[TimedStep, ...]

    @property
    def minutes(self) -> int:
        """How long it takes in all, rounded up."""
        return -(-sum(step.seconds for step in self.steps) // 60)


@cache
def step_formats() -> tuple[StepFormat, ...]:
    """All of them, in the order in which they are written."""
    parsed = tomllib.loads(resources.path("steps/formats.toml").read_text("utf-8"))
    return tuple(StepFormat(each["title"], _steps(each)) for each in parsed["format"])


def _steps(written: dict[str, Any]) -> tuple[TimedStep, ...]:
    rounds = range(1, written.get("rounds", 1) + 1)
    lines = list(written.get("before", []))
    lines += [line.format(n=n) for n in rounds for line in written.get("each", [])]
    return read_steps("\n".join(lines))
