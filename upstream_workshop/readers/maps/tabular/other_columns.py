"""Columns of a table that nothing uses: their cells are kept with the map, and go out in its table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from resources.words import say
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.maps.carrying import TABLE, joined_rest
from upstream_workshop.readers.reading import Reading, sheet_and_line


def with_other_columns(
    reading: Reading[Any], table: Table, mapping: Mapping[str, str]
) -> Reading[Any]:
    """Return the reading of a table whose factors, links and map carry the cells that are not read.

    The columns still are among those that nothing uses, and so is a row for whose cells there is no room.
    """
    others = _others(table, mapping)
    if not others:
        return reading
    entries = []
    for entry in reading.entries:
        cells = others.get(entry.line)
        carried = _carried(entry, cells) if cells else None
        entries.append(entry if carried is None else replace(entry, carried=carried))
        if carried is not None:
            del others[entry.line]
    gone = {refusal.line for refusal in reading.refused}
    left = (
        say("line {line}: columns that are not read", line=sheet_and_line(line)[1])
        for line in others
        if line not in gone
    )
    return replace(reading, entries=tuple(entries), unmapped=(*reading.unmapped, *left))


def _others(table: Table, mapping: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Return the cells of columns that are not read by the lines of rows that have any, and by titles."""
    places = [(at, each) for at, each in enumerate(table.header) if each and not mapping.get(each)]
    rows = {
        row.line: {title: row.cells[at] for at, title in places if row.cells[at]}
        for row in table.rows
    }
    return {line: cells for line, cells in rows.items() if cells}


def _carried(entry: Any, cells: Mapping[str, str]) -> str | None:
    """Return what an entry carries with these cells; None if it can carry none, or not so much."""
    carried = getattr(entry, "carried", None)
    if carried is None:
        return None
    return joined_rest(carried, json.dumps({TABLE: cells}, sort_keys=True))
