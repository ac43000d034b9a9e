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
    """Return the share of the parts of a charter that are not blank, 0 to 1."""
    return sum(bool(part) for part in parts) / len(parts) if parts else 0.0
