"""What a file of tables holds: its sheets, with what is hidden or merged in them, as rows of plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.formulas import unguarded
from upstream_workshop.readers.formats.spreadsheets import LARGEST_TEXT, MOST_CELLS, Cells, Limits
from upstream_workshop.readers.reading import Refusal

Range: TypeAlias = tuple[int, int, int, int]  # top, left, bottom, right; counted from 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: the line of the file it starts on, and a cell for each column."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or all of a text file.

    rows: those that hold something, trimmed on the right.
    breaks: the lines of those that come after a blank row.
    hidden: whether the sheet is.
    hidden_rows: lines, whether hidden by hand or by a filter.
    hidden_columns: numbers from 1.
    merged: the ranges of cells that are shown as one.
    refused: rows that cannot be taken.
    why: why the sheet cannot be read, and then it has no rows.
    """

    title: str
    rows: tuple[Row, ...] = ()
    breaks: tuple[int, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[Range, ...] = ()
    refused: tuple[Refusal, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A file's name and its sheets that hold something, in the order of their tabs."""

    name: str
    sheets: tuple[Sheet, ...]


class TextBudget:
    """The characters that one file may hold in all its sheets, and the cells we look at in it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = LARGEST_TEXT
        self._cells = 0

    def refusal(self, title: str) -> str:
        """Why another sheet is not looked at, or nothing while there is time for it."""
        if self._cells <= MOST_CELLS:
            return ""
        return say(
            "{name} holds too much before “{title}”: move that sheet to the front.",
            name=self._name,
            title=title,
        )

    def spend(self, row: Row) -> None:
        """Take a row off the budget. Raises WorkshopError once no characters are left."""
        self._cells += len(row.cells)
        self._left -= sum(map(len, row.cells))
        if self._left < 0:
            raise WorkshopError(
                say(
                    "{name} holds more than {most:,} characters (line {line}): keep "
                    "only the columns and rows you need.",
                    name=self._name,
                    most=LARGEST_TEXT,
                    line=row.line,
                )
            )


def bounded(
    name: str, rows: Iterable[Cells], limits: Limits, budget: TextBudget
) -> tuple[tuple[Row, ...], tuple[int, ...]]:
    """The rows that hold something, trimmed, and the lines of those that come after a blank one.

    Stops at the first that breaks a limit. Raises WorkshopError.
    """
    found: list[Row] = []
    breaks: list[int] = []
    blank = False
    following = 0  # the line after the last row
    for line, cells in rows:
        row = Row(line, _trimmed(cells))
        blank |= line > following
        following = line + 1 + sum(cell.count("\n") for cell in row.cells)
        if not row.cells:
            blank = True
            continue
        limits.check(name, line, len(found), row.cells)
        budget.spend(row)
        if blank and found:
            breaks.append(line)
        blank = False
        found.append(row)
    return tuple(found), tuple(breaks)


def _trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    kept = [_plain(cell) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _plain(cell: str) -> str:
    """The cell without spaces around it and without the marks our CSV puts before a formula."""
    return unguarded(cell.strip(" ")).strip()
