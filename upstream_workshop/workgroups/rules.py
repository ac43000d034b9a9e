"""Placing people in groups, charters' completeness: pure functions on frozen values."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.problems import (
    INFEASIBLE,
    OPTIMAL,
    TIME_LIMIT,
    Objective,
    Person,
    Placement,
    Problem,
    Rule,
    Seats,
    Topic,
    broken,
    declared,
    in_name_order,
    named_groups,
    score,
)

__all__ = [
    "INFEASIBLE",
    "OPTIMAL",
    "TIME_LIMIT",
    "Objective",
    "Person",
    "Placement",
    "Problem",
    "Rule",
    "Seats",
    "Topic",
    "broken",
    "completeness",
    "declared",
    "named_groups",
    "place",
    "score",
]

SECONDS: Final = 60.0
Progress = Callable[[float, str], object]


def place(
    problem: Problem, progress: Progress | None = None, seconds: float = SECONDS
) -> Placement:
    """The proven best placement in the strict order of the objective, or why there is none.

    `progress(share, doing)` is called now and then and may raise to cancel; what it raises comes out.
    After `seconds` the best found so far is answered with status "time-limit". Same input, same
    answer: the model is laid out in the order of names and solved by one thread, so neither the order
    of people and themes nor their ids matter; a tie is broken by that layout alone. Raises WorkshopError
    when there is nobody to place or no theme to place them in.
    """
    from upstream_workshop.workgroups import placing  # loads the solver: only when it is needed

    ordered = in_name_order(problem)
    if not ordered.people:
        raise WorkshopError("There is nobody to place: add people and their choices first.")
    if not ordered.topics:
        raise WorkshopError("There is no theme to form a group around: add or choose themes first.")
    return placing.solved(ordered, placing.Watch(progress, time.monotonic() + seconds))


def completeness(parts: Collection[object]) -> float:
    """How much of a charter is filled, 0 to 1: the share of its parts that are not blank."""
    return sum(bool(part) for part in parts) / len(parts) if parts else 0.0
