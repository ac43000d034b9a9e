"""Many people who have chosen, for searches that take a while."""

from __future__ import annotations

import random

from sqlalchemy.orm import Session

from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.kinds import PairKind
from upstream_workshop.workgroups.placing_rules import services as rule_services


def crowd(session: Session, people: int, topics: int) -> None:
    """So many people, each with three of so many themes; in a large crowd many must be apart or together."""
    dice = random.Random(3)
    themes = [add_theme(session, f"Theme {number}") for number in range(topics)]
    known = []
    for number in range(people):
        home = f"Council {dice.randrange(16)}"
        who = add_participant(session, f"Person {number}", home)
        choice_services.set_choices(session, who, dice.sample(themes, min(3, topics)))
        known.append(who)
    for number in range(people // 50 * 15):
        kind = list(PairKind)[number % 2]
        rule_services.set_pair_rule(session, known[2 * number], known[2 * number + 1], kind)
    rule_services.set_rules(session, 2 if people < 50 else 4, 9, 2)
