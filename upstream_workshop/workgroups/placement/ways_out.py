"""The ways out of a conflict, each a rule changed as little as it must be; and whom a rule binds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.problems import Objective, Problem, Rule, WayOut

# for a problem: its best objective, empty if the time was too short, or None if no placement exists
Best = Callable[[Problem], Objective | None]
_NUMBERS = (RuleKind.MINIMUM, RuleKind.MAXIMUM, RuleKind.ORGANISATION)


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


def _without(pairs: tuple[tuple[int, int], ...], rule: Rule) -> tuple[tuple[int, int], ...]:
    return tuple(pair for pair in pairs if set(pair) != set(rule.people))
