"""The least number of repeats of any seating, by counting; and of colleagues who sit together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from upstream_workshop.workgroups.small_groups.small_group_seating import SeatingProblem, paired


def least_repeats(problem: SeatingProblem) -> int:
    """Return a number of repeats that no seating can be below."""
    return max(_by_neighbours(problem), _by_rounds(problem))


def least_colleagues(problem: SeatingProblem) -> int:
    """Return how often colleagues sit together at least; dealing each organisation round reaches it."""
    groups = len(problem.sizes)
    homes = Counter(home for one in problem.people if (home := problem.organisations.get(one, "")))
    return problem.rounds * sum(_pairs_when_spread(many, groups) for many in homes.values())


def _by_neighbours(problem: SeatingProblem) -> int:
    """Count the neighbours that each person needs, and those whom they have not met yet.

    Over all rounds a person has a number of neighbours, of whom only so many are new. Those beyond are
    repeats, each counted for two people.
    """
    sizes, rounds = problem.sizes, problem.rounds
    needed = rounds * sum(size * (size - 1) for size in sizes)
    least, most = rounds * (sizes[-1] - 1), rounds * (sizes[0] - 1)
    fresh = _strangers(problem)
    forced = sum(max(0, least - new) for new in fresh.values())
    room = sum(max(0, min(new, most) - least) for new in fresh.values())
    further = max(0, needed - least * len(fresh) - room)
    return -(-(forced + further) // 2)


def _strangers(problem: SeatingProblem) -> dict[int, int]:
    """Return how many others each person may sit with for the first time, by id."""
    fresh = dict.fromkeys(problem.people, 0)
    separate = _separable(problem) if problem.apart_first else frozenset()
    for first, second in combinations(problem.people, 2):
        pair = paired(first, second)
        home = problem.organisations.get(first, "")
        if pair in problem.met or (problem.colleagues(pair) and home in separate):
            continue
        fresh[first] += 1
        fresh[second] += 1
    return fresh


def _separable(problem: SeatingProblem) -> frozenset[str]:
    """Return the organisations of whom nobody needs to sit with a colleague."""
    homes = Counter(problem.organisations.get(one, "") for one in problem.people)
    return frozenset(home for home, many in homes.items() if many <= len(problem.sizes))


def _by_rounds(problem: SeatingProblem) -> int:
    """Count how many pairs of one round must sit together again in another.

    The members of a group can come only from so many groups of the other round. With c such pairs for
    each two rounds, pairs that meet m times are in m(m-1)/2 of these, at most r/2 for each repeat.
    """
    sizes, rounds = problem.sizes, problem.rounds
    each = sum(_pairs_when_spread(size, len(sizes)) for size in sizes)
    return each * (rounds - 1)


def _pairs_when_spread(people: int, groups: int) -> int:
    """Return how many pairs sit together when people are spread over groups as evenly as can be."""
    least, more = divmod(people, groups)
    return more * (least + 1) * least // 2 + (groups - more) * least * (least - 1) // 2
