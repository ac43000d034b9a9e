"""A smallest set of rules that cannot all hold, and the ways out of it; smallest by number.

Every conflict must intersect every "correction" (a set of rules whose removal lets the rest hold),
and a smallest set that intersects all corrections and still cannot hold is a smallest conflict (the
hitting-set duality of Reiter, used as by Ignatiev, Previti, Liffiton and Marques-Silva, 2015).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.problems import Objective, Pairs, Problem, Rule, WayOut

# for rules to keep: all rules that a solution then keeps (those and more), or None without one
KeptWith = Callable[[Sequence[Rule]], frozenset[Rule] | None]
# for a problem: its best objective, empty if the time was too short, or None if no placement exists
Best = Callable[[Problem], Objective | None]
_NUMBERS = (RuleKind.MINIMUM, RuleKind.MAXIMUM, RuleKind.ORGANISATION)


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


def ways_out(problem: Problem, conflict: Sequence[Rule], best: Best) -> tuple[WayOut, ...]:
    """Return a way out for each rule of a conflict that suffices alone, in the order of the rules."""
    found = (_way_out(problem, rule, best) for rule in conflict)
    return tuple(way for way in found if way is not None)


def relaxed(problem: Problem, rule: Rule, number: int | None) -> Problem:
    """Return a problem with a rule that has another number, or that is dropped if `number` is None."""
    match rule.kind:
        case RuleKind.MINIMUM:
            return replace(problem, minimum=number or 1)
        case RuleKind.MAXIMUM:
            return replace(problem, maximum=number)
        case RuleKind.ORGANISATION:
            return replace(problem, per_organisation=number)
        case RuleKind.LEAD:
            return replace(problem, needs_lead=False)
        case RuleKind.TOGETHER:
            return replace(problem, together=_without(problem.together, rule))
        case RuleKind.APART:
            return replace(problem, apart=_without(problem.apart, rule))
        case RuleKind.AT_ONCE:
            return replace(problem, at_once=_without(problem.at_once, rule))
        case _:
            people = tuple(
                replace(one, locked=()) if one.id in rule.people else one for one in problem.people
            )
            return replace(problem, people=people)


def reach(problem: Problem, rule: Rule) -> int:
    """Return how many people a rule is about.

    Sizes are about everybody, a limit on organisations about those of organisations with more people than
    that, and leads about those who would lead.
    """
    match rule.kind:
        case RuleKind.MINIMUM | RuleKind.MAXIMUM:
            return len(problem.people)
        case RuleKind.ORGANISATION:
            homes = Counter(one.organisation for one in problem.people if one.organisation)
            return sum(many for many in homes.values() if many > rule.number)
        case RuleKind.LEAD:
            return sum(one.willing_to_lead for one in problem.people)
        case RuleKind.AT_ONCE:
            return sum(
                len({*one.choices, *one.locked} & {*rule.people}) > 1 for one in problem.people
            )
        case _:
            return len(set(rule.people))


def _way_out(problem: Problem, rule: Rule, best: Best) -> WayOut | None:
    """Return the least change; numbers are halved towards it, since more room never harms."""
    if rule.kind not in _NUMBERS:
        objective = best(relaxed(problem, rule, None))
        return None if objective is None else WayOut(rule, None, objective)
    everybody = len(problem.people)
    end = 1 if rule.kind == RuleKind.MINIMUM else max(everybody, rule.number)
    near, far, found = rule.number, end, None
    if near != far:
        found = best(relaxed(problem, rule, far))
    if found is None:
        return None
    while abs(far - near) > 1:
        middle = (near + far) // 2
        objective = best(relaxed(problem, rule, middle))
        near, far = (middle, far) if objective is None else (near, middle)
        found = found if objective is None else objective
    return WayOut(rule, far, found)


def _without(pairs: Pairs, rule: Rule) -> Pairs:
    return tuple(pair for pair in pairs if set(pair) != set(rule.people))
