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


def names_together(names: Iterable[str]) -> str:
    """Return names in one line; those that are withheld are counted at its end."""
    told = list(names)
    named = [name for name in told if name != say(UNNAMED)]
    hidden = len(told) - len(named)
    return joined((*named, unnamed_words(hidden) if hidden else ""), "{first}, {then}")
