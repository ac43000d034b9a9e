"""When two labels on a map are one, and how one that is taken becomes another."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from upstream_workshop.letters import SHORT, as_seen


@lru_cache(maxsize=8192)
def folded(label: str) -> str:
    """Return a label without differences that nobody sees, by which labels on a map are told apart."""
    return as_seen(label)


def free_label(label: str, taken: Collection[str]) -> str:
    """Return a label, with a number behind it if it is taken; a long one is cut, so that both fit.

    taken: the folded labels that are taken.
    """
    free, number = label, 1
    while folded(free) in taken:
        number += 1
        ending = f" ({number})"
        free = label[: SHORT - len(ending)].rstrip() + ending
    return free
