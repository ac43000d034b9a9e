"""How many people a rule binds."""

from __future__ import annotations

from collections import Counter

from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.problems import Problem, Rule


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
