"""Counting said again in plain words: firsts, run-offs, ties, lots, and what a result is told by."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.voting import counting, proportional, rules
from upstream_workshop.voting.kinds import VotingMethod

Papers = Sequence[Mapping[int, int]]
OPTIONS = (1, 2, 3, 4)
papers_of_marks = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3), max_size=4), max_size=8
)


def terms(method: str = "dots", seats: int = 2, **more: Any) -> rules.Terms:
    return rules.Terms(method, OPTIONS, seats, **more)


def better(marks: Mapping[int, int], one: int, other: int, ranked: bool) -> bool:
    """Whether a paper puts one option before another: what it does not mark comes last."""
    if one not in marks or other not in marks:
        return one in marks and other not in marks
    return marks[one] < marks[other] if ranked else marks[one] > marks[other]


def tops(marks: Mapping[int, int], left: Sequence[int], ranked: bool) -> list[int]:
    """Those a paper puts before all others of some options; none if it says nothing of all."""
    says = any(better(marks, one, other, ranked) for one in OPTIONS for other in OPTIONS)
    return [one for one in left if says and not any(better(marks, o, one, ranked) for o in left)]


@given(papers_of_marks, st.booleans())
def test_a_paper_orders_the_options_by_their_marks(papers: Papers, ranked: bool) -> None:
    for marks in papers:
        order = counting.ranking(marks, OPTIONS, ranked)
        place = {option: at for at, level in enumerate(order) for option in level}
        assert all(order)
        assert sorted(place) == sorted(OPTIONS)
        for one in OPTIONS:
            for other in OPTIONS:
                assert (place[one] < place[other]) == better(marks, one, other, ranked)


@given(papers_of_marks, st.booleans())
def test_firsts_are_shared_by_those_level_at_the_top(papers: Papers, ranked: bool) -> None:
    orders = [counting.ranking(marks, OPTIONS, ranked) for marks in papers]
    expected = dict.fromkeys(OPTIONS, Fraction(0))
    for marks in papers:
        first = tops(marks, OPTIONS, ranked)
        for option in first:
            expected[option] += Fraction(1, len(first))
    assert counting.first_places(orders, OPTIONS) == expected


@given(papers_of_marks, st.booleans())
def test_the_runoff_strikes_out_the_fewest_firsts(papers: Papers, ranked: bool) -> None:
    orders = [counting.ranking(marks, OPTIONS, ranked) for marks in papers]
    left, places, ties = list(OPTIONS), {}, []
    while left:
        support = dict.fromkeys(left, Fraction(0))
        for marks in papers:
            first = tops(marks, left, ranked)
            for option in first:
                support[option] += Fraction(1, len(first))
        last = [option for option in left if support[option] == min(support.values())]
        ties += [frozenset(last)] if last[1:] else []
        places[last[-1]] = len(places)
        left.remove(last[-1])
    assert counting.instant_runoff(orders, OPTIONS) == (places, tuple(ties))


def test_a_runoff_of_papers_that_say_nothing_strikes_out_from_the_last() -> None:
    blank = [counting.ranking(marks, OPTIONS, True) for marks in ({}, dict.fromkeys(OPTIONS, 1))]
    places, ties = counting.instant_runoff(blank, OPTIONS)
    assert places == {4: 0, 3: 1, 2: 2, 1: 3}
    assert ties == (frozenset(OPTIONS), frozenset({1, 2, 3}), frozenset({1, 2}))
    assert counting.first_places(blank, OPTIONS) == dict.fromkeys(OPTIONS, 0)
    assert counting.instant_runoff((), ()) == ({}, ())


@pytest.mark.parametrize("rule", ["most-votes", "borda", "instant-runoff", "schulze"])
@given(papers_of_marks, st.sampled_from(VotingMethod))
def test_a_tally_counts_by_the_rule_that_was_asked(rule: str, papers: Papers, method: str) -> None:
    ranked = method == "ranked"
    orders = [counting.ranking(marks, OPTIONS, ranked) for marks in papers]
    ties: tuple[frozenset[int], ...] = ()
    if rule == "instant-runoff":
        scores, ties = counting.instant_runoff(orders, OPTIONS)
    elif rule == "most-votes" and not ranked:
        scores = {o: Fraction(sum(m.get(o, 0) for m in papers)) for o in OPTIONS}
    elif rule == "most-votes":
        scores = counting.first_places(orders, OPTIONS)
    else:
        scores = (counting.borda if rule == "borda" else counting.schulze)(orders, OPTIONS)
    count = rules.tally(papers, terms(method), rule)
    assert count.rule == rule
    assert dict(count.scores) == {option: float(score) for option, score in scores.items()}
    assert [o for o, _ in count.scores] == sorted(OPTIONS, key=lambda o: (-scores[o], o))
    assert [o for o, _ in count.supporters] == [o for o, _ in count.scores]
    assert dict(count.supporters) == {o: sum(o in marks for marks in papers) for o in OPTIONS}
    cut = sorted(scores.values(), reverse=True)[1]
    level = tuple(o for o in OPTIONS if scores[o] == cut)
    above = tuple(o for o in OPTIONS if scores[o] > cut)
    split = len(above) + len(level) > 2
    assert count.ties == (*(tuple(sorted(tie)) for tie in ties), *([level] if split else []))
    assert set(count.winners) == {*above, *level}


@given(papers_of_marks, st.integers(0, 6), st.integers(0, 99))
def test_lots_are_drawn_among_the_level_ones_by_the_recorded_seed(
    papers: Papers, seats: int, seed: int
) -> None:
    count = rules.tally(papers, terms(seats=seats, tie_rule="lots", seed=seed))
    scores = dict(count.scores)
    assert len(count.winners) == min(seats, len(OPTIONS))
    for tie in count.ties:
        above = [option for option in OPTIONS if scores[option] > scores[tie[0]]]
        drawn = random.Random(seed).sample(tie, seats - len(above))
        assert set(count.winners) == {*above, *drawn}
        assert list(count.winners[len(above) :]) == sorted(drawn)


def test_no_seats_are_won_by_nobody() -> None:
    count = rules.tally([{1: 1}], terms(seats=0))
    assert (count.winners, count.ties, count.left_out) == ((), (), 1)
    assert rules.with_seats(terms(seats=0), 3) == terms(seats=3)


@given(papers_of_marks, st.integers(0, 6), st.sampled_from(["equal-shares", "phragmen"]))
def test_a_proportional_choice_fills_every_seat_there_is_an_option_for(
    papers: Papers, seats: int, rule: str
) -> None:
    count = rules.tally(papers, terms(seats=seats), rule)
    behind = Counter(option for marks in papers for option in marks)
    assert len(count.winners) == len(set(count.winners)) == min(seats, len(OPTIONS))
    backed = [option for option in count.winners if behind[option]]
    unbacked = [option for option in OPTIONS if not behind[option]]
    free = len(count.winners) - len(backed)
    assert count.winners == (*backed, *unbacked[:free])
    assert not free or len(backed) == len(OPTIONS) - len(unbacked)
    assert dict(count.scores) == {option: float(behind[option]) for option in OPTIONS}


def test_the_first_printed_of_level_ones_is_taken_and_the_tie_is_told() -> None:
    for choose in (proportional.equal_shares, proportional.phragmen):
        two = {3: frozenset({0}), 1: frozenset({1}), 2: frozenset({2, 3})}
        assert choose(two, 4, 2) == proportional.Elected((2, 3), (frozenset({1, 3}),))


def test_equal_shares_buys_what_asks_least_of_each_and_phragmen_fills_the_rest() -> None:
    behind = {1: frozenset({0, 1, 2}), 2: frozenset({0, 1, 2}), 3: frozenset({3, 4})}
    assert proportional.equal_shares(behind, 5, 2).options == (1, 3)
    # each has 2/5; 1 costs 1/3 each, so who bought it has 1/15 left and no one can buy 2 or 3
    assert proportional.phragmen(behind, 5, 2).options == (1, 3)
    assert proportional.phragmen(behind, 5, 3).options == (1, 3, 2)


def test_equal_shares_spends_what_each_paper_has_and_is_no_phragmen() -> None:
    # 3/4 each: option 4 takes 1/3 of papers 0, 2 and 3, option 3 what paper 2 has left and 7/12 of paper 1,
    # which then has 1/6 more than paper 2 for the last place
    behind = {
        n: frozenset(papers) for n, papers in ((1, {2}), (2, {1}), (3, {1, 2}), (4, {0, 2, 3}))
    }
    assert proportional.equal_shares(behind, 4, 3).options == (4, 3, 2)
    assert proportional.phragmen(behind, 4, 3).options == (4, 3, 1)
    papers = [{option: 1 for option, voters in behind.items() if at in voters} for at in range(4)]
    assert rules.tally(papers, terms(seats=3), "equal-shares").winners == (4, 3, 2)
    assert rules.tally(papers, terms(seats=3), "phragmen").winners == (4, 3, 1)


def test_who_cannot_pay_an_even_share_pays_all_that_is_left() -> None:
    # 3/4 each: after option 1 paper 0 has 1/4 left, and paper 2 pays the rest of option 2
    behind = {1: frozenset({0, 1}), 2: frozenset({0, 2}), 3: frozenset({3})}
    bought = proportional.Elected((1, 2, 3), (frozenset({1, 2}),))
    assert proportional.equal_shares(behind, 4, 3) == bought
    assert proportional.equal_shares({}, 0, 2) == proportional.Elected((), ())
    assert proportional.equal_shares({1: frozenset()}, 0, 2) == proportional.Elected((1,), ())


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
        ((6, 5, 3), "5 slips came back and 3 are keyed: 2 to go."),
        ((6, 5, 6), "6 papers are keyed and 5 slips came back: count the slips again."),
    ],
)
def test_what_does_not_add_up_is_said(counts: tuple[int, int, int], said: str) -> None:
    assert rules.unreconciled(*counts) == said


def count(winners: tuple[int, ...], out: int) -> rules.Tally:
    return rules.Tally("most-votes", winners, (), (), out, ())


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
    ],
)
def test_a_result_is_explained_in_one_sentence(
    winners: tuple[int, ...], out: int, other: tuple[int, ...] | None, said: str
) -> None:
    wording = {1: "Air", 2: "Bread", 3: "Care"}
    beside = None if other is None else count(other, 0)
    assert rules.explain(count(winners, out), 9, wording, beside) == said


def test_of_swaps_as_good_the_one_that_takes_a_place_comes_first() -> None:
    papers = [{1: 1}, {1: 1}, {2: 1, 4: 1}, {3: 1}]
    assert rules.smallest_swap(papers, OPTIONS, (1,)) == rules.Swap(2, None, 1)
    assert rules.smallest_swap(papers, OPTIONS, (1, 4)) == rules.Swap(3, None, 0)
    even = [{1: 1}, {3: 1}, {3: 1}]
    assert rules.smallest_swap(even, OPTIONS, (1, 2)) == rules.Swap(3, 2, 0)
    assert rules.smallest_swap(papers, OPTIONS, (1, 4, 3)) is None
