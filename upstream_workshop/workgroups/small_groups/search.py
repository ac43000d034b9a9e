"""The search for a good seating: people are exchanged between groups as long as that helps.

A tabu search: in each step, somebody who sits badly changes places with whomever of the same round costs
least, also where that costs more than before; who has just moved stays for a few steps. The answer is the
best seating of all that were seen. It depends on the problem alone: the dice have a fixed seed, and what is
limited is the number of pairs looked at, not the time.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from upstream_workshop.workgroups.small_groups.bounds import least_colleagues, least_repeats
from upstream_workshop.workgroups.small_groups.prices import Prices
from upstream_workshop.workgroups.small_groups.small_group_seating import (
    Measures,
    Round,
    SeatingProblem,
    measured,
    paired,
)

Progress = Callable[[float, str], object]
EFFORT: Final = 8_000_000  # pairs looked at: one or two seconds
_TENURE: Final = 8  # most steps for which somebody who has moved stays
_REPORT: Final = 64  # steps between two reports of progress
Groups: TypeAlias = list[list[int]]


class _Exchange(NamedTuple):
    """Two people of a round who change places, and what that costs more than before."""

    at: int
    one: int
    other: int
    change: int


def searched(
    problem: SeatingProblem, progress: Progress = lambda _share, _doing: None, effort: int = EFFORT
) -> tuple[Round, ...]:
    """Return the best rounds that are found.

    progress: called now and then with the share of the effort that is spent; to cancel, it raises.
    effort: how many pairs of people are looked at, roughly.
    """
    tables = _Tables(problem)
    best = tables.rounds()
    if len(problem.sizes) < 2:
        return best
    goal, reached = ideal(problem), _order(problem, best)
    steps = effort // tables.pairs_in_a_step
    cost = least = 0
    for step in range(steps):
        if reached <= goal or (seat := tables.bad_seat()) is None:
            break
        turn = tables.best_exchange(*seat, step, least - cost)
        tables.exchange(turn, step)
        cost += turn.change
        if cost < least:
            least = cost
            rounds = tables.rounds()
            if (order := _order(problem, rounds)) < reached:
                best, reached = rounds, order
        if step % _REPORT == 0:
            progress(step / steps, "")
    return best


def ideal(problem: SeatingProblem) -> tuple[int, ...]:
    """Return what no seating can be better than, in the order by which seatings are compared."""
    servable = sum(not ask.helpers.isdisjoint(problem.people) for ask in problem.asks)
    least = Measures(least_repeats(problem), least_colleagues(problem), servable, 0)
    return least.order(problem.apart_first)


def _order(problem: SeatingProblem, rounds: tuple[Round, ...]) -> tuple[int, ...]:
    return measured(problem, rounds).order(problem.apart_first)


class _Tables:
    """The groups of all rounds while people are exchanged. People are numbers, as in the prices."""

    def __init__(self, problem: SeatingProblem) -> None:
        self._problem = problem
        self._people = range(len(problem.people))
        self._dice = random.Random(f"{problem.people} {problem.size} {problem.rounds}")  # noqa: S311 - not for secrets
        self._prices = Prices(problem)
        self._stays: dict[tuple[int, int], int] = {}  # the step until which somebody stays
        self._rounds: list[Groups] = []
        for _ in range(problem.rounds):
            self._rounds.append(self._dealt())

    @property
    def pairs_in_a_step(self) -> int:
        """How many pairs of people are looked at in a step."""
        neighbours = self._problem.sizes[0] - 1
        return len(self._people) * neighbours * (self._problem.rounds + 2) + 1

    def rounds(self) -> tuple[Round, ...]:
        """Return the rounds as they are now, by ids."""
        ids = self._problem.people
        return tuple(
            tuple(tuple(sorted(ids[one] for one in group)) for group in groups)
            for groups in self._rounds
        )

    def bad_seat(self) -> tuple[int, int] | None:
        """Return a round and somebody in it who sits badly, the worse the likelier; None without any."""
        less, ask = self._prices.less, self._prices.ask
        seats: list[tuple[int, int]] = []
        loads: list[int] = []
        for at, groups in enumerate(self._rounds):
            for group in groups:
                for one in group:
                    row = less[one]
                    if load := sum([row[other] for other in group]):
                        seats.append((at, one))
                        loads.append(load)
        for asker, helped in zip(self._prices.askers, self._prices.helped, strict=True):
            if not helped and asker >= 0:
                seats += [(at, asker) for at in range(len(self._rounds))]
                loads += [ask] * len(self._rounds)
        return self._dice.choices(seats, loads)[0] if seats else None

    def best_exchange(self, at: int, one: int, step: int, record: int) -> _Exchange:
        """Return the cheapest exchange of somebody in a round; an exchange with themselves if none is free.

        step: who is to stay beyond it is exchanged only if that costs less than `record`.
        """
        more, less = self._prices.more, self._prices.less
        home = next(group for group in self._rounds[at] if one in group)
        mates = [each for each in home if each != one]
        leaving = sum(less[one][mate] for mate in mates)
        stays = self._stays.get((at, one), 0) > step
        best, lowest = [one], 1 << 60
        for group in self._rounds[at]:
            if group is home:
                continue
            joining = sum([more[one][each] for each in group]) - leaving
            for other in group:
                row, gone = more[other], less[other]
                change = joining - more[one][other] - sum([gone[each] for each in group])
                change += sum([row[mate] for mate in mates])
                if self._prices.serving:
                    change += self._prices.ask * self._asks_lost(one, mates, other, group)
                if change > lowest:
                    continue
                if change >= record and (stays or self._stays.get((at, other), 0) > step):
                    continue
                best, lowest = ([other], change) if change < lowest else ([*best, other], lowest)
        chosen = self._dice.choice(best)
        return _Exchange(at, one, chosen, lowest if chosen != one else 0)

    def exchange(self, turn: _Exchange, step: int) -> None:
        """Let two people change places; they stay there for some steps."""
        if turn.one == turn.other:
            return
        first, second = (
            next(group for group in self._rounds[turn.at] if who in group)
            for who in (turn.one, turn.other)
        )
        for who, old in ((turn.one, first), (turn.other, second)):
            old.remove(who)
            self._prices.part(who, old)
        for who, new in ((turn.one, second), (turn.other, first)):
            self._prices.meet(who, new)
            new.append(who)
            self._stays[turn.at, who] = step + 2 + self._dice.randrange(_TENURE)

    def _asks_lost(self, one: int, mates: list[int], other: int, group: list[int]) -> int:
        """Return how many more asks go unserved by an exchange."""
        rest = [each for each in group if each != other]
        old = [*product([one], mates), *product([other], rest)]
        new = [*product([one], rest), *product([other], mates)]
        return self._prices.asks_lost(
            [paired(*pair) for pair in old], [paired(*pair) for pair in new]
        )

    def _dealt(self) -> Groups:
        """Return the groups of a further round: each person joins the group that costs least."""
        sizes = self._problem.sizes
        groups: Groups = [[] for _ in sizes]
        order = list(self._people)
        self._dice.shuffle(order)
        for one in order:
            free = [group for group, size in zip(groups, sizes, strict=True) if len(group) < size]
            row = self._prices.more[one]
            best = min(free, key=lambda group: (sum([row[each] for each in group]), len(group)))
            self._prices.meet(one, best)
            best.append(one)
        return groups
