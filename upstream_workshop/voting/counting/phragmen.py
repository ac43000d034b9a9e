"""Phragmén's sequential rule (Brill, Freeman, Janson and Lackner 2017)."""

from __future__ import annotations

from fractions import Fraction

from resources.words import say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count
from upstream_workshop.voting.counting.purses import Purses, Supporters, purses
from upstream_workshop.voting.counting.rankings import Papers, supporters


def phragmen(papers: Papers, terms: Terms) -> Count:
    """Choose options so that the load of the papers behind them stays as even as it can be.

    Each win puts one unit of load on its supporters together, evened out among them; the option that
    leads to the least load is next. The score of an option is the number of its supporters.
    """
    behind = supporters(papers, terms)
    start = purses(behind, len(papers), Fraction(0), shared=False)
    followed = follow(start, lambda state: load_turn(state, behind, terms, {}), terms)
    score = {option: Fraction(len(voters)) for option, voters in behind.items()}
    return Count(score, followed.outcome, followed.rounds)


def load_turn(
    state: Purses, behind: Supporters, terms: Terms, costs: dict[int, int]
) -> Turn[Purses] | None:
    """Return the next round by the rule of Phragmén; None if no place or no supported option is left.

    costs: what options cost, if not 1 each; what the budget does not pay for is left aside.
    """
    if len(state.won) >= terms.places:
        return None
    after = {
        option: _load(state, behind[option], costs.get(option, 1))
        for option in state.hopeful
        if affordable(state, option, terms, costs)
    }
    if not after:
        return None
    least = min(after.values())
    level = tuple(sorted(option for option, load in after.items() if load == least))
    return Turn(
        level,
        lambda option: _loaded(state, option, behind[option], least),
        lambda option: _sentence(option, behind, least, terms, bool(costs)),
    )


def _sentence(
    option: int, behind: Supporters, load: Fraction, terms: Terms, completing: bool
) -> str:
    name, n = terms.name(option), len(behind[option])
    if completing:
        return say(
            "Nobody can pay for another option; {name} with its {n} supporters lacks the least.",
            name=name,
            n=n,
        )
    return say(
        "{name} is chosen: its {n} supporters carry {load} each then, the least there is.",
        name=name,
        n=n,
        load=f"{float(load):.3f}",
    )


def affordable(state: Purses, option: int, terms: Terms, costs: dict[int, int]) -> bool:
    """Return whether the budget, if there is one, pays for one more option."""
    if terms.budget is None:
        return True
    return sum(costs[each] for each in state.won) + costs[option] <= terms.budget


def _load(state: Purses, papers: frozenset[int], cost: int) -> Fraction:
    owed = sum((-state.amounts[of] * n for of, n in state.having(papers).items()), Fraction(0))
    return (cost + owed) / len(papers)


def _loaded(state: Purses, option: int, papers: frozenset[int], load: Fraction) -> Purses:
    return state.bought(option, papers, dict.fromkeys(state.having(papers), -load))
