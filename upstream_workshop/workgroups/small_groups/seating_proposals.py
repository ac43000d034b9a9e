"""The best seating that is found: by search, and by a design where a search is not enough."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.small_groups.bounds import least_repeats
from upstream_workshop.workgroups.small_groups.designs.designing import design
from upstream_workshop.workgroups.small_groups.search import EFFORT, Progress, ideal, searched
from upstream_workshop.workgroups.small_groups.small_group_seating import (
    Round,
    Seating,
    SeatingProblem,
    measured,
)

LEAST_SIZE: Final = 2
MOST_ROUNDS: Final = 40
_MOST_PEOPLE: Final = 64  # for whom a design is looked for
_EXCHANGES: Final = 3_000  # tried to bring colleagues apart in a design


def best_seating(
    problem: SeatingProblem,
    progress: Progress = lambda _share, _doing: None,
    effort: int = EFFORT,
) -> Seating:
    """Return the best seating that is found within some seconds; for the same problem the same one.

    A short search is enough nearly always. Where it is not, a design is looked for, and the search goes on.

    progress: called now and then with the share that is done; to cancel, it raises.
    effort: of the search, as there.

    Raises WorkshopError: when there are too few people, or the size or the number of rounds is not one.
    """
    _check(problem)
    bound = least_repeats(problem)
    best: Seating | None = None
    ways: tuple[Callable[[], tuple[Round, ...]], ...] = (
        lambda: searched(problem, progress, effort // 8),
        lambda: _by_design(problem, progress),
        lambda: searched(problem, progress, effort),
    )
    for way in ways:
        found = way()
        seating = Seating(found, measured(problem, found), bound)
        if best is None or (found and _worth(problem, seating) < _worth(problem, best)):
            best = seating
        if _worth(problem, best) <= ideal(problem):
            break
    assert best is not None
    return best


def _worth(problem: SeatingProblem, seating: Seating) -> tuple[int, ...]:
    return seating.measures.order(problem.apart_first)


def _check(problem: SeatingProblem) -> None:
    if problem.size < LEAST_SIZE:
        raise WorkshopError(say("A small group has at least two people: give a larger size."))
    if not 1 <= problem.rounds <= MOST_ROUNDS:
        raise WorkshopError(
            say("Small groups meet in 1 to {most} rounds: give another number.", most=MOST_ROUNDS)
        )
    if len(problem.people) < problem.size:
        raise WorkshopError(
            say(
                "There are too few people here for groups of {size}: give a smaller size.",
                size=problem.size,
            )
        )


def _by_design(problem: SeatingProblem, progress: Progress) -> tuple[Round, ...]:
    """Return the rounds of a design, with people put in its places so that as little as can be is lost."""
    people = list(problem.people)
    if len(people) > _MOST_PEOPLE:
        return ()
    plan = design(len(people), problem.size, problem.rounds, progress)
    if not plan:
        return ()
    dice = random.Random(f"{people} {problem.size}")  # noqa: S311 - not for secrets
    goal = ideal(problem)
    best = _order(problem, plan, people)
    for _ in range(_EXCHANGES):
        if best <= goal:
            break
        i, j = dice.sample(range(len(people)), 2)
        people[i], people[j] = people[j], people[i]
        order = _order(problem, plan, people)
        if order <= best:
            best = order
        else:
            people[i], people[j] = people[j], people[i]
    return _seated(plan, people)


def _order(problem: SeatingProblem, plan: tuple[Round, ...], people: list[int]) -> tuple[int, ...]:
    return measured(problem, _seated(plan, people)).order(problem.apart_first)


def _seated(plan: tuple[Round, ...], people: list[int]) -> tuple[Round, ...]:
    return tuple(
        tuple(tuple(sorted(people[place] for place in group)) for group in groups)
        for groups in plan
    )
