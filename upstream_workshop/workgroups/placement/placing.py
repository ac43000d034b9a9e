"""The proven best placement of people in groups, or the smallest set of rules that leaves none.

It must run in a process of its own: call `solving.best_placement`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.conflicts import smallest_conflict, ways_out
from upstream_workshop.workgroups.placement.declared_rules import broken, declared
from upstream_workshop.workgroups.placement.levels import Levels
from upstream_workshop.workgroups.placement.problems import (
    Objective,
    Placement,
    Problem,
    Rule,
    Seats,
    in_name_order,
    moved,
    score,
)
from upstream_workshop.workgroups.placement.programme import Programme
from upstream_workshop.workgroups.placement.seating import Seating
from upstream_workshop.workgroups.placement.solver_watch import (
    Found,
    OutOfTimeError,
    Progress,
    Watch,
)

SECONDS: Final = 60.0
_ASIDE: Final = 10.0  # seconds for the ways out of a conflict


def place(
    problem: Problem,
    progress: Progress | None = None,
    seconds: float = SECONDS,
    found: Found = lambda _: None,
) -> Placement:
    """Return the proven best placement in the strict order of the objective, or why there is none.

    progress: called often with the share that is done and what is being done; to cancel, it raises
        an exception, which `place` passes on.
    seconds: the time limit. Afterwards the best placement so far is returned with the status
        TIME_LIMIT.
    found: called with each better placement on the way, whose status is TIME_LIMIT.

    The same input gives the same result: the model is laid out in the order of names and solved by
    one thread, so neither the order of people and themes nor their ids matter. That layout alone
    decides between placements of equal objective.

    Raises WorkshopError: when there is no person or no theme.
    """
    ordered = in_name_order(problem)
    if not ordered.people:
        raise WorkshopError(say("There is nobody to place: add people and their choices first."))
    if not ordered.topics:
        raise WorkshopError(
            say("There is no theme to form a group around: add or choose themes first.")
        )
    return _Search(ordered, Watch(progress, time.monotonic() + seconds), found).placement()


class _Search:
    """A search with the best that it has found so far."""

    def __init__(self, problem: Problem, watch: Watch, found: Found) -> None:
        self._problem = problem
        self._watch = watch
        self._found = found
        self._best: tuple[tuple[int, int], Objective] | None = None
        self._placement = Placement(PlacementStatus.TIME_LIMIT)
        self._levels = Levels(problem, watch, self._on_better)

    def placement(self) -> Placement:
        """Return the best placement, the best so far when the time is over, or the smallest conflict."""
        try:
            self._watch.tell(0.0, say("Looking for seats inside everybody's choices"))
            seats = self._levels.best()
            if seats is not None:
                return Placement(_proven(self._problem), seats, score(self._problem, seats))
            self._watch.tell(
                0.5, say("No placement keeps every rule: looking for the rules in conflict")
            )
            conflict = _conflict(self._problem, self._watch)
        except OutOfTimeError:
            best = self._placement
            return replace(best, bound=self._levels.bound(best.objective)) if best.seats else best
        words = tuple(rule.words for rule in conflict)
        aside = self._watch.aside(0.9, say("Looking for ways out"), _ASIDE)
        ways = ways_out(self._problem, conflict, partial(_objective, watch=aside))
        return Placement(PlacementStatus.INFEASIBLE, conflict=words, ways_out=ways)

    def _on_better(self, seats: Seats) -> None:
        objective = score(self._problem, seats)
        if self._best is None or (moved(self._problem, seats), objective) < self._best:
            self._best = moved(self._problem, seats), objective
            bound = self._levels.bound(objective)
            self._placement = Placement(PlacementStatus.TIME_LIMIT, seats, objective, bound=bound)
            self._found(self._placement)


def _proven(problem: Problem) -> PlacementStatus:
    chose = any(person.choices for person in problem.people)
    return PlacementStatus.OPTIMAL if chose else PlacementStatus.NOBODY_CHOSE


def _conflict(problem: Problem, watch: Watch) -> tuple[Rule, ...]:
    rules = declared(problem)

    def kept_with(chosen: Sequence[Rule]) -> frozenset[Rule] | None:
        watch.tell(0.5, say("Looking for the rules in conflict"))
        programme = Programme(watch)
        seating = Seating(problem, chosen, programme)
        values = programme.least({})
        if values is None:
            return None
        return frozenset(rules) - frozenset(broken(problem, seating.seats(values)))

    return smallest_conflict(rules, kept_with)


def _objective(problem: Problem, watch: Watch) -> Objective | None:
    """Return the best objective, empty if the time is too short to say, None if no rules can hold."""
    try:
        seats = Levels(problem, watch).best()
    except OutOfTimeError:
        return ()
    return None if seats is None else score(problem, seats)
