"""A round is mended by the fewest moves when people leave or come."""

from __future__ import annotations

import random
from itertools import product

import networkx as nx
import pytest

from upstream_workshop.workgroups.small_groups.seats_repair import (
    allowed_sizes,
    fewest_moves,
    repaired,
)
from upstream_workshop.workgroups.small_groups.small_group_seating import (
    Round,
    SeatingProblem,
    group_sizes,
)


def dealt(people: list[int], size: int) -> Round:
    """People in balanced groups, in order."""
    sizes = group_sizes(len(people), size)
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    return tuple(tuple(people[at : at + each]) for at, each in zip(starts, sizes, strict=True))


def moved(before: Round, after: Round) -> int:
    """How many of those who had a group must have changed it, whichever group is which."""
    graph = nx.Graph()
    for old, one in enumerate(before):
        for new, other in enumerate(after):
            graph.add_edge(("old", old), ("new", new), weight=len({*one} & {*other}))
    stay = sum(graph.edges[pair]["weight"] for pair in nx.max_weight_matching(graph))
    here = {one for group in after for one in group}
    return len({one for group in before for one in group} & here) - stay


def exhaustive(before: Round, here: list[int], size: int) -> int:
    """The fewest moves of all ways to put the people there into the old groups or new ones."""
    least, most = allowed_sizes(len(here), size)
    home = {one: at for at, group in enumerate(before) for one in group}
    labels = range(len(before) + 2)
    best = len(here)
    for put in product(labels, repeat=len(here)):
        sizes = [put.count(label) for label in set(put)]
        if all(least <= each <= most for each in sizes):
            moves = sum(
                one in home and home[one] != label for one, label in zip(here, put, strict=True)
            )
            best = min(best, moves)
    return best


@pytest.mark.parametrize("seed", range(16))
def test_no_way_takes_fewer_moves(seed: int) -> None:
    dice = random.Random(seed)
    size = dice.choice([2, 3, 3])
    before = dealt(list(range(1, dice.randint(5, 8) + 1)), size)
    people = [one for group in before for one in group]
    here = sorted(dice.sample(people, dice.randint(max(2, len(people) - 2), len(people))))
    here = [*here, *range(20, 20 + dice.randint(0, max(0, 7 - len(here))))]
    asked = SeatingProblem(tuple(here), size, 1)
    after = repaired(before, asked)
    assert sorted(one for group in after for one in group) == here
    least, most = allowed_sizes(len(here), size)
    assert all(least <= len(group) <= most for group in after)
    assert moved(before, after) == exhaustive(before, here, size)


@pytest.mark.parametrize("seed", range(30))
def test_larger_rounds_are_mended_by_as_many_moves_as_are_said(seed: int) -> None:
    dice = random.Random(seed)
    size = dice.choice([2, 3, 4, 6])
    before = dealt(list(range(1, dice.randint(2 * size, 22) + 1)), size)
    people = [one for group in before for one in group]
    gone = set(dice.sample(people, dice.randint(0, 4)))
    new = list(range(50, 50 + dice.randint(0, 3)))
    here = (*(one for one in people if one not in gone), *new)
    after = repaired(before, SeatingProblem(here, size, 1))
    left = [len([one for one in group if one not in gone]) for group in before]
    least, most = allowed_sizes(len(here), size)
    assert sorted(one for group in after for one in group) == sorted(here)
    assert all(least <= len(group) <= most for group in after)
    assert moved(before, after) == fewest_moves(left, len(new), size)


def test_a_late_arrival_makes_a_four_of_the_trio_with_nobody_they_met() -> None:
    before = ((1, 2, 3), (4, 5, 6))
    asked = SeatingProblem((1, 2, 3, 4, 5, 6, 7), 3, 1, met=frozenset({(1, 7)}))
    assert repaired(before, asked) == ((1, 2, 3), (4, 5, 6, 7))


def test_a_pair_that_is_left_takes_the_fourth_of_another_group() -> None:
    before = ((1, 2, 3, 4), (5, 6, 7))
    asked = SeatingProblem((1, 2, 3, 4, 5, 6), 3, 1, {4: "Leeds", 1: "Leeds"})
    after = repaired(before, asked)
    assert sorted(map(len, after)) == [3, 3]
    assert not any({1, 4} <= set(group) for group in after)
    assert moved(before, after) == 1
