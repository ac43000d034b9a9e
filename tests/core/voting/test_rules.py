"""Counting against independent oracles: abcvoting, networkx, and plain definitions."""

from __future__ import annotations

from fractions import Fraction

import networkx
from abcvoting import abcrules
from abcvoting.preferences import Profile
from hypothesis import assume, given
from hypothesis import strategies as st

from upstream_workshop.voting import counting, proportional, rules
from upstream_workshop.voting.kinds import CountingRule, TieRule

OPTIONS = (1, 2, 3, 4, 5)
approvals = st.lists(
    st.sets(st.sampled_from(OPTIONS), min_size=1).map(lambda some: dict.fromkeys(some, 1)),
    min_size=1,
    max_size=12,
)
dots = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3), max_size=4), max_size=12
)
ranks = st.lists(
    st.lists(st.sampled_from(OPTIONS), unique=True, min_size=1).map(
        lambda order: {option: rank for rank, option in enumerate(order, 1)}
    ),
    min_size=1,
    max_size=10,
)
seats = st.integers(1, 5)


def terms(method: str, seats: int = 2, **more) -> rules.Terms:
    return rules.Terms(method, OPTIONS, seats, **more)


def profile(papers) -> Profile:
    made = Profile(len(OPTIONS) + 1)
    made.add_voters([set(marks) for marks in papers])
    return made


def committees(rule: str, papers, wanted: int) -> set[frozenset[int]]:
    """All the committees abcvoting finds, without its dummy candidate 0, which nobody approves."""
    found = abcrules.compute(rule, profile(papers), wanted, resolute=False)
    return {frozenset(committee) for committee in found}


@given(approvals, seats)
def test_phragmen_as_abcvoting(papers, wanted: int) -> None:
    assume(len(set().union(*papers)) >= wanted)
    won = rules.tally(papers, terms("approval", wanted), "phragmen").winners
    assert frozenset(won) in committees("seqphragmen", papers, wanted)


@given(approvals, seats)
def test_equal_shares_as_abcvoting(papers, wanted: int) -> None:
    assume(len(set().union(*papers)) >= wanted)
    won = rules.tally(papers, terms("approval", wanted), "equal-shares").winners
    assert frozenset(won) in committees("equal-shares", papers, wanted)


@given(approvals, seats)
def test_equal_shares_leaves_no_large_like_minded_group_out(papers, wanted: int) -> None:
    """Extended justified representation for one option: n/k people who share one are not all empty."""
    won = set(rules.tally(papers, terms("approval", wanted), "equal-shares").winners)
    for option in OPTIONS:
        unheard = sum(option in marks and won.isdisjoint(marks) for marks in papers)
        assert unheard * wanted < len(papers)


@given(dots)
def test_most_votes_is_the_sum(papers) -> None:
    count = rules.tally(papers, terms("dots"))
    for option, score in count.scores:
        assert score == sum(marks.get(option, 0) for marks in papers)
    assert [score for _, score in count.scores] == sorted(
        (score for _, score in count.scores), reverse=True
    )
    assert count.left_out == sum(
        bool(marks) and not set(marks) & set(count.winners) for marks in papers
    )


@given(dots, st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(papers, wanted: int, dice) -> None:
    shuffled = list(papers)
    dice.shuffle(shuffled)
    for rule in CountingRule:
        assert rules.tally(papers, terms("dots", wanted), rule) == rules.tally(
            shuffled, terms("dots", wanted), rule
        )


def orders(papers) -> list[counting.Ranking]:
    return [counting.ranking(marks, OPTIONS, ranked=True) for marks in papers]


@given(ranks)
def test_borda_counts_pairs(papers) -> None:
    found = counting.borda(orders(papers), OPTIONS)
    for option in OPTIONS:
        expected = Fraction(0)
        for order in orders(papers):
            place = {each: at for at, level in enumerate(order) for each in level}
            for other in OPTIONS:
                if other != option:
                    expected += (place[option] < place[other]) + Fraction(
                        place[option] == place[other], 2
                    )
        assert found[option] == expected


@given(ranks)
def test_schulze_by_widest_paths(papers) -> None:
    """Strongest paths from networkx: maximum-bottleneck by trying every threshold."""
    wins = {(a, b): 0 for a in OPTIONS for b in OPTIONS if a != b}
    for order in orders(papers):
        place = {each: at for at, level in enumerate(order) for each in level}
        for a, b in wins:
            wins[a, b] += place[a] < place[b]
    graph = networkx.DiGraph()
    graph.add_nodes_from(OPTIONS)
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in wins.items() if n > wins[b, a])

    def strength(a: int, b: int) -> int:
        widths = sorted({data["weight"] for *_, data in graph.edges(data=True)}, reverse=True)
        for width in widths:
            kept = networkx.DiGraph((u, v) for u, v, w in graph.edges(data="weight") if w >= width)
            if a in kept and b in kept and networkx.has_path(kept, a, b):
                return width
        return 0

    found = counting.schulze(orders(papers), OPTIONS)
    for a in OPTIONS:
        assert found[a] == sum(strength(a, b) > strength(b, a) for b in OPTIONS if b != a)


