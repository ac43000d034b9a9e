"""An integer programme in HiGHS, solved again and again with other costs and bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from typing import Any, Final, TypeAlias

import highspy
import numpy as np

from upstream_workshop.workgroups.placement.solver_watch import Watch

_FAR: Final = float(highspy.kHighsInf)
_NEARLY: Final = 1e-6
_WHOLE: Final = int(highspy.HighsVarType.kInteger)
_ANY: Final = int(highspy.HighsVarType.kContinuous)
_IMPOSSIBLE: Final = {
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
}
_OPTIONS: Final[Mapping[str, Any]] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.99,  # every objective is a whole number
}
Values: TypeAlias = Sequence[float]  # by column


class Programme:
    """Columns between 0 and a bound, and rows that limit sums of them.

    watch: is told of bounds while the solver works, and stops it.
    better: called with the values of each better solution.

    The solver is silent, runs on one thread and proves optimality to a whole number, so that the same
    programme always has the same solution.

    Each cost is first made least with only the deciding columns in whole numbers, which bounds it, and then
    with these columns as they were found. Most often that reaches the bound, and the whole programme, which
    takes much longer, need not be solved.
    """

    def __init__(self, watch: Watch, better: Callable[[Values], object] = lambda _: None) -> None:
        self._watch = watch
        self._better = better
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._costs: dict[int, float] = {}
        self._most: list[float] = []  # by column
        self._kinds: list[int] = []  # by column
        self._whole: list[int] = []
        self._deciding: list[int] = []
        self._last: Values = ()
        self._bounds = self._solves = (
            True  # whether what runs bounds the cost, and solves the programme
        )
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._highs.cbMipInterrupt.subscribe(self._on_look)
        self._highs.cbMipImprovingSolution.subscribe(self._on_better)

    def column(self, most: float = 1.0, whole: bool = True, deciding: bool = False) -> int:
        """Add a variable between 0 and `most` and return its index.

        whole: whether it is an integer.
        deciding: whether it decides much of the others.
        """
        self._highs.addVar(0.0, most)
        index = len(self._most)
        self._most.append(most)
        self._kinds.append(_WHOLE if whole else _ANY)
        if whole:
            (self._deciding if deciding else self._whole).append(index)
        return index

    def fix(self, column: int) -> None:
        """Let a column be nothing but its most."""
        self._highs.changeColBounds(column, self._most[column], self._most[column])

    def shut(self, columns: Iterable[int]) -> None:
        """Let columns be nothing but 0."""
        for column in columns:
            self._highs.changeColBounds(column, 0.0, 0.0)

    def free(self, columns: Iterable[int]) -> None:
        """Let columns be anything up to their most again."""
        for column in columns:
            self._highs.changeColBounds(column, 0.0, self._most[column])

    def row(self, terms: Mapping[int, float], low: float = -_FAR, high: float = _FAR) -> int:
        """Add the constraint low <= the sum of the columns, weighted by `terms` <= high; return its index."""
        columns = np.fromiter(terms, np.int32)
        self._highs.addRow(low, high, len(terms), columns, np.fromiter(terms.values(), np.float64))
        return int(self._highs.getNumRow()) - 1

    def drop(self, rows: Iterable[int]) -> None:
        """Let the sums of rows be anything."""
        for row in rows:
            self._highs.changeRowBounds(row, -_FAR, _FAR)

    def relaxed(self, costs: Mapping[int, float]) -> float | None:
        """Return the least cost if no column has to be whole, or None if the rows cannot hold."""
        self._set_costs(costs, 0.0)
        self._highs.setOptionValue("solve_relaxation", True)
        self._highs.run()
        self._highs.setOptionValue("solve_relaxation", False)
        found = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        least = float(self._highs.getInfo().objective_function_value)
        self._highs.clearSolver()  # its solution is no start for one in whole numbers
        return least if found else None

    def least(self, costs: Mapping[int, float], base: float = 0.0) -> Values | None:
        """Return the values of the least cost, or None if the rows cannot hold.

        costs: the cost by column.
        base: what the cost of all columns at zero is, for the bounds that are told.

        Raises OutOfTimeError; and what the watch's `progress` raised to cancel.
        """
        self._set_costs(costs, base)
        self._watch.begin()
        if self._deciding:
            found = self._decided()
            if found is None:
                return None
            rough, bound = found
            fine = self._with_decided(rough)
            if fine is not None and self._cost(fine) + base <= ceil(bound - _NEARLY) + _NEARLY:
                return fine
        return self._solved()

    def _decided(self) -> tuple[Values, float] | None:
        """Return values with only the deciding columns in whole numbers, and a bound of the cost."""
        self._solves = False
        deciding = set(self._deciding)
        values = self._run([_WHOLE if one in deciding else _ANY for one in range(len(self._kinds))])
        bound = float(self._highs.getInfo().mip_dual_bound)
        self._highs.clearSolver()
        self._solves = True
        return None if values is None else (values, bound)

    def _with_decided(self, rough: Values) -> Values | None:
        """Return the values of the least cost with the deciding columns as they are in others."""
        self._bounds = False
        for column in self._deciding:
            self._highs.changeColBounds(column, round(rough[column]), round(rough[column]))
        values = self._solved()
        self.free(self._deciding)
        self._bounds = True
        return values

    def _cost(self, values: Values) -> float:
        return sum(cost * values[column] for column, cost in self._costs.items())

    def _solved(self) -> Values | None:
        """Return the values of the least cost, with the last ones as a start."""
        known = np.array([one for one in self._whole if one < len(self._last)], np.int32)
        if len(known):
            self._highs.setSolution(len(known), known, np.array(self._last, np.float64)[known])
        values = self._run(self._kinds)
        if values is not None:
            self._last = values
            self._better(values)
        return values

    def _run(self, kinds: Sequence[int]) -> Values | None:
        """Solve with columns of some kinds; all are told at once, since HiGHS copies all for each."""
        columns = np.arange(len(kinds), dtype=np.int32)
        self._highs.changeColsIntegrality(len(kinds), columns, np.array(kinds, np.uint8))
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return list(self._highs.getSolution().col_value)
        if status in _IMPOSSIBLE:
            return None
        self._watch.settle()
        raise RuntimeError(f"HiGHS stopped with {status}")

    def _set_costs(self, costs: Mapping[int, float], base: float) -> None:
        for column in self._costs.keys() | costs.keys():
            self._highs.changeColCost(column, costs.get(column, 0.0))
        self._highs.changeObjectiveOffset(base)
        self._costs = dict(costs)

    def _on_look(self, event: highspy.HighsCallbackEvent) -> None:
        found, least = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
        self._watch.bound(found if self._solves else None, least if self._bounds else None)
        event.interrupt(not self._watch.look())

    def _on_better(self, event: highspy.HighsCallbackEvent) -> None:
        if self._solves:
            self._better(list(event.data_out.mip_solution))
