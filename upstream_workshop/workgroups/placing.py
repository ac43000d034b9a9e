"""The proven best placement, found by HiGHS in the strict order of the objective.

One whole-number programme, solved stage by stage: each stage minimises one part of the objective and is
then held fixed for the next. The problem is brought into an order of its own first and the solver runs
on one thread with a fixed seed, so the same input gives the same answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import highspy

from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups import rules
from upstream_workshop.workgroups.rules import Pair, Placement, Problem

Progress = Callable[[float, str], None]
TIME_LIMIT = 60.0  # seconds
_NOTHING = (0, 0, 0, 0)


def place(
    problem: Problem, progress: Progress | None = None, seconds: float = TIME_LIMIT
) -> Placement:
    """Find the best seats for everybody, or say which rules cannot all hold.

    `progress(share, doing)` is called between stages and may raise to cancel. Raises WorkshopError when
    there is nobody to place or no theme to place them in.
    """
    if not problem.people:
        raise WorkshopError("There is nobody to place: add people and their choices first.")
    if not problem.topics:
        raise WorkshopError("There are no themes to place people in: choose or add themes first.")
    ordered = rules.canonical(problem)
    deadline = time.monotonic() + seconds
    tell = progress or _silently
    try:
        seats, proven = _best(ordered, deadline, tell)
    except _Infeasible:
        tell(0.9, "Looking for the rules in conflict")
        return Placement("infeasible", (), _NOTHING, _conflict(ordered, deadline))
    if seats is None:
        return Placement("time-limit", (), _NOTHING)
    status = "optimal" if proven else "time-limit"
    return Placement(status, tuple(sorted(seats.items())), rules.score(ordered, seats))


def _silently(_share: float, _doing: str) -> None:
    """Nobody is watching."""


class _Infeasible(Exception):  # noqa: N818 - an answer, not an error
    """The solver proved that no placement keeps the rules."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    values: Sequence[float] | None
    proven: bool


def _best(problem: Problem, deadline: float, tell: Progress) -> tuple[dict[int, int] | None, bool]:
    """The best seats found, and whether every stage was proven."""
    model = _Model(problem)
    tell(0.1, "Fewest people outside their choices")
    found = model.minimise(model.outside, deadline)
    if not found.proven:
        return model.seats(found), False
    model.hold(model.outside, model.value(model.outside, found))
    for worst in range(1, model.longest + 1):
        tell(0.1 + 0.5 * worst / (model.longest + 1), "The smallest worst rank")
        narrowed = model.within(worst, deadline)
        if narrowed is not None:
            found = narrowed
            break
    if not found.proven:
        return model.seats(found), False
    model.hold(model.ranks, model.value(model.ranks, found))
    tell(0.7, "Fewest pairs from one organisation")
    last = model.minimise(model.pairs, deadline)
    return model.seats(last if last.values else found), last.proven


class _Model:
    """One programme: a seat for each person and theme, a theme open or not, pairs counted."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it ships no types
        for name, value in _OPTIONS:
            self._highs.setOptionValue(name, value)
        self._columns = 0
        self.longest = max((len(person.choices) for person in problem.people), default=0)
        self._seat = {
            (person.id, topic.id): self._column(whole=True)
            for person in problem.people
            for topic in problem.topics
        }
        self._open = {topic.id: self._column(whole=True) for topic in problem.topics}
        self.outside = self._weights(lambda p, t: int(rules.is_outside(p, t)))
        self.ranks = self._weights(rules.cost)
        self.pairs: dict[int, int] = {}
        self._add_rules()
        self._count_pairs()

    def minimise(self, weights: dict[int, int], deadline: float) -> _Outcome:
        """Solve for one part of the objective. Raises _Infeasible."""
        for column in range(self._columns):
            self._highs.changeColCost(column, weights.get(column, 0))
        left = deadline - time.monotonic()
        if left <= 0:
            return _Outcome(None, False)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, _EITHER):
            raise _Infeasible
        has_values = self._highs.getInfo().primal_solution_status == _FEASIBLE
        values = list(self._highs.getSolution().col_value) if has_values else None
        return _Outcome(values, status == highspy.HighsModelStatus.kOptimal)

    def within(self, worst: int, deadline: float) -> _Outcome | None:
        """The smallest sum of ranks with no rank beyond `worst`; None if that cannot be."""
        for person in self._problem.people:
            for topic in self._problem.topics:
                place = rules.rank(person, topic.id)
                if place is not None:
                    most = 1 if place <= worst else 0
                    self._highs.changeColBounds(self._seat[person.id, topic.id], 0, most)
        try:
            return self.minimise(self.ranks, deadline)
        except _Infeasible:
            return None

    def hold(self, weights: dict[int, int], value: int) -> None:
        """Keep what a stage reached."""
        self._row(-highspy.kHighsInf, value, weights.items())

    def value(self, weights: dict[int, int], found: _Outcome) -> int:
        """What a solution makes of some weights."""
        values = found.values or ()
        return round(sum(weight * values[column] for column, weight in weights.items()))

    def seats(self, found: _Outcome) -> dict[int, int] | None:
        """Who sits where in a solution."""
        if found.values is None:
            return None
        return {
            person: topic
            for (person, topic), column in self._seat.items()
            if found.values[column] > 0.5
        }

    def _add_rules(self) -> None:
        problem = self._problem
        for person in problem.people:
            self._row(1, 1, [(self._seat[person.id, topic.id], 1) for topic in problem.topics])
        for topic in problem.topics:
            seats = [(self._seat[person.id, topic.id], 1) for person in problem.people]
            is_open = self._open[topic.id]
            self._row(0, highspy.kHighsInf, [*seats, (is_open, -max(1, problem.minimum))])
            self._row(-highspy.kHighsInf, 0, [*seats, (is_open, -problem.maximum)])
            if problem.needs_lead:
                leads = [(self._seat[p.id, topic.id], 1) for p in problem.people if p.leads]
                self._row(0, highspy.kHighsInf, [*leads, (is_open, -1)])
            for pair in problem.pairs:
                first = self._seat[pair.first, topic.id]
                second = self._seat[pair.second, topic.id]
                if pair.kind == "together":
                    self._row(0, 0, [(first, 1), (second, -1)])
                else:
                    self._row(-highspy.kHighsInf, 1, [(first, 1), (second, 1)])
        for person_id, topic_id in problem.locked:
            self._row(1, 1, [(self._seat[person_id, topic_id], 1)])

    def _count_pairs(self) -> None:
        """A group's n people of one organisation make 0 + 1 + … + (n - 1) pairs, paid step by step."""
        colleagues: dict[str, list[int]] = {}
        for person in self._problem.people:
            if person.organisation:
                colleagues.setdefault(person.organisation, []).append(person.id)
        cap = self._problem.per_organisation
        for people in colleagues.values():
            if len(people) < 2:
                continue
            for topic in self._problem.topics:
                seats = [(self._seat[person, topic.id], 1) for person in people]
                steps = [self._column(whole=False) for _ in people]
                self._row(0, 0, [*seats, *((step, -1) for step in steps)])
                self.pairs |= {step: before for before, step in enumerate(steps)}
                if cap is not None:
                    self._row(-highspy.kHighsInf, cap, seats)

    def _weights(self, weigh: Callable[[rules.Person, int], int]) -> dict[int, int]:
        return {
            self._seat[person.id, topic.id]: weight
            for person in self._problem.people
            for topic in self._problem.topics
            if (weight := weigh(person, topic.id))
        }

    def _column(self, whole: bool) -> int:
        self._highs.addVar(0.0, 1.0)
        if whole:
            self._highs.changeColIntegrality(self._columns, highspy.HighsVarType.kInteger)
        self._columns += 1
        return self._columns - 1

    def _row(self, low: float, high: float, terms: Iterable[tuple[int, int]]) -> None:
        listed = list(terms)
        columns = [column for column, _ in listed]
        weights = [float(weight) for _, weight in listed]
        self._highs.addRow(low, high, len(listed), columns, weights)  # type: ignore[arg-type]  # lists will do


