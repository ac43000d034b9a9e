"""What it costs that two people sit together, kept up while they are exchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Final, TypeAlias

from upstream_workshop.workgroups.small_groups.small_group_seating import SeatingProblem, paired

# of a repeat, two colleagues, an ask that is not served, two who know each other
WEIGHTS: Final = (10_000, 500, 25, 1)
Matrix: TypeAlias = list[list[int]]
Place: TypeAlias = tuple[int, int]  # two numbers of people, the smaller one first


class Prices:
    """The price of each meeting. People are numbers, by their place in the problem.

    more[i][j]: what one more meeting of the two costs, without asks.
    less[i][j]: what one fewer saves.
    unserved: how many asks no helper meets.
    """

    def __init__(self, problem: SeatingProblem) -> None:
        many = len(problem.people)
        repeat, colleague, self.ask, known = WEIGHTS
        if problem.apart_first:
            repeat, colleague = colleague, repeat
        self._repeat = repeat
        self._times = _matrix(many)
        self.more, self.less = _matrix(many), _matrix(many)
        for i, j in combinations(range(many), 2):
            pair = paired(problem.people[i], problem.people[j])
            always = colleague * problem.colleagues(pair) + known * (pair in problem.known)
            before = int(pair in problem.met)
            _set(self._times, i, j, before)
            _set(self.less, i, j, always + repeat * before)
            _set(self.more, i, j, always + repeat * before)
        number = {id_: n for n, id_ in enumerate(problem.people)}
        self.serving: dict[Place, list[int]] = {}
        for ask in range(len(problem.asks)):
            for one, other in problem.asks[ask].pairs:
                if one in number and other in number:
                    place = paired(number[one], number[other])
                    self.serving.setdefault(place, []).append(ask)
        self.askers = [number.get(ask.asker, -1) for ask in problem.asks]
        self.helped = [0] * len(problem.asks)

    def meet(self, i: int, others: Iterable[int]) -> None:
        """Let somebody sit with others once more."""
        for j in others:
            self._count(i, j, 1)

    def part(self, i: int, others: Iterable[int]) -> None:
        """Let somebody sit with others once less."""
        for j in others:
            self._count(i, j, -1)

    def asks_lost(self, apart: Iterable[Place], together: Iterable[Place]) -> int:
        """Return how many more asks go unserved if some pairs part and others meet."""
        change: Counter[int] = Counter()
        for place in together:
            change.update(self.serving.get(place, ()))
        for place in apart:
            change.subtract(self.serving.get(place, ()))
        return sum(
            (self.helped[ask] > 0) - (self.helped[ask] + by > 0) for ask, by in change.items()
        )

    def _count(self, i: int, j: int, by: int) -> None:
        always = self.more[i][j] - self._repeat * (self._times[i][j] > 0)
        times = self._times[i][j] + by
        _set(self._times, i, j, times)
        _set(self.more, i, j, always + self._repeat * (times > 0))
        _set(self.less, i, j, always + self._repeat * (times > 1))
        for ask in self.serving.get(paired(i, j), ()):
            self.helped[ask] += by


def _matrix(many: int) -> Matrix:
    return [[0] * many for _ in range(many)]


def _set(matrix: Matrix, i: int, j: int, value: int) -> None:
    matrix[i][j] = matrix[j][i] = value
