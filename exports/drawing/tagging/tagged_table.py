"""Tables a screen reader can walk: rows, header cells with their scope, also over many pages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, Final

from reportlab.platypus import Flowable, Table, TableStyle
from reportlab.platypus.tables import TableRenderCB

from exports.drawing.tagging.structure import Element
from exports.drawing.tagging.tagged_canvas import canvas_of

TALLEST_ROW: Final = 380.0  # points


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


class _Table(Table):
    """A table that breaks between rows, and within a row only where that row would fill a page."""

    _rowHeights: list[float | None]  # ReportLab's  # noqa: N815
    whole_up_to = 0.0  # points: one no taller goes to the next page rather than break

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """The part that fits, and the rest; nothing when it should rather start on the next page."""
        if sum(height or 0 for height in self._rowHeights) <= self.whole_up_to:
            return []
        tall = any(height > TALLEST_ROW for height in self._rowHeights if height)
        self.splitInRow = int(tall)
        return super().split(availWidth, availHeight)


def table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    style: TableStyle,
    headings: int = 1,
    row_headings: bool = False,
    whole_up_to: float = 0.0,
) -> Table:
    """A table whose first rows head its columns and, if asked, whose first column heads its rows.

    It may run over pages, repeating its headings; a row taller than a page is broken.
    """
    made = _Table(
        [list(row) for row in rows],
        colWidths=widths,
        style=style,
        repeatRows=headings,
        hAlign="LEFT",
        renderCB=_TableTags(headings, row_headings),
    )
    made.whole_up_to = whole_up_to
    return made