@given(ranks)
def test_a_majority_wins_the_runoff(papers) -> None:
    scores, _ = counting.instant_runoff(orders(papers), OPTIONS)
    for option in OPTIONS:
        if sum(marks.get(option) == 1 for marks in papers) * 2 > len(papers):
            assert scores[option] == len(OPTIONS) - 1


def test_a_runoff_known_by_hand() -> None:
    papers = [{1: 1, 2: 2}] * 4 + [{2: 1, 3: 2}] * 3 + [{3: 1, 2: 2}] * 2
    scores, _ = counting.instant_runoff(orders(papers), OPTIONS)
    assert max(scores, key=scores.__getitem__) == 2


@given(dots, st.integers(1, 4), st.sampled_from(TieRule), st.integers(0, 99))
def test_the_tie_rule_decides_only_ties(papers, wanted: int, tie_rule: str, seed: int) -> None:
    count = rules.tally(papers, terms("dots", wanted, tie_rule=tie_rule, seed=seed))
    score = dict(count.scores)
    level = {option for tie in count.ties for option in tie}
    if not level:
        assert len(count.winners) == wanted
    elif tie_rule == "keep both":
        assert len(count.winners) > wanted
        assert level <= set(count.winners)
    elif tie_rule == "run-off":
        assert len(count.winners) < wanted
        assert level.isdisjoint(count.winners)
    else:
        assert len(count.winners) == wanted
        assert rules.tally(papers, terms("dots", wanted, tie_rule="lots", seed=seed)) == count
    for loser in set(OPTIONS) - set(count.winners) - level:
        assert all(score[loser] <= score[winner] for winner in count.winners)


@given(dots, st.integers(1, 4))
def test_the_smallest_swap_is_the_best_single_one(papers, wanted: int) -> None:
    winners = rules.tally(papers, terms("dots", wanted)).winners
    now = rules.left_out(papers, winners)
    swap = rules.smallest_swap(papers, OPTIONS, winners)
    others = [option for option in OPTIONS if option not in winners]
    swapped = [rules.left_out(papers, [*winners[:-1], added]) for added in others]
    added = [rules.left_out(papers, [*winners, more]) for more in others]
    if swap is None:
        assert min(swapped + added, default=now) >= now
    else:
        kept = [*(w for w in winners if w != swap.dropped), swap.added]
        assert swap.left_out == rules.left_out(papers, kept) == min(swapped + added) < now
        assert swap.dropped in (winners[-1], None)
        assert (swap.dropped is None) == (min(swapped) > min(added))


def test_faults_say_what_is_wrong() -> None:
    dots = terms("dots")
    assert rules.fault({1: 3, 2: 2}, dots) == ""
    assert "6 dots where 5" in rules.fault({1: 3, 2: 3}, dots)
    assert "4 dots on one option" in rules.fault({1: 4}, dots)
    assert "option 9" in rules.fault({9: 1}, dots)
    assert rules.fault({1: 2}, terms("approval"))
    assert rules.fault({1: 6}, terms("score"))
    assert rules.fault({1: 6}, terms("ranked"))
    assert rules.fault({}, dots) == ""


def test_nobody_voted() -> None:
    for rule in CountingRule:
        count = rules.tally([], terms("dots"), rule)
        assert count.left_out == 0
    assert proportional.phragmen({}, 0, 3).options == ()
