"""Trios in which everybody meets everybody else once: Kirkman's schoolgirls, for more than fifteen.

People are points on circles of a prime q = 6t + 1, and perhaps one in the middle. Rounds are given by their
first groups; the others are these turned by 1, 2 … places. Both rules are by Ray-Chaudhuri and Wilson,
"Solution of Kirkman's schoolgirl problem", Proceedings of Symposia in Pure Mathematics 19 (1971).
"""

from __future__ import annotations

from upstream_workshop.workgroups.small_groups.designs.first_rounds import CIRCLES, TRANSVERSALS
from upstream_workshop.workgroups.small_groups.designs.grid_lines import is_prime
from upstream_workshop.workgroups.small_groups.designs.turning import turned
from upstream_workshop.workgroups.small_groups.small_group_seating import Group, Round


def kirkman(people: int) -> tuple[Round, ...]:
    """Return rounds of trios in which all pairs of people from 0 meet once; () if no rule applies."""
    if people in CIRCLES:
        return _around(people, CIRCLES[people], TRANSVERSALS[people])
    if people % 3 == 0 and _suits(people // 3):
        return _on_three_circles(people // 3)
    if people % 2 and _suits(people // 2):
        return _on_two_circles(people // 2)
    return ()


def _suits(circle: int) -> bool:
    return circle % 6 == 1 and is_prime(circle)


def _on_three_circles(q: int) -> tuple[Round, ...]:
    """Return the rounds of 3q people."""
    part = (q - 1) // 6
    power = _powers(q)

    def at(exponent: int, circle: int) -> int:
        return circle * q + power[exponent % (q - 1)]

    def across(start: int) -> Group:
        return tuple(at(start + 2 * part * circle, circle) for circle in range(3))

    alone = [
        tuple(at(start + 2 * part * step, circle) for step in range(3))
        for start in range(part)
        for circle in range(3)
    ]
    first = [start for start in range(q - 1) if start // part % 2]
    rest = [start for start in range(q - 1) if not start // part % 2]
    groups = ((0, q, 2 * q), *alone, *map(across, first))
    return _around(3 * q, groups, tuple(map(across, rest)))


def _on_two_circles(q: int) -> tuple[Round, ...]:
    """Return the rounds of 2q + 1 people."""
    part = (q - 1) // 6
    power = _powers(q)

    def at(exponent: int, circle: int) -> int:
        return circle * q + power[exponent % (q - 1)]

    half = power.index((power[part] + 1) * (q + 1) // 2 % q)
    starts = [start for start in range(q - 1) if not start // part % 2]
    mixed = [(at(one, 0), at(one + part, 0), at(one + half, 1)) for one in starts]
    alone = [
        tuple(at(start + half + (2 * step + 1) * part, 1) for step in range(3))
        for start in range(part)
    ]
    return _around(2 * q + 1, ((0, q, 2 * q), *mixed, *alone))


def _around(people: int, first: Round, across: Round = ()) -> tuple[Round, ...]:
    """Return a first round turned all the way, and a round of each trio across, turned.

    across: trios with somebody of each of three circles; without them there are two circles.
    """
    circle = people // 3 if across else people // 2
    turns = range(circle)
    rounds = tuple(turned(first, circle, people, by) for by in turns)
    return rounds + tuple(
        tuple(turned((trio,), circle, people, by)[0] for by in turns) for trio in across
    )


def _powers(q: int) -> list[int]:
    """Return the powers of the least primitive root of a prime, from exponent 0."""
    for root in range(2, q):
        powers = [pow(root, exponent, q) for exponent in range(q - 1)]
        if len(set(powers)) == q - 1:
            return powers
    raise ValueError(q)
