"""The fewest moves that bring a round in order again after somebody left or came.

A group is in order if it has as many people as was asked, or one more. Where the people there are cannot be
so divided, as with five in trios, the groups are to be as large as balanced ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from upstream_workshop.workgroups.small_groups.prices import Prices
from upstream_workshop.workgroups.small_groups.small_group_seating import (
    Group,
    Round,
    SeatingProblem,
    group_sizes,
)


class _Way(NamedTuple):
    """A way to bring a round in order.

    moves: how many people change their group.
    dissolved: how many of the smallest groups are dissolved.
    opened: how many groups are added.
    """

    moves: int
    dissolved: int
    opened: int


def allowed_sizes(people: int, size: int) -> tuple[int, int]:
    """Return the least and the most people of a group that is in order."""
    sizes = group_sizes(people, size)
    return (
        (size, size + 1) if sizes[-1:] and sizes[-1] >= size else (sizes[-1], max(sizes[0], size))
    )


def fewest_moves(sizes: Collection[int], newcomers: int, size: int) -> int:
    """Return how many people must change their group so that all groups are in order.

    sizes: how many of each group are there still.
    newcomers: how many have no group yet; to join one is not a move.
    """
    return min(_ways(sorted(filter(None, sizes)), newcomers, size)).moves


def repaired(groups: Round, problem: SeatingProblem) -> Round:
    """Return a round with the people there are, by the fewest moves, and of these by the cheapest.

    problem: who is there, what size groups have, and who sat together in the other rounds.
    """
    here = set(problem.people)
    kept = sorted(
        (tuple(one for one in group if one in here) for group in groups), key=lambda one: len(one)
    )
    kept = [group for group in kept if group]
    seated = {one for group in kept for one in group}
    newcomers = [one for one in problem.people if one not in seated]
    if not here:
        return ()
    way = min(_ways([len(group) for group in kept], len(newcomers), problem.size))
    return _carried_out(way, kept, newcomers, problem)


def _ways(sizes: list[int], newcomers: int, size: int) -> Iterator[_Way]:
    """Yield the ways to bring groups in order, given their sizes, the smaller ones first.

    Of groups that are dissolved the smallest cost least. Their people and the newcomers fill what is
    missing elsewhere; only what they do not fill takes somebody from a group that has one to spare.
    """
    people = sum(sizes) + newcomers
    least, most = allowed_sizes(people, size)
    for dissolved in range(len(sizes) + 1):
        left, loose = sizes[dissolved:], sum(sizes[:dissolved])
        for opened in range(people // least + 1 - len(left)):
            there = [*left, *[0] * opened]
            if not least * len(there) <= people <= most * len(there):
                continue
            excess = sum(max(0, each - most) for each in there)
            missing = sum(max(0, least - each) for each in there)
            yield _Way(loose + max(excess, missing - loose - newcomers, 0), dissolved, opened)


def _carried_out(
    way: _Way, kept: list[Group], newcomers: list[int], problem: SeatingProblem
) -> Round:
    """Return the round after a way was gone: those move who sit worst, to where they sit best."""
    least, most = allowed_sizes(len(problem.people), problem.size)
    number = {id_: n for n, id_ in enumerate(problem.people)}
    prices = Prices(problem)
    groups = [*map(list, kept[way.dissolved :]), *([] for _ in range(way.opened))]
    loose = [one for group in kept[: way.dissolved] for one in group] + newcomers

    def price(one: int, group: list[int]) -> int:
        return sum(prices.more[number[one]][number[mate]] for mate in group if mate != one)

    missing = sum(max(0, least - len(group)) for group in groups)
    excess = sum(max(0, len(group) - most) for group in groups)
    while excess > 0 or missing > len(loose):
        bound = most if excess > 0 else least
        spare = [(one, group) for group in groups if len(group) > bound for one in group]
        one, group = max(spare, key=lambda each: (price(*each), -each[0]))
        group.remove(one)
        loose.append(one)
        excess -= 1
    for one in sorted(loose):
        short = [group for group in groups if len(group) < least]
        free = short or [group for group in groups if len(group) < most]
        min(free, key=lambda group: price(one, group)).append(one)
    return tuple(tuple(sorted(group)) for group in sorted(groups))
