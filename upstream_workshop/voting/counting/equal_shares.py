"""The Method of Equal Shares, for places and for money.

Source: Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021 for costs, with the cost of an
option as its worth to a supporter; completion as in Lackner and Skowron, "Multi-Winner Voting with
Approval Preferences", 2023.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from resources.words import say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, plain
from upstream_workshop.voting.counting.phragmen import load_turn
from upstream_workshop.voting.counting.purses import Purses, Supporters, purses
from upstream_workshop.voting.counting.rankings import Papers, supporters


def equal_shares(papers: Papers, terms: Terms) -> Count:
    """Let papers buy options from equal budgets.

    Every paper gets the same part of the budget, or of the places, where an option costs 1. The
    supporters of an option pay for it evenly; who has less pays all of it. Next is the option of
    whose cost the supporters pay the smallest part each. When no supporters can pay for another one,
    the rule of Phragmén goes on from what is left, and leaves aside what the budget does not pay for.
    The score of an option is the number of its supporters.
    """
    behind = supporters(papers, terms)
    costs = dict(terms.costs) if terms.budget is not None else dict.fromkeys(terms.options, 1)
    budget = terms.places if terms.budget is None else terms.budget
    each = Fraction(budget, max(1, len(papers)))
    start = purses(behind, len(papers), each, shared=True)
    followed = follow(start, lambda state: _turn(state, behind, terms, costs), terms)
    score = {option: Fraction(len(voters)) for option, voters in behind.items()}
    opening = say("Each paper has {budget} to spend.", budget=plain(each))
    return Count(score, followed.outcome, (opening, *followed.rounds) if papers else ())


def _turn(
    state: Purses, behind: Supporters, terms: Terms, costs: dict[int, int]
) -> Turn[Purses] | None:
    if not state.shared:
        return load_turn(state, behind, terms, costs)
    if len(state.won) >= terms.places:
        return None
    asked = _asked(state, behind, costs)
    if not asked:
        return load_turn(replace(state, shared=False), behind, terms, costs)
    least = min(asked.values())
    level = tuple(sorted(option for option, part in asked.items() if part == least))
    return Turn(
        level,
        lambda option: _paid(state, option, behind[option], least * costs[option]),
        lambda option: say(
            "{name} is bought: its {n} supporters pay {share} each at most, the least there is.",
            name=terms.name(option),
            n=len(behind[option]),
            share=plain(least * costs[option]),
        ),
    )


def _asked(state: Purses, behind: Supporters, costs: dict[int, int]) -> dict[int, Fraction]:
    """Return the part of its cost that each affordable option asks of a supporter at most."""
    asked = {}
    for option in state.hopeful:
        having = state.having(behind[option])
        share = least_share([(state.amounts[of], n) for of, n in having.items()], costs[option])
        if share is not None:
            asked[option] = share / costs[option]
    return asked


def least_share(amounts: list[tuple[Fraction, int]], cost: int) -> Fraction | None:
    """Return the least maximal payment with which some papers pay a cost; None if they cannot.

    amounts: what papers have, and how many have it.
    """
    missing, payers = Fraction(cost), sum(n for _, n in amounts)
    for amount, n in sorted(amounts):
        if amount * payers >= missing:
            return missing / payers
        missing -= amount * n
        payers -= n
    return None


def _paid(state: Purses, option: int, papers: frozenset[int], share: Fraction) -> Purses:
    left = {of: state.amounts[of] - min(share, state.amounts[of]) for of in state.having(papers)}
    return state.bought(option, papers, left)
