"""Many people who have chosen, for searches that take a while."""

from __future__ import annotations

import random

from sqlalchemy.orm import Session

from upstream_workshop.people.services import add_participant
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups import services


def crowd(session: Session, people: int, topics: int) -> None:
    """So many people, each with three of so many themes."""
    dice = random.Random(3)
    themes = [add_theme(session, f"Theme {number}") for number in range(topics)]
    for number in range(people):
        home = f"Council {dice.randrange(16)}"
        who = add_participant(session, f"Person {number}", home)
        services.set_choices(session, who, dice.sample(themes, min(3, topics)))
    services.set_rules(session, 2 if people < 50 else 4, 9, 2)
