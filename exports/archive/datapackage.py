"""The description of an archive's tables for programs, as a Data Package (Frictionless Data)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from exports.archive.readme_page import Files
from exports.data.meanings.table_meanings import CellType, Column
from exports.dictionary.data_tables import TABLES
from resources.words import say
from upstream_workshop.readers.formats.formulas import unguarded

# by https://specs.frictionlessdata.io/table-schema/
_TYPES: Final[Mapping[CellType, Mapping[str, Any]]] = {
    CellType.TEXT: {"type": "string"},
    CellType.LINES: {"type": "string"},
    CellType.NUMBER: {"type": "integer"},
    CellType.DECIMAL: {"type": "number"},
    CellType.DAY: {"type": "date"},
    CellType.TIME: {"type": "time", "format": "%H:%M"},
    CellType.MOMENT: {"type": "datetime", "format": "%Y-%m-%dT%H:%M"},
    CellType.YES: {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
}
_DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
}
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


def datapackage(about: Mapping[str, Any], files: Files, contents: Mapping[str, bytes]) -> bytes:
    """Return the description of all tables of an archive.

    about: the entries of the manifest.
    files: the files of the archive, by their output.
    contents: the files by their names, from which the headings of tables are read.
    """
    taken: set[str] = set()
    described = {
        "made by": about["made by"],
        "profile": "tabular-data-package",
        "name": "residential",
        "title": about["event"] or say("Residential"),
        "created": about["sealed"],
        "resources": [
            {"name": _name(path, taken), **resource}
            for path, resource in _resources(files, contents)
        ],
    }
    return json.dumps(described, indent=2, ensure_ascii=False).encode() + b"\n"


def _resources(
    files: Files, contents: Mapping[str, bytes]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the path of each table and its description, without a name."""
    for output, names in files.items():
        if table := TABLES.get(output.key):
            for name in names:
                fields = [
                    _field(heading, table.column(unguarded(heading)))
                    for heading in _headings(contents[name])
                ]
                yield (
                    name,
                    {
                        "path": name,
                        "title": say(output.title),
                        "description": say(table.rows),
                        "profile": "tabular-data-resource",
                        "format": "csv",
                        "mediatype": "text/csv",
                        "encoding": "utf-8-sig",
                        "dialect": _DIALECT,
                        "schema": {"fields": fields, "missingValues": [""]},
                    },
                )


def _headings(content: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _field(heading: str, column: Column) -> Mapping[str, Any]:
    """Return the description of a column; a unit follows its meaning."""
    unit = say("{meaning} ({unit})", meaning=say(column.meaning), unit=say(column.unit))
    said = {"description": unit if column.unit else say(column.meaning)}
    allowed = {"constraints": {"enum": list(column.allowed)}} if column.allowed else {}
    return {"name": heading, **_TYPES[column.type], **said, **allowed}


def _name(path: str, taken: set[str]) -> str:
    """Return a name for a resource, of small letters, digits and hyphens, that no other has."""
    words = "/".join(PurePosixPath(path).with_suffix("").parts[1:]).lower()
    plain = _NOT_IN_NAMES.sub("-", words).strip("-") or "table"
    name, number = plain, 1
    while name in taken:
        number += 1
        name = f"{plain}-{number}"
    taken.add(name)
    return name
