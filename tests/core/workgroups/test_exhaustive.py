"""Placements against every seating there is: people alike, several groups each, repairs, spread traits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import TypeAlias

import pytest

from tests.core.workgroups.test_rules import best
from upstream_workshop.workgroups.placement.conflicts import relaxed
from upstream_workshop.workgroups.placement.placing import place
from upstream_workshop.workgroups.placement.problems import moved
from upstream_workshop.workgroups.rules import Person, Problem, Topic, broken, declared, score

KINDS = (
    "plain",
    "alike",
    "repair",
    "alike, repair",
    "spread",
    "several",
    "several, repair and spread",
    "several, at once",
    "repair, leads",
)
EACH = 64  # instances of each kind
At: TypeAlias = dict[int, frozenset[int]]  # the topics of each person


def instance(kind: str, seed: int) -> Problem:
    """A problem of up to five people and three topics with some of all rules."""
    dice = random.Random(f"{kind} {seed}")
    topics = tuple(Topic(10 + n, f"Theme {n}") for n in range(dice.randint(2, 3)))
    ids = [topic.id for topic in topics]
    people = tuple(
        Person(
            n,
            f"Person {n}",
            dice.choice(["", "Leeds", "York"]),
            tuple(dice.sample(ids, dice.choice([0, 1, 2, 2, len(ids)]))),
            dice.random() < 0.6,
            dice.choice([*[()] * 9, (ids[0],), tuple(ids[:1] if kind == "plain" else ids[:2])]),
            dice.choice(["", "north", "south"]) if "spread" in kind else "",
        )
        for n in range(dice.randint(3, 5))
    )
    if "alike" in kind:
        two = people[:2]
        like = [dice.choice(two) for _ in range(dice.randint(4, 6))]
        people = tuple(replace(one, id=n, name=f"Person {n}") for n, one in enumerate(like))
    pair = tuple(dice.sample(range(len(people)), 2))
    minimum = dice.randint(1, 2)
    return Problem(
        people,
        topics,
        minimum,
        dice.choice([None, minimum + 1, 4]),
        dice.choice([None, None, 1, 2]),
        dice.random() < 0.3,
        ((pair[0], pair[1]),) if dice.random() < 0.2 else (),
        ((pair[1], pair[0]),) if dice.random() < 0.2 else (),
        tuple((one.id, dice.choice(ids)) for one in people if dice.random() < 0.8)
        if "repair" in kind
        else (),
        2 if "several" in kind else 1,
        "spread" in kind,
        leads=tuple((one.id, dice.choice(ids)) for one in people if dice.random() < 0.6)
        if "leads" in kind
        else (),
        at_once=((ids[-1], ids[0]),) if "at once" in kind else (),
    )


def seatings(problem: Problem) -> Iterator[At]:
    """Everybody in one group, or in several that they chose, in every way."""
    ids = [topic.id for topic in problem.topics]

    def ways(person: Person) -> list[frozenset[int]]:
        chosen = [topic for topic in person.choices if topic in ids]
        some = range(2, problem.per_person + 1)
        several = [frozenset(each) for n in some for each in combinations(chosen, n)]
        stays = frozenset(person.locked)
        held = [
            stays,
            *(stays | each for each in several if len(stays | each) <= problem.per_person),
        ]
        alone = [frozenset({topic}) for topic in ids]
        return list({*held}) if len(stays) > 1 else alone + several

    for each in product(*map(ways, problem.people)):
        yield {person.id: topics for person, topics in zip(problem.people, each, strict=True)}


def keeps(problem: Problem, at: At) -> bool:
    """Whether a seating keeps every rule, said again in other words."""
    for topic in frozenset().union(*at.values()):
        group = [person for person in problem.people if topic in at[person.id]]
        homes = [person.organisation for person in group if person.organisation]
        if not problem.minimum <= len(group) <= (problem.maximum or 99):
            return False
        if homes and max(map(homes.count, homes)) > (problem.per_organisation or 99):
            return False
        if problem.needs_lead and not any(person.willing_to_lead for person in group):
            return False
    return (
        all(at[a] == at[b] for a, b in problem.together)
        and all(at[a].isdisjoint(at[b]) for a, b in problem.apart)
        and all(at[one.id].issuperset(one.locked) for one in problem.people)
        and not any({*pair} <= topics for pair in problem.at_once for topics in at.values())
    )


def price(problem: Problem, at: At) -> tuple[int, ...]:
    """Moves and objective, said again in other words."""
    left = [seat for seat in problem.now if seat[1] not in at[seat[0]]]
    moves = len(left), sum(seat in problem.leads for seat in left)
    outside = worst = total = 0
    for person in (one for one in problem.people if one.choices):
        ranks = [1 + person.choices.index(topic) for topic in at[person.id] & {*person.choices}]
        missed = max(min(problem.per_person, len(person.choices)) - len(ranks), 0)
        outside += not ranks
        worst = max(worst, min(ranks, default=0))
        total += sum(ranks) + missed * (1 + len(person.choices))
    met = [
        (one, other)
        for one, other in combinations(problem.people, 2)
        for _ in at[one.id] & at[other.id]
    ]
    homes = sum(one.organisation == other.organisation != "" for one, other in met)
    traits = sum(one.trait == other.trait != "" for one, other in met)
    spread = (traits,) if problem.spread else ()
    return *moves, outside, worst, total, homes, *spread


@pytest.mark.parametrize("kind", KINDS)
def test_the_placement_is_the_best_of_all_there_are(kind: str) -> None:
    feasible = 0
    for seed in range(EACH):
        problem = instance(kind, seed)
        answer = place(problem)
        least = min(
            (price(problem, at) for at in seatings(problem) if keeps(problem, at)), default=None
        )
        if least is None:
            assert answer.status == "infeasible", seed
            continue
        feasible += 1
        assert (*moved(problem, answer.seats), *answer.objective) == least, seed
        assert score(problem, answer.seats) == answer.objective
        assert broken(problem, answer.seats) == ()
    assert feasible > EACH // 3


def test_nobody_chose_so_that_people_are_spread_evenly_and_no_best_is_claimed() -> None:
    for people, topics, minimum in ((9, 4, 1), (7, 3, 2), (11, 5, 3), (1, 3, 1)):
        problem = Problem(
            tuple(Person(n, f"Person {n}") for n in range(people)),
            tuple(Topic(n, f"Theme {n}") for n in range(topics)),
            minimum,
        )
        answer = place(problem)
        assert answer.status == "nobody-chose"
        sizes = [[at for _, at in answer.seats].count(topic) for topic in range(topics)]
        used = min(topics, people // minimum)
        assert sorted(filter(None, sizes)) == sorted(
            people // used + (n < people % used) for n in range(used)
        )


def test_each_way_out_of_a_conflict_is_the_least_that_suffices() -> None:
    seen = 0
    for seed in range(60):
        problem = replace(instance("plain", seed), minimum=3, per_organisation=1)
        answer = place(problem)
        ways = {way.rule: way for way in answer.ways_out}
        for rule in declared(problem):
            way = ways.get(rule)
            if rule.words not in answer.conflict:
                assert way is None
            elif way is None:
                assert best(relaxed(problem, rule, 99 if rule.kind != "minimum" else 1)) is None
            else:
                seen += 1
                assert best(relaxed(problem, rule, way.number)) == way.objective
                if way.number is not None:
                    nearer = way.number + (1 if way.number < rule.number else -1)
                    assert best(relaxed(problem, rule, nearer)) is None
    assert seen > 10
