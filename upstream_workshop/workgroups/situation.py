"""The present placement: the problem to solve, and the effects of moving a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from resources.words import count, noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import called
from upstream_workshop.workgroups.kinds import PairKind, Trait
from upstream_workshop.workgroups.placing_rules.queries import pair_rules, placing_rules
from upstream_workshop.workgroups.queries import all_members, choices, gone, seats
from upstream_workshop.workgroups.rules import Objective, Person, Problem, Seats, broken, score
from upstream_workshop.workgroups.topics import (
    all_groups,
    group_topics,
    left_out,
    meeting_at_once,
    topics,
)


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """The effects of moving a person to another group.

    before, after: the objective.
    rank_before, rank_after: which of the person's choices the groups are; None if none.
    colleagues: the names of the people of the same organisation in the new group.
    joined: the size of the new group.
    broken: the texts of the rules that would be broken and are not yet.
    """

    before: Objective
    after: Objective
    rank_before: int | None
    rank_after: int | None
    colleagues: tuple[str, ...]
    left_behind: int | None  # the size of the former group; None if there was none
    joined: int
    broken: tuple[str, ...]


class GivenRules(TypedDict, total=False):
    """What is placed by instead of the saved rules, but for what is None."""

    minimum: int | None
    maximum: int | None
    per_organisation: int | None
    per_person: int | None
    spread: Trait | None


def placing_problem(
    session: Session,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    repair: bool = False,
    **given: Unpack[GivenRules],
) -> Problem:
    """Return the problem of placing people by the saved rules and the given ones.

    together, apart: pairs of names, in addition to the saved pairs.
    repair: whether the present seats are to be kept where they can be.

    Who was moved by hand with a reason stays there, like who is locked. People who withdrew or left are not
    included. Raises WorkshopError for a name of no person or of several, or impossible sizes of groups.
    """
    known: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    rules = replace(placing_rules(session), **known)
    people = _people(session, rules.spread)
    problem = Problem(
        people,
        topics(session),
        rules.minimum,
        rules.maximum,
        rules.per_organisation,
        rules.needs_lead,
        _saved_pairs(session, people, PairKind.TOGETHER) + _named_pairs(people, together),
        _saved_pairs(session, people, PairKind.APART) + _named_pairs(people, apart),
        _seats_of(session, people) if repair else (),
        _most_groups(session, rules.per_person),
        rules.spread is not None,
        tuple(one.title for one in left_out(session)),
        _leads(session, people) if repair else (),
        meeting_at_once(session),
    )
    _check_numbers(problem)
    return problem


def move_effect(
    session: Session, participant_id: int, workgroup_id: int, leaving: Collection[int] = ()
) -> MoveEffect:
    """Return the effects of moving a person to a group, out of the groups that are left by their ids.

    Raises WorkshopError: when the person or the group is not there.
    """
    problem = placing_problem(session)
    person = next((one for one in problem.people if one.id == participant_id), None)
    topic = group_topics(session)
    target, left = topic.get(workgroup_id), {topic.get(one) for one in leaving}
    if person is None or target is None:
        raise WorkshopError(
            say("That person or group is no longer there: look at the board again.")
        )
    now = seats(session)
    old = next((at for who, at in now if who == participant_id and at in left), None)
    stay = (seat for seat in now if seat[0] != participant_id or seat[1] not in left | {target})
    new = (*stay, (participant_id, target))
    problem = _unlocked(problem, participant_id)
    names = {one.id: one for one in problem.people}
    before = {rule.words for rule in broken(problem, now)}
    mates = [names[who] for who, at in new if at == target and who in names and who != person.id]
    return MoveEffect(
        score(problem, now),
        score(problem, new),
        person.rank(old),
        person.rank(target),
        tuple(one.name for one in mates if one.organisation == person.organisation != ""),
        sum(at == old for _, at in new) if old is not None else None,
        sum(at == target for _, at in new),
        tuple(rule.words for rule in broken(problem, new) if rule.words not in before),
    )


def _check_numbers(problem: Problem) -> None:
    """Raise WorkshopError if no group can be as the numbers of a problem say."""
    if problem.per_person < 1:
        raise WorkshopError(say("Each person needs at least one group."))
    if problem.maximum is not None and not 1 <= problem.minimum <= problem.maximum:
        raise WorkshopError(
            count(
                problem.maximum,
                "No group can have at least {minimum} and at most {n} person: "
                "give two sizes of which the first is the smaller.",
                "No group can have at least {minimum} and at most {n} people: "
                "give two sizes of which the first is the smaller.",
                minimum=problem.minimum,
            )
        )
    if problem.per_organisation is not None and problem.per_organisation < 1:
        raise WorkshopError(
            say("At least one person of an organisation must be allowed in a group.")
        )


def _most_groups(session: Session, saved: int | None) -> int:
    """Return the most groups of a person by the saved rule, or else as many as anybody sits in now."""
    if saved is not None:
        return saved
    return max([1, *Counter(person for person, _ in seats(session)).values()])


def _seats_of(session: Session, people: tuple[Person, ...]) -> Seats:
    known = {person.id for person in people}
    return tuple(seat for seat in seats(session) if seat[0] in known)


def _leads(session: Session, people: tuple[Person, ...]) -> Seats:
    """Return the seats of the leads and deputies among people."""
    topic, known = group_topics(session), {person.id for person in people}
    return tuple(
        (who, topic[group.id])
        for group in all_groups(session)
        for who in (group.lead_id, group.deputy_id)
        if who in known
    )


def _unlocked(problem: Problem, participant_id: int) -> Problem:
    people = tuple(
        replace(one, locked=()) if one.id == participant_id else one for one in problem.people
    )
    return replace(problem, people=people)


def _people(session: Session, spread: Trait | None) -> tuple[Person, ...]:
    ranks = {row.participant_id: row.ranks for row in choices(session)}
    topic = group_topics(session)
    locked: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for member in all_members(session):
        if member.locked or member.reason:
            locked[member.participant_id] += (topic[member.workgroup_id],)
    absent = gone(session)
    return tuple(
        Person(
            row.id,
            row.name,
            row.organisation,
            ranks.get(row.id, ()),
            row.willing_to_lead,
            locked.get(row.id, ()),
            getattr(row, spread) if spread else "",
        )
        for row in roster(session)
        if row.id not in absent
    )


def _saved_pairs(
    session: Session, people: tuple[Person, ...], kind: PairKind
) -> tuple[tuple[int, int], ...]:
    known = {person.id for person in people}
    rows = (row for row in pair_rules(session) if row.kind == kind)
    pairs = ((row.first_id, row.second_id) for row in rows)
    return tuple(pair for pair in pairs if known.issuperset(pair))


def _named_pairs(
    people: tuple[Person, ...], pairs: Iterable[tuple[str, str]]
) -> tuple[tuple[int, int], ...]:
    found = tuple((_called(people, first), _called(people, second)) for first, second in pairs)
    if any(first == second for first, second in found):
        raise WorkshopError(say("A rule about two people needs two different names."))
    return found


def _called(people: tuple[Person, ...], name: str) -> int:
    """Return the id of the person of a name, or of a name and an organisation with a comma between."""
    found = called(name, people)
    if len(found) != 1:
        refusal = noop("Nobody to place is called {name}: write the name as it is on the roster.")
        if found:
            refusal = noop(
                "More than one person is called {name}: add the organisation, "
                "as in “{name}, Leeds City Council”."
            )
        raise WorkshopError(say(refusal, name=name))
    return found[0].id
