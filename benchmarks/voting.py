"""Each counting rule on a thousand papers and sixty options, beside an independent count of the same.

Ticks are counted beside abcvoting and costs beside pabutools, in the fastest exact form that each of
them has in Python. For the other rules no library is installed; beside them stand counts written
as the textbook says, one paper after the other.
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
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.core.voting.counting.slow_counts import Scottish
from upstream_workshop.voting.counting import tallies
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.kinds import CountingRule, VotingMethod

PAPERS, OPTIONS, SEATS, TURNS = 1_000, 60, 8, 3
NUMBERS = range(1, OPTIONS + 1)
MOST = 1.0  # times what the other count takes, that a rule may take
Marks = dict[int, int]


def paper(dice: random.Random, method: VotingMethod) -> Marks:
    """Return a paper that leans towards the first options, as people do towards popular ones."""
    options = sorted(NUMBERS, key=lambda option: dice.random() * (20 + option))
    if method == VotingMethod.RANKED:
        return {option: rank for rank, option in enumerate(options, 1)}
    if method == VotingMethod.SCORE:
        return {option: dice.randint(1, 5) for option in options}
    return dict.fromkeys(options[: dice.randint(3, 20)], 1)


def by_abcvoting(rule: str, papers: list[Marks]) -> Callable[[], object]:
    """Return the count of ticks by abcvoting."""
    algorithm = "standard" if rule == "av" else "standard-fractions"

    def count() -> object:
        profile = Profile(OPTIONS)
        profile.add_voters([{option - 1 for option in marks} for marks in papers])
        return abcrules.compute(rule, profile, SEATS, resolute=True, algorithm=algorithm)

    return count


def by_pabutools(
    rule: Callable[..., object], papers: list[Marks], terms: Terms
) -> Callable[[], object]:
    """Return the count of ticks for money by pabutools."""
    projects = {option: Project(str(option), cost) for option, cost in terms.costs}
    instance = Instance(projects.values(), budget_limit=terms.budget)

    def count() -> object:
        ballots = [ApprovalBallot(projects[each] for each in marks) for marks in papers]
        return rule(instance, ApprovalProfile(ballots), sat_class=Cost_Sat)

    return count


def borda(papers: list[Marks]) -> list[int]:
    """Return the options by points, a point for each option a paper puts lower."""
    points = dict.fromkeys(NUMBERS, 0)
    for marks in papers:
        for one in NUMBERS:
            points[one] += sum(marks[one] < marks[other] for other in NUMBERS)
    return sorted(points, key=lambda each: -points[each])


def runoff(papers: list[Marks]) -> list[int]:
    """Return the option left when the one with the fewest first places leaves again and again."""
    left = list(NUMBERS)
    while len(left) > 1:
        votes = dict.fromkeys(left, 0)
        for marks in papers:
            votes[min(left, key=marks.__getitem__)] += 1
        left.remove(min(left, key=votes.__getitem__))
    return left


def schulze(papers: list[Marks]) -> list[int]:
    """Return the undefeated options by the strongest paths of Floyd and Warshall."""
    prefer = {(a, b): 0 for a in NUMBERS for b in NUMBERS}
    for marks in papers:
        for a in NUMBERS:
            for b in NUMBERS:
                prefer[a, b] += marks[a] < marks[b]
    path = {(a, b): n if n > prefer[b, a] else 0 for (a, b), n in prefer.items()}
    for c in NUMBERS:
        for a in NUMBERS:
            for b in NUMBERS:
                path[a, b] = max(path[a, b], min(path[a, c], path[c, b]))
    return [a for a in NUMBERS if all(path[a, b] >= path[b, a] for b in NUMBERS)]


class OneWay(Scottish):
    """The Scottish count that takes the first of level options."""

    def level(self, options, history, of):
        """Return one of the options that are level."""
        return super().level(options, history, of)[:1]


def means(papers: list[Marks]) -> list[int]:
    """Return the options by their mean score."""
    mean = {each: statistics.mean(marks[each] for marks in papers) for each in NUMBERS}
    return sorted(mean, key=lambda each: -mean[each])


def medians(papers: list[Marks]) -> list[int]:
    """Return the options by their median scores, one taken away after the other."""
    value = {}
    for option in NUMBERS:
        left = sorted(marks[option] for marks in papers)
        value[option] = [left.pop((len(left) - 1) // 2) for _ in papers]
    return sorted(value, key=value.__getitem__, reverse=True)


def seconds(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that a call takes."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def beside(name: str, ours: Callable[[], object], other: Callable[[], object]) -> None:
    """Print what both counts take at their best, in turns, and their ratio."""
    taken = [(seconds(ours), seconds(other)) for _ in range(TURNS)]
    own, its = (min(each) for each in zip(*taken, strict=True))
    said = "ok" if own <= MOST * its else "TOO SLOW"
    print(
        f"{name:28} {1000 * own:8.1f} ms, the other {1000 * its:9.1f} ms: {own / its:6.3f}  {said}"
    )


def main() -> None:
    """Print each rule beside its other count."""
    dice = random.Random(60)
    papers = {method: [paper(dice, method) for _ in range(PAPERS)] for method in VotingMethod}
    ticks, ranks = papers[VotingMethod.APPROVAL], papers[VotingMethod.RANKED]
    scores = papers[VotingMethod.SCORE]
    costs = tuple((option, dice.randint(1, 9)) for option in NUMBERS)

    def ours(rule: CountingRule, method: VotingMethod, **more: object) -> Callable[[], object]:
        terms = replace(Terms(method, tuple(NUMBERS), SEATS), **more)
        return lambda: tallies.tally(papers[method], terms, rule)

    money = {"budget": 40, "costs": costs}
    priced = replace(Terms(VotingMethod.APPROVAL, tuple(NUMBERS), SEATS), **money)
    ranked, scored, ticked = VotingMethod.RANKED, VotingMethod.SCORE, VotingMethod.APPROVAL
    rules = CountingRule
    for name, own, other in (
        ("approval", ours(rules.APPROVAL, ticked), by_abcvoting("av", ticks)),
        ("equal shares", ours(rules.EQUAL_SHARES, ticked), by_abcvoting("equal-shares", ticks)),
        ("Phragmén", ours(rules.PHRAGMEN, ticked), by_abcvoting("seqphragmen", ticks)),
        (
            "equal shares, money",
            ours(rules.EQUAL_SHARES, ticked, **money),
            by_pabutools(method_of_equal_shares, ticks, priced),
        ),
        (
            "most votes, money",
            ours(rules.MOST_VOTES, ticked, **money),
            by_pabutools(greedy_utilitarian_welfare, ticks, priced),
        ),
        ("mean score", ours(rules.SCORE, scored), lambda: means(scores)),
        ("majority judgement", ours(rules.MAJORITY_JUDGEMENT, scored), lambda: medians(scores)),
        ("Borda", ours(rules.BORDA, ranked), lambda: borda(ranks)),
        ("instant run-off", ours(rules.INSTANT_RUNOFF, ranked, seats=1), lambda: runoff(ranks)),
        ("Schulze", ours(rules.SCHULZE, ranked), lambda: schulze(ranks)),
        (
            "transferable vote",
            ours(rules.STV, ranked),
            OneWay(ranks, replace(priced, method=ranked, budget=None)).ends,
        ),
    ):
        beside(name, own, other)


if __name__ == "__main__":
    main()
