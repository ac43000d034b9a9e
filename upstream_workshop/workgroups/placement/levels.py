"""The levels of the objective, solved one after another, each within what those before have reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from resources.words import say
from upstream_workshop.workgroups.placement.alike import Kind
from upstream_workshop.workgroups.placement.declared_rules import declared
from upstream_workshop.workgroups.placement.mixing import Mixing
from upstream_workshop.workgroups.placement.problems import (
    Objective,
    Problem,
    Seats,
    score,
)
from upstream_workshop.workgroups.placement.programme import Programme, Values
from upstream_workshop.workgroups.placement.seating import Seating
from upstream_workshop.workgroups.placement.solver_watch import Watch

_NEARLY: Final = 1e-6
Costs = dict[int, float]


class Levels:
    """The search for the best seats of a problem in name order.

    better: called with all seats that are found on the way; each keeps all rules.
    """

    def __init__(
        self, problem: Problem, watch: Watch, better: Callable[[Seats], object] = lambda _: None
    ) -> None:
        self._problem = problem
        self._watch = watch
        self._programme = Programme(watch, lambda values: better(self._seating.seats(values)))
        self._seating = Seating(problem, declared(problem), self._programme)
        self._parties = self._seating.parties
        self._choosing = [party for party in self._parties if party.choices]
        self._one_each = problem.per_person == 1 and all(
            len(one.locked) < 2 for one in problem.people
        )
        self._proven: Objective = ()
        self._counted = False  # whether what the solver counts is the next part of the objective

    def best(self) -> Seats | None:
        """Return the best seats, or None if the rules cannot hold."""
        if self._problem.now and self._with_fewest_moves() is None:
            return None
        self._counted = True
        values = self._inside() or self._with_fewest_outside()
        if values is None:
            return None
        self._watch.tell(0.6, say("Mixing the organisations"))
        for of in self._mixed():
            values = self._with_fewest_pairs(of) or values
            self._prove(values, len(self._proven) + 1)
        self._watch.tell(1.0, say("Proven best"))
        return self._seating.seats(values)

    def bound(self, found: Objective) -> Objective:
        """Return what is proven of the objective: no placement has one that is less, part by part.

        found: the objective of the best seats so far. Parts of which nothing is proven are left out.
        """
        parts = len(self._proven)
        least = self._watch.least
        if not self._counted or least is None or found[:parts] != self._proven:
            return self._proven
        return (*self._proven, max(least, 0))[: len(found)]

    # moves and choices

    def _with_fewest_moves(self) -> Values | None:
        stays = {
            party.seats[topic]: -1.0 for party in self._parties for topic in sorted(party.like.now)
        }
        now = sum(len(party.people) * len(party.like.now) for party in self._parties)
        values = self._least(stays, now)
        leads = {
            party.seats[topic]: -1.0
            for party in self._parties
            for one, topic in self._problem.leads
            if one == party.like.alone and topic in party.like.now
        }
        if values is None or self._keeps(leads, values):
            return values
        return self._least(leads, len(leads)) or values

    def _keeps(self, seats: Costs, values: Values) -> bool:
        """Check whether all of some seats are kept, and hold them then."""
        if any(values[column] < 1 - _NEARLY for column in seats):
            return False
        self._hold(seats, values)
        return True

    def _inside(self) -> Values | None:
        """Return the seats of the least ranks with nobody outside their choices; None if there are none."""
        outside = self._outside()
        least = self._programme.relaxed(outside)
        if least is None or least > _NEARLY:
            return None
        self._proven = (0,)
        self._programme.shut(outside)
        values = self._with_least_ranks()
        if values is None:
            self._proven = ()
            self._programme.free(outside)
        else:
            self._tell_ranks()
        return values

    def _with_fewest_outside(self) -> Values | None:
        values = self._least(self._outside())
        if values is None:
            return None
        self._prove(values, 1)
        self._tell_ranks()
        return self._with_least_ranks() or values

    def _tell_ranks(self) -> None:
        self._watch.tell(0.3, say("Keeping the worst rank and the sum of ranks low"))

    def _outside(self) -> Costs:
        return {column: 1.0 for party in self._choosing for column in party.outside()}

    def _with_least_ranks(self) -> Values | None:
        """Return the least sum of ranks under the smallest worst rank; None if the rules cannot hold."""
        costs, none = self._ranks()
        outside = self._proven
        if not self._choosing:
            self._proven = (0, 0, 0)
            return self._least({})
        for limit in range(1, max(len(party.choices) for party in self._choosing) + 1):
            self._proven = (*outside, limit)
            free = self._limit(limit)
            values = self._least(costs, none)
            if values is not None:
                self._prove(values, 3)
                return values
            free()
        return None

    def _limit(self, limit: int) -> Callable[[], None]:
        """Let the best rank of nobody be worse than a limit; return what allows it again."""
        if self._one_each:
            worse = [
                column
                for party in self._choosing
                for rank, column in party.chosen()
                if rank > limit
            ]
            self._programme.shut(worse)
            return partial(self._programme.free, worse)
        rows = []
        for party in self._choosing:
            good = [column for rank, column in party.chosen() if rank <= limit]
            rows.append(self._programme.row(dict.fromkeys(good + party.outside(), 1.0), low=1.0))
        return partial(self._programme.drop, rows)

    def _ranks(self) -> tuple[Costs, int]:
        """Return the costs whose sum is that of the ranks, and what it is with everybody outside."""
        costs: Costs = {}
        none = 0
        for party in self._choosing:
            last = len(party.choices) + 1
            costs |= {column: float(rank - last) for rank, column in party.chosen()}
            wished = min(self._problem.per_person, len(party.choices))
            none += len(party.people) * wished * last
        return costs, none

    # pairs

    def _mixed(self) -> list[Callable[[Kind], str]]:
        """Return, in order, what people are mixed by: organisation, trait, and all alike if nobody chose."""
        mixed: list[Callable[[Kind], str]] = [lambda kind: kind.organisation]
        if self._problem.spread:
            mixed.append(lambda kind: kind.trait)
        if not self._choosing:
            mixed.append(lambda _: "*")
        return mixed

    def _with_fewest_pairs(self, of: Callable[[Kind], str]) -> Values | None:
        """Return the seats with the fewest pairs of one organisation or trait, None if there can be none."""
        mixing = Mixing(self._seating, self._programme, of)
        values = None
        while mixing.costs:
            values = self._programme.least(mixing.costs)
            if values is None or not mixing.bend(values):
                break
        if values is not None:
            self._hold(mixing.costs, values)
        return values

    # inside

    def _least(self, costs: Costs, none: int = 0) -> Values | None:
        """Return the values of the least cost, which limits those of all later ones."""
        values = self._programme.least(costs, none)
        if values is not None:
            self._hold(costs, values)
        return values

    def _hold(self, costs: Costs, values: Values) -> None:
        """Let no later solution cost more than this one."""
        if costs:
            self._programme.row(costs, high=round(sum(costs[one] * values[one] for one in costs)))

    def _prove(self, values: Values, parts: int) -> None:
        self._proven = score(self._problem, self._seating.seats(values))[:parts]