_EITHER = highspy.HighsModelStatus.kUnboundedOrInfeasible
_FEASIBLE = 2  # kSolutionStatusFeasible, which the binding gives as a number
_OPTIONS = (
    ("output_flag", False),
    ("threads", 1),
    ("random_seed", 1),
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", 0.99),  # every objective here is a whole number
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that can be left out, to find which ones cannot hold together."""

    words: str
    leave_out: Callable[[Problem], Problem]


def _conflict(problem: Problem, deadline: float) -> tuple[str, ...]:
    """The smallest set of rules that cannot all hold, in words."""
    everything = _rules(problem)
    core = list(everything)
    for rule in everything:  # what can be left out without ending the clash is not part of it
        without = [each for each in core if each is not rule]
        if _clash(problem, everything, without, deadline):
            core = without
    for size in range(1, len(core)):
        for few in combinations(everything, size):
            if time.monotonic() < deadline and _clash(problem, everything, few, deadline):
                return tuple(rule.words for rule in few)
    return tuple(rule.words for rule in core)


def _clash(
    problem: Problem, everything: Sequence[_Rule], kept: Sequence[_Rule], deadline: float
) -> bool:
    """Whether these rules, and no others, already cannot all hold."""
    for rule in everything:
        if rule not in kept:
            problem = rule.leave_out(problem)
    try:
        _Model(problem).minimise({}, deadline)
    except _Infeasible:
        return True
    return False


def _rules(problem: Problem) -> list[_Rule]:
    """Every declared rule, in words, with how to do without it."""
    found = [
        _Rule(f"at least {problem.minimum} people in a group", lambda p: replace(p, minimum=1)),
        _Rule(
            f"at most {problem.maximum} people in a group",
            lambda p: replace(p, maximum=len(p.people)),
        ),
    ]
    if problem.per_organisation is not None:
        words = f"at most {problem.per_organisation} from one organisation in a group"
        found.append(_Rule(words, lambda p: replace(p, per_organisation=None)))
    if problem.needs_lead:
        words = "somebody willing to lead in every group"
        found.append(_Rule(words, lambda p: replace(p, needs_lead=False)))
    found += [_pair_rule(problem, pair) for pair in problem.pairs]
    found += [_lock_rule(problem, seat) for seat in problem.locked]
    return found


def _pair_rule(problem: Problem, pair: Pair) -> _Rule:
    name = {person.id: person.name for person in problem.people}
    words = f"{name[pair.first]} and {name[pair.second]} {pair.kind}"
    return _Rule(
        words, lambda p: replace(p, pairs=tuple(each for each in p.pairs if each is not pair))
    )


def _lock_rule(problem: Problem, seat: tuple[int, int]) -> _Rule:
    name = {person.id: person.name for person in problem.people}
    title = {topic.id: topic.title for topic in problem.topics}
    words = f"{name[seat[0]]} stays in {title[seat[1]]}"
    return _Rule(
        words, lambda p: replace(p, locked=tuple(each for each in p.locked if each != seat))
    )
