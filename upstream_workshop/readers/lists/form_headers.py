"""The header of a table that a form wrote, where it is: below a heading, or over two rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from upstream_workshop.readers.formats.tables import Table

_LOOKED_AT: Final = 10  # rows among which the header may be
_LEAST: Final = 3  # filled cells of a row that may be a header below a heading
_CODE: Final = re.compile(
    r"^[A-Za-z]\w*(\[\w+\])*\.\s+(?=\S)"
)  # which LimeSurvey puts before titles
_NUMBER: Final = re.compile(r"-?\d+([.,]\d+)?")


def under_header(table: Table, is_known: Callable[[str], bool]) -> Table:
    """Return the table under its real header, with the titles as they are written.

    is_known: whether a title is one that tables of this kind have.
    """
    table = _with_joined_parts(_below_headings(table, is_known))
    return replace(table, header=_without_codes(table.header))


def _below_headings(table: Table, is_known: Callable[[str], bool]) -> Table:
    """Return the table without lines above its header, such as a name or how to vote."""
    if any(map(is_known, table.header)):
        return table
    rows = list(enumerate(table.rows[:_LOOKED_AT]))
    known = (at for at, row in rows if is_known(next(filter(None, row.cells), "")))
    wide = (at for at, row in rows if sum(map(bool, row.cells)) >= _LEAST)
    heading = sum(map(bool, table.header)) == 1
    at = next(known, next(wide, None) if heading else None)
    if at is None or _holds_numbers(table.rows[at].cells):
        return table
    return Table(table.name, table.rows[at].cells, table.rows[at + 1 :])


def _with_joined_parts(table: Table) -> Table:
    """Return the table with one title for each column, from a row of questions and one of their parts."""
    if not table.rows or all(table.header):
        return table
    parts = table.rows[0].cells
    below = any(part and not title for title, part in zip(table.header, parts, strict=True))
    if not below or parts[0] or _holds_numbers(parts):
        return table
    titles, question = list[str](), ""
    for title, part in zip(table.header, parts, strict=True):
        question = title or question
        titles.append(f"{question} [{part}]" if part else title)
    return Table(table.name, tuple(titles), table.rows[1:])


def _holds_numbers(cells: Sequence[str]) -> bool:
    return any(_NUMBER.fullmatch(cell.strip()) for cell in cells)


def _without_codes(header: tuple[str, ...]) -> tuple[str, ...]:
    if not all(_CODE.match(title) for title in header):
        return header
    return tuple(_CODE.sub("", title) for title in header)
