"""What the columns of a programme hold where their titles do not say it, or where there are none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from upstream_workshop.readers.agendas import times
from upstream_workshop.readers.agendas.written_days import dates, day_number
from upstream_workshop.readers.column_titles import is_titled, titled
from upstream_workshop.readers.formats.tables import Row, Table

_MOSTLY: Final = 0.8  # of the filled cells below a title
_LEAST: Final = 2  # cells that are needed to tell


def with_titles(table: Table) -> Table:
    """Return a table whose first row is a block already under a row of blank titles; others as they are."""
    line = table.rows[0].line - 1 if table.rows else 1
    rows = (Row(line, tuple(table.header)), *table.rows)
    found = Table(table.name, titled(("",) * len(table.header)), rows)
    is_block = any(map(_is_time, table.header)) and bool(_columns(found, _is_time))
    return found if is_block else table


def told_by_contents(table: Table, known: Collection[str]) -> dict[str, str]:
    """Return the field of each column that its cells tell: times, lengths, days and a title beside them.

    known: columns whose field is known already. Nothing is told of a table without times, and no title
    where several columns under titles of their own may hold one: they may be rooms.
    """
    timed = [table.header[at] for at in _columns(table, _is_time)]
    if not timed:
        return {}
    found = dict(zip(timed, ("start", "end"), strict=False))
    for field, fits in (("day", _is_day), ("minutes", _is_length), ("title", _is_text)):
        least = 1 if field == "title" else _LEAST
        titles = [table.header[at] for at in _columns(table, fits, least)]
        left = [title for title in titles if title not in {*found, *known}]
        if field != "title" or len(left) == 1 or not any(map(is_titled, left)):
            found |= dict.fromkeys(left[:1], field)
    return {title: field for title, field in found.items() if title not in known}


def _columns(table: Table, fits: Callable[[str], bool], least: int = _LEAST) -> list[int]:
    """Return the columns of which nearly all filled cells fit."""
    found = []
    for at in range(len(table.header)):
        cells = [row.cells[at] for row in table.rows if row.cells[at]]
        if len(cells) >= least and sum(map(fits, cells)) >= _MOSTLY * len(cells):
            found.append(at)
    return found


def _is_time(cell: str) -> bool:
    return times.clock_minute(cell) is not None or times.span(cell)[1] is not None


def _is_day(cell: str) -> bool:
    return bool(dates([cell])) or (day_number(cell) is not None and not cell.isdecimal())


def _is_length(cell: str) -> bool:
    return times.length(cell) is not None


def _is_text(cell: str) -> bool:
    return any(map(str.isalpha, cell))
