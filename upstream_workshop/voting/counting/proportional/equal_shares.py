"""The Method of Equal Shares, for places and for money.

Source: Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021 for costs, with the cost of an
option as its worth to a supporter; completion as in Lackner and Skowron, "Multi-Winner Voting with
Approval Preferences", 2023.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, plain
from upstream_workshop.voting.counting.proportional.phragmen import load_turn
from upstream_workshop.voting.counting.proportional.purses import (
    Purses,
    Supporters,
    bought_turn,
    purses,
)
from upstream_workshop.voting.counting.rankings import Papers, supporters


def _completed(name: str, supporters: int, _load: str) -> str:
    return count(
        supporters,
        "Nobody can pay for another option; {name} with its {n} supporter lacks the least and is added.",
        "Nobody can pay for another option; {name} with its {n} supporters lacks the least and is added.",
        name=name,
    )


def equal_shares(papers: Papers, terms: Terms) -> Count:
    """Let papers buy options from equal budgets.

    Every paper gets the same part of the budget, or of the places, where an option costs 1. The
    supporters of an option pay for it evenly; who has less pays all of it. Next is the option of
    whose cost the supporters pay the smallest part each. When no supporters can pay for another one,
    the rule of Phragmén goes on from what is left, and leaves aside what the budget does not pay for.
    The score of an option is the number of its supporters.
    """
    behind = supporters(papers, terms)
    budget = terms.places if terms.budget is None else terms.budget
    each = Fraction(budget, max(1, len(papers)))
    start = purses(behind, len(papers), each, shared=True)
    followed = follow(start, lambda state: _turn(state, behind, terms), terms, len(papers))
    score = {option: Fraction(len(voters)) for option, voters in behind.items()}
    opening = say("Each paper has {budget} to spend.", budget=plain(each))
    return Count(score, followed.outcome, (opening, *followed.rounds) if papers else ())


def _turn(state: Purses, behind: Supporters, terms: Terms) -> Turn[Purses] | None:
    if not state.shared:
        return load_turn(state, behind, terms, _completed)
    if len(state.won) >= terms.places:
        return None
    asked = _asked(state, behind, terms)
    if not asked:
        return load_turn(replace(state, shared=False), behind, terms, _completed)
    least = min(asked.values())
    level = tuple(sorted(option for option, part in asked.items() if part == least))
    return bought_turn(
        state,
        level,
        behind,
        terms,
        lambda purses, option: _paid(purses, option, behind[option], least * terms.cost(option)),
        lambda option: count(
            len(behind[option]),
            "{name} is bought: its {n} supporter pays {share}, the least there is.",
            "{name} is bought: its {n} supporters pay {share} each at most, the least there is.",
            name=terms.name(option),
            share=plain(least * terms.cost(option)),
        ),
    )


def _asked(state: Purses, behind: Supporters, terms: Terms) -> dict[int, Fraction]:
    """Return the part of its cost that an affordable option asks of a supporter at most.

    Options are left out that ask more than another one even if all their supporters can pay.
    """
    asked: dict[int, Fraction] = {}
    least = Fraction(1)
    for option in sorted(state.hopeful, key=lambda option: -len(behind[option])):
        if Fraction(1, len(behind[option])) > least:
            break
        cost = terms.cost(option)
        having = state.having(behind[option])
        amounts = [(state.amounts[of], n) for of, n in having.items()]
        share = least_share(amounts, cost * state.unit)
        if share is not None:
            asked[option] = share / (cost * state.unit)
            least = min(least, asked[option])
    return asked


def least_share(amounts: list[tuple[int, int]], cost: int) -> Fraction | None:
    """Return the least maximal payment with which some papers pay a cost; None if they cannot.

    amounts: what papers have, and how many have it.
    """
    missing, payers = cost, sum(n for _, n in amounts)
    for amount, n in sorted(amounts):
        if amount * payers >= missing:
            return Fraction(missing, payers)
        missing -= amount * n
        payers -= n
    return None


def _paid(state: Purses, option: int, papers: frozenset[int], share: Fraction) -> Purses:
    return state.bought(option, papers, share, lambda has, price: has - min(has, price))
