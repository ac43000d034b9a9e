"""OpenDocument spreadsheets: the first sheet that holds something, as the values last shown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.formats.spreadsheets import SHEET, Cells

_CONTENT: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BREAKS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_WHOLE: Final = re.compile(r"-?[0-9]+(\.0+)?")


def is_ods(package: Package) -> bool:
    """Whether the zip is OpenDocument rather than Excel."""
    return package.has(_CONTENT)


def rows(package: Package) -> Iterator[Cells]:
    """The rows of the first sheet that is not empty, each with its number in the sheet."""
    number, filled = 1, False
    for element in package.elements(_CONTENT, "table-row", "table"):
        if element.tag == f"{_TABLE}table":
            if filled:
                return
            number = 1
            continue
        cells = _cells(package.name, number, element)
        times = _times(element, f"{_TABLE}number-rows-repeated")
        if cells:
            filled = True
            for offset in range(min(times, SHEET.rows + 2)):
                yield number + offset, cells
        number += times


def _cells(name: str, number: int, row: Any) -> list[str]:
    cells: list[str] = []
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _times(cell, f"{_TABLE}number-columns-repeated")
        value = _value(cell)
        if value:
            if column + times > SHEET.columns:
                raise SHEET.too_wide(name, number)
            cells += [""] * (column - len(cells)) + [value] * times
        column += times
    return cells


def _value(cell: Any) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "string")
    if kind == "float":
        value: str = cell.get(f"{_OFFICE}value", "")
        return value.partition(".")[0] if _WHOLE.fullmatch(value) else value
    if kind == "boolean":
        return "yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "no"
    if kind == "date":
        return str(cell.get(f"{_OFFICE}date-value", ""))
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
