"""The check of papers, who is left out, the smallest swap, and what a result is told by."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.voting import rules
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

OPTIONS = (1, 2, 3, 4)
dots = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3), max_size=4), max_size=12
)


def terms(method: str = "dots", seats: int = 2, **more: Any) -> rules.Terms:
    return rules.Terms(VotingMethod(method), OPTIONS, seats, **more)


@pytest.mark.parametrize(
    ("method", "marks", "why"),
    [
        ("dots", {1: 3, 2: 2}, ""),
        ("dots", {1: 3, 2: 3}, "6 dots where 5 are the most"),
        ("dots", {1: 4, 2: 1}, "4 dots on one option where 3 are the most"),
        ("dots", {1: 1, 2: 4}, "4 dots on one option where 3 are the most"),
        ("dots", {7: 1, 9: 1}, "option 7 is not on the ballot"),
        ("dots", {1: 0, 2: 1}, "a mark is less than 1"),
        ("approval", {1: 1}, ""),
        ("approval", {1: 1, 2: 2}, "an approval is a 1"),
        ("score", {1: 1, 2: 5}, ""),
        ("score", {1: 1, 2: 6}, "a score is more than 5"),
        ("ranked", {1: 1, 2: 4}, ""),
        ("ranked", {1: 1, 2: 5}, "a rank is more than 4"),
        *((method, {}, "") for method in VotingMethod),
    ],
)
def test_each_fault_is_told_and_none_at_the_limit(
    method: str, marks: dict[int, int], why: str
) -> None:
    assert rules.fault(marks, terms(method)) == why


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((5, 5, 5), ""),
        ((6, 5, 5), ""),
        ((4, 5, 5), "5 slips came back of 4 handed out: count them again."),
        ((0, 1, 0), "1 slip came back of 0 handed out: count them again."),
        ((6, 5, 3), "5 slips came back and 3 are keyed: 2 to go."),
        ((6, 5, 6), "6 papers are keyed and 5 slips came back: count the slips again."),
        ((1, 0, 1), "1 paper is keyed and 0 slips came back: count the slips again."),
        ((2, 1, 0), "1 slip came back and 0 are keyed: 1 to go."),
    ],
)
def test_what_does_not_add_up_is_said(counts: tuple[int, int, int], said: str) -> None:
    assert rules.unreconciled(*counts) == said


@pytest.mark.parametrize(
    ("rule", "method", "seats", "budget", "unpriced", "why"),
    [
        ("score", "dots", 1, None, 0, "needs a ballot on which people give scores"),
        ("score", "score", 4, None, 0, ""),
        ("majority-judgement", "ranked", 1, None, 0, "needs a ballot on which people give scores"),
        ("stv", "approval", 2, None, 0, "on which people rank"),
        ("stv", "ranked", 4, None, 0, ""),
        ("instant-runoff", "ranked", 2, None, 0, "use the single transferable vote"),
        ("instant-runoff", "ranked", 1, None, 0, ""),
        ("borda", "ranked", 2, 100, 0, "does not look at costs"),
        ("equal-shares", "approval", 2, 100, 0, ""),
        ("equal-shares", "approval", 2, 100, 1, "1 option has no cost: give every option one"),
        ("equal-shares", "approval", 2, 100, 2, "2 options have no cost"),
        ("phragmen", "ranked", 2, None, 4, ""),
    ],
)
def test_a_rule_that_does_not_fit_is_refused_with_the_reason(
    rule: str, method: str, seats: int, budget: int | None, unpriced: int, why: str
) -> None:
    told = rules.fits(CountingRule(rule), VotingMethod(method), seats, budget, unpriced)
    assert why in told
    assert bool(why) == bool(told)
    costs = tuple((option, 3) for option in OPTIONS[unpriced:])
    declared = terms(method, seats, budget=budget, costs=costs)
    if why:
        with pytest.raises(WorkshopError, match=why):
            rules.tally([{1: 1}], declared, CountingRule(rule))
    else:
        assert rules.tally([{1: 1}], declared, CountingRule(rule)).winners == (1,)


def test_an_instant_runoff_is_for_one_place() -> None:
    assert rules.fits(CountingRule.INSTANT_RUNOFF, VotingMethod.RANKED, 2) == (
        "Instant run-off is for one place and there are 2: use the single transferable vote."
    )


def test_four_rules_keep_to_a_budget() -> None:
    fitting = [each for each in CountingRule if not rules.fits(each, VotingMethod.SCORE, budget=9)]
    assert set(fitting) == {"most-votes", "approval", "equal-shares", "phragmen"}
    assert rules.fits(CountingRule.BORDA, VotingMethod.RANKED, budget=9) == (
        "This rule does not look at costs: with a budget, use most votes, equal shares or Phragmén."
    )


def test_every_method_has_rules_for_one_place_and_for_several() -> None:
    for method in VotingMethod:
        for seats in (1, 3):
            fitting = {rule for rule in CountingRule if not rules.fits(rule, method, seats)}
            assert fitting >= {CountingRule.MOST_VOTES, CountingRule.EQUAL_SHARES}


def test_what_is_asked_for_takes_the_place_of_what_was_declared() -> None:
    declared = terms(seats=4, budget=7)
    assert rules.asked(declared, CountingRule.BORDA, None, None) == declared
    assert rules.asked(declared, CountingRule.BORDA, 2, 9) == terms(seats=2, budget=9)
    assert rules.asked(declared, CountingRule.INSTANT_RUNOFF, None, None).seats == 1
    assert rules.asked(declared, CountingRule.INSTANT_RUNOFF, 3, None).seats == 3
    with pytest.raises(WorkshopError, match=r"^0 winners cannot be: ask for 1 or more\.$"):
        rules.asked(declared, CountingRule.BORDA, 0, None)


def test_no_seats_are_won_by_nobody() -> None:
    for rule in CountingRule:
        method = "score" if rules.fits(rule, VotingMethod.RANKED) else "ranked"
        count = rules.tally([{1: 1, 2: 4}], terms(method, seats=0), rule)
        assert (count.winners, count.ties, count.empty) == ((), (), 0)
    assert rules.with_seats(terms(seats=0), 3) == terms(seats=3)


@given(dots, st.integers(1, 4), st.sampled_from(TieRule), st.integers(0, 99))
def test_the_tie_rule_decides_only_ties(papers, wanted: int, tie_rule: TieRule, seed: int) -> None:
    count = rules.tally(papers, terms("dots", wanted, tie_rule=tie_rule, seed=seed))
    score = dict(count.scores)
    level = set(count.level)
    assert [set(tie) for tie in count.ties] == ([level] if level else [])
    full = wanted - count.empty
    if not level:
        assert len(count.winners) == full
    elif tie_rule == TieRule.KEEP_BOTH:
        assert len(count.winners) > full
        assert level <= set(count.winners)
    elif tie_rule == TieRule.RUN_OFF:
        assert len(count.winners) + count.undecided == full
        assert level.isdisjoint(count.winners)
    else:
        assert len(count.winners) == full
    for loser in set(OPTIONS) - set(count.winners) - level:
        assert all(score[loser] <= score[winner] for winner in count.winners)


@given(dots, st.integers(1, 4))
def test_the_smallest_swap_is_the_best_single_one(papers, wanted: int) -> None:
    declared = terms("dots", wanted)
    winners = rules.tally(papers, declared).winners
    now = rules.left_out(papers, declared, winners)
    swap = rules.smallest_swap(papers, declared, winners)
    tried = {}
    for added in (option for option in OPTIONS if option not in winners):
        for dropped in (*winners, None):
            kept = [*(each for each in winners if each != dropped), added]
            out = sum(bool(marks) and not set(marks) & set(kept) for marks in papers)
            tried[added, dropped] = out
    if swap is None:
        assert min(tried.values(), default=now) >= now
    else:
        assert swap.left_out == min(tried.values()) == tried[swap.added, swap.dropped] < now
        replacing = [out for (_, dropped), out in tried.items() if dropped is not None]
        assert (swap.dropped is None) == (min(replacing, default=now) > swap.left_out)


def test_of_swaps_as_good_the_one_that_takes_the_weakest_place_comes_first() -> None:
    papers = [{1: 1}, {1: 1}, {2: 1, 4: 1}, {3: 1}]
    assert rules.smallest_swap(papers, terms(), (1,)) == rules.Swap(2, None, 1)
    assert rules.smallest_swap(papers, terms(), (1, 4)) == rules.Swap(3, None, 0)
    even = [{1: 1}, {3: 1}, {3: 1}]
    assert rules.smallest_swap(even, terms(), (1, 2)) == rules.Swap(3, 2, 0)
    assert rules.smallest_swap(even, terms(), (2, 1)) == rules.Swap(3, 2, 0)
    assert rules.smallest_swap(papers, terms(), (1, 4, 3)) is None


def test_who_is_left_out_of_a_ranking_is_whom_no_early_place_chose() -> None:
    last = [{1: 1, 2: 2, 3: 3, 4: 4}] * 10
    declared = terms("ranked", depth=2)
    assert rules.left_out(last, declared, (3, 4)) == 10
    assert rules.left_out(last, declared, (2, 3)) == 0
    assert rules.left_out([{1: 2, 2: 5}, {}], terms("score"), (1,)) == 1


def count(winners: tuple[int, ...], out: int, counted: int = 9) -> rules.Tally:
    return rules.Tally(CountingRule.MOST_VOTES, winners, (), (), out, (), counted=counted)


@pytest.mark.parametrize(
    ("winners", "out", "other", "said"),
    [
        ((1, 2), 0, None, "Everybody has at least one of their themes among the 2."),
        ((1, 2), 1, None, "1 of 9 papers has none of their themes among the 2."),
        ((1, 2), 3, None, "3 of 9 papers have none of their themes among the 2."),
        ((1, 2), 0, (2, 1), "The same themes."),
        ((1, 2), 3, (2, 1), "The same themes, with the same 3 left out."),
        ((1, 3), 0, (1, 2), "Care instead of Bread: everybody has at least one of their themes."),
        ((1, 2, 3), 1, (1,), "Bread, Care: 1 of 9 papers has none of their themes."),
        ((1,), 2, (1, 2), "Fewer themes: 2 of 9 papers have none of their themes."),
        ((), 9, None, "Nothing is chosen yet."),
    ],
)
def test_a_result_is_explained_in_one_sentence(
    winners: tuple[int, ...], out: int, other: tuple[int, ...] | None, said: str
) -> None:
    wording = {1: "Air", 2: "Bread", 3: "Care"}
    beside = None if other is None else count(other, 0)
    assert rules.explain(count(winners, out), 9, wording, beside) == said


def test_nothing_is_said_of_everybody_where_papers_are_blank() -> None:
    told = rules.explain(count((1, 2), 0, counted=7), 9, {})
    assert told == "Everybody who supports a theme has at least one among the 2."
    blank = rules.tally([{}, {}], terms())
    assert rules.explain(blank, 2, {}) == "No paper supports a theme, so nothing is chosen."
