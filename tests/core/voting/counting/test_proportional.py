"""The proportional rules against abcvoting and pabutools, in winners and in ties."""

from __future__ import annotations

import random
from dataclasses import replace

from abcvoting import abcrules
from abcvoting.preferences import Profile
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

from tests.core.voting.counting.profiles import PROFILES, Papers, agrees, profiles
from upstream_workshop.voting.counting import tallies
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.rankings import supporters
from upstream_workshop.voting.kinds import CountingRule, VotingMethod

ABC = {CountingRule.EQUAL_SHARES: "equal-shares", CountingRule.PHRAGMEN: "seqphragmen"}


def committees(rule: CountingRule, papers: Papers, terms: Terms) -> set[frozenset[int]]:
    """All committees by abcvoting, whose candidates count from 0."""
    profile = Profile(len(terms.options))
    profile.add_voters([{option - 1 for option in marks} for marks in papers])
    found = abcrules.compute(
        ABC[rule], profile, terms.places, resolute=False, algorithm="standard-fractions"
    )
    return {frozenset(each + 1 for each in committee) for committee in found}


def test_as_abcvoting() -> None:
    compared = 0
    for papers, terms in profiles(VotingMethod.APPROVAL):
        backed = {option for option, behind in supporters(papers, terms).items() if behind}
        for rule in ABC:
            if len(backed) <= terms.places:
                agrees(papers, terms, rule, {frozenset(backed)})
                continue
            agrees(papers, terms, rule, committees(rule, papers, terms))
            compared += 1
    assert compared > PROFILES // 2


def priced(papers: Papers, terms: Terms, dice: random.Random) -> Terms:
    costs = tuple((option, dice.choice((1, 2, 2, 3, 5, 8))) for option in terms.options)
    return replace(terms, costs=costs, budget=dice.randint(1, 14))


def election(papers: Papers, terms: Terms) -> tuple[Instance, ApprovalProfile]:
    projects = {option: Project(str(option), cost) for option, cost in terms.costs}
    instance = Instance(projects.values(), budget_limit=terms.budget)
    ballots = [ApprovalBallot(projects[option] for option in marks) for marks in papers]
    return instance, ApprovalProfile(ballots)


def allocated(found) -> set[frozenset[int]]:
    return {frozenset(int(project.name) for project in each) for each in found}


def test_equal_shares_for_money_buys_all_that_pabutools_buys_and_no_more_than_the_budget() -> None:
    dice, whole = random.Random(5), 0
    for papers, blank in profiles(VotingMethod.APPROVAL):
        terms = priced(papers, blank, dice)
        if not papers:
            continue
        instance, profile = election(papers, terms)
        shares = allocated(
            method_of_equal_shares(instance, profile, sat_class=Cost_Sat, resoluteness=False)
        )
        ends = {end for bought in shares for end in completed(papers, terms, bought)}
        lots = tallies.tally(papers, replace(terms, tie_rule="lots"), CountingRule.EQUAL_SHARES)
        assert any(bought <= set(lots.winners) for bought in shares), (papers, terms)
        assert sum(map(terms.cost, lots.winners)) <= terms.budget
        if ends == shares:  # nothing is left to complete, so that pabutools alone says it all
            whole += 1
            kept = allocated_by_ties(papers, terms)
            assert kept == (frozenset.intersection(*shares), frozenset().union(*shares)), (
                papers,
                terms,
            )
    assert whole > PROFILES // 10


def completed(papers: Papers, terms: Terms, bought: frozenset[int]) -> set[frozenset[int]]:
    """The set itself if the budget pays for no more supported option, else what shows that it does."""
    left = terms.budget - sum(map(terms.cost, bought))
    more = [
        option
        for option, behind in supporters(papers, terms).items()
        if behind and option not in bought and terms.cost(option) <= left
    ]
    return {bought} if not more else {bought | {more[0]}}


def allocated_by_ties(papers: Papers, terms: Terms) -> tuple[frozenset[int], frozenset[int]]:
    found = tallies.tally(papers, replace(terms, tie_rule="run-off"), CountingRule.EQUAL_SHARES)
    return frozenset(found.winners), frozenset((*found.winners, *found.level))


def test_most_votes_with_a_budget_is_the_greedy_choice_of_pabutools() -> None:
    dice = random.Random(6)
    for papers, blank in profiles(VotingMethod.APPROVAL):
        terms = priced(papers, blank, dice)
        behind = {each: papers for each, papers in supporters(papers, terms).items() if papers}
        if behind:
            instance, profile = election(papers, terms)
            for project in [each for each in instance if int(each.name) not in behind]:
                instance.remove(project)
            found = greedy_utilitarian_welfare(
                instance, profile, sat_class=Cost_Sat, resoluteness=False
            )
            ends = allocated(found)
            told = tallies.tally(papers, replace(terms, tie_rule="run-off"))
            assert set(told.winners) == frozenset.intersection(*ends)
            assert {*told.winners, *told.level} == frozenset().union(*ends)
