"""Any table a sign-up tool or a spreadsheet gives us, as a header and rows of plain text.

A pure function of a path: what it reads is bounded before it is believed, so that it may move into
a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats import delimited, docx_tables, ods, xlsx
from upstream_workshop.readers.formats.packages import Package, is_package
from upstream_workshop.readers.formats.spreadsheets import TEXT
from upstream_workshop.readers.formats.workbooks import Book, Row, Sheet, TextBudget, bounded

__all__ = ["Book", "Row", "Sheet", "Table", "as_table", "read_book", "read_table"]

LARGEST_BYTES: Final = 5 * 1024 * 1024
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Table:
    """A file's name, its first row as header, and its other rows without the blank ones.

    Cells are trimmed; every row is as wide as the header, which has a blank title over a column
    that has none.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_book(path: Path) -> Book:
    """Read CSV, TSV, XLSX, ODS or the tables of a Word document, told apart by content.

    Every sheet or table that holds something is in the book.

    Raises WorkshopError naming file and line, unless another sheet can be read.
    """
    content = content_of(path)
    sheets = tuple(_sheets(path.name, content))
    if not sheets:
        raise WorkshopError(
            say("{path} is empty: choose a file with a header and rows below it.", path=path.name)
        )
    if all(sheet.why for sheet in sheets):
        raise WorkshopError(sheets[0].why)
    return Book(path.name, sheets)


def read_table(path: Path) -> Table:
    """The first sheet that is shown and can be read, where nothing in it is hidden.

    Raises WorkshopError, also where rows or columns are hidden: whether they count cannot be asked here.
    """
    book = read_book(path)
    shown = [sheet for sheet in book.sheets if sheet.rows and not sheet.hidden]
    if not shown:
        raise WorkshopError(
            say("{book} has only hidden sheets: show the one that you need.", book=book.name)
        )
    _refuse_hidden(book.name, shown[0])
    return as_table(book.name, shown[0].rows)


def as_table(name: str, filled: Sequence[Row]) -> Table:
    """Rows as a table, the first of them as its header. Raises WorkshopError without a row below it."""
    if len(filled) == 1:
        raise WorkshopError(
            say(
                "{name} has a header (line {line}) and no rows below it: "
                "choose the file with the rows, or add some.",
                name=name,
                line=filled[0].line,
            )
        )
    width = max(len(row.cells) for row in filled)
    header, *rest = (Row(row.line, _padded(row.cells, width)) for row in filled)
    return Table(name, header.cells, tuple(rest))


def _refuse_hidden(name: str, sheet: Sheet) -> None:
    if sheet.hidden_rows:
        raise WorkshopError(
            say(
                "{name} hides line {line}: show everything that counts, delete the rest, and save it "
                "again.",
                name=name,
                line=sheet.hidden_rows[0],
            )
        )
    if sheet.hidden_columns:
        raise WorkshopError(
            say(
                "{name} hides a column: show everything that counts, delete the rest, and save it "
                "again.",
                name=name,
            )
        )


def content_of(path: Path, most: int = LARGEST_BYTES, mend: str = "") -> bytes:
    """Return the bytes of a file. Raises WorkshopError for one that cannot be read or is too large.

    most: the largest size that is taken, in bytes.
    mend: what to do about a larger file, in words; by default what to do about a table.
    """
    try:
        if path.is_dir():
            raise WorkshopError(say("{path} is a folder: choose a file inside it.", path=path))
        size = path.stat().st_size
        if size > most:
            raise WorkshopError(
                say(
                    "{path} has {value:.1f} MB and at most {most} MB are taken: {mend}.",
                    path=path.name,
                    value=size / 1024 / 1024,
                    most=most // 1024 // 1024,
                    mend=mend or say("keep only the columns and rows you need"),
                )
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise WorkshopError(
            say("There is no file {path}: check its name and folder.", path=path)
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WorkshopError(
            say("{path} cannot be read ({reason}): check the file.", path=path, reason=reason)
        ) from error


def _sheets(name: str, content: bytes) -> Iterator[Sheet]:
    if content.startswith(_OLD_OFFICE):
        raise WorkshopError(
            say(
                "{name} is an old or password-protected Office file: save it as XLSX or CSV, "
                "without a password.",
                name=name,
            )
        )
    budget = TextBudget(name)
    if is_package(content):
        package = Package(name, content)
        if docx_tables.is_docx(package):
            yield from docx_tables.sheets(package, budget)
            return
        reader = ods if ods.is_ods(package) else xlsx
        yield from reader.sheets(package, budget)
        return
    lines = list(delimited.rows(name, content))
    rows, breaks = bounded(name, lines, TEXT, budget)
    if rows:
        yield Sheet("", rows, breaks, refused=delimited.spilled(lines))


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
