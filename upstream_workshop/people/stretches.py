"""Stretches of a text: those that share no letter, and the text with each replaced or blanked.

Each takes time in proportion to the text and to how many there are, however many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Whatever stands from one letter of a text to another."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it is over."""


Found = TypeVar("Found", bound=Placed)


def without_overlaps(text: str, *found: Iterable[Found]) -> list[Found]:
    """Return whatever was found in a text that shares no letter with any before it."""
    taken = bytearray(len(text))
    kept: list[Found] = []
    for one in chain.from_iterable(found):
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return kept


def replaced(text: str, found: Iterable[Found], instead: Callable[[Found], str]) -> str:
    """Return the text with each stretch found put another way; no two of them may share a letter."""
    pieces: list[str] = []
    upto = 0
    for one in sorted(found, key=lambda each: each.start):
        pieces += (text[upto : one.start], instead(one))
        upto = one.end
    return "".join((*pieces, text[upto:])) if pieces else text


def blanked(text: str, found: Iterable[Placed]) -> str:
    """Return the text with each stretch found replaced by as many commas, which no rule matches."""
    return replaced(text, found, lambda one: "," * (one.end - one.start))
