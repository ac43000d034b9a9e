"""Rounds without a repeat on the lines of a grid.

People stand in columns of p, a prime and no fewer than the columns, and sit on the lines of each slope; where
there are p columns, also each column sits together.
"""

from __future__ import annotations

from upstream_workshop.workgroups.small_groups.small_group_seating import Round


def on_lines(people: int, size: int) -> tuple[Round, ...]:
    """Return all rounds of people from 0 in groups of a size; () where the rule does not apply."""
    tall = people // size
    if people % size or size > tall or not is_prime(tall):
        return ()
    slopes = tuple(
        tuple(
            tuple(x * tall + (slope * x + start) % tall for x in range(size))
            for start in range(tall)
        )
        for slope in range(tall)
    )
    upright = tuple(tuple(x * tall + y for y in range(tall)) for x in range(size))
    return (*slopes, upright) if size == tall else slopes


def is_prime(number: int) -> bool:
    """Check whether a number is a prime."""
    return number > 1 and all(number % each for each in range(2, number))
