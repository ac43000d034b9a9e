"""Each counting rule on a thousand papers and sixty options, beside an independent count of the same.

Ticks are counted beside abcvoting, costs beside pabutools. For the other rules no oracle is installed;
beside them stand the counts that the tests compare with, which are written to be read.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from abcvoting import abcrules
from abcvoting.preferences import Profile
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.core.voting.counting import slow_counts
from upstream_workshop.voting.counting import tallies
from upstream_workshop.voting.counting.ballot_terms import Terms, misfit
from upstream_workshop.voting.kinds import CountingRule, VotingMethod

PAPERS, OPTIONS, SEATS, TURNS = 1_000, 60, 8, 3
MOST = 1.0  # of the time of the oracle, that a rule may take
Marks = dict[int, int]


def paper(dice: random.Random, method: VotingMethod) -> Marks:
    """Return a paper that leans towards the first options, as people do towards popular ones."""
    options = sorted(range(1, OPTIONS + 1), key=lambda option: dice.random() * (20 + option))
    if method == VotingMethod.RANKED:
        return {option: rank for rank, option in enumerate(options, 1)}
    if method == VotingMethod.SCORE:
        return {option: dice.randint(1, 5) for option in options}
    return dict.fromkeys(options[: dice.randint(3, 20)], 1)


def fastest(act: Callable[[], object], turns: int = TURNS) -> float:
    """Return the seconds that a call takes, at its best of some."""
    taken = []
    for _ in range(turns):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def by_abcvoting(rule: str, papers: list[Marks], algorithm: str) -> Callable[[], object]:
    profile = Profile(OPTIONS)
    profile.add_voters([{option - 1 for option in marks} for marks in papers])
    return lambda: abcrules.compute(rule, profile, SEATS, resolute=True, algorithm=algorithm)


def by_pabutools(papers: list[Marks], terms: Terms) -> Callable[[], object]:
    projects = {option: Project(str(option), cost) for option, cost in terms.costs}
    instance = Instance(projects.values(), budget_limit=terms.budget)
    profile = ApprovalProfile([ApprovalBallot(projects[each] for each in marks) for marks in papers])
    return lambda: method_of_equal_shares(instance, profile, sat_class=Cost_Sat)


def main() -> None:
    """Print the seconds of each rule, of its oracle, and their ratio."""
    dice = random.Random(60)
    papers = {method: [paper(dice, method) for _ in range(PAPERS)] for method in VotingMethod}
    for method in VotingMethod:
        terms = Terms(method, tuple(range(1, OPTIONS + 1)), SEATS)
        for rule in CountingRule:
            if not misfit(rule, terms):
                print(method, rule, f"{1000 * fastest(lambda: tallies.tally(papers[method], terms, rule)):.0f} ms")


if __name__ == "__main__":
    main()
