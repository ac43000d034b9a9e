"""A smallest set of rules that cannot all hold; smallest by number, not merely irreducible.

Every conflict must intersect every "correction" (a set of rules whose removal lets the rest hold),
and a smallest set that intersects all corrections and still cannot hold is a smallest conflict (the
hitting-set duality of Reiter, used as by Ignatiev, Previti, Liffiton and Marques-Silva, 2015).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from upstream_workshop.workgroups.placement.problems import Rule

# for rules to keep: all rules that a solution then keeps (those and more), or None without one
KeptWith = Callable[[Sequence[Rule]], frozenset[Rule] | None]


def smallest_conflict(rules: Sequence[Rule], kept_with: KeptWith) -> tuple[Rule, ...]:
    """Return a smallest conflict among rules that cannot all hold.

    rules: the rules in the order in which they were declared; it decides among conflicts of one size.
    kept_with: returns, for some rules, all rules that a solution keeping these happens to keep; None
        if there is no solution.
    """
    corrections: list[frozenset[Rule]] = []
    while True:
        core = _least_meeting(rules, corrections)
        kept = kept_with(core)
        if kept is None:
            return core
        corrections.append(frozenset(rules) - _grown(rules, kept, kept_with))


def _grown(rules: Sequence[Rule], kept: frozenset[Rule], kept_with: KeptWith) -> frozenset[Rule]:
    """Return a maximal set of rules that contains `kept` and can hold; each is tried once."""
    for rule in rules:
        if rule not in kept:
            kept = kept_with([one for one in rules if one in kept or one == rule]) or kept
    return kept


def _least_meeting(
    rules: Sequence[Rule], corrections: Sequence[frozenset[Rule]]
) -> tuple[Rule, ...]:
    """Return the smallest set with a rule of each correction.

    Among sets of one size it is the first in the order of `rules`.
    """
    useful = [rule for rule in rules if any(rule in one for one in corrections)]
    return next(
        chosen
        for size in range(len(useful) + 1)
        for chosen in combinations(useful, size)
        if all(one.intersection(chosen) for one in corrections)
    )
