"""The rules of a problem, each with its text, and whether a placement keeps them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from resources.words import say
from upstream_workshop.workgroups.kinds import RuleKind
from upstream_workshop.workgroups.placement.problems import (
    Person,
    Problem,
    Rule,
    Seats,
    seats_by_person,
)


def declared(problem: Problem) -> tuple[Rule, ...]:
    """Return all rules of a problem.

    That each person is in one group cannot be dropped, so it is not among them.
    """
    return (*_about_groups(problem), *_about_people(problem), *_about_times(problem))


def _about_groups(problem: Problem) -> Iterator[Rule]:
    if problem.minimum > 1:
        words = say("at least {n} in a group", n=problem.minimum)
        yield Rule(RuleKind.MINIMUM, words, number=problem.minimum)
    if problem.maximum is not None:
        words = say("at most {n} in a group", n=problem.maximum)
        yield Rule(RuleKind.MAXIMUM, words, number=problem.maximum)
    if problem.per_organisation is not None:
        words = say("at most {n} from one organisation", n=problem.per_organisation)
        yield Rule(RuleKind.ORGANISATION, words, number=problem.per_organisation)
    if problem.needs_lead:
        yield Rule(RuleKind.LEAD, say("each group needs somebody willing to lead"))


def _about_people(problem: Problem) -> Iterator[Rule]:
    names = {person.id: person.name for person in problem.people}
    titles = {topic.id: topic.title for topic in problem.topics}
    for one, other in problem.together:
        words = say("{one} and {other} together", one=names[one], other=names[other])
        yield Rule(RuleKind.TOGETHER, words, (one, other))
    for one, other in problem.apart:
        words = say("{one} and {other} apart", one=names[one], other=names[other])
        yield Rule(RuleKind.APART, words, (one, other))
    for person in problem.people:
        for topic in person.locked:
            words = say("{name} stays in {group}", name=person.name, group=titles[topic])
            yield Rule(RuleKind.LOCKED, words, (person.id,), topic)


def _about_times(problem: Problem) -> Iterator[Rule]:
    """Yield what keeps people from two groups at one time, if anybody may be in two groups."""
    if problem.per_person < 2 and all(len(person.locked) < 2 for person in problem.people):
        return
    titles = {topic.id: topic.title for topic in problem.topics}
    for pair in problem.at_once:
        first, second = (titles[topic] for topic in pair)
        words = say("{first} and {second} meet at one time", first=first, second=second)
        yield Rule(RuleKind.AT_ONCE, words, pair)


def broken(problem: Problem, seats: Seats) -> tuple[Rule, ...]:
    """Return the rules that a placement does not keep."""
    at = seats_by_person(seats)
    groups: defaultdict[int, list[Person]] = defaultdict(list)
    for person in problem.people:
        for topic in at.get(person.id, ()):
            groups[topic].append(person)
    return tuple(rule for rule in declared(problem) if not _kept(rule, at, groups))


def _kept(rule: Rule, at: Mapping[int, frozenset[int]], groups: Mapping[int, list[Person]]) -> bool:
    nowhere: frozenset[int] = frozenset()
    first = at.get(rule.people[0], nowhere) if rule.people else nowhere
    second = at.get(rule.people[-1], nowhere) if rule.people else nowhere
    match rule.kind:
        case RuleKind.MINIMUM:
            return all(len(group) >= rule.number for group in groups.values())
        case RuleKind.MAXIMUM:
            return all(len(group) <= rule.number for group in groups.values())
        case RuleKind.ORGANISATION:
            return all(_most_alike(group) <= rule.number for group in groups.values())
        case RuleKind.LEAD:
            return all(any(one.willing_to_lead for one in group) for group in groups.values())
        case RuleKind.TOGETHER:
            return first == second
        case RuleKind.APART:
            return not first & second
        case RuleKind.AT_ONCE:
            return not any(one.issuperset(rule.people) for one in at.values())
        case _:
            return rule.number in first


def _most_alike(group: list[Person]) -> int:
    homes = Counter(person.organisation for person in group if person.organisation)
    return max(homes.values(), default=0)
