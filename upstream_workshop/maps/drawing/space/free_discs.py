"""The free places for discs of one size: a lattice of points, kept as bits of the cells of a grid."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from typing import Final, TypeAlias

from upstream_workshop.maps.drawing.rectangles import Place
from upstream_workshop.maps.drawing.space.box_grid import Span
from upstream_workshop.maps.drawing.space.occupied import Occupied, disc

Cell: TypeAlias = tuple[int, int]

_ACROSS: Final = 10  # points of the lattice along a side of a cell
_STEP: Final = 8.0  # between two of them
_SIDE: Final = _ACROSS * _STEP
_ALL: Final = (1 << _ACROSS * _ACROSS) - 1
_UP_TO: Final = {
    apart: [sum(1 << apart * n for n in range(end)) for end in range(_ACROSS + 1)]
    for apart in (1, _ACROSS)
}  # numbers with the first bits set, so many bits apart


class FreeDiscs:
    """Finds the nearest free place for a disc, also where thousands of places around are taken.

    Each cell of the grid is looked at once, and again when something is put near it. A ring search that tries
    each place by itself takes a tenth of a second for one sign among heaps of links.

    occupied: what is taken; while this is used, nothing may be taken out of it.
    """

    def __init__(self, occupied: Occupied, radius: float) -> None:
        self.radius = radius
        self._occupied = occupied
        self._free: dict[Cell, int] = {}  # a bit for each point of the lattice, row by row

    def is_free(self, place: Place) -> bool:
        """Return whether nothing touches a disc at a place."""
        return self._occupied.is_free(disc(place, self.radius))

    def note_taken(self, span: Span) -> None:
        """Look anew at the cells near a rectangle that has been put into what is taken."""
        left, top, right, bottom = (math.floor(value / _SIDE) for value in self._grown(span))
        for m in range(left, right + 1):
            for n in range(top, bottom + 1):
                self._free.pop((m, n), None)

    def nearest(self, place: Place) -> Place:
        """Return the free point of the lattice that is nearest to a place."""
        found, least = place, math.inf
        for ring in count():
            if (ring - 1) * _SIDE > least:
                return found
            for cell in _ring(place, ring):
                free = self._free.get(cell)
                if free is None:
                    free = self._free[cell] = self._points_free(cell)
                for point in _points(cell, free):
                    away = math.dist(point, place)
                    if away < least:
                        found, least = point, away
        raise AssertionError  # the rings are without end

    def _points_free(self, cell: Cell) -> int:
        """Return the bits of the points in a cell at which a disc touches nothing."""
        taken = 0
        left, top = cell[0] * _SIDE + _STEP / 2, cell[1] * _SIDE + _STEP / 2
        inside = (left, top, left + _SIDE - _STEP, top + _SIDE - _STEP)
        for span in self._occupied.spans(self._grown(inside)):
            a, b, c, d = self._grown(span)
            taken |= _bits(a - left, c - left, 1) * _bits(b - top, d - top, _ACROSS)
        return _ALL & ~taken

    def _grown(self, span: Span) -> Span:
        left, top, right, bottom = span
        reach = self.radius
        return left - reach, top - reach, right + reach, bottom + reach


def _bits(first: float, last: float, apart: int) -> int:
    """Return a number with a bit for each point of a side between two distances, `apart` bits apart."""
    start, end = max(0, math.ceil(first / _STEP)), min(_ACROSS - 1, math.floor(last / _STEP))
    return _UP_TO[apart][end + 1] & ~_UP_TO[apart][start] if end >= start else 0


def _ring(place: Place, ring: int) -> Iterator[Cell]:
    """Yield the cells that are so many cells away from that of a place."""
    column, row = math.floor(place[0] / _SIDE), math.floor(place[1] / _SIDE)
    for m in range(-ring, ring + 1):
        rows = range(-ring, ring + 1, 1 if abs(m) == ring else max(1, 2 * ring))
        yield from ((column + m, row + n) for n in rows)


def _points(cell: Cell, bits: int) -> Iterator[Place]:
    """Yield the points of a cell whose bits are set."""
    left, top = cell[0] * _SIDE + _STEP / 2, cell[1] * _SIDE + _STEP / 2
    while bits:
        lowest = bits & -bits
        row, column = divmod(lowest.bit_length() - 1, _ACROSS)
        yield left + column * _STEP, top + row * _STEP
        bits ^= lowest
