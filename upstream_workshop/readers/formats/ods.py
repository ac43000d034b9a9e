"""OpenDocument spreadsheets: all their sheets, as the values last shown in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.formats.spreadsheets import SHEET, Cells
from upstream_workshop.readers.formats.workbooks import Range, Row, Sheet, TextBudget, bounded

_CONTENT: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BREAKS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_WHOLE: Final = re.compile(r"-?[0-9]+(\.0+)?")


def is_ods(package: Package) -> bool:
    """Whether the zip is OpenDocument rather than Excel."""
    return package.has(_CONTENT)


@dataclass(slots=True)
class _Marks:
    """What is noted of a sheet while its rows are read.

    unshown: the styles of hidden sheets; they come before the first.
    column: the last one declared so far.
    table: the sheet itself, once its end is reached.
    """

    unshown: set[str]
    column: int = 0
    columns: set[int] = field(default_factory=set)
    rows: list[int] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    table: Any = None


def sheets(package: Package, budget: TextBudget) -> Iterator[Sheet]:
    """The sheets that hold something. One that breaks a limit says why, and has no rows.

    Raises WorkshopError where the package is damaged.
    """
    elements = package.elements(_CONTENT, "style", "table-column", "table-row", "table")
    marks = _Marks(set())
    while True:
        if why := budget.refusal("the next sheet"):
            yield Sheet("", why=why)
            return
        marks = _Marks(marks.unshown)
        sheet = _sheet(package.name, elements, marks, budget)
        if sheet.rows or sheet.why:
            yield sheet
        if marks.table is None:
            return


def _sheet(name: str, elements: Iterator[Any], marks: _Marks, budget: TextBudget) -> Sheet:
    rows: tuple[Row, ...] = ()
    breaks: tuple[int, ...] = ()
    why = ""
    try:
        rows, breaks = bounded(name, _rows(name, elements, marks), SHEET, budget)
    except WorkshopError as error:
        why = str(error)
        marks.table = next((one for one in elements if one.tag == f"{_TABLE}table"), None)
    if marks.table is None and not why:
        return Sheet("")
    filled = {row.line for row in rows}
    width = max((len(row.cells) for row in rows), default=0)
    title, style = ("", "") if marks.table is None else _named(marks.table)
    return Sheet(
        title,
        rows,
        breaks,
        style in marks.unshown,
        tuple(line for line in marks.rows if line in filled),
        tuple(sorted(column for column in marks.columns if column <= width)),
        tuple(marks.merged),
        why=why,
    )


def _named(table: Any) -> tuple[str, str]:
    return table.get(f"{_TABLE}name", "")[:100], table.get(f"{_TABLE}style-name", "")


def _rows(name: str, elements: Iterator[Any], marks: _Marks) -> Iterator[Cells]:
    """The rows up to the end of a sheet, each with its number in it."""
    number = 1
    for element in elements:
        if element.tag == f"{_TABLE}table":
            marks.table = element
            return
        if element.tag == f"{_TABLE}table-column":
            _note_column(element, marks)
        elif element.tag == f"{_TABLE}table-row":
            cells = _cells(name, number, element, marks)
            times = _times(element, f"{_TABLE}number-rows-repeated")
            for line in range(number, number + min(times, SHEET.rows + 2)) if cells else ():
                if _is_hidden(element):
                    marks.rows.append(line)
                yield line, cells
            number += times
        elif any(one.get(f"{_TABLE}display") == "false" for one in element):
            marks.unshown.add(element.get(f"{_STYLE}name", ""))


def _is_hidden(element: Any) -> bool:
    """Collapsed by hand, or left out by a filter."""
    return bool(element.get(f"{_TABLE}visibility", "visible") != "visible")


def _note_column(element: Any, marks: _Marks) -> None:
    first = marks.column + 1
    marks.column += _times(element, f"{_TABLE}number-columns-repeated")
    if _is_hidden(element):
        marks.columns.update(range(first, min(marks.column, SHEET.columns) + 1))


def _cells(name: str, number: int, row: Any, marks: _Marks) -> list[str]:
    cells: list[str] = []
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _times(cell, f"{_TABLE}number-columns-repeated")
        # nobody sees what a merged cell covers
        value = "" if cell.tag == f"{_TABLE}covered-table-cell" else _value(cell)
        if value:
            if column + times > SHEET.columns:
                raise SHEET.too_wide(name, number)
            cells += [""] * (column - len(cells)) + [value] * times
            _note_merged(cell, number, column + 1, marks)
        column += times
    return cells


def _note_merged(cell: Any, number: int, column: int, marks: _Marks) -> None:
    down = _times(cell, f"{_TABLE}number-rows-spanned")
    right = _times(cell, f"{_TABLE}number-columns-spanned")
    if down > 1 or right > 1:
        marks.merged.append((number, column, number + down - 1, column + right - 1))


def _value(cell: Any) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "string")
    if kind == "float":
        value: str = cell.get(f"{_OFFICE}value", "")
        return value.partition(".")[0] if _WHOLE.fullmatch(value) else value
    if kind == "boolean":
        return "yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "no"
    if kind == "date":
        moment: str = cell.get(f"{_OFFICE}date-value", "")
        return moment.partition(".")[0].removesuffix("T00:00:00").replace("T", " ")
    return "\n".join(_words(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _words(element: Any) -> str:
    """The text of a paragraph; comments hang beside paragraphs or inside them and are left out."""
    if element.tag == f"{_OFFICE}annotation" or not isinstance(element.tag, str):
        return ""
    mark = _BREAKS.get(element.tag, "") * _times(element, f"{_TEXT}c", SHEET.characters)
    inside = "".join(_words(child) + (child.tail or "") for child in element)
    return mark + (element.text or "") + inside


def _times(element: etree._Element, attribute: str, most: int = 2**20) -> int:
    """How often an element stands for itself; absurd numbers are cut to what a sheet can have."""
    text = element.get(attribute, "1")
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 10 else 1
