"""The dictionary of all tables, which is itself a table: it goes with them wherever they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.csv_tables import written_csv
from exports.data.meanings.table_meanings import OTHERS, Column, TableMeaning
from exports.rooms import ROOMS
from resources.words import noop, say
from upstream_workshop.whole.report import Report

_OF_ITSELF: Final[Mapping[str, TableMeaning]] = {
    "columns-csv": TableMeaning(
        "columns.csv",
        noop("One row for each column of each table."),
        {
            "file": Column(noop("The table; an asterisk stands for the name of a ballot or a map")),
            "column": Column(noop("Its heading")),
            "meaning": Column(noop("What it holds")),
            "type": Column(noop("What kind of thing its cells hold; each can be blank")),
            "unit": Column(noop("In what it is measured")),
            "allowed words": Column(
                noop("All that its cells can hold, with a semicolon between; blank for anything")
            ),
        },
    ),
}
# by the key of the output that writes the table
TABLES: Final[Mapping[str, TableMeaning]] = {
    key: table
    for tables in (*(room.tables for room in ROOMS), _OF_ITSELF)
    for key, table in tables.items()
}


def columns_csv(_report: Report) -> bytes:
    """Return the meaning of every column of every table."""
    rows = (
        (table.files, *column_cells(heading, column))
        for table in TABLES.values()
        for heading, column in table.columns.items()
    )
    return written_csv(tuple(_OF_ITSELF["columns-csv"].columns), rows)


def column_cells(heading: str, column: Column) -> tuple[str, str, str, str, str]:
    """Return what is said of a column: heading, meaning, type, unit, and the allowed words."""
    shown = say("(each other column)") if heading == OTHERS else heading
    allowed = "; ".join(column.allowed)
    return shown, say(column.meaning), column.type.words, say(column.unit), allowed
