"""Rectangles found by where they are: a grid of cells, so that only neighbours are looked at."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final, TypeAlias

Span: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

_CELL: Final = 80.0
_MOST_CELLS: Final = 4000  # of one rectangle


class Cells:
    """Rectangles by their keys; a later one with the same key takes the place of the earlier."""

    def __init__(self) -> None:
        self._spans: dict[Hashable, Span] = {}
        self._cells: defaultdict[tuple[int, int], set[Hashable]] = defaultdict(set)

    def put(self, key: Hashable, span: Span) -> None:
        """Add a rectangle."""
        self.drop(key)
        self._spans[key] = span
        for cell in _over(span):
            self._cells[cell].add(key)

    def drop(self, key: Hashable) -> None:
        """Remove a rectangle, if there is one with this key."""
        span = self._spans.pop(key, None)
        for cell in _over(span) if span else ():
            self._cells[cell].discard(key)

    def touching(self, span: Span) -> Iterator[Hashable]:
        """Yield the keys of the rectangles that share a point with one, some of them repeatedly."""
        left, top, right, bottom = span
        for cell in _over(span):
            for key in self._cells.get(cell, ()):
                a, b, c, d = self._spans[key]
                if a <= right and c >= left and b <= bottom and d >= top:
                    yield key

    def under(self, points: Iterable[tuple[float, float]]) -> set[Hashable]:
        """Return the keys of the rectangles that hold any of some points."""
        found: set[Hashable] = set()
        for x, y in points:
            for key in self._cells.get((int(x // _CELL), int(y // _CELL)), ()):
                left, top, right, bottom = self._spans[key]
                if left <= x <= right and top <= y <= bottom:
                    found.add(key)
        return found


def _over(span: Span) -> list[tuple[int, int]]:
    left, top, right, bottom = (math.floor(value / _CELL) for value in span)
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
        return [(left, top)]
    return [(m, n) for m in range(left, right + 1) for n in range(top, bottom + 1)]
