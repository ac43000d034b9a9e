"""Every column of every table has its meaning in the dictionary, and every cell is what that says."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

import pytest

from exports import catalogue
from exports.data.meanings.table_meanings import OTHERS, CellType, Column
from exports.dictionary.data_tables import TABLES, columns_csv
from exports.output import for_others
from upstream_workshop.readers.formats.formulas import unguarded
from upstream_workshop.whole.report import Report

READ = {
    CellType.TEXT: str,
    CellType.LINES: str,
    CellType.NUMBER: int,
    CellType.DECIMAL: float,
    CellType.DAY: date.fromisoformat,
    CellType.TIME: time.fromisoformat,
    CellType.MOMENT: datetime.fromisoformat,
    CellType.YES: {"yes": True}.__getitem__,
}


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def misread(cell: str, column: Column) -> bool:
    """Whether a cell is not what its column declares."""
    if not cell:
        return False
    if column.allowed and cell not in column.allowed:
        return True
    try:
        READ[column.type](cell)
    except (ValueError, KeyError):
        return True
    return False


@pytest.mark.parametrize("edition", ["revealed", "hostile"])
def test_every_cell_is_what_the_dictionary_says(
    edition: str, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(edition)
    for key, table in TABLES.items():
        output = next(one for one in catalogue.OUTPUTS if one.key == key)
        for document in output.documents(report, for_others(report)):
            headings, *body = rows(document.make())
            known = [unguarded(one) for one in headings]
            for row in body:
                for heading, cell in zip(known, row, strict=True):
                    assert not misread(cell, table.column(heading)), (document.name, heading, cell)


def test_every_column_is_explained_and_nothing_else(revealed: Report) -> None:
    tables = [one for one in catalogue.OUTPUTS if one.suffix == "csv"]
    assert {one.key for one in tables} == set(TABLES)
    for output in tables:
        documents = tuple(output.documents(revealed, for_others(revealed)))
        assert documents, output.key
        for document in documents:
            columns, known = rows(document.make())[0], dict(TABLES[output.key].columns)
            if known.pop(OTHERS, None):
                columns = columns[: len(known)]
            assert columns == list(known), document.name


def test_the_dictionary_names_files_that_are_written(revealed: Report) -> None:
    told = list(csv.DictReader(io.StringIO(columns_csv(revealed).decode("utf-8-sig"))))
    written = [document.name for document in catalogue.documents_of(revealed)]
    for file in {row["file"] for row in told}:
        folder, star, suffix = f"data/{file}".partition("*")
        assert any(
            name.startswith(folder) and name.endswith(suffix or folder) for name in written
        ), star
    assert all(row["meaning"] and row["type"] for row in told)
