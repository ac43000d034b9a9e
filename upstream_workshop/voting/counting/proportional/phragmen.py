"""Phragmén's sequential rule (Brill, Freeman, Janson and Lackner 2017)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from resources.words import count
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, affordable, plain
from upstream_workshop.voting.counting.proportional.purses import (
    Purses,
    Supporters,
    bought_turn,
    purses,
)
from upstream_workshop.voting.counting.rankings import Papers, supporters


def phragmen(papers: Papers, terms: Terms) -> Count:
    """Choose options so that the load of the papers behind them stays as even as it can be.

    Each win puts its cost (1 where there is no budget) as load on its supporters together, evened
    out among them; the option that leads to the least load is next. The score of an option is the
    number of its supporters.
    """
    behind = supporters(papers, terms)
    start = purses(behind, len(papers), Fraction(0), shared=False)
    followed = follow(
        start, lambda state: load_turn(state, behind, terms, _chosen), terms, len(papers)
    )
    score = {option: Fraction(len(voters)) for option, voters in behind.items()}
    return Count(score, followed.outcome, followed.rounds)


Says = Callable[[str, int, str], str]  # of the name of an option, its supporters and their load


def _chosen(name: str, supporters: int, load: str) -> str:
    return count(
        supporters,
        "{name} is chosen: its {n} supporter carries {load} then, the least there is.",
        "{name} is chosen: its {n} supporters carry {load} each then, the least there is.",
        name=name,
        load=load,
    )


def load_turn(state: Purses, behind: Supporters, terms: Terms, says: Says) -> Turn[Purses] | None:
    """Return the next round by the rule of Phragmén; None if no place or no supported option is left.

    says: returns the sentence about it.

    What the budget does not pay for any more is left aside.
    """
    if len(state.won) >= terms.places:
        return None
    after = {
        option: _load(state, behind[option], terms.cost(option))
        for option in state.hopeful
        if affordable(state.won, option, terms)
    }
    if not after:
        return None
    least = min(after.values())
    level = tuple(sorted(option for option, load in after.items() if load == least))
    return bought_turn(
        state,
        level,
        behind,
        terms,
        lambda purses, option: _loaded(purses, option, behind[option], least),
        lambda option: says(terms.name(option), len(behind[option]), plain(least)),
    )


def _load(state: Purses, papers: frozenset[int], cost: int) -> Fraction:
    owed = sum(-state.amounts[of] * n for of, n in state.having(papers).items())
    return Fraction(cost * state.unit + owed, len(papers) * state.unit)


def _loaded(state: Purses, option: int, papers: frozenset[int], load: Fraction) -> Purses:
    return state.bought(option, papers, load, lambda _, price: -price)
