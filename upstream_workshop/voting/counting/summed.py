"""Rules that add up: most votes, approval and Borda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, affordable, cut, plain
from upstream_workshop.voting.counting.rankings import (
    Papers,
    Ranking,
    preferred,
    rankings,
    supporters,
)
from upstream_workshop.voting.kinds import VotingMethod


def most_votes(papers: Papers, terms: Terms) -> Count:
    """Count the dots, ticks or points of each option; of rankings, the first places.

    Options that share a first place share the paper.
    """
    if terms.method == VotingMethod.RANKED:
        score = first_places(rankings(papers, terms), terms.options)
    else:
        score = sums(papers, terms.options)
    return _counted(score, score, terms)


def approval(papers: Papers, terms: Terms) -> Count:
    """Count the papers that support each option."""
    behind = supporters(papers, terms)
    score = {option: Fraction(len(papers)) for option, papers in behind.items()}
    return _counted(score, score, terms)


def borda(papers: Papers, terms: Terms) -> Count:
    """Give a point for each option that a paper puts lower, half a point for each level one."""
    orders = rankings(papers, terms)
    score = points(orders, terms.options)
    backed = preferred(papers, terms)
    return _counted(score, {each: score[each] for each in terms.options if each in backed}, terms)


def _counted(
    score: Mapping[int, Fraction], strength: Mapping[int, Fraction], terms: Terms
) -> Count:
    backed = {option: value for option, value in strength.items() if value > 0}
    told = _rounds(score, backed, terms)
    if terms.budget is None:
        return Count(score, cut(backed, terms), told)
    start = Spent((), frozenset(backed))
    followed = follow(start, lambda state: _buy(state, backed, terms), terms, papers=1)
    return Count(score, followed.outcome, (*told, *followed.rounds))


@dataclass(frozen=True, slots=True)
class Spent:
    """The options a budget has paid for so far, and those left."""

    won: tuple[int, ...]
    hopeful: frozenset[int]

    @property
    def key(self) -> frozenset[int]:
        """Return the options paid for."""
        return frozenset(self.won)


def _buy(state: Spent, strength: Mapping[int, Fraction], terms: Terms) -> Turn[Spent] | None:
    """Return the next round with a budget: the strongest option that it still pays for."""
    open_to = [option for option in state.hopeful if affordable(state.won, option, terms)]
    most = max((strength[option] for option in open_to), default=None)
    if most is None:
        return None
    return Turn(
        tuple(sorted(option for option in open_to if strength[option] == most)),
        lambda option: Spent((*state.won, option), state.hopeful - {option}),
        lambda option: say(
            "{name} costs {cost}, which the budget pays.",
            name=terms.name(option),
            cost=terms.cost(option),
        ),
    )


def _rounds(
    score: Mapping[int, Fraction], backed: Mapping[int, Fraction], terms: Terms
) -> tuple[str, ...]:
    order = sorted(backed, key=lambda option: (-backed[option], option))
    told = [
        say("{name} has {n}.", name=terms.name(option), n=plain(score[option])) for option in order
    ]
    nothing = len(terms.options) - len(order)
    if nothing:
        told.append(count(nothing, "{n} option has no support.", "{n} options have no support."))
    return tuple(told)


def sums(papers: Papers, options: Sequence[int]) -> dict[int, Fraction]:
    """Return the sum of the dots, approvals or scores of each option."""
    total = dict.fromkeys(options, 0)
    for marks in papers:
        for option, value in marks.items():
            total[option] += value
    return {option: Fraction(value) for option, value in total.items()}


def first_places(orders: Sequence[Ranking], options: Sequence[int]) -> dict[int, Fraction]:
    """Return how many papers rank each option first; options level at the top share the paper."""
    score = dict.fromkeys(options, Fraction(0))
    for order in orders:
        for option in order[0]:
            score[option] += Fraction(1, len(order[0]))
    return score


def points(orders: Sequence[Ranking], options: Sequence[int]) -> dict[int, Fraction]:
    """Return the Borda scores, counted in halves of a point."""
    halves = dict.fromkeys(options, 0)
    for order in orders:
        below = len(options)
        for level in order:
            below -= len(level)
            for option in level:
                halves[option] += 2 * below + len(level) - 1
    return {option: Fraction(value, 2) for option, value in halves.items()}
