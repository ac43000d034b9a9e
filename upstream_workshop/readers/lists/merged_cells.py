"""Merged cells: what they show, filled into all the cells that they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.spreadsheets import SHEET
from upstream_workshop.readers.formats.workbooks import Range, Row


def filled(
    name: str, rows: Sequence[Row], merged: Sequence[Range], header: int
) -> tuple[list[Row], list[Range]]:
    """The rows with merged cells filled into all they cover, and the ranges filled.

    name: of the file, for what has to be refused.
    header: the line of the header; what begins there or above stays as it is. So do headings.

    Raises WorkshopError where ranges cover each other again and again.
    """
    grid = {row.line: list(row.cells) for row in rows}
    lines = [row.line for row in rows]
    done: list[Range] = []
    spent = 0
    for top, left, bottom, right in merged:
        cells = grid.get(top)
        if top <= header or cells is None or len(cells) < left or not cells[left - 1]:
            continue
        if right > left and _is_alone(cells, left):
            continue
        done.append((top, left, bottom, right))
        value, width = cells[left - 1], min(right, SHEET.columns) - left + 1
        for line in lines[bisect_left(lines, top) : bisect_right(lines, bottom)]:
            spent += width
            _refuse_overlaps(name, spent)
            row = grid[line]
            row += [""] * (left - 1 + width - len(row))
            row[left - 1 : left - 1 + width] = [value] * width
    return [Row(row.line, tuple(grid[row.line])) for row in rows], done


def headings(rows: Sequence[Row], merged: Sequence[Range], header: int) -> list[int]:
    """The lines below the header in which one cell is merged over others and nothing else stands."""
    grid = {row.line: row.cells for row in rows if row.line > header}
    return [
        top
        for top, left, _, right in merged
        if right > left and top in grid and _is_alone(grid[top], left)
    ]


def _is_alone(cells: Sequence[str], column: int) -> bool:
    """Whether nothing stands in a row but in this column."""
    return len(cells) >= column and [cell for cell in cells if cell] == [cells[column - 1]]


def _refuse_overlaps(name: str, cells: int) -> None:
    if cells > SHEET.rows * SHEET.columns:
        raise WorkshopError(
            say(
                "{name} has merged cells that cover each other: save the sheet as CSV, and choose that.",
                name=name,
            )
        )
