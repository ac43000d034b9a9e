"""Repairs after people left or came: the fewest moves, reasons, and who leads then."""

from __future__ import annotations

from datetime import datetime
from itertools import product

from sqlalchemy.orm import Session

from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placement.problems import moved
from upstream_workshop.workgroups.placing_rules import queries as rule_queries
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.repairing.absent_members import Absences, absences, new_leads
from upstream_workshop.workgroups.repairing.moves import moves
from upstream_workshop.workgroups.repairing.services import relax_rule, repair_groups, succeed_leads
from upstream_workshop.workgroups.rules import broken
from upstream_workshop.workgroups.situation import placing_problem

SIZE = 4


def two_groups(session: Session) -> list[int]:
    """Four people in each of two groups; the first of each leads, the second is deputy in the first."""
    themes = [add_theme(session, title) for title in ("Risk", "Trust")]
    people = [add_participant(session, f"Person {n}", f"Council {n}") for n in range(2 * SIZE)]
    rule_services.set_rules(session, 3, 6)
    for number, person in enumerate(people):
        choice_services.set_choices(session, person, themes if number < SIZE else themes[::-1])
    services.save_placement(session, [(one, themes[n // SIZE]) for n, one in enumerate(people)])
    for number, group in enumerate(queries.workgroups(session)):
        charter_services.set_lead(session, group.id, people[number * SIZE])
    charter_services.set_deputy(session, queries.workgroups(session)[0].id, people[1])
    return people


def leave(session: Session, *people: int) -> None:
    for person in people:
        check_in(session, person, 2, AttendanceState.LEFT)


def names(session: Session) -> dict[str, list[str]]:
    return {row.title: [one.name for one in row.members] for row in queries.workgroups(session)}


def test_nobody_is_gone_at_first(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        two_groups(session)
        assert absences(session) == Absences()


def test_a_lead_who_left_is_known_at_once_and_the_deputy_steps_up(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
    with workshop.change("Leave") as session:
        leave(session, people[0])
    with workshop.read() as session:
        found = absences(session)
        assert [one.name for one in found.members] == ["Person 0"]
        (lead,) = found.leads
        assert (lead.title, lead.lost, lead.heir, lead.was_deputy) == (
            "Risk", "Person 0", "Person 1", True,
        )  # fmt: skip
        problem = placing_problem(session, repair=True)
        answer = place(problem)
        assert moved(problem, answer.seats) == (0, 0), "three are enough for the rest to stay"
    with workshop.change("Repair") as session:
        repair_groups(session, answer.seats)
        assert names(session)["Risk"] == ["Person 1", "Person 2", "Person 3"]
        group = queries.workgroups(session)[0]
        assert (group.lead, group.deputy) == ("Person 1", "")
        assert absences(session) == Absences()
    workshop.undo()
    with workshop.read() as session:
        assert [row.lead for row in queries.workgroups(session)] == ["Person 0", "Person 4"]


def test_a_lead_nobody_can_follow_is_flagged_and_a_willing_member_follows_one(
    workshop: Workshop,
) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        leave(session, people[4])
        assert absences(session).leads[0].heir_id is None
        willing = add_participant(session, "Willing", willing_to_lead=True)
        services.move_member(session, willing, queries.workgroups(session)[1].id)
        assert absences(session).leads[0].heir == "Willing"
        succeed_leads(session)
        assert queries.workgroups(session)[1].lead == "Willing"
        leave(session, willing)
        succeed_leads(session)
        assert queries.workgroups(session)[1].lead_id is None


def test_a_repair_moves_as_few_as_can_be_and_says_why(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        leave(session, people[1], people[2])
        late = add_participant(session, "Late", "Council 3")
        problem = placing_problem(session, repair=True)
        assert "at least 3 in a group" in absences(session).broken
        before = queries.seats(session)
        answer = place(problem)
        every = (
            tuple(zip((one.id for one in problem.people), each, strict=True))
            for each in product([one.id for one in problem.topics], repeat=len(problem.people))
        )
        least = min(moved(problem, seats) for seats in every if not broken(problem, seats))
        assert moved(problem, answer.seats) == least == (0, 0)
        (move,) = moves(problem, before, answer.seats)
        assert (move.participant_id, move.origin, move.why) == (late, "", "had no group")
        leave(session, late)
        problem = placing_problem(session, repair=True)
        (move,) = moves(problem, before, place(problem).seats)
        assert (move.origin, move.target) == ("Trust", "Risk")
        assert (move.rank_before, move.rank_after) == (1, 2)
        assert move.why == "for the rule: at least 3 in a group"


def test_a_move_by_hand_with_a_reason_is_kept_until_it_is_let_go(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        services.move_member(session, people[3], queries.workgroups(session)[1].id, "Knows the law")
        trust = queries.workgroups(session)[1].theme_id
        assert dict(place(placing_problem(session)).seats)[people[3]] == trust
        services.let_go(session, people[3])
        assert dict(place(placing_problem(session)).seats)[people[3]] != trust


def test_who_is_locked_in_two_groups_stays_in_both(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        both = {topic for _, topic in queries.seats(session)}
        seats = {*queries.seats(session), *((people[0], topic) for topic in both)}
        services.save_placement(session, seats)
        services.lock_member(session, people[0])
        leave(session, people[4], people[5])
        rule_services.set_rules(session, 3, 6, per_person=1)
        for problem in (placing_problem(session), placing_problem(session, repair=True)):
            found = place(problem).seats
            assert {topic for one, topic in found if one == people[0]} == both


def test_sizes_suit_the_people_until_somebody_sets_them(workshop: Workshop) -> None:
    with workshop.change("Many") as session:
        assert rule_queries.placing_rules(session) == rule_queries.RulesRow(1, 10)
        people = [add_participant(session, f"Person {n}") for n in range(198)]
        assert rule_queries.placing_rules(session).minimum == 3
        themes = [add_theme(session, f"Theme {n}") for n in range(12)]
        choice_services.set_choices(session, people[0], themes[:2])
        assert place(placing_problem(session)).status == "optimal"
        rule_services.set_rules(session, 2, 5)
        assert rule_queries.placing_rules(session) == rule_queries.RulesRow(2, 5)


def test_themes_that_nobody_chose_are_named(workshop: Workshop) -> None:
    with workshop.change("Choose") as session:
        themes = [add_theme(session, title) for title in ("Risk", "Trust", "Time")]
        person = add_participant(session, "Ade Okafor")
        assert placing_problem(session).left_out == ()
        choice_services.set_choices(session, person, themes[1:2])
        assert placing_problem(session).left_out == ("Risk", "Time")


def test_several_groups_a_person_are_kept(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        rule_services.set_rules(session, 3, 8)
        answer = place(placing_problem(session, per_person=2))
        assert answer.objective == (0, 1, 24, 0)
        services.save_placement(session, answer.seats)
        assert set(queries.seats(session)) == set(answer.seats)
        assert len(queries.seats(session)) == 2 * len(people)


def test_nobody_sits_in_two_groups_that_meet_at_one_time(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        rule_services.set_rules(session, 3, 8, per_person=2)
        first, second = queries.workgroups(session)
        for group, hour in ((first, 9), (second, 10)):
            charter_services.amend_charter(
                session, group.id, meets_at=datetime(2027, 1, 12, hour, 30)
            )
        services.save_placement(session, place(placing_problem(session)).seats)
        assert len(queries.seats(session)) == 2 * len(people), "an hour later is another time"
        charter_services.amend_charter(session, second.id, meets_at=datetime(2027, 1, 12, 9, 0))
        repaired = place(problem := placing_problem(session, repair=True))
        assert moved(problem, repaired.seats) == (len(people), 0)
        why = {one.why for one in moves(problem, problem.now, repaired.seats)}
        assert why == {"for the rule: Risk and Trust meet at one time"}
        for group in (first, second):
            services.move_member(session, people[0], group.id, "Knows both", ())
        conflict = place(placing_problem(session, repair=True))
        assert "Risk and Trust meet at one time" in conflict.conflict
        (way,) = (one for one in conflict.ways_out if one.rule.kind == RuleKind.AT_ONCE)
        relax_rule(session, way.rule.kind, way.number, way.rule.people)
        assert moved(problem, place(placing_problem(session, repair=True)).seats) == (0, 0)


def test_a_repair_moves_no_lead_where_another_can_go_and_says_who_leads_then(
    workshop: Workshop,
) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        charter_services.set_deputy(session, queries.workgroups(session)[1].id, people[SIZE + 1])
        leave(session, people[0], people[1])
        answer = place(problem := placing_problem(session, repair=True))
        assert moved(problem, answer.seats) == (1, 0)
        leads = {people[SIZE], people[SIZE + 1]}
        for one in set(people[SIZE:]) - leads:
            services.lock_member(session, one)
        answer = place(problem := placing_problem(session, repair=True))
        assert moved(problem, answer.seats) == (1, 1)
        said = {one.title: (one.lost, one.heir) for one in new_leads(session, answer.seats)}
        (gone,) = (who for who, _ in set(problem.now) - set(answer.seats))
        if gone == people[SIZE]:
            assert said["Trust"] == ("Person 4", "Person 5")
        assert said["Risk"][0] == "Person 0"
        repair_groups(session, answer.seats)
        now = {group.title: group.lead for group in queries.workgroups(session)}
        assert {title: now[title] for title in said} == {
            title: heir for title, (_, heir) in said.items()
        }


def test_a_deputy_steps_up_after_the_lead_was_moved_by_hand(workshop: Workshop) -> None:
    with workshop.change("Form") as session:
        people = two_groups(session)
        services.move_member(session, people[0], queries.workgroups(session)[1].id, "Asked to")
        seats = place(placing_problem(session, repair=True)).seats
        assert [(one.lost, one.heir) for one in new_leads(session, seats)] == [("", "Person 1")]
        repair_groups(session, seats)
        first = queries.workgroups(session)[0]
        assert (first.lead, first.deputy) == ("Person 1", "")
