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
from functools import partial
from math import ceil
from typing import Final

import highspy
import numpy as np

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.kinds import PlacementStatus, RuleKind
from upstream_workshop.workgroups.placement.conflicts import smallest_conflict
from upstream_workshop.workgroups.placement.problems import (
    Objective,
    Person,
    Placement,
    Problem,
    Rule,
    Seats,
    broken,
    declared,
    in_name_order,
    moved,
    pairs,
    score,
)
from upstream_workshop.workgroups.placement.ways_out import ways_out

Progress = Callable[[float, str], object]
SECONDS: Final = 60.0
_ASIDE: Final = 10.0  # seconds for the ways out of a conflict
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

    def aside(self, share: float, doing: str, seconds: float) -> Watch:
        """Return a watch over a part of the search, which reports only this and ends after some seconds."""

        def progress(_share: float, _doing: str) -> None:
            if self._progress:
                self._progress(share, doing)

        return Watch(progress, min(self._deadline, time.monotonic() + seconds))

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

    def row(self, terms: Mapping[int, float], low: float = -_FAR, high: float = _FAR) -> int:
        """Add the constraint low <= the sum of the variables, weighted by `terms` <= high.

        Returns its index.
        """
        self._highs.addRow(
            low,
            high,
            len(terms),
            np.fromiter(terms, np.int32),
            np.fromiter(terms.values(), np.float64),
        )
        return int(self._highs.getNumRow()) - 1

    def demand(self, rows: Iterable[int], demanded: bool = True) -> None:
        """Demand that the sums of some rows are at least one, or let them be anything again."""
        for row in rows:
            self._highs.changeRowBounds(row, 1.0 if demanded else -_FAR, _FAR)

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
            self._bind_person(person)
        for topic in topics:
            group = {self.seats[person.id, topic.id]: 1.0 for person in people}
            self.row(group | {self._open[topic.id]: -1.0}, low=0.0)
            for seat in group:
                self.row({seat: 1.0, self._open[topic.id]: -1.0}, high=0.0)
        for rule in rules:
            for topic in topics:
                self._bind_in(topic.id, rule)

    def _bind_person(self, person: Person) -> None:
        """Give a person a seat, or several if all are chosen and more than one is allowed."""
        most = self._problem.per_person if person.choices else 1
        all_seats = {self.seats[person.id, topic.id]: 1.0 for topic in self._problem.topics}
        self.row(all_seats, 1.0, float(most))
        if most > 1:
            full = {
                self.seats[person.id, topic.id]: 1.0 if person.rank(topic.id) else float(most)
                for topic in self._problem.topics
            }
            self.row(full, high=float(most))

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
                if topic == rule.number:
                    self.row({self.seats[rule.people[0], topic]: 1.0}, 1.0, 1.0)


def organisations(problem: Problem, larger_than: int) -> list[list[int]]:
    """Return the people of each organisation with more than `larger_than` people."""
    return _alike({person.id: person.organisation for person in problem.people}, larger_than)


