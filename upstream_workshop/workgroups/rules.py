"""The rules of placing and of charters: pure functions on frozen values."""

from __future__ import annotations

from collections.abc import Collection

from upstream_workshop.workgroups.placement.problems import (
    Objective,
    Person,
    Placement,
    Problem,
    Rule,
    Seats,
    Topic,
    WayOut,
    broken,
    declared,
    named_groups,
    score,
    seats_by_person,
    without_group,
)

__all__ = [
    "Objective",
    "Person",
    "Placement",
    "Problem",
    "Rule",
    "Seats",
    "Topic",
    "WayOut",
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


def completeness(parts: Collection[object]) -> float:
    """Return the share of the parts of a charter that are not blank, 0 to 1."""
    return sum(bool(part) for part in parts) / len(parts) if parts else 0.0
