"""The table of a document: its rows as cells, and how close together they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from exports.drawing.pages.table_cells import Cell, cell
from exports.drawing.pages.table_style import ruled
from exports.drawing.styles import CELL, HEADED
from exports.drawing.tagging.tagged_table import TaggedTable, table

MANY_ROWS: Final = 12  # a table with more is a long list
FEW_ROWS: Final = 6  # a table with at most so many rows stays on one page
_CLOSE: Final = 2.5  # above and below the text of a cell in a long list
_WHOLE: Final = 0.6  # of a page, up to which such a table is not broken


def document_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    shares: Sequence[float],
    room: tuple[float, float],
    padding: float,
    row_headings: bool = False,
    tall: float = 0.0,
    close: bool = False,
) -> TaggedTable:
    """Return a table over the whole width of a column.

    headings: the headings of the columns; none for a table of facts, whose labels are strong.
    shares: the widths of the columns, relative to each other.
    room: the width and height of a column of the page, in points.
    padding: above and below the text of a cell, in points; less in a long list.
    row_headings, tall, close: as for `Sheet.table`.
    """
    long = len(rows) > MANY_ROWS and not tall
    padding = min(padding, _CLOSE) if long or close else padding
    widths = [room[0] * share / sum(shares) for share in shares]
    first = [[cell(heading, HEADED) for heading in headings]] if headings else []
    strong = CELL if headings else HEADED
    body = [
        [cell(one, strong if row_headings and n == 0 else CELL) for n, one in enumerate(row)]
        for row in rows
    ]
    whole = _WHOLE * room[1] if len(rows) <= FEW_ROWS else 0.0
    style = ruled(padding, len(first), tall)
    return table(first + body, widths, style, len(first), row_headings, whole)
