"""Excel workbooks: the first sheet that holds something, as the values last shown in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.formats.spreadsheets import SHEET, Cells

_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_WORDS: Final = "xl/sharedStrings.xml"
_MOST_SHEETS: Final = 20
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})[0-9]+")
_WHOLE: Final = re.compile(r"-?[0-9]+(\.0+)?")


def rows(package: Package) -> Iterator[Cells]:
    """The rows of the first sheet that is shown and not empty, each with its number in the sheet."""
    words = _shared_words(package)
    for sheet in _sheets(package)[:_MOST_SHEETS]:
        filled = False
        for row in _sheet_rows(package, sheet, words):
            filled = filled or any(row[1])
            yield row
        if filled:
            return


def _sheets(package: Package) -> list[str]:
    """The entries of the visible sheets, in the order of their tabs."""
    if not package.has(_BOOK):
        raise package.damaged()
    where = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", "")))
        for link in package.elements(_LINKS, "Relationship")
    }
    shown = [
        where.get(sheet.xpath("string(@*[local-name()='id'])"), "")
        for sheet in package.elements(_BOOK, "sheet")
        if sheet.get("state", "visible") == "visible"
    ]
    return [entry.removeprefix("/") for entry in shown if entry]


def _shared_words(package: Package) -> list[str]:
    if not package.has(_WORDS):
        return []
    return [_text(item) for item in package.elements(_WORDS, "si")]


def _sheet_rows(package: Package, sheet: str, words: list[str]) -> Iterator[Cells]:
    number = 0
    for row in package.elements(sheet, "row"):
        number = _number(row.get("r"), number + 1)
        yield number, _cells(package.name, number, row, words)


def _cells(name: str, number: int, row: Any, words: list[str]) -> list[str]:
    cells: list[str] = []
    column = 0
    for cell in row.iterchildren("{*}c"):
        column = _column(cell.get("r", ""), column + 1)
        value = _value(cell, words)
        if not value:
            continue
        if column > SHEET.columns:
            raise SHEET.too_wide(name, number)
        cells += [""] * (column - len(cells))
        cells[column - 1] = value
    return cells


def _value(cell: Any, words: list[str]) -> str:
    """What the cell shows; a formula's last result, never the formula."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(part) for part in cell.iterchildren("{*}is"))
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        index = _number(value, -1)
        return words[index] if 0 <= index < len(words) else ""
    if kind == "b":
        return "yes" if value == "1" else "no"
    if kind == "n" and _WHOLE.fullmatch(value):
        return value.partition(".")[0]
    return value


def _text(item: Any) -> str:
    """The text of all runs, without the reading aids some languages put above them."""
    return "".join(
        part.text or "" for part in item.iter("{*}t") if not part.getparent().tag.endswith("}rPh")
    )


def _column(reference: str, following: int) -> int:
    """Column number from a reference such as AB12; a cell without one follows its neighbour."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return following
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise
