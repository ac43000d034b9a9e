"""People who are not named, told of once by their number instead of each in a line of their own."""

from __future__ import annotations

from collections.abc import Iterable

from resources.words import count, joined, say
from upstream_workshop.naming import UNNAMED


def unnamed_words(number: int) -> str:
    """Return what is printed in place of the names of so many people."""
    if number == 1:
        return say(UNNAMED)
    return count(number, "{n} person not named here", "{n} people not named here")


def names_within(names: Iterable[str]) -> str:
    """Return names for the middle of a sentence; those that are withheld are counted at their end."""
    named, hidden = _apart(names)
    withheld = count(hidden, "{n} person not named here", "{n} people not named here")
    return joined((*named, withheld if hidden else ""), "{first}, {then}")


def names_together(names: Iterable[str]) -> str:
    """Return names in one line; those that are withheld are counted at its end."""
    named, hidden = _apart(names)
    return joined((*named, unnamed_words(hidden) if hidden else ""), "{first}, {then}")


def _apart(names: Iterable[str]) -> tuple[list[str], int]:
    """Return the names that are not withheld, and how many are."""
    told = list(names)
    named = [name for name in told if name != say(UNNAMED)]
    return named, len(told) - len(named)
