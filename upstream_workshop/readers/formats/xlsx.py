"""Excel workbooks: all their sheets, as the values last shown in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats import number_formats
from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.formats.spreadsheets import SHEET, Cells
from upstream_workshop.readers.formats.workbooks import Range, Sheet, TextBudget, bounded

_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_WORDS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_MOST_SHEETS: Final = 20
_MOST_MERGED: Final = 5_000  # ranges of a sheet
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE: Final = ("1", "true")


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook lists it."""

    title: str
    entry: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What all sheets share: texts, the number format of each style, and where dates start."""

    words: list[str]
    formats: list[str]
    from_1904: bool


@dataclass(slots=True)
class _Marks:
    """What is noted of a sheet while its rows are read."""

    rows: list[int] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    unsized_are_hidden: bool = False


def sheets(package: Package, budget: TextBudget) -> Iterator[Sheet]:
    """The sheets that hold something. One that breaks a limit says why, and has no rows.

    Raises WorkshopError where the package is damaged.
    """
    if not package.has(_BOOK):
        raise package.damaged()
    from_1904 = any(one.get("date1904") in _TRUE for one in package.elements(_BOOK, "workbookPr"))
    tabs = _tabs(package)
    look = _Look(_shared_words(package), _formats(package), from_1904)
    for tab in tabs[:_MOST_SHEETS]:
        why = budget.refusal(tab.title)
        unread = Sheet(tab.title, hidden=tab.hidden, why=why)
        sheet = unread if why else _sheet(package, tab, look, budget)
        if sheet.rows or sheet.why:
            yield sheet
    for tab in tabs[_MOST_SHEETS:]:
        yield Sheet(tab.title, hidden=tab.hidden, why=_too_many(package.name, tab.title))


def _too_many(name: str, title: str) -> str:
    return f"{name} has more than {_MOST_SHEETS} sheets: move “{title}” before them, or save it as CSV."


def _sheet(package: Package, tab: _Tab, look: _Look, budget: TextBudget) -> Sheet:
    marks = _Marks()
    try:
        rows, breaks = bounded(
            package.name, _sheet_rows(package, tab.entry, look, marks), SHEET, budget
        )
    except WorkshopError as error:
        return Sheet(tab.title, hidden=tab.hidden, why=str(error))
    filled = {row.line for row in rows}
    width = max((len(row.cells) for row in rows), default=0)
    return Sheet(
        tab.title,
        rows,
        breaks,
        tab.hidden,
        tuple(line for line in marks.rows if line in filled),
        tuple(sorted(column for column in marks.columns if column <= width)),
        tuple(marks.merged),
    )


def _tabs(package: Package) -> list[_Tab]:
    where = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", "")))
        for link in package.elements(_LINKS, "Relationship")
    }
    found: list[_Tab] = []
    for sheet in package.elements(_BOOK, "sheet"):
        entry = where.get(sheet.xpath("string(@*[local-name()='id'])"), "").removeprefix("/")
        if entry:
            hidden = sheet.get("state", "visible") != "visible"
            found.append(_Tab(sheet.get("name", "")[:100], entry, hidden))
    return found


def _formats(package: Package) -> list[str]:
    """The number format of each cell style."""
    if not package.has(_STYLES):
        return []
    own: dict[str, str] = {}
    numbers: list[str] = []
    for element in package.elements(_STYLES, "numFmt", "xf"):
        around = element.getparent()
        inside = "" if around is None else around.tag.rpartition("}")[2]
        if inside == "numFmts":
            own[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif inside == "cellXfs":
            numbers.append(element.get("numFmtId", "0"))
    known = {str(number): code for number, code in number_formats.BUILT_IN.items()} | own
    return [known.get(number, number_formats.GENERAL) for number in numbers]


def _shared_words(package: Package) -> list[str]:
    if not package.has(_WORDS):
        return []
    return [_text(item) for item in package.elements(_WORDS, "si")]


def _sheet_rows(package: Package, entry: str, look: _Look, marks: _Marks) -> Iterator[Cells]:
    number = 0
    for element in package.elements(entry, "row", "col", "mergeCell", "sheetFormatPr"):
        kind = element.tag.rpartition("}")[2]
        if kind == "row":
            number = _number(element.get("r"), number + 1)
            if _is_hidden_row(element, marks):
                marks.rows.append(number)
            yield number, _cells(package.name, number, element, look)
        elif kind == "mergeCell":
            _add_merged(package.name, number, element, marks)
        elif kind == "sheetFormatPr":
            marks.unsized_are_hidden = element.get("zeroHeight") in _TRUE
        elif element.get("hidden") in _TRUE or _is_nought(element.get("width")):
            first, last = _number(element.get("min"), 0), _number(element.get("max"), 0)
            marks.columns.update(range(first, min(last, SHEET.columns) + 1))


def _is_hidden_row(row: Any, marks: _Marks) -> bool:
    """Hidden by hand, by a filter, by a folded outline, or without a height."""
    if row.get("hidden") is not None:
        return row.get("hidden") in _TRUE
    height = row.get("ht")
    return marks.unsized_are_hidden if height is None else _is_nought(height)


def _is_nought(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"0+(\.0*)?", size) is not None


def _add_merged(name: str, line: int, element: Any, marks: _Marks) -> None:
    ends = [_REFERENCE.fullmatch(end) for end in element.get("ref", "").split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return
    if len(marks.merged) >= _MOST_MERGED:
        raise WorkshopError(
            say(
                "{name}, line {line}: more than {most:,} ranges of cells are merged; save the "
                "sheet as CSV.",
                name=name,
                line=line,
                most=_MOST_MERGED,
            )
        )
    (left, top), (right, bottom) = ((_letters(end[1]), int(end[2])) for end in ends if end)
    marks.merged.append((top, left, bottom, right))


def _cells(name: str, number: int, row: Any, look: _Look) -> list[str]:
    cells: list[str] = []
    column = 0
    for cell in row.iterchildren("{*}c"):
        column = _column(cell.get("r", ""), column + 1)
        value = _value(cell, look)
        if not value:
            continue
        if column > SHEET.columns:
            raise SHEET.too_wide(name, number)
        cells += [""] * (column - len(cells))
        cells[column - 1] = value
    return cells


def _value(cell: Any, look: _Look) -> str:
    """What the cell shows; a formula's last result, never the formula."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(part) for part in cell.iterchildren("{*}is"))
    value: str = cell.findtext("{*}v") or ""
    if kind == "s":
        index = _number(value, -1)
        return look.words[index] if 0 <= index < len(look.words) else ""
    if kind == "b":
        return "yes" if value == "1" else "no"
    if kind == "d":
        return _moment(value)
    if kind != "n" or not value:
        return value
    style = _number(cell.get("s"), 0)
    code = look.formats[style] if style < len(look.formats) else number_formats.GENERAL
    return number_formats.shown(value, code, look.from_1904)


def _moment(value: str) -> str:
    """A date written as ISO 8601, without a time that is midnight."""
    return value.removesuffix("Z").removesuffix("T00:00:00").replace("T", " ")


def _text(item: Any) -> str:
    """The text of all runs, without the reading aids some languages put above them."""
    return "".join(
        part.text or "" for part in item.iter("{*}t") if not part.getparent().tag.endswith("}rPh")
    )


def _column(reference: str, following: int) -> int:
    """Column number from a reference such as AB12; a cell without one follows its neighbour."""
    match = _REFERENCE.fullmatch(reference)
    return _letters(match[1]) if match else following


def _letters(letters: str) -> int:
    """Column number from letters: A is 1."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise
