"""The placement as an integer programme for HiGHS, solved in stages with the earlier stages fixed.

It must run in a process of its own: call `solving.best_placement`.

There is a binary variable for each person and topic, and one for each topic that is used. The
last stage counts same-organisation pairs by a convex cost on the number of people of an
organisation in a group: the k-th member costs k - 1, so that no variable for a pair is needed.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from typing import Final

import highspy
import numpy as np

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.kinds import PlacementStatus, RuleKind
from upstream_workshop.workgroups.placement.conflicts import smallest_conflict
from upstream_workshop.workgroups.placement.problems import (
    Placement,
    Problem,
    Rule,
    Seats,
    broken,
    declared,
    in_name_order,
    score,
)

Progress = Callable[[float, str], object]
SECONDS: Final = 60.0
_FAR = highspy.kHighsInf


def place(
    problem: Problem, progress: Progress | None = None, seconds: float = SECONDS
) -> Placement:
    """Return the proven best placement in the strict order of the objective, or why there is none.

    progress: called often with the share that is done and what is being done; to cancel, it raises
        an exception, which `place` passes on.
    seconds: the time limit. Afterwards the best placement so far is returned with the status
        TIME_LIMIT.

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
    return solved(ordered, Watch(progress, time.monotonic() + seconds))


class OutOfTimeError(Exception):
    """The time limit was reached before the result was proven."""


class Watch:
    """The progress and the time limit of a search.

    progress: as for `place`.
    deadline: a time of `time.monotonic`.
    """

    def __init__(self, progress: Progress | None, deadline: float) -> None:
        self._progress = progress
        self._deadline = deadline
        self._at = (0.0, "")
        self._bounds = ""
        self._raised: BaseException | None = None

    def tell(self, share: float, doing: str) -> None:
        """Report progress. Raises what `progress` raises, or OutOfTimeError."""
        self._at, self._bounds = (share, doing), ""
        self.look()
        self.settle()

    def bound(self, found: float, least: float) -> None:
        """Note the bounds of the present stage, which are added to the text of the progress.

        found: the cost of the best solution so far.
        least: the least cost that is still possible.
        """
        if found < _FAR and least > -_FAR:
            self._bounds = say(
                ": {found} found, {best} at best", found=round(found), best=ceil(least - 1e-6)
            )

    def look(self) -> bool:
        """Report progress again and return whether to continue.

        An exception must not pass through the solver, so it is kept for `settle`.
        """
        share, doing = self._at
        try:
            if self._progress:
                self._progress(share, doing + self._bounds)
            if time.monotonic() > self._deadline:
                raise OutOfTimeError
        except BaseException as error:  # raised again by settle()
            self._raised = error
        return self._raised is None

    def settle(self) -> None:
        """Raise the exception that was kept, if any."""
        if self._raised:
            raise self._raised


class Model:
    """An integer programme in HiGHS for a problem and some of its rules.

    seats: the column by person and topic.
    """

    def __init__(self, problem: Problem, rules: Iterable[Rule], watch: Watch) -> None:
        self._watch = watch
        self._highs = _quiet_highs(watch)
        self._problem = problem
        self._costs: dict[int, float] = {}
        self.seats = {
            (person.id, topic.id): self.column()
            for person in problem.people
            for topic in problem.topics
        }
        self._open = {topic.id: self.column() for topic in problem.topics}
        self._bind(rules)

    def column(self, whole: bool = True) -> int:
        """Add a variable between 0 and 1 and return its index; `whole`: it is an integer."""
        self._highs.addVar(0.0, 1.0)
        index = int(self._highs.getNumCol()) - 1
        if whole:
            self._highs.changeColIntegrality(index, highspy.HighsVarType.kInteger)
        return index

    def row(self, terms: Mapping[int, float], low: float = -_FAR, high: float = _FAR) -> None:
        """Add the constraint low <= the sum of the variables, weighted by `terms` <= high."""
        self._highs.addRow(
            low,
            high,
            len(terms),
            np.fromiter(terms, np.int32),
            np.fromiter(terms.values(), np.float64),
        )

    def forbid(self, columns: Iterable[int], forbidden: bool = True) -> None:
        """Fix variables at zero, or free them again."""
        for column in columns:
            self._highs.changeColBounds(column, 0.0, 0.0 if forbidden else 1.0)

    def least(self, costs: Mapping[int, float]) -> Seats | None:
        """Return the seats of least cost, or None if the constraints cannot hold.

        costs: the cost by column.

        Raises OutOfTimeError, whose `args` contain the seats found so far, if any; and what `progress`
        raised to cancel.
        """
        for column in self._costs.keys() | costs.keys():
            self._highs.changeColCost(column, costs.get(column, 0.0))
        self._costs = dict(costs)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return self._found()
        if status in {
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        }:
            return None
        try:
            self._watch.settle()
        except OutOfTimeError as late:
            feasible = highspy.SolutionStatus.kSolutionStatusFeasible
            if self._highs.getInfo().primal_solution_status == feasible:
                late.args = (self._found(),)
            raise
        raise RuntimeError(f"HiGHS stopped with {status}")

    def _found(self) -> Seats:
        values = self._highs.getSolution().col_value
        return tuple(pair for pair, column in self.seats.items() if values[column] > 0.5)

    def _bind(self, rules: Iterable[Rule]) -> None:
        people, topics = self._problem.people, self._problem.topics
        for person in people:
            self.row({self.seats[person.id, topic.id]: 1.0 for topic in topics}, 1.0, 1.0)
        for topic in topics:
            group = {self.seats[person.id, topic.id]: 1.0 for person in people}
            self.row(group | {self._open[topic.id]: -1.0}, low=0.0)
            for seat in group:
                self.row({seat: 1.0, self._open[topic.id]: -1.0}, high=0.0)
        for rule in rules:
            for topic in topics:
                self._bind_in(topic.id, rule)

    def _bind_in(self, topic: int, rule: Rule) -> None:
        opens = self._open[topic]
        everybody = {self.seats[person.id, topic]: 1.0 for person in self._problem.people}
        match rule.kind:
            case RuleKind.MINIMUM:
                self.row(everybody | {opens: -float(rule.number)}, low=0.0)
            case RuleKind.MAXIMUM:
                self.row(everybody | {opens: -float(rule.number)}, high=0.0)
            case RuleKind.ORGANISATION:
                for home in organisations(self._problem, larger_than=rule.number):
                    mates = {self.seats[person, topic]: 1.0 for person in home}
                    self.row(mates | {opens: -float(rule.number)}, high=0.0)
            case RuleKind.LEAD:
                willing = [one.id for one in self._problem.people if one.willing_to_lead]
                leads = {self.seats[person, topic]: 1.0 for person in willing}
                self.row(leads | {opens: -1.0}, low=0.0)
            case RuleKind.TOGETHER:
                first, second = (self.seats[person, topic] for person in rule.people)
                self.row({first: 1.0, second: -1.0}, 0.0, 0.0)
            case RuleKind.APART:
                first, second = (self.seats[person, topic] for person in rule.people)
                self.row({first: 1.0, second: 1.0, opens: -1.0}, high=0.0)
            case _:
                seat = self.seats[rule.people[0], topic]
                self.row({seat: 1.0}, float(topic == rule.number), float(topic == rule.number))


def organisations(problem: Problem, larger_than: int) -> list[list[int]]:
    """Return the people of each organisation with more than `larger_than` people."""
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for person in problem.people:
        if person.organisation:
            homes[person.organisation].append(person.id)
    return [people for people in homes.values() if len(people) > larger_than]


def solved(problem: Problem, watch: Watch) -> Placement:
    """Return the best placement of a problem in name order, or its smallest conflict."""
    best: list[Seats] = []
    try:
        watch.tell(0.0, say("Looking for seats inside everybody's choices"))
        seats = _best(problem, watch, best)
        if seats is not None:
            return Placement(PlacementStatus.OPTIMAL, seats, score(problem, seats))
        watch.tell(0.5, say("No placement keeps every rule: looking for the rules in conflict"))
        return Placement(PlacementStatus.INFEASIBLE, conflict=_conflict(problem, watch))
    except OutOfTimeError as late:
        best += late.args
        if not best:
            return Placement(PlacementStatus.TIME_LIMIT)
        seats = min(best, key=lambda found: score(problem, found))
        return Placement(PlacementStatus.TIME_LIMIT, seats, score(problem, seats))


def _best(problem: Problem, watch: Watch, found: list[Seats]) -> Seats | None:
    """Solve the stages one after another; append the seats that each returns to `found`."""
    model = Model(problem, declared(problem), watch)
    rank = {
        (person.id, topic): place
        for person in problem.people
        for place, topic in enumerate(person.choices, start=1)
    }
    outside = {
        column: float(len(person.choices) + 1)
        for person in problem.people
        if person.choices
        for (someone, topic), column in model.seats.items()
        if someone == person.id and (someone, topic) not in rank
    }
    first = model.least(dict.fromkeys(outside, 1.0))
    if first is None:
        return None
    found.append(first)
    left_out, worst, _, _ = score(problem, first)
    model.row(dict.fromkeys(outside, 1.0), high=left_out)

    watch.tell(0.3, say("Keeping the worst rank and the sum of ranks low"))
    ranks = {model.seats[pair]: float(place) for pair, place in rank.items() if pair in model.seats}
    second = _least_ranks(model, ranks, outside, worst) or first
    found.append(second)
    model.row(ranks | outside, high=score(problem, second)[2])

    watch.tell(0.6, say("Mixing the organisations"))
    third = _mixed(problem, model) or second
    found.append(third)
    watch.tell(1.0, say("Proven best"))
    return third


def _least_ranks(
    model: Model, ranks: Mapping[int, float], outside: Mapping[int, float], worst: int
) -> Seats | None:
    """Return the seats with the least sum of ranks under the smallest worst rank."""
    for limit in range(worst + 1):
        beyond = [column for column, place in ranks.items() if place > limit]
        model.forbid(beyond)
        seats = model.least({**ranks, **outside})
        if seats is not None:
            return seats
        model.forbid(beyond, forbidden=False)
    return None


def _mixed(problem: Problem, model: Model) -> Seats | None:
    """Return the seats with the fewest same-organisation pairs, if there can be any."""
    costs: dict[int, float] = {}
    for home in organisations(problem, larger_than=1):
        for topic in problem.topics:
            steps = [model.column(whole=False) for _ in home]
            costs |= {column: float(number) for number, column in enumerate(steps) if number}
            members = {model.seats[person, topic.id]: 1.0 for person in home}
            model.row(members | dict.fromkeys(steps, -1.0), 0.0, 0.0)
    return model.least(costs) if costs else None


def _conflict(problem: Problem, watch: Watch) -> tuple[str, ...]:
    rules = declared(problem)

    def kept_with(chosen: Sequence[Rule]) -> frozenset[Rule] | None:
        watch.tell(0.5, say("Looking for the rules in conflict"))
        seats = Model(problem, chosen, watch).least({})
        return None if seats is None else frozenset(rules) - frozenset(broken(problem, seats))

    return tuple(rule.words for rule in smallest_conflict(rules, kept_with))


def _quiet_highs(watch: Watch) -> highspy.Highs:
    """Return a silent, single-threaded solver that proves optimality to a whole number."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.99,  # every objective is a whole number
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)

    def on_look(event: highspy.HighsCallbackEvent) -> None:
        watch.bound(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
        event.interrupt(not watch.look())

    highs.cbMipInterrupt.subscribe(on_look)
    return highs
