"""The rounds of a spring layout, a few at a time, so that the layout of a large group can be ended."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import rustworkx as rx

Tell: TypeAlias = Callable[[float], None]  # is told the share done, 0 to 1; may raise to end it

_MOST_ROUNDS: Final = 300
_LEAST_ROUNDS: Final = 60  # of a group of at least so many factors:
_LARGE: Final = 500
_GROWTH: Final = 4.0  # by how much the places of a large group grow, for shorter steps at the end
_PAIRS_AT_ONCE: Final = 6_000_000  # pairs of factors in the rounds of one call: about 40 ms


def untold(_: float) -> None:
    """Be told how much is done, and do nothing."""


def laid_at_once(
    part: rx.PyGraph[int, None], seed: int, strength: float | None, tell: Tell
) -> list[Sequence[float]]:
    """Lay out a small group by springs; nothing can end it midway."""
    tell(0.0)
    laid = rx.spring_layout(part, seed=seed, k=strength, num_iter=_MOST_ROUNDS)
    return list(laid.values())


def in_rounds(part: rx.PyGraph[int, None], tell: Tell) -> list[Sequence[float]]:
    """Lay out a large group by springs, a few rounds at a time, between which it can be ended.

    The library lets no other thread run meanwhile, and begins each time with steps of the same
    length. So that the steps become shorter, the places grow from one time to the next.
    """
    number = len(part)
    rounds = _MOST_ROUNDS if number < _LARGE else _LEAST_ROUNDS
    each = max(1, _PAIRS_AT_ONCE // number**2)
    grown = _GROWTH ** (each / rounds)
    spring = 1 / math.sqrt(number)
    places = {n: (x, y) for n, (x, y) in rx.random_layout(part, seed=0).items()}
    for done in range(0, rounds, each):
        tell(done / rounds)
        places = {n: (x * grown, y * grown) for n, (x, y) in places.items()}
        spring *= grown
        count = min(each, rounds - done)
        laid = rx.spring_layout(
            part, pos=places, fixed=set(), k=spring, num_iter=count, seed=0
        )  # fixed: nothing, which keeps the places from being scaled
        places = {n: (laid[n][0], laid[n][1]) for n in range(number)}
    return list(places.values())
