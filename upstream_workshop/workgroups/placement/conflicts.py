"""The smallest set of rules that cannot all hold: smallest, not merely irreducible.

Every conflict must meet every "correction" (a set of rules whose removal lets the rest hold), and a
least set that meets all corrections and still cannot hold is a smallest conflict (the hitting-set
duality of Reiter, used as by Ignatiev, Previti, Liffiton and Marques-Silva, 2015).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from upstream_workshop.workgroups.placement.problems import Rule

# Given rules to keep: every rule that then happens to hold (those and more), or None if they cannot.
KeptWith = Callable[[Sequence[Rule]], frozenset[Rule] | None]


def smallest_conflict(rules: Sequence[Rule], kept_with: KeptWith) -> tuple[Rule, ...]:
    """A smallest conflict among rules that cannot all hold; the earliest declared of equal size."""
    corrections: list[frozenset[Rule]] = []
    while True:
        core = _least_meeting(rules, corrections)
        kept = kept_with(core)
        if kept is None:
            return core
        corrections.append(frozenset(rules) - _grown(rules, kept, kept_with))


def _grown(rules: Sequence[Rule], kept: frozenset[Rule], kept_with: KeptWith) -> frozenset[Rule]:
    """As many rules more as can hold with these, each tried once."""
    for rule in rules:
        if rule not in kept:
            kept = kept_with([one for one in rules if one in kept or one == rule]) or kept
    return kept


def _least_meeting(
    rules: Sequence[Rule], corrections: Sequence[frozenset[Rule]]
) -> tuple[Rule, ...]:
    """The fewest rules with one in each correction, the first such in the order declared."""
    useful = [rule for rule in rules if any(rule in one for one in corrections)]
    return next(
        chosen
        for size in range(len(useful) + 1)
        for chosen in combinations(useful, size)
        if all(one.intersection(chosen) for one in corrections)
    )
