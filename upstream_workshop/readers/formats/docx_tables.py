"""Word documents: their tables, each read like a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from resources.words import say
from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.formats.spreadsheets import TEXT, Cells
from upstream_workshop.readers.formats.workbooks import Sheet, TextBudget, bounded

_CONTENT: Final = "word/document.xml"


def is_docx(package: Package) -> bool:
    """Whether the zip is a Word document."""
    return package.has(_CONTENT)


def sheets(package: Package, budget: TextBudget) -> Iterator[Sheet]:
    """Return each table of the document that holds something; its lines are its rows, from 1.

    A table inside a cell of another is part of that cell. Raises WorkshopError.
    """
    number = 0
    for body in package.elements(_CONTENT, "body"):
        for table in body.iter("{*}tbl"):
            if _inside_another(table):
                continue
            number += 1
            rows, breaks = bounded(package.name, _rows(table), TEXT, budget)
            if rows:
                yield Sheet(say("Table {n}", n=number), rows, breaks)


def _inside_another(table: Any) -> bool:
    return any(_local(above) == "tbl" for above in table.iterancestors())


def _rows(table: Any) -> Iterator[Cells]:
    rows = [row for row in table if _local(row) == "tr"]
    for line, row in enumerate(rows, start=1):
        yield line, [_text(cell) for cell in row if _local(cell) == "tc"]


def _text(cell: Any) -> str:
    """Return the text of a cell, a line for each paragraph."""
    paragraphs = (one for one in cell.iter() if _local(one) == "p")
    lines = ("".join(_runs(paragraph)) for paragraph in paragraphs)
    return "\n".join(lines).strip()


def _runs(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter():
        kind = _local(one)
        if kind == "t":
            yield one.text or ""
        elif kind in ("br", "tab"):
            yield " "


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
