"""The lists that a file holds: the sheets of a workbook, and the sections of a report, parted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.formats.workbooks import Book, Row, Sheet
from upstream_workshop.readers.lists.table_kinds import Columns

_LOOKED_AT: Final = 3  # rows of a section among which its header is
_MOST_BREAKS: Final = 40  # blank rows; more stand between people, and not between sections
_HEADED: Final = 2  # titles that are known make a header


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a file: a part of a sheet under a header of its own.

    key: tells it from the others.
    number: of its sheet, from 1.
    header: which of its rows has the titles, from 0.
    """

    key: str
    title: str
    number: int
    sheet: Sheet
    rows: tuple[Row, ...]
    header: int

    @property
    def is_sheet(self) -> bool:
        """Whether it is all that its sheet holds."""
        return len(self.rows) == len(self.sheet.rows)


def sections(book: Book, kind: Columns) -> Iterator[Section]:
    """Every list of a file, in its order; sheets that cannot be read are left out."""
    for number, sheet in enumerate(book.sheets, start=1):
        if sheet.why:
            continue
        for rows in _blocks(sheet, kind):
            line = rows[0].line
            header = _header_at(rows, kind, sheet.breaks) or 0
            alone = len(rows) == len(sheet.rows)
            lines = f"lines {line} to {rows[-1].line}"
            title = sheet.title if alone else _heading(rows) or f"{sheet.title} {lines}".strip()
            key = f"list {number}" if alone else f"list {number}.{line}"
            yield Section(key, title or book.name, number, sheet, rows, header)


def _blocks(sheet: Sheet, kind: Columns) -> Iterator[tuple[Row, ...]]:
    """The rows of a sheet, parted before each blank row that a new header of this kind follows."""
    breaks = set(sheet.breaks) if len(sheet.breaks) <= _MOST_BREAKS else set()
    starts = [0]
    headers: set[tuple[str, ...]] = set()
    for at, row in enumerate(sheet.rows):
        if at and row.line not in breaks:
            continue
        header = _header_at(sheet.rows[at:], kind, breaks)
        if header is None:
            continue
        titles = sheet.rows[at + header].cells
        if at and titles not in headers:
            starts.append(at)
        headers.add(titles)
    for start, end in zip(starts, (*starts[1:], len(sheet.rows)), strict=True):
        yield sheet.rows[start:end]


def _header_at(rows: Sequence[Row], kind: Columns, breaks: Collection[int]) -> int | None:
    """Where among the first rows the header is; None where it is not.

    Above it may be headings of one cell, and right above it rows of which nothing is known.
    """
    wide = False
    for at, row in enumerate(rows[:_LOOKED_AT]):
        if wide and row.line in breaks:
            return None
        guess = kind.guess(Table("", row.cells, (Row(0, ("?",) * len(row.cells)),)))
        known = len(set(guess.values()) - {""})
        if known >= _HEADED:
            return at
        wide = wide or sum(map(bool, row.cells)) > 1
        if wide and known:
            return None
    return None


def _heading(rows: Sequence[Row]) -> str:
    """The heading of one cell that stands first, or nothing."""
    filled = list(filter(None, rows[0].cells))
    return filled[0][:100] if len(filled) == 1 else ""
