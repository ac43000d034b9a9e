"""What a search for a placement says while it works, and what it gives when its time is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.workgroups.test_rules import cohort
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.placing import OutOfTimeError, place
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.rules import Placement, Problem, broken, score

STEPS = (
    (0.0, "Looking for seats inside everybody's choices"),
    (0.3, "Keeping the worst rank and the sum of ranks low"),
    (0.6, "Mixing the organisations"),
    (1.0, "Proven best"),
)
CONTRADICTORY = (0.5, "No placement keeps every rule: looking for the rules in conflict")
ASIDE = (0.9, "Looking for ways out")
SEEDS = range(1, 9)


def steps(problem: Problem) -> tuple[tuple[float, str], ...]:
    """The steps of a search, without the bounds that follow a colon and a number."""
    said: dict[tuple[float, str], None] = {}
    place(problem, lambda share, doing: said.setdefault((share, doing)))
    named = {
        words
        for _share, words in (
            *STEPS,
            CONTRADICTORY,
            (0.5, "Looking for the rules in conflict"),
            ASIDE,
        )
    }
    return tuple(step for step in said if step[1] in named)


def test_progress_names_each_step_once_and_goes_forward() -> None:
    assert steps(cohort(12, 3, 1, minimum=2, maximum=6)) == STEPS


def test_a_contradiction_is_looked_for_in_words_of_its_own() -> None:
    problem = cohort(12, 3, 1, minimum=9, maximum=2)
    assert steps(problem) == (
        STEPS[0],
        CONTRADICTORY,
        (0.5, "Looking for the rules in conflict"),
        ASIDE,
    )
    assert place(problem).status == PlacementStatus.INFEASIBLE


@pytest.mark.parametrize("seed", SEEDS)
def test_out_of_time_gives_the_best_that_was_found(seed: int) -> None:
    """After each step the parts of the objective that it proves are those of the best placement."""
    problem = cohort(14, 4, seed, minimum=2, maximum=5)
    best = place(problem).objective
    assert best is not None
    for proven, (until, _words) in zip((1, 3, 4), STEPS[1:], strict=True):

        def stop(share: float, _doing: str, until: float = until) -> None:
            if share >= until:
                raise OutOfTimeError

        found = place(problem, stop)
        assert found.status == PlacementStatus.TIME_LIMIT
        assert found.objective == score(problem, found.seats)
        assert found.objective[:proven] == best[:proven] == found.bound[:proven]
        assert broken(problem, found.seats) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_each_better_placement_is_told_with_what_none_can_be_less_than(seed: int) -> None:
    problem = cohort(40, 8, seed, minimum=4, maximum=6, per_organisation=2, needs_lead=True)
    if seed % 2:
        nobody_chose = tuple(replace(one, choices=()) for one in problem.people)
        problem = replace(problem, people=nobody_chose)
    told: list[Placement] = []
    best = place(problem, found=told.append)
    assert best.objective == told[-1].objective
    for placement in told:
        assert placement.status == PlacementStatus.TIME_LIMIT
        assert placement.objective == score(problem, placement.seats)
        assert broken(problem, placement.seats) == ()
        assert placement.bound <= best.objective[: len(placement.bound)] <= placement.objective
    assert [one.objective for one in told] == sorted((one.objective for one in told), reverse=True)


@pytest.mark.parametrize("seed", [1, 4])
def test_what_is_proven_of_organisations_says_nothing_of_traits(seed: int) -> None:
    problem = cohort(20, 4, seed, minimum=2, maximum=7)
    mixed = tuple(replace(one, trait=f"{one.id % 3}") for one in problem.people)
    told: list[Placement] = []
    best = place(replace(problem, people=mixed, spread=True), found=told.append)
    assert len(best.objective) == 5
    assert all(one.bound <= best.objective[: len(one.bound)] for one in told)


def test_what_was_found_is_told_across_the_processes() -> None:
    problem = cohort(40, 8, 1, minimum=4, maximum=6, per_organisation=2)
    here: list[Placement] = []
    there: list[Placement] = []
    place(problem, found=here.append)
    best_placement(problem, found=there.append)
    assert there == here != []
