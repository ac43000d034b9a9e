"""Any table a sign-up tool or a spreadsheet gives us, as a header and rows of plain text.

A pure function of a path: what it reads is bounded before it is believed, so that it may move into
a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats import delimited, ods, xlsx
from upstream_workshop.readers.formats.formulas import unguarded
from upstream_workshop.readers.formats.packages import Package, is_package
from upstream_workshop.readers.formats.spreadsheets import LARGEST_TEXT, SHEET, TEXT, Cells, Limits

LARGEST_BYTES: Final = 5 * 1024 * 1024
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: the line of the file it starts on, and a cell for each column."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's name, its first row as header, and its other rows without the blank ones.

    Cells are trimmed; every row is as wide as the header, which has a blank title over a column
    that has none.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """Read CSV, TSV, XLSX or ODS, told apart by content. Raises WorkshopError naming file and line."""
    content = _content(path)
    rows, limits = _raw_rows(path.name, content)
    filled = _bounded(path.name, rows, limits)
    if not filled:
        raise WorkshopError(f"{path.name} is empty: choose a file with a header and rows below it.")
    if len(filled) == 1:
        raise WorkshopError(
            f"{path.name} has a header (line {filled[0].line}) and no rows below it: "
            "choose the file with the rows, or add some."
        )
    width = max(len(row.cells) for row in filled)
    header, *rest = (Row(row.line, _padded(row.cells, width)) for row in filled)
    return Table(path.name, header.cells, tuple(rest))


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise WorkshopError(f"{path} is a folder: choose a file inside it.")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise WorkshopError(
                f"{path.name} has {size / 1024 / 1024:.1f} MB and at most 5 MB are taken: "
                "keep only the columns and rows you need."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise WorkshopError(f"There is no file {path}: check its name and folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WorkshopError(f"{path} cannot be read ({reason}): check the file.") from error


def _raw_rows(name: str, content: bytes) -> tuple[Iterable[Cells], Limits]:
    if content.startswith(_OLD_OFFICE):
        raise WorkshopError(
            f"{name} is an old or password-protected Office file: save it as XLSX or CSV, "
            "without a password."
        )
    if not is_package(content):
        return delimited.rows(name, content), TEXT
    package = Package(name, content)
    reader = ods if ods.is_ods(package) else xlsx
    return reader.rows(package), SHEET


def _bounded(name: str, rows: Iterable[Cells], limits: Limits) -> list[Row]:
    """The rows that hold something, trimmed; stops at the first that breaks a limit."""
    found: list[Row] = []
    left = LARGEST_TEXT
    for line, cells in rows:
        row = Row(line, _trimmed(cells))
        if not row.cells:
            continue
        limits.check(name, line, len(found), row.cells)
        found.append(row)
        left -= sum(map(len, row.cells))
        if left < 0:
            raise WorkshopError(
                f"{name} holds more than {LARGEST_TEXT:,} characters (line {line}): keep only the "
                "columns and rows you need."
            )
    return found


def _trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    kept = [_plain(cell) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _plain(cell: str) -> str:
    """The cell without spaces around it and without the marks our CSV puts before a formula."""
    return unguarded(cell.strip(" ")).strip()


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
