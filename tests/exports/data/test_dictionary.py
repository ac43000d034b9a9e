"""Every column of every table has its meaning in the dictionary, and no other has."""

from __future__ import annotations

import csv
import io

from exports import catalogue
from exports.data.dictionary import MEANINGS, columns_csv
from exports.output import for_others
from upstream_workshop.whole.report import Report


def heads(content: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_column_is_explained_and_nothing_else(revealed: Report) -> None:
    tables = [one for one in catalogue.OUTPUTS if one.suffix == "csv" and one.key != "columns-csv"]
    assert {one.key for one in tables} == set(MEANINGS)
    for output in tables:
        documents = tuple(output.documents(revealed, for_others(revealed)))
        assert documents, output.key
        for document in documents:
            columns, known = heads(document.make()), dict(MEANINGS[output.key])
            if known.pop("", ""):
                columns = columns[: len(known)]
            assert columns == list(known), document.name


def test_the_dictionary_names_files_that_are_written(revealed: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(columns_csv(revealed).decode("utf-8-sig"))))
    written = [document.name for document in catalogue.documents_of(revealed)]
    for file in {row["file"] for row in rows}:
        folder, star, suffix = f"data/{file}".partition("*")
        assert any(
            name.startswith(folder) and name.endswith(suffix or folder) for name in written
        ), star
    assert all(row["meaning"] for row in rows)