def _alike(kind: Mapping[int, str], larger_than: int) -> list[list[int]]:
    """Return the people of each kind with more than `larger_than` people; blank is no kind."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for person, what in kind.items():
        if what:
            found[what].append(person)
    return [people for people in found.values() if len(people) > larger_than]


def solved(problem: Problem, watch: Watch) -> Placement:
    """Return the best placement of a problem in name order, or its smallest conflict."""
    best: list[Seats] = []
    try:
        watch.tell(0.0, say("Looking for seats inside everybody's choices"))
        seats = best_seats(problem, watch, best)
        if seats is not None:
            return Placement(_proven(problem), seats, score(problem, seats))
        watch.tell(0.5, say("No placement keeps every rule: looking for the rules in conflict"))
        conflict = _conflict(problem, watch)
    except OutOfTimeError as late:
        best += late.args
        if not best:
            return Placement(PlacementStatus.TIME_LIMIT)
        seats = min(best, key=lambda found: (moved(problem, found), score(problem, found)))
        return Placement(PlacementStatus.TIME_LIMIT, seats, score(problem, seats))
    words = tuple(rule.words for rule in conflict)
    aside = watch.aside(0.9, say("Looking for ways out"), _ASIDE)
    ways = ways_out(problem, conflict, partial(_objective, watch=aside))
    return Placement(PlacementStatus.INFEASIBLE, conflict=words, ways_out=ways)


def _proven(problem: Problem) -> PlacementStatus:
    chose = any(person.choices for person in problem.people)
    return PlacementStatus.OPTIMAL if chose else PlacementStatus.NOBODY_CHOSE


def best_seats(problem: Problem, watch: Watch, found: list[Seats]) -> Seats | None:
    """Solve the stages one after another, with what each has reached as a limit of those after it.

    The seats that each stage returns are appended to `found`. Returns None if the rules cannot hold.
    """
    model = Model(problem, declared(problem), watch)
    stay = {model.seats[seat]: -1.0 for seat in problem.now if seat in model.seats}
    seats = model.least(stay)
    if seats is None:
        return None
    found.append(seats)
    if stay:
        model.row(stay, high=-sum(seat in seats for seat in problem.now if seat in model.seats))
    outside = {
        model.seats[person.id, topic.id]: 1.0
        for person in problem.people
        if person.choices
        for topic in problem.topics
        if not person.rank(topic.id)
    }
    if outside:
        found.append(model.least(outside) or seats)
        model.row(outside, high=score(problem, found[-1])[0])
    watch.tell(0.3, say("Keeping the worst rank and the sum of ranks low"))
    found.append(_least_ranks(problem, model, found[-1]))
    watch.tell(0.6, say("Mixing the organisations"))
    for kind in _mixed_kinds(problem):
        found.append(_mixed(problem, model, kind) or found[-1])
    watch.tell(1.0, say("Proven best"))
    return found[-1]


def _least_ranks(problem: Problem, model: Model, before: Seats) -> Seats:
    """Return the seats with the least sum of ranks under the smallest worst rank."""
    worst = score(problem, before)[1]
    costs = {
        model.seats[person.id, topic]: float(rank - len(person.choices) - 1)
        for person in problem.people
        for rank, topic in enumerate(person.choices, 1)
        if (person.id, topic) in model.seats
    }
    if not costs:
        return before
    for limit in range(1, worst + 1):
        within = [_within(problem, model, person, limit) for person in problem.people]
        rows = [model.row(terms, low=1.0) for terms in within if terms]
        seats = model.least(costs)
        if seats is not None:
            break
        model.demand(rows, demanded=False)
    else:
        seats = before
    taken = set(seats)
    model.row(
        costs, high=sum(costs[model.seats[seat]] for seat in taken if model.seats[seat] in costs)
    )
    return seats


def _within(problem: Problem, model: Model, person: Person, limit: int) -> dict[int, float]:
    """Return the seats of which a person who chose needs one for the worst rank to be within a limit."""
    if not person.choices:
        return {}
    ranks = {topic.id: person.rank(topic.id) for topic in problem.topics}
    return {
        model.seats[person.id, topic]: 1.0
        for topic, rank in ranks.items()
        if rank is None or rank <= limit
    }


def _mixed_kinds(problem: Problem) -> list[dict[int, str]]:
    """Return, in order, by what people are mixed: organisation, trait, and all alike if nobody chose."""
    kinds = [{person.id: person.organisation for person in problem.people}]
    if problem.spread:
        kinds.append({person.id: person.trait for person in problem.people})
    if _proven(problem) == PlacementStatus.NOBODY_CHOSE:
        kinds.append({person.id: "*" for person in problem.people})
    return kinds


def _mixed(problem: Problem, model: Model, kind: Mapping[int, str]) -> Seats | None:
    """Return the seats with the fewest pairs of one kind in a group, if there can be any."""
    costs: dict[int, float] = {}
    for alike in _alike(kind, larger_than=1):
        for topic in problem.topics:
            steps = [model.column(whole=False) for _ in alike]
            costs |= {column: float(number) for number, column in enumerate(steps) if number}
            members = {model.seats[person, topic.id]: 1.0 for person in alike}
            model.row(members | dict.fromkeys(steps, -1.0), 0.0, 0.0)
    seats = model.least(costs) if costs else None
    if seats is not None:
        model.row(costs, high=pairs(kind, seats))
    return seats


def _conflict(problem: Problem, watch: Watch) -> tuple[Rule, ...]:
    rules = declared(problem)

    def kept_with(chosen: Sequence[Rule]) -> frozenset[Rule] | None:
        watch.tell(0.5, say("Looking for the rules in conflict"))
        seats = Model(problem, chosen, watch).least({})
        return None if seats is None else frozenset(rules) - frozenset(broken(problem, seats))

    return smallest_conflict(rules, kept_with)


def _objective(problem: Problem, watch: Watch) -> Objective | None:
    """Return the best objective, empty if the time is too short to say, None if no rules can hold."""
    found: list[Seats] = []
    try:
        seats = best_seats(problem, watch, found)
    except OutOfTimeError:
        return ()
    return None if seats is None else score(problem, seats)


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
