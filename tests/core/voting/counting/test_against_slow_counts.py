"""The rules for orders and scores against the same rules written slowly, in winners and in ties."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.core.voting.counting import slow_counts
from tests.core.voting.counting.profiles import PROFILES, Papers, agrees, profiles
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.kinds import CountingRule, VotingMethod

SLOW: dict[CountingRule, Callable[[Papers, Terms], slow_counts.Ends]] = {
    CountingRule.BORDA: slow_counts.borda,
    CountingRule.SCHULZE: slow_counts.schulze,
    CountingRule.STV: slow_counts.single_transferable_vote,
    CountingRule.MAJORITY_JUDGEMENT: slow_counts.majority_judgement,
    CountingRule.SCORE: slow_counts.mean_score,
}


@pytest.mark.parametrize(
    ("rule", "method", "level"),
    [
        (CountingRule.BORDA, VotingMethod.RANKED, 0.3),
        (CountingRule.BORDA, VotingMethod.SCORE, 0),
        (CountingRule.SCHULZE, VotingMethod.RANKED, 0.3),
        (CountingRule.STV, VotingMethod.RANKED, 0.05),
        (CountingRule.STV, VotingMethod.RANKED, 0),
        (CountingRule.MAJORITY_JUDGEMENT, VotingMethod.SCORE, 0),
        (CountingRule.SCORE, VotingMethod.SCORE, 0),
    ],
)
def test_winners_and_ties(rule: CountingRule, method: VotingMethod, level: float) -> None:
    ways = []
    for papers, terms in profiles(method, level=level, most=14):
        ends = SLOW[rule](papers, terms)
        agrees(papers, terms, rule, ends)
        ways.append(len(ends))
    assert min(ways) == 1 < max(ways)


@pytest.mark.parametrize("method", [VotingMethod.RANKED, VotingMethod.DOTS])
def test_instant_runoff(method: VotingMethod) -> None:
    for papers, terms in profiles(method, level=0.2, seats=1):
        ends = slow_counts.instant_runoff(papers, terms)
        agrees(papers, terms, CountingRule.INSTANT_RUNOFF, ends)


@pytest.mark.parametrize("method", [VotingMethod.DOTS, VotingMethod.APPROVAL, VotingMethod.SCORE])
def test_most_votes(method: VotingMethod) -> None:
    for papers, terms in profiles(method, PROFILES // 2):
        agrees(papers, terms, CountingRule.MOST_VOTES, slow_counts.most_votes(papers, terms))


def test_equal_shares_for_money_with_its_completion() -> None:
    dice, compared = random.Random(8), 0
    for papers, blank in profiles(VotingMethod.APPROVAL):
        costs = tuple((option, dice.choice((1, 2, 2, 3, 5, 8))) for option in blank.options)
        terms = replace(blank, costs=costs, budget=dice.randint(1, 14))
        ends = slow_counts.equal_shares(papers, terms)
        if sum(map(terms.cost, frozenset().union(*ends))) <= terms.budget:
            agrees(papers, terms, CountingRule.EQUAL_SHARES, ends)
            compared += 1
    assert compared > PROFILES // 2
