"""How many of something, in words."""

from __future__ import annotations


def several(number: int, one: str, many: str) -> str:
    """The number with its noun: `one` as it is, or `many` with its {n} filled in."""
    return one if number == 1 else many.format(n=number)
