"""Proportional choices, so that a large faction cannot take every theme.

Sources: Peters and Skowron 2020 for the Method of Equal Shares, Brill et al. 2017 for the sequential
rule of Phragmén; completion as in Lackner and Skowron, "Multi-Winner Voting with Approval
Preferences", 2023. A supporter of an option is a paper that gives it any mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Supporters = Mapping[int, frozenset[int]]  # option -> positions of the papers behind it


@dataclass(frozen=True, slots=True)
class Elected:
    """The options in the order in which they won, and the ties in which one had to be chosen."""

    options: tuple[int, ...]
    ties: tuple[frozenset[int], ...]


def equal_shares(supporters: Supporters, voters: int, seats: int) -> Elected:
    """Elect options by the Method of Equal Shares.

    Every paper gets an equal budget; an option costs 1, which its supporters pay evenly. The option
    that asks the least of each supporter is bought next. Seats that no supporters can pay for are
    filled by the rule of Phragmén, starting from the budgets that are left.

    supporters: the papers that support each option.
    voters: the number of papers.
    seats: the number of options to elect.
    """
    seats = min(seats, len(supporters))
    budget = [Fraction(seats, voters)] * voters if voters else []
    won: list[int] = []
    ties: list[frozenset[int]] = []
    while len(won) < seats:
        asked = {
            option: share
            for option, behind in supporters.items()
            if option not in won and (share := _share([budget[voter] for voter in behind]))
        }
        if not asked:
            break
        chosen = _least(asked, ties)
        for voter in supporters[chosen]:
            budget[voter] -= min(budget[voter], asked[chosen])
        won.append(chosen)
    return _phragmen(supporters, seats, won, ties, [-left for left in budget])


def phragmen(supporters: Supporters, voters: int, seats: int) -> Elected:
    """Elect options by the sequential rule of Phragmén.

    Each win adds one unit of load to its supporters; the option that leads to the least load is next.
    """
    return _phragmen(supporters, min(seats, len(supporters)), [], [], [Fraction(0)] * voters)


def _phragmen(
    supporters: Supporters,
    seats: int,
    won: list[int],
    ties: list[frozenset[int]],
    load: list[Fraction],
) -> Elected:
    while len(won) < seats:
        after = {
            option: (1 + sum((load[voter] for voter in behind), Fraction(0))) / len(behind)
            for option, behind in supporters.items()
            if behind and option not in won
        }
        if not after:
            won += [option for option in supporters if option not in won][: seats - len(won)]
            break
        chosen = _least(after, ties)
        for voter in supporters[chosen]:
            load[voter] = after[chosen]
        won.append(chosen)
    return Elected(tuple(won), tuple(ties))


def _share(budgets: Sequence[Fraction]) -> Fraction | None:
    """Return the least maximal payment with which these budgets pay 1; None if they cannot."""
    missing, payers = Fraction(1), len(budgets)
    for budget in sorted(budgets):
        if budget * payers >= missing:
            return missing / payers
        missing -= budget
        payers -= 1
    return None


def _least(values: Mapping[int, Fraction], ties: list[frozenset[int]]) -> int:
    """Return the option with the least value, the first printed of equal ones, and note the tie."""
    least = min(values.values())
    level = [option for option, value in values.items() if value == least]
    if len(level) > 1:
        ties.append(frozenset(level))
    return level[0]
