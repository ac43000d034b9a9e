"""Placing people in groups as values: the problem, the objective, and what a move would do to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

CHARTER_FIELDS: Final = (
    "question",
    "will_not_do",
    "asset_kind",
    "asset_title",
    "audience",
    "lead",
    "deputy",
    "supporter",
    "first_meeting",
    "hours_each",
    "sign_off",
    "commitments",
)

Seats = Mapping[int, int]  # person -> theme
Objective = tuple[int, int, int, int]  # outside, worst rank, sum of ranks, same-organisation pairs


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to place: choices are theme ids, the first one first; none means anywhere will do."""

    id: int
    name: str
    organisation: str
    choices: tuple[int, ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme that can get a group."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people to keep together or apart."""

    kind: str  # together, apart
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a placement depends on."""

    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    minimum: int = 3
    maximum: int = 10
    per_organisation: int | None = None
    needs_lead: bool = False
    pairs: tuple[Pair, ...] = ()
    locked: tuple[tuple[int, int], ...] = ()  # (person, theme)


@dataclass(frozen=True, slots=True)
class Placement:
    """A proposal: status is optimal, infeasible or time-limit; `conflict` says what cannot all hold."""

    status: str
    seats: tuple[tuple[int, int], ...]  # (person, theme)
    objective: Objective
    conflict: tuple[str, ...] = ()


def rank(person: Person, topic_id: int) -> int | None:
    """1 for a first choice; None outside all choices."""
    return person.choices.index(topic_id) + 1 if topic_id in person.choices else None


def cost(person: Person, topic_id: int) -> int:
    """What a seat adds to the sum of ranks: outside counts one more than the last choice.

    Somebody who chose nothing costs nothing anywhere: neither outside nor ranked.
    """
    place = rank(person, topic_id)
    if place is not None:
        return place
    return len(person.choices) + 1 if person.choices else 0


def is_outside(person: Person, topic_id: int) -> bool:
    """Whether a seat is outside all the choices somebody made."""
    return bool(person.choices) and topic_id not in person.choices


def score(problem: Problem, seats: Seats) -> Objective:
    """The objective of some seats, in its strict order."""
    seated = [(person, seats[person.id]) for person in problem.people if person.id in seats]
    ranks = [found for person, topic in seated if (found := rank(person, topic)) is not None]
    together = Counter(
        (person.organisation, topic) for person, topic in seated if person.organisation
    )
    return (
        sum(is_outside(person, topic) for person, topic in seated),
        max(ranks, default=0),
        sum(cost(person, topic) for person, topic in seated),
        sum(count * (count - 1) // 2 for count in together.values()),
    )


def broken(problem: Problem, seats: Seats) -> tuple[str, ...]:
    """The declared rules these seats do not keep, each in words."""
    return tuple(words for words, kept in _checks(problem, seats) if not kept)


def with_move(seats: Seats, person_id: int, topic_id: int) -> dict[int, int]:
    """The seats after one person moved."""
    return {**seats, person_id: topic_id}


def named_groups(problem: Problem, placement: Placement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The proposed groups by theme title, with their people by name."""
    name = {person.id: person.name for person in problem.people}
    groups = []
    for topic in sorted(problem.topics, key=lambda each: (each.title, each.id)):
        members = sorted(name[person] for person, seat in placement.seats if seat == topic.id)
        if members:
            groups.append((topic.title, tuple(members)))
    return tuple(groups)


def summary(problem: Problem, seats: Seats) -> tuple[int, dict[int | None, int]]:
    """How many are placed, and how many got each rank (None: outside, or nothing chosen)."""
    person = {each.id: each for each in problem.people}
    ranks = Counter(rank(person[who], topic) for who, topic in seats.items() if who in person)
    return len(seats), dict(sorted(ranks.items(), key=lambda item: (item[0] is None, item[0] or 0)))


def completeness(filled: Iterable[bool]) -> float:
    """The share of a charter that is written, 0 to 1."""
    marks = list(filled)
    return sum(marks) / len(marks) if marks else 0.0


def canonical(problem: Problem) -> Problem:
    """The same problem in an order of its own, so that the order of rows cannot sway the answer."""
    return replace(
        problem,
        people=tuple(sorted(problem.people, key=lambda person: (person.name, person.id))),
        topics=tuple(sorted(problem.topics, key=lambda topic: (topic.title, topic.id))),
        pairs=tuple(sorted(problem.pairs, key=lambda p: (p.kind, *sorted((p.first, p.second))))),
        locked=tuple(sorted(problem.locked)),
    )


def _checks(problem: Problem, seats: Seats) -> Iterable[tuple[str, bool]]:
    name = {person.id: person.name for person in problem.people}
    for topic in problem.topics:
        members = [person for person in problem.people if seats.get(person.id) == topic.id]
        if not members:
            continue
        size = len(members)
        often = Counter(person.organisation for person in members if person.organisation)
        yield f"{topic.title} has {size}, fewer than {problem.minimum}", size >= problem.minimum
        yield f"{topic.title} has {size}, more than {problem.maximum}", size <= problem.maximum
        if problem.per_organisation is not None:
            for organisation, count in sorted(often.items()):
                said = f"{topic.title} has {count} from {organisation}"
                yield said, count <= problem.per_organisation
        if problem.needs_lead:
            said = f"{topic.title} has nobody willing to lead"
            yield said, any(person.leads for person in members)
    for pair in problem.pairs:
        same = seats.get(pair.first) == seats.get(pair.second)
        said = f"{name.get(pair.first)} and {name.get(pair.second)} are not {pair.kind}"
        yield said, same == (pair.kind == "together")
