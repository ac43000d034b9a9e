"""What every rule promises: no favour of papers, of numbers, of names, and nothing for nobody."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import ceil

import pytest

from tests.core.voting.counting import slow_counts
from tests.core.voting.counting.profiles import PROFILES, Papers, ballots, profiles, tie_rules
from upstream_workshop.voting.counting import tallies
from upstream_workshop.voting.counting.ballot_terms import Terms, misfit
from upstream_workshop.voting.counting.rankings import support
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

# of these an option without support is one that no paper puts before another
BY_ORDER = {
    CountingRule.BORDA,
    CountingRule.INSTANT_RUNOFF,
    CountingRule.STV,
    CountingRule.SCHULZE,
}
BY_MARK = {CountingRule.MOST_VOTES, CountingRule.SCORE, CountingRule.MAJORITY_JUDGEMENT}


def worded(terms: Terms) -> Terms:
    return replace(terms, wordings=tuple((each, "ABCDEF"[each - 1]) for each in terms.options))


def moved(papers: Papers, terms: Terms, to: dict[int, int]) -> tuple[Papers, Terms]:
    """The same ballot with its options printed in another order."""
    wordings = tuple(sorted((to[option], wording) for option, wording in terms.wordings))
    marks = [{to[option]: value for option, value in paper.items()} for paper in papers]
    return marks, replace(terms, wordings=wordings)


def test_neither_the_order_of_papers_nor_that_of_options_changes_who_wins() -> None:
    dice = random.Random(3)
    level = Counter()
    for rule, papers, plain in ballots():
        terms = worded(plain)
        to = dict(zip(terms.options, dice.sample(terms.options, len(terms.options)), strict=True))
        shuffled = dice.sample(papers, len(papers))
        other = tie_rules(*moved(shuffled, terms, to), rule)
        for tie_rule, tally in tie_rules(papers, terms, rule).items():
            assert {to[each] for each in tally.winners} == set(other[tie_rule].winners), (
                papers,
                terms,
            )
            assert {to[each] for each in tally.level} == set(other[tie_rule].level)
            assert {to[option]: n for option, n in tally.supporters} == dict(
                other[tie_rule].supporters
            )
            level[rule] += bool(tally.level)
    assert set(level) == set(CountingRule)
    assert min(level.values()) > 0


def test_names_decide_nothing_but_the_lot() -> None:
    for rule, papers, plain in ballots():
        before, after = (tie_rules(papers, terms, rule) for terms in (plain, worded(plain)))
        for tie_rule in (TieRule.KEEP_BOTH, TieRule.RUN_OFF):
            assert set(before[tie_rule].winners) == set(after[tie_rule].winners)


def test_nobody_wins_with_no_support_and_every_other_place_is_filled_or_said_to_be_open() -> None:
    stood_empty = Counter()
    for rule, papers, terms in ballots(seats=6):
        if rule in BY_ORDER:
            backed = frozenset(slow_counts.backed(papers, terms))
        elif rule in BY_MARK and terms.method != VotingMethod.RANKED:
            backed = frozenset(option for marks in papers for option in marks)
        elif rule == CountingRule.MOST_VOTES:
            backed = frozenset(slow_counts.backed(papers, terms))
        else:
            backed = frozenset().union(*(support(marks, terms) for marks in papers))
        for tie_rule, tally in tie_rules(papers, terms, rule).items():
            assert backed.issuperset(tally.winners), (rule, papers, terms)
            if tie_rule == TieRule.LOTS:
                assert len(tally.winners) + tally.empty == terms.seats
            if tie_rule == TieRule.RUN_OFF:
                assert len(tally.winners) + tally.undecided + tally.empty == terms.seats
            said = any("stays empty" in told or "stay empty" in told for told in tally.rounds)
            assert said == bool(tally.empty)
            stood_empty[rule] += bool(tally.empty)
    assert min(stood_empty.values()) > 0


def test_blank_papers_choose_nothing_by_any_rule() -> None:
    for method in VotingMethod:
        terms = Terms(method, (1, 2, 3), 1, seed=1)
        for rule in (each for each in CountingRule if not misfit(each, terms)):
            for papers in ([], [{}], [{}, {}]):
                for tally in tie_rules(papers, terms, rule).values():
                    assert (tally.winners, tally.level, tally.ties, tally.empty) == ((), (), (), 1)
                    assert (tally.left_out, tally.counted) == (0, 0)


@pytest.mark.parametrize(
    "rule",
    [
        CountingRule.MOST_VOTES,
        CountingRule.APPROVAL,
        CountingRule.PHRAGMEN,
        CountingRule.EQUAL_SHARES,
    ],
)
def test_another_tick_does_not_cost_an_option_its_only_place(rule: CountingRule) -> None:
    """Monotonicity, for one place and ticks, where all of these are approval voting."""
    for papers, terms in profiles(VotingMethod.APPROVAL, PROFILES // 2, seats=1):
        for winner in tallies.tally(papers, terms, rule).winners:
            for at in (at for at, marks in enumerate(papers) if winner not in marks):
                more = [*papers[:at], {**papers[at], winner: 1}, *papers[at + 1 :]]
                assert winner in tallies.tally(more, terms, rule).winners


@pytest.mark.parametrize("rule", [CountingRule.BORDA, CountingRule.SCHULZE])
def test_a_better_rank_does_not_cost_an_option_its_place(rule: CountingRule) -> None:
    for papers, terms in profiles(VotingMethod.RANKED, PROFILES // 2, seats=1):
        for winner in tallies.tally(papers, terms, rule).winners:
            for at, marks in enumerate(papers):
                raised = {option: rank + 1 for option, rank in marks.items()} | {winner: 1}
                more = [*papers[:at], raised, *papers[at + 1 :]]
                assert winner in tallies.tally(more, terms, rule).winners


@pytest.mark.parametrize("rule", [CountingRule.SCORE, CountingRule.MAJORITY_JUDGEMENT])
def test_a_better_score_does_not_cost_an_option_its_place(rule: CountingRule) -> None:
    for papers, terms in profiles(VotingMethod.SCORE, PROFILES // 2, seats=1):
        for winner in tallies.tally(papers, terms, rule).winners:
            for at in (at for at, marks in enumerate(papers) if winner in marks):
                more = [*papers[:at], {**papers[at], winner: 5}, *papers[at + 1 :]]
                assert winner in tallies.tally(more, terms, rule).winners


def test_equal_shares_gives_every_group_that_agrees_its_due() -> None:
    """Extended justified representation, by looking at every group of papers."""
    groups_seen = 0
    for papers, terms in profiles(VotingMethod.APPROVAL, most=7):
        lots = replace(terms, tie_rule=TieRule.LOTS)
        won = set(tallies.tally(papers, lots, CountingRule.EQUAL_SHARES).winners)
        for due in range(1, terms.places + 1):
            for group in combinations(papers, ceil(due * len(papers) / terms.places)):
                if group and len(set.intersection(*map(set, group))) >= due:
                    groups_seen += 1
                    assert any(len(won & set(marks)) >= due for marks in group), (papers, terms)
    assert groups_seen > PROFILES


def test_a_majority_of_first_places_wins_the_runoff_and_the_transferable_vote() -> None:
    for papers, terms in profiles(VotingMethod.RANKED, level=0, seats=1):
        firsts = Counter(min(marks, key=marks.__getitem__) for marks in papers if marks)
        for option, n in firsts.items():
            if 2 * n > sum(firsts.values()):
                for rule in (CountingRule.INSTANT_RUNOFF, CountingRule.STV):
                    assert tallies.tally(papers, terms, rule).winners == (option,)
