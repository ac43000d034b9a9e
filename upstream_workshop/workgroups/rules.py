"""What is placed, how good a placement is, charters' completeness: pure functions on frozen values."""

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
    broken,
    declared,
    named_groups,
    score,
)

__all__ = [
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
    "score",
]


def completeness(parts: Collection[object]) -> float:
    """How much of a charter is filled, 0 to 1: the share of its parts that are not blank."""
    return sum(bool(part) for part in parts) / len(parts) if parts else 0.0
