"""Places of quotes in a text, as the words around them are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from re import findall
from typing import Final

_FEW: Final = 4_000  # words of two versions of a line that are compared one by one


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text that is replaced, in code points, and the length of what replaces it."""

    start: int
    end: int
    length: int


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Return what was replaced between two versions of a text, in order."""
    before, after = old.split("\n"), new.split("\n")
    if len(before) != len(after):
        return tuple(_line_edits(0, old, new))
    starts = accumulate((len(line) + 1 for line in before), initial=0)
    lines = zip(starts, before, after, strict=False)
    return tuple(
        edit for at, one, other in lines if one != other for edit in _line_edits(at, one, other)
    )


def moved(start: int, end: int, edits: Iterable[Edit]) -> tuple[int, int]:
    """Return the place of a quote after edits; one that was partly replaced takes all that replaces it."""
    first, last = start, end
    for edit in edits:
        grown = edit.length - (edit.end - edit.start)
        if edit.end <= start:
            first, last = first + grown, last + grown
        elif edit.start < end:
            first += min(0, edit.start - start)
            last += grown + max(0, edit.end - end)
    return first, last


def _line_edits(at: int, old: str, new: str) -> Iterator[Edit]:
    before, after = findall(r"\w+|\W", old), findall(r"\w+|\W", new)
    if len(before) + len(after) > _FEW:
        yield _one_edit(at, old, new)
        return
    places = [0, *accumulate(map(len, before))]
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[i:j] != after[k:m]:
            yield Edit(at + places[i], at + places[j], sum(map(len, after[k:m])))


def _one_edit(at: int, old: str, new: str) -> Edit:
    """Return the one stretch outside of which both are equal."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    return Edit(at + head, at + len(old) - tail, len(new) - tail - head)
