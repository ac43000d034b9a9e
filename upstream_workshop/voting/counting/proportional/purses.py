"""What papers have left to spend, or owe: the state of both proportional rules.

Papers with the same amount form a class, so that an option's supporters are looked at class by class
and an amount is computed once for all papers that have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Supporters = Mapping[int, frozenset[int]]  # option -> positions of the papers behind it


@dataclass(frozen=True, slots=True)
class Purses:
    """The options bought so far, and what each paper has.

    hopeful: the supported options that were not bought.
    amounts: what the papers of each class have; below 0 is a debt.
    classes: the class of each paper.
    shared: whether options are still bought by equal shares.
    """

    won: tuple[int, ...]
    hopeful: frozenset[int]
    amounts: tuple[Fraction, ...]
    classes: tuple[int, ...]
    shared: bool = True

    @property
    def key(self) -> Hashable:
        """Return all that later rounds depend on."""
        amounts = tuple(self.amounts[each] for each in self.classes)
        return (frozenset(self.won), self.hopeful, self.shared, amounts)

    def having(self, papers: Iterable[int]) -> Counter[int]:
        """Return how many of some papers are of each class."""
        return Counter(map(self.classes.__getitem__, papers))

    def bought(self, option: int, papers: frozenset[int], left: Mapping[int, Fraction]) -> Purses:
        """Return the purses after an option was bought.

        papers: the papers that paid.
        left: what a paper of each paying class has then.
        """
        number: dict[Fraction, int] = {}
        classes = list(self.classes)
        for amount in left.values():
            number.setdefault(amount, len(self.amounts) + len(number))
        renamed = {old: number[amount] for old, amount in left.items()}
        for paper in papers:
            classes[paper] = renamed[classes[paper]]
        return Purses(
            (*self.won, option),
            self.hopeful - {option},
            (*self.amounts, *number),
            tuple(classes),
            self.shared,
        )


def purses(behind: Supporters, voters: int, each: Fraction, shared: bool) -> Purses:
    """Return the purses before anything was bought.

    behind: the papers that support each option.
    voters: the number of papers.
    each: what each of them has.
    """
    hopeful = frozenset(option for option, papers in behind.items() if papers)
    return Purses((), hopeful, (each,), (0,) * voters, shared)
