"""The header of a table of ballot papers, where it is: below a heading, or over two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from upstream_workshop.readers.column_titles import titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.voting.tabular.cell_marks import is_value
from upstream_workshop.readers.voting.tabular.paper_titles import is_known

_LOOKED_AT: Final = 10  # rows among which the header may be
_LEAST: Final = 3  # filled cells of a row that may be a header below a heading
_CODE: Final = re.compile(
    r"^[A-Za-z]\w*(\[\w+\])*\.\s+(?=\S)"
)  # which LimeSurvey puts before titles


def under_header(table: Table) -> Table:
    """Return the table under its real header, with the titles as they are written."""
    table = _with_joined_parts(_below_headings(table))
    return replace(table, header=_without_codes(table.header))


def settled(table: Table) -> Table:
    """Return the table under its real header, with a title over every column, no two alike."""
    found = under_header(table)
    return replace(found, header=titled(found.header))


def _below_headings(table: Table) -> Table:
    """Return the table without lines above its header, such as a name or how to vote."""
    if any(map(is_known, table.header)):
        return table
    rows = list(enumerate(table.rows[:_LOOKED_AT]))
    known = (at for at, row in rows if _begins_known(row.cells))
    wider = (at for at, row in rows if _filled(row.cells) >= _LEAST)
    heading = _filled(table.header) == 1
    at = next(known, next(wider, None) if heading else None)
    if at is None or any(map(is_value, filter(None, table.rows[at].cells))):
        return table
    return Table(table.name, table.rows[at].cells, table.rows[at + 1 :])


def _begins_known(cells: Sequence[str]) -> bool:
    first = next(filter(None, cells), "")
    return _filled(cells) >= _LEAST and is_known(first)


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _with_joined_parts(table: Table) -> Table:
    """Return the table with one title for each column, from a row of questions and one of their parts."""
    if not table.rows or all(table.header):
        return table
    parts = table.rows[0].cells
    below = any(part and not title for title, part in zip(table.header, parts, strict=True))
    if not below or parts[0] or any(map(is_value, filter(None, parts))):
        return table
    titles, question = list[str](), ""
    for title, part in zip(table.header, parts, strict=True):
        question = title or question
        titles.append(f"{question}: {part}" if part else title)
    return Table(table.name, tuple(titles), table.rows[1:])


def _without_codes(header: tuple[str, ...]) -> tuple[str, ...]:
    if not all(_CODE.match(title) for title in header):
        return header
    return tuple(_CODE.sub("", title) for title in header)
