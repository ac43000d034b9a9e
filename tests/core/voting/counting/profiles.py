"""Random ballots, small enough that ties, blank papers and unsupported options are frequent."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace

from upstream_workshop.voting.counting import tallies
from upstream_workshop.voting.counting.ballot_terms import Terms, misfit
from upstream_workshop.voting.counting.tallies import Tally
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

PROFILES = 2_000 if os.environ.get("UPSTREAM_LONG") else 500

Papers = list[dict[int, int]]


def order(dice: random.Random, options: list[int], level: float) -> dict[int, int]:
    """A paper that ranks some options, from none to all, sometimes several on one place."""
    listed = dice.sample(options, dice.choice((0, 1, len(options), dice.randint(0, len(options)))))
    marks, rank = {}, 0
    for at, option in enumerate(listed):
        if not at or dice.random() >= level:
            rank = at + 1
        marks[option] = rank
    return marks


def paper(
    dice: random.Random, method: VotingMethod, options: list[int], level: float
) -> dict[int, int]:
    if method == VotingMethod.RANKED:
        return order(dice, options, level)
    some = dice.sample(options, dice.randint(0, len(options)))
    if method == VotingMethod.SCORE:
        return {option: dice.randint(0, 5) for option in some}
    if method == VotingMethod.APPROVAL:
        return dict.fromkeys(some, 1)
    return {option: dice.randint(1, 3) for option in some[:3]}


def profiles(
    method: VotingMethod,
    how_many: int = PROFILES,
    level: float = 0.15,
    seats: int = 4,
    most: int = 9,
) -> Iterator[tuple[Papers, Terms]]:
    dice = random.Random(f"{method} {level} {seats}")
    for _ in range(how_many):
        options = list(range(1, dice.randint(2, 6) + 1))
        backed = dice.sample(options, dice.randint(1, len(options)))  # by anybody
        papers = [
            paper(dice, method, dice.choice((options, backed)), level)
            for _ in range(dice.randint(0, most))
        ]
        yield (
            papers,
            Terms(method, tuple(options), dice.randint(1, seats), seed=dice.randrange(99), depth=2),
        )


def tie_rules(papers: Papers, terms: Terms, rule: CountingRule) -> dict[TieRule, Tally]:
    return {each: tallies.tally(papers, replace(terms, tie_rule=each), rule) for each in TieRule}


def agrees(papers: Papers, terms: Terms, rule: CountingRule, ends: set[frozenset[int]]) -> None:
    """All that a count says about winners and ties follows from all the ways it could end."""
    sure, possible = frozenset.intersection(*ends), frozenset().union(*ends)
    found = tie_rules(papers, terms, rule)
    case = (papers, terms, rule, ends, found)
    assert set(found[TieRule.KEEP_BOTH].winners) == possible, case
    assert set(found[TieRule.RUN_OFF].winners) == sure, case
    assert frozenset(found[TieRule.LOTS].winners) in ends, case
    for tally in found.values():
        assert set(tally.level) == possible - sure, case
        assert bool(tally.ties) == (len(ends) > 1), case
    free = len(next(iter(ends))) - len(sure)
    if len({len(end) for end in ends}) == 1:
        assert found[TieRule.RUN_OFF].undecided == free, case


def ballots(seats: int = 4) -> Iterator[tuple[CountingRule, Papers, Terms]]:
    """Each rule on each method that it fits."""
    for method in VotingMethod:
        for papers, terms in profiles(method, PROFILES // 10, seats=seats):
            for rule in CountingRule:
                if not misfit(rule, terms):
                    yield rule, papers, terms
