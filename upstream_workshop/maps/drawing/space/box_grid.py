"""Rectangles found by where they are: a grid of cells, so that only neighbours are looked at."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import islice, pairwise
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

    def span(self, key: Hashable) -> Span:
        """Return the rectangle with this key."""
        return self._spans[key]

    def touching(self, span: Span) -> Iterator[Hashable]:
        """Yield the keys of the rectangles that share a point with one, some of them repeatedly."""
        left, top, right, bottom = span
        across = range(math.floor(left / _CELL), math.floor(right / _CELL) + 1)
        down = range(math.floor(top / _CELL), math.floor(bottom / _CELL) + 1)
        if len(across) * len(down) > _MOST_CELLS:
            yield from (key for key, other in self._spans.items() if _share(span, other))
            return
        spans, cells = self._spans, self._cells
        for m in across:
            for n in down:
                for key in cells.get((m, n), ()):
                    a, b, c, d = spans[key]
                    if a <= right and c >= left and b <= bottom and d >= top:
                        yield key

    def near(self, span: Span, but: Collection[Hashable], most: int) -> set[Hashable] | None:
        """Return the keys of the rectangles that share a point with one; None if they are many.

        but: keys that do not count.
        most: how many, counted once for each cell in which they lie, are not yet many.
        """
        found = list(islice((key for key in self.touching(span) if key not in but), most + 1))
        return None if len(found) > most else set(found)

    def crossed(
        self,
        places: Iterable[tuple[float, float]],
        among: Collection[Hashable] | None,
        but: Collection[Hashable],
        most: int,
    ) -> int:
        """Return how many rectangles a way may cross, by its places in their order.

        Between two places it may be anywhere in the rectangle that they span.
        among: the keys of the only rectangles that can be in the way; None if they are not known.
        but: keys that do not count.
        most: with more than these, the rest of the way is not looked at.
        """
        found: set[Hashable] = set()
        known = None if among is None else [(key, self._spans[key]) for key in among]
        for (x1, y1), (x2, y2) in pairwise(places):
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            if known is None:
                span = (left, top, right, bottom)
                found.update([key for key in self.touching(span) if key not in but])
            else:
                for key, (a, b, c, d) in known:
                    if a <= right and c >= left and b <= bottom and d >= top:
                        found.add(key)
            if len(found) > most:
                break
        return len(found)


def _share(one: Span, other: Span) -> bool:
    """Check whether two rectangles share a point."""
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _over(span: Span) -> list[tuple[int, int]]:
    left, top, right, bottom = (math.floor(value / _CELL) for value in span)
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
        return [(left, top)]
    return [(m, n) for m in range(left, right + 1) for n in range(top, bottom + 1)]
