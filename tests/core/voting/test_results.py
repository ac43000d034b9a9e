"""What a result means: groups that differ, papers that decide, a second vote beside the first."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.voting import results, rules

OPTIONS = (1, 2, 3, 4)
marks = st.dictionaries(st.sampled_from(OPTIONS), st.just(1))
named = st.lists(
    st.tuples(st.sampled_from(["", "Arfon", "Bala", "Cefn", "Dôl"]), marks), max_size=40
)


def terms(method: str = "approval", seats: int = 2, **more) -> rules.Terms:
    return rules.Terms(method, OPTIONS, seats, **more)


def winners_of(given_terms: rules.Terms, rule: str = "most-votes"):
    return lambda papers: rules.tally(papers, given_terms, rule).winners


@given(named)
def test_no_group_is_told_that_is_small_and_none_follows_by_subtraction(papers) -> None:
    divisions = results.divisions(papers, OPTIONS)
    for division in divisions:
        assert all(share.papers >= results.FEWEST for share in division.shares)
        assert sum(share.papers for share in division.shares) == len(papers)
        assert all(0 < share.percent < 100 for share in division.shares)
        assert len(division.shares) >= 2
    assert divisions or len({group for group, _ in papers}) < 2 or min(sizes(papers)) < 5


def sizes(papers) -> list[int]:
    return list(Counter(group for group, _ in papers).values())


@given(named)
def test_shares_are_those_of_the_papers(papers) -> None:
    for division in results.divisions(papers, OPTIONS):
        for share in (one for one in division.shares if one.group):
            own = [given for group, given in papers if group == share.group]
            exact = 100 * sum(division.option in given for given in own) / len(own)
            assert abs(share.percent - exact) <= results.STEPS


def test_the_option_that_divides_most_comes_first() -> None:
    north = [("North", {1: 1, 2: 1})] * 8
    south = [("South", {2: 1})] * 8
    first, *rest = results.divisions([*north, *south], OPTIONS)
    assert (first.option, first.apart) == (1, 80)
    assert [share.group for share in first.shares] == ["North", "South"]
    assert all(one.apart == 0 for one in rest)


def test_a_group_of_four_joins_the_smallest_that_is_told() -> None:
    papers = [("North", {1: 1})] * 9 + [("South", {2: 1})] * 6 + [("West", {3: 1})] * 4
    shares = results.divisions(papers, OPTIONS)[0].shares
    assert {share.group: share.papers for share in shares} == {"North": 9, "": 10}


@pytest.mark.parametrize("rule", ["most-votes", "equal-shares", "phragmen"])
@given(papers=st.lists(marks, max_size=9), seats=st.integers(1, 3))
def test_papers_that_decide_do_and_fewer_do_not(rule: str, papers, seats: int) -> None:
    own = terms(seats=seats)
    count = winners_of(own, rule)
    now = set(count(papers))
    found = results.deciding(papers, own, count)
    tried = found.papers if found else results.MOST_PAPERS + 1
    for more in range(1, tried):
        for option in set(OPTIONS) - now:
            assert option not in count([*papers, *[{option: 1}] * more])
    if found:
        then = set(count([*papers, *[{found.added: 1}] * found.papers]))
        assert found.added in then
        assert (set(found.came), set(found.gone)) == (then - now, now - then)


def test_two_papers_decide_the_last_place() -> None:
    papers = [{1: 1}] * 6 + [{2: 1}] * 4 + [{3: 1}] * 3
    found = results.deciding(
        papers, terms(tie_rule="run-off"), winners_of(terms(tie_rule="run-off"))
    )
    assert (found.papers, found.added, found.gone) == (2, 3, (2,))


@pytest.mark.parametrize(
    ("method", "best"), [("dots", 3), ("approval", 1), ("score", 5), ("ranked", 1)]
)
def test_the_best_mark_is_one_the_ballot_allows(method: str, best: int) -> None:
    assert results.best_mark(terms(method)) == best
    assert rules.fault({1: best}, terms(method)) == ""


def test_a_second_vote_stands_beside_the_first_by_what_it_is_about() -> None:
    before = ({1: 5.0, 2: 3.0, 3: 0.0}, (1,))
    now = ({1: 2.0, 2: 7.0}, (2,))
    assert results.rerun({1: 2, 2: 1}, before, now) == (
        results.Rerun(2, 5.0, 7.0, True, True),
        results.Rerun(1, 3.0, 2.0, False, False),
    )
