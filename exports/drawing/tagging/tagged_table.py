"""Tagged tables: rows, and header cells with their scope, also over several pages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable, Table, TableStyle
from reportlab.platypus.tables import TableRenderCB

from exports.drawing.tagging.structure import Element
from exports.drawing.tagging.tagged_canvas import canvas_of

TALLEST_ROW: Final = 380.0  # points
LEAST_OF_ROW: Final = 60.0  # points of a row that is broken
FEWEST_ROWS: Final = 2  # of a table on a page, wherever it is broken
_ENDLESS: Final = 1e6  # points
_SPACES: Final = 30.0  # points before and after headings


class _TableTags(TableRenderCB):
    """Tags the parts of a table while ReportLab draws them, page by page."""

    def __init__(self, headings: int, row_headings: bool) -> None:
        self._table = Element("Table")
        self._headings = headings
        self._row_headings = row_headings
        self._drawn_before = False
        self._heading_row = False
        self._row: Element | None = None  # None while a repeated heading is drawn
        self._open = ExitStack()

    def startTable(self, T: Table) -> None:  # noqa: N803 - ReportLab's name, here and below
        """Do nothing: the table joins the tree with its first cell."""

    def startBG(self, T: Table) -> None:  # noqa: N803
        """Draw backgrounds as artifacts."""
        self._open.enter_context(canvas_of(T).furniture())

    def startRow(self, T: Table, rowNo: int) -> None:  # noqa: N803
        """Begin a row, unless it is the headings repeated on a later page."""
        self._heading_row = rowNo < self._headings
        repeated = self._heading_row and self._drawn_before
        self._row = None if repeated else Element("TR", parent=self._table)

    def startCell(self, T: Table, rowNo: int, colNo: int, *about: object) -> None:  # noqa: N803
        """Begin a cell; a header cell gets its scope, a repeated heading is an artifact."""
        if self._row is None:
            self._open.enter_context(canvas_of(T).furniture("Pagination"))
            return
        cell = Element("TD", parent=self._row)
        if self._heading_row or (self._row_headings and colNo == 0):
            cell.tag, cell.scope = "TH", "Column" if self._heading_row else "Row"
        self._open.enter_context(canvas_of(T).marked(cell))

    def startLines(self, T: Table) -> None:  # noqa: N803
        """Draw rules as artifacts."""
        self.startBG(T)

    def endBG(self, T: Table) -> None:  # noqa: N803
        """End the artifact."""
        self._open.close()

    def endCell(self, T: Table) -> None:  # noqa: N803
        """End the cell."""
        self._open.close()

    def endLines(self, T: Table) -> None:  # noqa: N803
        """End the artifact."""
        self._open.close()

    def endRow(self, T: Table) -> None:  # noqa: N803
        """Do nothing: the next row begins itself."""

    def endTable(self, T: Table) -> None:  # noqa: N803
        """Remember that the headings have been drawn."""
        self._drawn_before = True


class TaggedTable(Table):
    """A table that breaks between rows, and within a row only where that row would fill a page."""

    _rowHeights: list[float | None]  # ReportLab's  # noqa: N815
    whole_up_to = 0.0  # points: a table up to this height is moved to the next page, not broken

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Return the part that fits and the rest.

        The result is empty if the table should rather start on the next page.
        """
        if sum(height or 0 for height in self._rowHeights) <= self.whole_up_to:
            return []
        tall = self._breaks_tall_row(availHeight)
        self.splitByRow, self.splitInRow = int(not tall), int(tall)
        parts: list[Any] = super().split(availWidth, availHeight)
        if tall or len(parts) != 2:
            return parts
        above, below = (len(part._rowHeights) - self.repeatRows for part in parts)
        if above == 1 and below and availHeight < TALLEST_ROW:
            return []
        if below == 1 and above > FEWEST_ROWS:
            return super().split(availWidth, sum(parts[0]._rowHeights[:-1]) + 1)
        return parts

    def _breaks_tall_row(self, room: float) -> bool:
        """Return whether the page ends within a row that is too tall to go to the next whole."""
        for height in self._rowHeights:
            if (height or 0) > room:
                return (height or 0) > TALLEST_ROW and room >= LEAST_OF_ROW
            room -= height or 0
        return False

    def least(self, availWidth: float) -> float:  # noqa: N803
        """Return the height of the headings of the columns and of the first rows."""
        self.wrap(availWidth, 0)
        return sum(height or 0 for height in self._rowHeights[: self.repeatRows + FEWEST_ROWS])


def height_of(story: Sequence[Flowable], width: float) -> float:
    """Return how high flowables stand below each other, in points, on a page that is high enough."""
    total, space = 0.0, 0.0
    for each in story:
        height = each.wrap(width, _ENDLESS)[1]
        total += height and height + max(space, each.getSpaceBefore())
        space = each.getSpaceAfter() if height else space
    return total


class RoomForTable(CondPageBreak):
    """Begins a new page unless the first rows of a table are on it with the headings before them.

    headings: what stands before the table.
    following: the table.
    """

    def __init__(self, headings: Sequence[Flowable], following: TaggedTable) -> None:
        super().__init__(0)
        self._headings, self._following = headings, following

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Break the page if need be; the height is none."""
        before = height_of(self._headings, aW)
        self.height = min(before + self._following.least(aW) + _SPACES, TALLEST_ROW)
        return super().wrap(aW, aH)


def table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    style: TableStyle,
    headings: int = 1,
    row_headings: bool = False,
    whole_up_to: float = 0.0,
) -> TaggedTable:
    """Return a table that may run over several pages, repeating its headings.

    rows: the cells.
    widths: the widths of the columns, in points.
    headings: how many rows are headings of the columns.
    row_headings: whether the first cell of a row is its heading.
    whole_up_to: the height, in points, up to which the table is kept on one page.

    A row taller than a page is broken.
    """
    made = TaggedTable(
        [list(row) for row in rows],
        colWidths=widths,
        style=style,
        repeatRows=headings,
        hAlign="LEFT",
        renderCB=_TableTags(headings, row_headings),
    )
    made.whole_up_to = whole_up_to
    return made
