"""Counts known by hand, with what is said of each round."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

from upstream_workshop.voting.counting import tallies, transferable
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import lot_order
from upstream_workshop.voting.counting.rankings import support
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

NAMES = ((1, "Air"), (2, "Bread"), (3, "Care"), (4, "Dew"))


def terms(method: VotingMethod, seats: int = 1, **more) -> Terms:
    return Terms(method, (1, 2, 3, 4), seats, wordings=NAMES, **more)


def ranked(*orders: tuple[int, str]) -> list[dict[int, int]]:
    number = {name[0]: option for option, name in NAMES}
    return [
        {number[letter]: rank for rank, letter in enumerate(order, 1)}
        for papers, order in orders
        for _ in range(papers)
    ]


def test_an_instant_runoff() -> None:
    papers = ranked((4, "AB"), (3, "BC"), (2, "CB"))
    tally = tallies.tally(papers, terms(VotingMethod.RANKED), CountingRule.INSTANT_RUNOFF)
    assert tally.winners == (2,)
    assert tally.rounds == (
        "Round 1: Dew has the fewest papers (0) and leaves.",
        "Round 2: Care has the fewest papers (2) and leaves.",
        "Round 3: Air has the fewest papers (4) and leaves.",
        "Bread is left, with 9.",
    )


def test_a_runoff_in_which_it_matters_who_leaves_first() -> None:
    """Level for the second place are Bread and Care; who is left with Air then wins."""
    papers = ranked((2, "A"), (2, "BC"), (2, "CB"), (1, "AB"))
    declared = terms(VotingMethod.RANKED)
    both = tallies.tally(papers, declared, CountingRule.INSTANT_RUNOFF)
    assert (both.winners, both.level, both.ties) == ((2, 3), (2, 3), ((2, 3),))
    assert both.tie_rounds == (2,)
    assert "Level here: Bread, Care." in both.rounds[1]
    assert both.rounds[-2:] == ("Level for 1 place: Bread, Care.", "All of them are kept.")
    second = tallies.tally(
        papers, replace(declared, tie_rule=TieRule.RUN_OFF), CountingRule.INSTANT_RUNOFF
    )
    assert (second.winners, second.level, second.undecided) == ((), (2, 3), 1)
    assert second.rounds[-1] == "A second ballot between them decides."


def test_a_transferable_vote_with_a_surplus_cut_after_five_decimals() -> None:
    """Quota 5 of 13; Air passes on 3 of its 8 papers at 3/8, and of 7 at 2/7 five decimals stay."""
    papers = ranked((5, "AB"), (3, "AC"), (3, "D"), (2, "C"))
    tally = tallies.tally(papers, terms(VotingMethod.RANKED, 2), CountingRule.STV)
    assert transferable.quota(13, 2) == 5
    assert tally.rounds == (
        "Papers that elect an option: 5.",
        "First places: Air 8; Dew 3; Care 2; Bread 0.",
        "Elected: Air.",
        "Round 1: Air has 3 more than needed, and its papers pass that on.",
        "Round 2: Bread has the fewest (1.875) and leaves; its papers pass on.",
        "Round 3: Dew has the fewest (3) and leaves; its papers pass on. Elected: Care.",
        "Chosen in this order: Air, Care.",
    )
    sevenths = tallies.tally(
        ranked((7, "AB"), (4, "C"), (3, "B")), terms(VotingMethod.RANKED, 2), CountingRule.STV
    )
    assert dict(sevenths.scores) == {1: 7.0, 2: 4.99997, 3: 4.0, 4: 0.0}


def test_a_tie_for_leaving_is_resolved_by_the_stage_at_which_they_differed() -> None:
    """Bread and Care have 3 each when one must leave; Bread had fewer first places."""
    five = replace(
        terms(VotingMethod.RANKED), options=(1, 2, 3, 4, 5), wordings=(*NAMES, (5, "Earth"))
    )
    papers = [
        *ranked((5, "A"), (4, "D"), (2, "B"), (3, "C")),
        {5: 1, 2: 2},
    ]
    tally = tallies.tally(papers, five, CountingRule.STV)
    assert tally.ties == ()
    assert "Round 2: Bread has the fewest (3) and leaves; its papers pass on." in tally.rounds


def test_a_place_given_twice_ends_a_paper_of_the_transferable_vote() -> None:
    assert transferable.preferences({1: 1, 2: 2, 3: 2, 4: 3}) == (1,)
    assert transferable.preferences({1: 1, 2: 1}) == ()
    assert transferable.preferences({3: 2, 1: 4}) == (3, 1)


def test_scores() -> None:
    papers = [{1: 5, 2: 4, 3: 2}, {1: 1, 2: 4, 3: 2}, {1: 5, 2: 3}]
    mean = tallies.tally(papers, terms(VotingMethod.SCORE), CountingRule.SCORE)
    assert dict(mean.spreads)[3] == 0
    assert [round(spread, 3) for _, spread in mean.spreads] == [1.886, 0.471, 0]
    assert mean.rounds[:3] == (
        "Air: mean 3.667, spread 1.89, scored on 3 papers.",
        "Bread: mean 3.667, spread 0.47, scored on 3 papers.",
        "Care: mean 2, spread 0.00, scored on 2 papers.",
    )
    assert mean.level == (1, 2)
    middle = tallies.tally(papers, terms(VotingMethod.SCORE), CountingRule.MAJORITY_JUDGEMENT)
    assert middle.winners == (1,)
    assert middle.rounds == (
        "Air: the middle score is 5.",
        "Bread: the middle score is 4.",
        "Care: the middle score is 2.",
    )


def test_majority_judgement_says_by_what_equal_middle_scores_are_told_apart() -> None:
    papers = [{1: 5, 2: 4}, {1: 4, 2: 4}, {1: 4, 2: 3}]
    tally = tallies.tally(papers, terms(VotingMethod.SCORE), CountingRule.MAJORITY_JUDGEMENT)
    assert tally.winners == (1,)
    assert tally.rounds[2] == "Air comes before Bread when 1 middle score is taken from each."


def test_borda_shares_the_points_of_places_between_those_left_blank() -> None:
    papers = ranked((2, "ABCD"), (1, "BA"))
    tally = tallies.tally(papers, terms(VotingMethod.RANKED), CountingRule.BORDA)
    assert tally.scores == ((1, 8), (2, 7), (3, 2.5), (4, 0.5))
    assert tally.rounds[2:] == ("Care has 2.5.", "1 option has no support.")


def test_up_to_twelve_who_beat_an_option_are_named() -> None:
    options = tuple(range(1, 15))
    declared = Terms(VotingMethod.RANKED, options, 1)
    (*_, twelve, thirteen) = tallies.tally(
        [{option: option for option in options}] * 2 + [{14: 1}], declared, CountingRule.SCHULZE
    ).rounds
    named = ", ".join(map(str, range(1, 13)))
    assert twelve == f"13 beats 1 option and is beaten by {named}."
    assert thirteen == "14 beats 0 options and is beaten by 13."


def test_two_undefeated_by_schulze_are_level() -> None:
    papers = ranked((1, "AB"), (1, "BA"))
    tally = tallies.tally(papers, terms(VotingMethod.RANKED), CountingRule.SCHULZE)
    assert (tally.winners, tally.ties) == ((1, 2), ((1, 2),))
    assert tally.rounds[0] == "Air beats 2 options and is beaten by none."


def test_equal_shares_for_places_and_for_money() -> None:
    papers = [{1: 1, 2: 1}] * 3 + [{3: 1}] * 2
    tally = tallies.tally(papers, terms(VotingMethod.APPROVAL, 2), CountingRule.EQUAL_SHARES)
    assert (tally.winners, tally.level) == ((3, 1, 2), (1, 2))
    assert tally.rounds[:3] == (
        "Each paper has 0.4 to spend.",
        "Round 1: Air is bought: its 3 supporters pay 0.333 each at most, the least there is. "
        "Level here: Air, Bread.",
        "Round 2: Nobody can pay for another option; Care with its 2 supporters lacks the least "
        "and is added.",
    )
    priced = terms(VotingMethod.APPROVAL, 2, budget=10, costs=((1, 6), (2, 5), (3, 4), (4, 1)))
    money = tallies.tally(papers, priced, CountingRule.EQUAL_SHARES)
    assert money.winners == (3,)
    assert (money.level, money.empty) == ((1, 2), 0)
    assert money.rounds[-1] == "The budget does not pay for all of them, so none of them is kept."


def test_a_lot_can_be_checked_with_any_tool_for_sha_256() -> None:
    declared = terms(VotingMethod.DOTS, seed=17)
    keys = {name: hashlib.sha256(f"17:{name}".encode()).hexdigest() for _, name in NAMES}
    names = [declared.name(option) for option in lot_order((1, 2, 3, 4), declared)]
    assert names == sorted(keys, key=keys.__getitem__)
    lots = replace(declared, tie_rule=TieRule.LOTS)
    tally = tallies.tally([{1: 1, 2: 1, 3: 1, 4: 1}], lots)
    assert list(tally.winners) == lot_order((1, 2, 3, 4), declared)[:1]
    assert tally.rounds[-1] == f"Lots drawn with the seed 17 keep {names[0]}."


def test_support() -> None:
    deep = terms(VotingMethod.RANKED, depth=2)
    assert support({1: 1, 2: 2, 3: 3, 4: 4}, deep) == {1, 2}
    assert support({1: 1, 2: 2, 3: 2, 4: 3}, deep) == {1, 2, 3}
    assert support({3: 4}, deep) == {3}
    assert support({1: 1, 2: 2, 3: 3, 4: 4}, replace(deep, depth=9)) == {1, 2, 3}
    assert support({1: 3, 2: 2}, terms(VotingMethod.SCORE)) == {1}
    assert support({1: 3, 2: 1}, terms(VotingMethod.DOTS)) == {1, 2}


def test_everybody_level_is_said_though_there_are_too_many_ways_to_follow() -> None:
    options = tuple(range(1, 31))
    papers = [{option: 1} for option in options]
    for rule in (CountingRule.PHRAGMEN, CountingRule.EQUAL_SHARES, CountingRule.MOST_VOTES):
        declared = Terms(VotingMethod.APPROVAL, options, 4, tie_rule=TieRule.RUN_OFF)
        tally = tallies.tally(papers, declared, rule)
        assert (tally.winners, set(tally.level), tally.undecided) == ((), set(options), 4)


def test_lots_are_drawn_and_told_where_ties_have_too_many_ways() -> None:
    """Thirty papers rank forty options; most options have one first place or none."""
    dice = random.Random(1)
    options = tuple(range(1, 41))
    papers = [
        {option: rank for rank, option in enumerate(dice.sample(options, 6), 1)} for _ in range(30)
    ]
    wordings = tuple((option, f"Theme {option}") for option in options)
    declared = Terms(VotingMethod.RANKED, options, 3, wordings=wordings)
    tally = tallies.tally(papers, declared, CountingRule.STV)
    assert tally.rounds[-1] == (
        "The ties can be resolved in too many ways to follow each: lots drawn with the seed 0 resolve them."
    )
    assert (len(tally.winners), tally.level, bool(tally.ties)) == (3, (), True)
    turned = {option: 41 - option for option in options}
    other = replace(declared, wordings=tuple((turned[each], name) for each, name in wordings))
    moved = [{turned[each]: rank for each, rank in marks.items()} for marks in papers]
    again = tallies.tally(moved, other, CountingRule.STV)
    assert {turned[each] for each in tally.winners} == set(again.winners)
