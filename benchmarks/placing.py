"""Placements of up to 200 people in 30 groups, beside three other ways to place the same people.

Beside each stand first come, first served; random hill climbing, as programs that group by chance do; and
CP-SAT, if `ortools` is installed, which solves the same levels one after another. Ours runs as from the
window, in a process that is ready; what starting one costs is printed first. Each line says how long a way
took on the clock, and how much work of processors that was; how many people sit outside their choices, the
worst rank, the sum of ranks and the pairs of colleagues; and how many rules are broken.
"""

from __future__ import annotations

import importlib.util
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from upstream_workshop.processes import Standby
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.declared_rules import broken
from upstream_workshop.workgroups.placement.problems import (
    Person,
    Placement,
    Problem,
    Seats,
    Topic,
    score,
)
from upstream_workshop.workgroups.placement.solving import PROGRAM, best_placement

CLIMB = 2.0  # seconds of hill climbing
LONG = 40.0  # seconds that CP-SAT gets
SOON = 2.0  # seconds in which a hard instance must have a good placement
AIMS = {"40 x 8": 0.2, "120 x 15": 1.0, "200 x 30": 2.0}  # seconds; 5 for the hard ones
HARD = 5.0
READY = 1.0  # seconds until the process has started
_OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
Seat = tuple[int, int]
Way = Callable[[Problem], tuple[Seats, bool]]  # the seats, and whether they are proven best


def cohort(people: int, topics: int, seed: int, choose: str = "any", pairs: int = 0) -> Problem:
    """Return people of 16 organisations, two in five of whom would lead.

    choose: "any" three themes, the "same" three, or "none".
    pairs: how many pairs of people must be together or apart, in turns.
    """
    dice = random.Random(seed)
    some = {"same": lambda: (0, 1, 2), "none": lambda: ()}
    choices = some.get(choose, lambda: tuple(dice.sample(range(topics), 3)))
    everybody = tuple(
        Person(n, f"Person {n:03}", f"Council {dice.randrange(16)}", choices(), dice.random() < 0.4)
        for n in range(people)
    )
    bound = dice.sample(range(people), 2 * pairs)
    two = tuple(zip(bound[::2], bound[1::2], strict=True))
    themes = tuple(Topic(n, f"Theme {n:02}") for n in range(topics))
    return Problem(everybody, themes, needs_lead=True, together=two[::2], apart=two[1::2])


def instances() -> dict[str, Problem]:
    """Return the problems by name."""
    large = {"minimum": 4, "maximum": 9, "per_organisation": 2}
    return {
        "40 x 8": replace(cohort(40, 8, 1), minimum=4, maximum=7, per_organisation=2),
        "120 x 15": replace(cohort(120, 15, 2), minimum=5, maximum=10, per_organisation=2),
        "200 x 30": replace(cohort(200, 30, 3), **large),
        "tight, 30 pair rules": replace(
            cohort(200, 30, 5, pairs=30), minimum=6, maximum=7, per_organisation=2
        ),
        "the same three choices": replace(cohort(200, 30, 6, "same"), **large),
        "nobody chose": replace(cohort(200, 30, 7, "none"), **large),
        "at least 6": replace(cohort(200, 30, 8), **large | {"minimum": 6}),
    }


def in_turn(problem: Problem) -> tuple[Seats, bool]:
    """Seat everybody, first come, first served, in the best choice with room, or where most room is."""
    groups: dict[int, list[Person]] = {topic.id: [] for topic in problem.topics}
    for person in problem.people:
        open_to = [topic for topic, group in groups.items() if _has_room(problem, group, person)]
        chosen = [topic for topic in person.choices if topic in open_to]
        rest = sorted(open_to or groups, key=lambda topic: len(groups[topic]))
        groups[(chosen or rest)[0]].append(person)
    return tuple((one.id, topic) for topic, group in groups.items() for one in group), False


def _has_room(problem: Problem, group: list[Person], person: Person) -> bool:
    mates = sum(one.organisation == person.organisation for one in group)
    return len(group) < problem.maximum and mates < problem.per_organisation


def by_chance(problem: Problem) -> tuple[Seats, bool]:
    """Start first come, first served, and keep random moves and swaps that are no worse."""
    dice, end = random.Random(0), time.perf_counter() + CLIMB
    at = dict(in_turn(problem)[0])

    def cost() -> tuple[int, ...]:
        seats = tuple(at.items())
        return len(broken(problem, seats)), *score(problem, seats)

    ids, topics = list(at), [topic.id for topic in problem.topics]
    best = cost()
    while time.perf_counter() < end:
        one, other, before = dice.choice(ids), dice.choice(ids), dict(at)
        if dice.random() < 0.5:
            at[one] = dice.choice(topics)
        else:
            at[one], at[other] = at[other], at[one]
        now = cost()
        if now <= best:
            best = now
        else:
            at = before
    return tuple(at.items()), False


