"""The form of all rules of placing: each a sentence to switch on, with how many people it binds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from resources.words import count, say
from ui.widgets import Field
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.workgroups.kinds import RuleKind, Trait
from upstream_workshop.workgroups.placement.conflicts import reach
from upstream_workshop.workgroups.placing_rules.queries import RulesRow
from upstream_workshop.workgroups.rules import Problem, Rule, declared

_NAMED: Final = (RuleKind.TOGETHER, RuleKind.APART, RuleKind.LOCKED)
_SIZES: Final = ("minimum", "maximum", "per_organisation", "needs_lead")


def rule_fields(
    problem: Problem, rules: RulesRow, people: Sequence[ParticipantRow]
) -> tuple[Field, ...]:
    """Return the fields of the form; a rule that names people is a switch."""

    def bound(kind: RuleKind, number: int) -> str:
        return _bound(reach(problem, Rule(kind, "", number=number)))

    least = say("At least so many in a group")
    most = say("At most so many in a group")
    homes = say("At most so many from one organisation (0: any number)")
    leads = say("Each group needs somebody willing to lead")
    several = say(
        "Up to so many groups for a person, of which no two first meet at one time (0: as many as now)"
    )
    choosers = sum(len(one.choices) > 1 for one in problem.people)
    spread = say("Spread over the groups, besides organisations")
    return (
        Field("minimum", f"{least} · {bound(RuleKind.MINIMUM, 0)}", "number", least=1, most=99),
        Field("maximum", f"{most} · {bound(RuleKind.MAXIMUM, 0)}", "number", least=1, most=999),
        Field(
            "per_organisation",
            f"{homes} · {bound(RuleKind.ORGANISATION, rules.per_organisation or 1)}",
            "number",
            most=99,
        ),
        Field("needs_lead", f"{leads} · {bound(RuleKind.LEAD, 0)}", "bool"),
        Field("per_person", f"{several} · {_bound(choosers)}", "number", most=5),
        Field("spread", spread, "choice", _traits(people)),
        *(
            Field(f"named_{number}", f"{rule.words} · {_bound(reach(problem, rule))}", "bool")
            for number, rule in enumerate(named_rules(problem))
        ),
    )


def rule_values(problem: Problem, rules: RulesRow) -> dict[str, Any]:
    """Return what the fields show at first."""
    return {
        **{key: getattr(rules, key) for key in _SIZES},
        "per_organisation": rules.per_organisation or 0,
        "per_person": rules.per_person or 0,
        "spread": rules.spread or "",
        **{f"named_{number}": True for number, _ in enumerate(named_rules(problem))},
    }


def named_rules(problem: Problem) -> list[Rule]:
    """Return the rules that name people."""
    return [rule for rule in declared(problem) if rule.kind in _NAMED]


def understood(problem: Problem, filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `switch_rules`."""
    dropped = [
        (rule.kind, rule.people)
        for number, rule in enumerate(named_rules(problem))
        if not filled[f"named_{number}"]
    ]
    sizes = {key: filled[key] for key in _SIZES}
    for key in ("per_organisation", "per_person"):
        sizes[key] = filled[key] or None
    spread = Trait(filled["spread"]) if filled["spread"] else None
    return {**sizes, "spread": spread, "dropped": dropped}


def _bound(people: int) -> str:
    return count(people, "binds {n} person", "binds {n} people")


def _traits(people: Sequence[ParticipantRow]) -> tuple[tuple[str, str], ...]:
    regions = sum(bool(one.region) for one in people)
    roles = sum(bool(one.role) for one in people)
    return (
        ("", say("nothing more")),
        (Trait.REGION, f"{say('regions')} · {_bound(regions)}"),
        (Trait.ROLE, f"{say('roles')} · {_bound(roles)}"),
    )
