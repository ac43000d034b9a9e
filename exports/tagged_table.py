"""Tables a screen reader can walk: rows, header cells with their scope, also over many pages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from reportlab.platypus import Table, TableStyle
from reportlab.platypus.tables import TableRenderCB

from exports.canvas import canvas_of
from exports.structure import Element


class _TableTags(TableRenderCB):
    """Tags a table as it is drawn, also when it runs over several pages."""

    def __init__(self, headings: int, row_headings: bool) -> None:
        self._table = Element("Table")
        self._headings = headings
        self._row_headings = row_headings
        self._drawn_before = False
        self._heading_row = False
        self._row: Element | None = None  # None while a repeated heading is drawn
        self._open = ExitStack()

    def startTable(self, T: Table) -> None:  # noqa: N803 - ReportLab's name, here and below
        """Nothing yet: the table joins the tree with its first cell."""

    def startBG(self, T: Table) -> None:  # noqa: N803
        """Grounds are furniture."""
        self._open.enter_context(canvas_of(T).furniture())

    def startRow(self, T: Table, rowNo: int) -> None:  # noqa: N803
        """A row of the tree, unless it is the heading again on a later page."""
        self._heading_row = rowNo < self._headings
        repeated = self._heading_row and self._drawn_before
        self._row = None if repeated else Element("TR", parent=self._table)

    def startCell(self, T: Table, rowNo: int, colNo: int, *about: object) -> None:  # noqa: N803
        """A cell, which says what it heads if it heads anything."""
        if self._row is None:
            self._open.enter_context(canvas_of(T).furniture("Pagination"))
            return
        cell = Element("TD", parent=self._row)
        if self._heading_row or (self._row_headings and colNo == 0):
            cell.tag, cell.scope = "TH", "Column" if self._heading_row else "Row"
        self._open.enter_context(canvas_of(T).marked(cell))

    def startLines(self, T: Table) -> None:  # noqa: N803
        """Rules are furniture."""
        self.startBG(T)

    def endBG(self, T: Table) -> None:  # noqa: N803
        """Close what was opened last."""
        self._open.close()

    def endCell(self, T: Table) -> None:  # noqa: N803
        """Close what was opened last."""
        self._open.close()

    def endLines(self, T: Table) -> None:  # noqa: N803
        """Close what was opened last."""
        self._open.close()

    def endRow(self, T: Table) -> None:  # noqa: N803
        """Nothing: the next row starts its own."""

    def endTable(self, T: Table) -> None:  # noqa: N803
        """From now on a heading row is a repetition."""
        self._drawn_before = True


def table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    style: TableStyle,
    headings: int = 1,
    row_headings: bool = False,
) -> Table:
    """A table whose first rows head its columns and, if asked, whose first column heads its rows.

    It may run over pages, repeating its headings; a row taller than a page is broken.
    """
    return Table(
        [list(row) for row in rows],
        colWidths=widths,
        style=style,
        repeatRows=headings,
        splitInRow=1,
        hAlign="LEFT",
        renderCB=_TableTags(headings, row_headings),
    )
