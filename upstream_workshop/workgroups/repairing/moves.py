"""Who moves between two placements, whose rank changes with it, and why a repair moves them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resources.words import say
from upstream_workshop.workgroups.placement.declared_rules import broken
from upstream_workshop.workgroups.placement.problems import (
    Person,
    Problem,
    Seats,
    seats_by_person,
)


@dataclass(frozen=True, slots=True)
class Move:
    """The move of a person.

    origin, target: the titles of the groups that are left and joined; empty for none.
    rank_before, rank_after: which of the person's choices the best group is; None if it is none.
    why: the reason, as part of a sentence.
    """

    participant_id: int
    who: str
    origin: str
    target: str
    rank_before: int | None
    rank_after: int | None
    why: str = ""


def moves(problem: Problem, before: Seats, after: Seats) -> tuple[Move, ...]:
    """Return the moves of the people to place, in their order."""
    old, new = seats_by_person(before), seats_by_person(after)
    nowhere: frozenset[int] = frozenset()
    pairs = ((one, old.get(one.id, nowhere), new.get(one.id, nowhere)) for one in problem.people)
    return tuple(
        Move(
            one.id,
            one.name,
            _titles(problem, left - joined),
            _titles(problem, joined - left),
            _best_rank(one, left),
            _best_rank(one, joined),
            _reason(problem, one, left, after),
        )
        for one, left, joined in pairs
        if left != joined
    )


def _titles(problem: Problem, topics: frozenset[int]) -> str:
    return ", ".join(topic.title for topic in problem.topics if topic.id in topics)


def _best_rank(person: Person, topics: Iterable[int]) -> int | None:
    return min(filter(None, map(person.rank, topics)), default=None)


def _reason(problem: Problem, person: Person, left: frozenset[int], after: Seats) -> str:
    """Return what would be wrong if this person alone stayed where they were."""
    if not left:
        return say("had no group")
    others = tuple(seat for seat in after if seat[0] != person.id)
    stayed = others + tuple((person.id, topic) for topic in left)
    if rules := broken(problem, stayed):
        return say("for the rule: {rules}", rules="; ".join(rule.words for rule in rules))
    return say("for more choices met")
