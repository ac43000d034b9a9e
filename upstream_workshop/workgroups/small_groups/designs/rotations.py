"""Rounds without a repeat by turning one of them.

People are points on circles of so many places as there are rounds, and a few stay in the middle; each further
round is the first one turned by a place. No pair meets twice if, in the first round, no distance on a circle
or between two circles is found twice (Bose's method of differences; Kirkman's fifteen schoolgirls are two
circles of seven and one in the middle). Only the first round is searched for, unless it is known.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Final, TypeAlias

from upstream_workshop.workgroups.small_groups.designs.first_rounds import FIRST_ROUNDS
from upstream_workshop.workgroups.small_groups.designs.turning import turned
from upstream_workshop.workgroups.small_groups.small_group_seating import Round

Progress = Callable[[float, str], object]
Distance: TypeAlias = tuple[int, int, int]
_MOST_MIDDLE: Final = 4  # people who stay in the middle
_EFFORT: Final = 360_000  # pairs looked at in all exchanges that are tried: two seconds
_REPORT: Final = 500


def by_rotation(people: int, size: int, rounds: int, progress: Progress) -> tuple[Round, ...]:
    """Return at least so many rounds for people from 0; () if none are found.

    progress: called now and then; to cancel, it raises.
    """
    groups, left_over = divmod(people, size)
    if left_over or groups < size:
        return ()
    most = (people - 1) // (size - 1)
    turns = [n for n in range(rounds, most + 1) if people % n <= min(_MOST_MIDDLE, groups)]
    for each in turns:
        found = FIRST_ROUNDS.get((people, size, each)) or _turned_round(
            people, size, each, _EFFORT // size**2 // len(turns), progress
        )
        if found is not None:
            return tuple(turned(found, each, people, by) for by in range(each))
    return ()


def _turned_round(
    people: int, size: int, turns: int, effort: int, progress: Progress
) -> Round | None:
    """Search for a first round whose distances are all different, by exchanging people."""
    dice = random.Random(f"{people} {size} {turns}")  # noqa: S311 - not for secrets
    places = list(range(people))
    dice.shuffle(places)
    groups = [places[start : start + size] for start in range(0, people, size)]
    often: Counter[Distance] = Counter()
    for group in groups:
        often.update(_distances(group, turns, people))
    cost = _faults(often)
    for step in range(effort):
        if not cost:
            return tuple(map(tuple, groups))
        if step % _REPORT == 0:
            progress(step / effort, "")
        first, second = dice.sample(groups, 2)
        i, j = dice.randrange(size), dice.randrange(size)
        change = _exchanged(often, first, i, second, j, turns, people)
        if change > 0 and dice.random() > 0.02**change:
            _exchanged(often, first, i, second, j, turns, people)
        else:
            cost += change
    return None


def _exchanged(
    often: Counter[Distance],
    first: list[int],
    i: int,
    second: list[int],
    j: int,
    turns: int,
    people: int,
) -> int:
    """Let two people change places; return how many more faults there are than before."""
    before = _distances(first, turns, people) + _distances(second, turns, people)
    first[i], second[j] = second[j], first[i]
    after = _distances(first, turns, people) + _distances(second, turns, people)
    change = 0
    for one in before:
        change -= _fault(one, often[one]) - _fault(one, often[one] - 1)
        often[one] -= 1
    for one in after:
        change += _fault(one, often[one] + 1) - _fault(one, often[one])
        often[one] += 1
    return change


def _faults(often: Counter[Distance]) -> int:
    return sum(_fault(one, times) for one, times in often.items())


def _fault(distance: Distance, times: int) -> int:
    """Return how many of the pairs at a distance are too many; none may be at -1."""
    return times if distance[2] < 0 else max(0, times - 1)


def _distances(group: list[int], turns: int, people: int) -> list[Distance]:
    return [_distance(i, j, turns, people) for i, j in combinations(sorted(group), 2)]


def _distance(one: int, other: int, turns: int, people: int) -> Distance:
    """Return the circles of two people, the first in order, and how far the second is round from the first.

    Who is in the middle is on a circle of their own. The distance is -1 where the two would meet again by
    turning: two in the middle, and opposite places of one circle.
    """
    middle = people - people % turns
    if one >= middle:
        return one, other, -1
    if other >= middle:
        return one // turns, other, 0
    by = (other - one) % turns
    if one // turns == other // turns:
        return one // turns, one // turns, -1 if 2 * by == turns else min(by, turns - by)
    return one // turns, other // turns, by
