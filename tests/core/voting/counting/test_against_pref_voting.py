"""The rules for orders against pref_voting, which is too large to be installed for every run.

With it at hand: `pip install pref_voting`, then `pytest tests/core/voting/counting`. Its winners are those
of all ways to resolve ties, on papers that rank every option and put no two level.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.core.voting.counting.profiles import PROFILES
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.tallies import tally
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

profiles = pytest.importorskip("pref_voting.profiles", reason="pref_voting is not installed")
from pref_voting import iterative_methods, margin_based_methods, scoring_methods  # noqa: E402

OTHERS: dict[CountingRule, Callable[[Any], list[int]]] = {
    CountingRule.BORDA: scoring_methods.borda,
    CountingRule.INSTANT_RUNOFF: iterative_methods.instant_runoff_put,
    CountingRule.SCHULZE: margin_based_methods.beat_path,
}


def orders() -> Iterator[list[list[int]]]:
    """Papers that rank all options, few enough for ties to be frequent."""
    dice = random.Random(7)
    for _ in range(PROFILES):
        options = dice.randint(2, 6)
        yield [dice.sample(range(options), options) for _ in range(dice.randint(1, 9))]


@pytest.mark.parametrize("rule", OTHERS)
def test_winners_and_ties(rule: CountingRule) -> None:
    several = 0
    for papers in orders():
        options = tuple(range(1, len(papers[0]) + 1))
        terms = Terms(VotingMethod.RANKED, options, 1, tie_rule=TieRule.KEEP_BOTH)
        marks = [{option + 1: at for at, option in enumerate(paper, 1)} for paper in papers]
        other = {option + 1 for option in OTHERS[rule](profiles.Profile(papers))}
        ours = tally(marks, terms, rule)
        assert set(ours.winners) == other, papers
        assert bool(ours.ties) == (len(other) > 1), papers
        several += len(other) > 1
    assert several
