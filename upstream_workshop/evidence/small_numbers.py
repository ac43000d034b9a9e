"""Which counts others may be told: no small ones, by which people could be recognised, nor what gives
those away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from upstream_workshop.evidence.patterns import Key, Matrix

FEWEST: Final = 3  # organisations or findings that others are told of


def told(number: int, of: int, fewest: int = FEWEST) -> int | None:
    """Return a number of organisations as others may be told it, or None.

    It is hidden if it is small, or if so few are left that do not belong to it; 0 and all are told.

    of: how many organisations there are.
    """
    return None if 0 < number < fewest or 0 < of - number < fewest else number


def told_counts(
    found: Matrix, fewest: int = FEWEST, *, linked: bool = False
) -> tuple[dict[tuple[Key, Key], int | None], dict[Key, int | None], dict[Key, int | None]]:
    """Return the counts of cells, rows and columns as others may be told them; None for a hidden one.

    linked: whether others may see a table of the same findings by something else, from which they know
        the total of a row or column. Where one count is hidden there, another one is too.

    Small counts are hidden. The total of a row or column is told only if it is not small and every
    one of its cells is told, so no hidden count can be found by subtraction. Of codes, that holds for
    a flat axis, on which no row is the sum of others.
    """
    cells = {
        (row, column): _unless_small(found.count(row, column), fewest)
        for row in found.rows
        for column in found.columns
    }
    if linked:
        _hide_others(cells, found)
    rows = {
        row: _told_total(found.total(row), [cells[row, column] for column in found.columns], fewest)
        for row in found.rows
    }
    columns = {
        column: _told_total(
            len(found.of_column.get(column, ())), [cells[row, column] for row in found.rows], fewest
        )
        for column in found.columns
    }
    return cells, rows, columns


def _unless_small(number: int, fewest: int) -> int | None:
    return None if 0 < number < fewest else number


def _hide_others(cells: dict[tuple[Key, Key], int | None], found: Matrix) -> None:
    """Hide the smallest count beside each that alone is hidden in its row or column."""
    lines = [[(row, column) for column in found.columns] for row in found.rows]
    lines += [[(row, column) for row in found.rows] for column in found.columns]
    before = -1
    while before != (before := sum(count is None for count in cells.values())):
        for line in lines:
            told = [(count, place) for place in line if (count := cells[place])]
            if told and sum(cells[place] is None for place in line) == 1:
                cells[min(told, key=lambda pair: pair[0])[1]] = None


def _told_total(total: int, parts: Iterable[int | None], fewest: int) -> int | None:
    return None if any(part is None for part in parts) else _unless_small(total, fewest)