def by_cp_sat(problem: Problem) -> tuple[Seats, bool]:
    """Solve the levels of the objective with CP-SAT on two threads, each with the last seats as a hint."""
    from ortools.sat.python import cp_model  # only where it is installed

    model = cp_model.CpModel()
    at = {
        (one.id, topic.id): model.new_bool_var("")
        for one in problem.people
        for topic in problem.topics
    }
    levels = (*_ranks(model, problem, at), _group_rules(model, problem, at))
    _pair_rules(model, problem, at)
    solver, end, seats, proven = cp_model.CpSolver(), time.perf_counter() + LONG, (), True
    solver.parameters.num_workers = 2
    for level in levels:
        model.minimize(level)
        solver.parameters.max_time_in_seconds = max(end - time.perf_counter(), 0.1)
        status = solver.solve(model)
        proven &= status == cp_model.OPTIMAL
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        seats = tuple(seat for seat, column in at.items() if solver.value(column))
        model.add(level <= round(solver.objective_value))
        model.clear_hints()
        for column in at.values():
            model.add_hint(column, solver.value(column))
    return seats, proven


def _ranks(model: Any, problem: Problem, at: dict[Seat, Any]) -> tuple[Any, Any, Any]:
    """Give everybody one seat; return the people outside, the worst rank and the sum of ranks."""
    for one in problem.people:
        model.add_exactly_one(at[one.id, topic.id] for topic in problem.topics)
    choosing = {one.id: one for one in problem.people if one.choices}
    rank = {seat: choosing[seat[0]].rank(seat[1]) for seat in at if seat[0] in choosing}
    worst = model.new_int_var(0, 3, "")
    for seat, place in rank.items():
        if place:
            model.add(worst >= place * at[seat])
    outside = sum(at[seat] for seat, place in rank.items() if not place)
    return outside, worst, sum((place or 4) * at[seat] for seat, place in rank.items())


def _group_rules(model: Any, problem: Problem, at: dict[Seat, Any]) -> Any:
    """Demand sizes, leads and few colleagues of each group; return the pairs of colleagues."""
    homes = sorted({one.organisation for one in problem.people})
    pairs = []
    for topic in problem.topics:
        opened = model.new_bool_var("")
        group = [(one, at[one.id, topic.id]) for one in problem.people]
        size = sum(seat for _, seat in group)
        model.add(size >= problem.minimum * opened)
        model.add(size <= problem.maximum * opened)
        model.add(sum(seat for one, seat in group if one.willing_to_lead) >= opened)
        for home in homes:
            mates = sum(seat for one, seat in group if one.organisation == home)
            model.add(mates <= problem.per_organisation)
            pairs.append(model.new_int_var(0, 1, ""))  # at most two are allowed, so one pair
            model.add(pairs[-1] >= mates - 1)
    return sum(pairs)


def _pair_rules(model: Any, problem: Problem, at: dict[Seat, Any]) -> None:
    for topic in problem.topics:
        for one, other in problem.together:
            model.add(at[one, topic.id] == at[other, topic.id])
        for one, other in problem.apart:
            model.add_at_most_one(at[one, topic.id], at[other, topic.id])


def processor() -> float:
    """Return the seconds of work of all processors, for this process and those it started."""
    return sum(sum(resource.getrusage(whose)[:2]) for whose in _OURS)


def told(name: str, problem: Problem, way: Way) -> None:
    """Print what a way took and gave."""
    begun, worked = time.perf_counter(), processor()
    seats, proven = way(problem)
    taken, work = time.perf_counter() - begun, processor() - worked
    outside, worst, ranks, pairs = score(problem, seats)
    rules = len(broken(problem, seats)) if seats else "all"
    print(
        f"  {name:24} {taken:6.2f} s ({work:6.2f} s of work)  "
        f"outside {outside:3}, worst {worst}, sum {ranks:3}, pairs {pairs:3}, "
        f"{'proven' if proven else 'not proven':10}  rules broken: {rules}",
        flush=True,
    )


def start_alone() -> None:
    """Print what it costs to start a process for one person and one theme, which is nothing to solve."""
    told("a start alone", Problem((Person(1, "Somebody"),), (Topic(1, "Theme"),)), _placed)


def _placed(problem: Problem) -> tuple[Seats, bool]:
    placement = best_placement(problem)
    return placement.seats, placement.status != PlacementStatus.TIME_LIMIT


def ours(name: str, problem: Problem, standby: Standby) -> None:
    """Print what the proven placement took, when a good one was there, and whether the aims are met."""
    standby.begin()
    time.sleep(READY)
    begun, worked, first = time.perf_counter(), processor(), []

    def found(placement: Placement) -> None:
        first.append((time.perf_counter() - begun, placement))

    def way(problem: Problem) -> tuple[Seats, bool]:
        placement = best_placement(problem, found=found, standby=standby)
        return placement.seats, placement.status != PlacementStatus.TIME_LIMIT

    print(name)
    told("Upstream Workshop", problem, way)
    taken = min(time.perf_counter() - begun, processor() - worked)  # others may be at work too
    soon = [(at, placement) for at, placement in first if at <= SOON]
    if soon:
        at, placement = soon[-1]
        print(f"    at {at:.2f} s: {placement.objective}, none is less than {placement.bound}")
    met = taken <= AIMS.get(name, HARD) or (name not in AIMS and bool(soon))
    print(f"    aim {AIMS.get(name, HARD)} s: {'ok' if met else 'TOO SLOW'}")


def main() -> None:
    """Print each instance placed in each way."""
    others: dict[str, Way] = {
        "first come, first served": in_turn,
        "random hill climbing": by_chance,
    }
    if importlib.util.find_spec("ortools"):
        others["CP-SAT"] = by_cp_sat
    start_alone()
    standby = Standby(PROGRAM)
    for name, problem in instances().items():
        ours(name, problem, standby)
        for other, way in others.items():
            told(other, problem, way)
    standby.end()


if __name__ == "__main__":
    main()
