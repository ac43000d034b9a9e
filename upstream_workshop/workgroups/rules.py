"""The rules of placing and of charters: pure functions on frozen values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Final

from upstream_workshop.workgroups.placement.declared_rules import broken, declared
from upstream_workshop.workgroups.placement.problems import (
    Objective,
    Person,
    Placement,
    Problem,
    Rule,
    Seats,
    Topic,
    WayOut,
    named_groups,
    score,
    seats_by_person,
    without_group,
)

MEETING: Final = timedelta(hours=1)  # how long a first meeting is taken to last
NO_TIME: Final = time()  # of a first meeting whose hour is not known yet

__all__ = [
    "MEETING",
    "NO_TIME",
    "Objective",
    "Person",
    "Placement",
    "Problem",
    "Rule",
    "Seats",
    "Topic",
    "WayOut",
    "at_once",
    "broken",
    "completeness",
    "declared",
    "default_sizes",
    "named_groups",
    "score",
    "seats_by_person",
    "without_group",
]


def default_sizes(people: int, topics: int) -> tuple[int, int]:
    """Return the least and the most people of a group before anybody has set them.

    Three to ten; more than ten where a quarter more than an even share is more, and fewer than three where
    there are fewer people.
    """
    share = -(-people // max(topics, 1))
    return max(1, min(3, people)), max(10, share + -(-share // 4))


def at_once(first: datetime | None, second: datetime | None) -> bool:
    """Check whether two first meetings overlap. Meetings without an hour overlap with none."""
    if first is None or second is None or NO_TIME in (first.time(), second.time()):
        return False
    return abs(first - second) < MEETING


def completeness(parts: Collection[object]) -> float:
    """Return the share of the parts of a charter that are not blank, 0 to 1."""
    return sum(bool(part) for part in parts) / len(parts) if parts else 0.0
