"""What papers have left to spend, or owe: the state of both proportional rules.

Papers with the same amount form a class, so that an option's supporters are looked at class by class
and an amount is computed once for all papers that have it. Amounts are whole numbers of equal parts,
as small as they need to be, since whole numbers are compared faster than fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd

from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn

Supporters = Mapping[int, frozenset[int]]  # option -> positions of the papers behind it


@dataclass(frozen=True, slots=True)
class Purses:
    """The options bought so far, and what each paper has.

    hopeful: the supported options that were not bought.
    amounts: what the papers of each class have, in parts of which `unit` make 1; below 0 is a debt.
    classes: the class of each paper.
    shared: whether options are still bought by equal shares.
    """

    won: tuple[int, ...]
    hopeful: frozenset[int]
    amounts: tuple[int, ...]
    unit: int
    classes: tuple[int, ...]
    shared: bool = True

    @property
    def key(self) -> Hashable:
        """Return all that later rounds depend on."""
        amounts = tuple(map(self.amounts.__getitem__, self.classes))
        return (frozenset(self.won), self.hopeful, self.shared, self.unit, amounts)

    def having(self, papers: Iterable[int]) -> Counter[int]:
        """Return how many of some papers are of each class."""
        return Counter(map(self.classes.__getitem__, papers))

    def bought(
        self, option: int, papers: frozenset[int], price: Fraction, left: Callable[[int, int], int]
    ) -> Purses:
        """Return the purses after an option was bought.

        papers: the papers that pay.
        left: what a paper has left, of what it has and the price in the same parts.
        """
        parts = price * self.unit
        amounts = [amount * parts.denominator for amount in self.amounts]
        number: dict[int, int] = {}
        renamed = {}
        for old in self.having(papers):
            amount = left(amounts[old], parts.numerator)
            renamed[old] = number.setdefault(amount, len(amounts) + len(number))
        classes = list(self.classes)
        for paper in papers:
            classes[paper] = renamed[classes[paper]]
        return _reduced(
            replace(
                self,
                won=(*self.won, option),
                hopeful=self.hopeful - {option},
                amounts=(*amounts, *number),
                unit=self.unit * parts.denominator,
                classes=tuple(classes),
            )
        )


def _reduced(state: Purses) -> Purses:
    """Return the purses with the classes that are in use only, in the largest common parts."""
    used = {of: at for at, of in enumerate(dict.fromkeys(state.classes))}
    common = gcd(state.unit, *(state.amounts[of] for of in used))
    return replace(
        state,
        amounts=tuple(state.amounts[of] // common for of in used),
        unit=state.unit // common,
        classes=tuple(used[of] for of in state.classes),
    )


def purses(behind: Supporters, voters: int, each: Fraction, shared: bool) -> Purses:
    """Return the purses before anything was bought.

    behind: the papers that support each option.
    voters: the number of papers.
    each: what each of them has.
    """
    hopeful = frozenset(option for option, papers in behind.items() if papers)
    return Purses((), hopeful, (each.numerator,), each.denominator, (0,) * voters, shared)


def bought_turn(
    state: Purses,
    level: tuple[int, ...],
    behind: Supporters,
    terms: Terms,
    buy: Callable[[Purses, int], Purses],
    says: Callable[[int], str],
) -> Turn[Purses]:
    """Return the round in which one of the level options is bought.

    buy: the purses after an option was bought at the price of this round.
    says: the sentence about it.

    If no paper supports two of the level options, buying one leaves the price of the others as it
    is, and every other option asks more. Then all of them are bought together, or, if the places
    are too few, stand for all that are left.
    """
    first, *others = level
    separate = sum(len(behind[option]) for option in level) == len(
        frozenset().union(*(behind[option] for option in level))
    )
    enough = terms.places - len(state.won)
    if others and separate and terms.budget is None:
        if len(level) > enough:
            return Turn(level, lambda option: buy(state, option), says, last=True)
        return Turn(
            (first,), lambda _: reduce(buy, level, state), lambda _: " ".join(map(says, level))
        )
    return Turn(level, lambda option: buy(state, option), says)
