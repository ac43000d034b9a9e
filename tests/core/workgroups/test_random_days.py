"""Days on which people leave or come late, are moved, and themes are parked and added: then a repair."""

from __future__ import annotations

import random

import pytest
from sqlalchemy.orm import Session

from tests.core.workgroups.test_exhaustive import keeps, price, seatings
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.services import add_theme, set_theme_state
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placement.problems import moved
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.repairing.absent_members import absences
from upstream_workshop.workgroups.repairing.services import repair_groups
from upstream_workshop.workgroups.situation import placing_problem

AWAY = (AttendanceState.LEFT, AttendanceState.WITHDRAWN)


def formed(session: Session, dice: random.Random) -> list[int]:
    """Groups of a few people with some rules, each with a lead and perhaps a deputy; the people's ids."""
    themes = [add_theme(session, f"Theme {n}") for n in range(dice.randint(2, 3))]
    people = [
        add_participant(session, f"Person {n}", dice.choice(["", "Leeds", "York"]))
        for n in range(dice.randint(4, 6))
    ]
    for one in people:
        choice_services.set_choices(session, one, dice.sample(themes, dice.randint(1, len(themes))))
    rule_services.set_rules(session, 1, 5, per_person=dice.choice([1, 2]))
    services.save_placement(session, place(placing_problem(session)).seats)
    for group in queries.workgroups(session):
        members = [one.participant_id for one in group.members]
        charter_services.set_lead(session, group.id, members[0])
        charter_services.set_deputy(session, group.id, members[-1] if len(members) > 1 else None)
    return people


def lived(session: Session, dice: random.Random, people: list[int]) -> None:
    """What happens on the second day."""
    group = dice.choice(queries.workgroups(session))
    services.move_member(session, dice.choice(people), group.id, "Knows the law")
    seated = [one for one, _ in queries.seats(session)]
    services.lock_member(session, max(seated, key=seated.count))
    rule_services.set_rules(session, dice.randint(1, 2), 5, per_person=dice.choice([None, 1]))
    for one in dice.sample(people, dice.randint(1, 2)):
        check_in(session, one, 2, dice.choice(AWAY))
    late = add_participant(session, "Late", "Leeds")
    choice_services.set_choices(session, late, [add_theme(session, "New")])
    theme = dice.choice(queries.workgroups(session)).theme_id
    if theme is not None and dice.random() < 0.5:
        set_theme_state(session, theme, ThemeState.PARKED)


@pytest.mark.parametrize("seed", range(16))
def test_a_repair_has_the_fewest_moves_and_keeps_what_was_decided(
    workshop: Workshop, seed: int
) -> None:
    dice = random.Random(seed)
    with workshop.change("Day") as session:
        lived(session, dice, formed(session, dice))
        away = queries.gone(session)
        decided = {
            (one.participant_id, one.workgroup_id)
            for one in queries.all_members(session)
            if (one.locked or one.reason) and one.participant_id not in away
        }
        deputies = {row.id: (row.lead_id, row.deputy_id) for row in queries.workgroups(session)}
        problem = placing_problem(session, repair=True)
        answer = place(problem)
        ways = [price(problem, at) for at in seatings(problem) if keeps(problem, at)]
        if not ways:
            assert answer.status == PlacementStatus.INFEASIBLE
            return
        least = min(ways)
        assert (*moved(problem, answer.seats), *answer.objective) == least
        repair_groups(session, answer.seats)
        seats = {(one.participant_id, one.workgroup_id) for one in queries.all_members(session)}
        assert decided <= seats
        assert away.isdisjoint(one for one, _ in seats)
        assert absences(session).members == ()
        for row in queries.workgroups(session):
            lead, deputy = deputies.get(row.id, (None, None))
            members = {one.participant_id for one in row.members}
            assert {row.lead_id, row.deputy_id} - {None} <= members
            assert lead in {*members, None} or deputy not in members or row.lead_id == deputy
