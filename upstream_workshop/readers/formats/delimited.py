"""CSV and its cousins: which encoding, which delimiter, and on which line each row starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.older_encodings import older_text
from upstream_workshop.readers.formats.spreadsheets import Cells
from upstream_workshop.readers.reading import Refusal

_DELIMITERS: Final = ("\t", "|", ";", ",")  # the one that prose has least before the others
_NO_DELIMITER: Final = "\x1f"
_LOOKED_AT: Final = 500  # rows that decide on the delimiter
_ENOUGH: Final = 0.5  # the share of rows that must agree
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def rows(name: str, content: bytes) -> Iterator[Cells]:
    """Every row with the line it starts on. Raises WorkshopError where it is no text, or breaks off."""
    text = decoded(name, content)
    first = text[:6].lower()
    if first.startswith("sep=") and len(first) > 4:  # Excel's own way of naming the delimiter
        return _parsed(name, "\n" + text.partition("\n")[2], first[4])
    try:
        return _parsed(name, text, delimiter(text))
    except ValueError as error:
        raise WorkshopError(
            say(
                "{name} has no even columns (line 1 and those below it part into different numbers of "
                "cells by every comma, semicolon, tab or bar): save the list again as CSV or XLSX.",
                name=name,
            )
        ) from error


def copied_rows(text: str) -> list[list[str]]:
    """Return the rows of cells that were copied with tabs between them.

    Raises WorkshopError: when it is no table.
    """
    try:
        return list(csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t"))
    except csv.Error as error:
        raise WorkshopError(
            say("What was copied cannot be read as a table: {why}.", why=error)
        ) from None


def spilled(rows: Sequence[Cells]) -> tuple[Refusal, ...]:
    """The rows with more cells than the first of their section has, where most have as many.

    A cell in them holds the delimiter without quotation marks, so that what follows it stands in the
    wrong columns.
    """
    found: list[Refusal] = []
    for filled, section in groupby(rows, key=lambda row: any(map(str.strip, row[1]))):
        if filled:
            found += _spilled(list(section))
    return tuple(found)


def _spilled(section: Sequence[Cells]) -> list[Refusal]:
    width = len(section[0][1])
    found = [
        Refusal(
            line,
            say(
                "this row has {n} cells and the first row {width}: put a cell that holds "
                "the delimiter between quotation marks",
                n=len(cells),
                width=width,
            ),
        )
        for line, cells in section
        if any(map(str.strip, cells[width:]))
    ]
    return found if width > 1 and len(found) < len(section) * _ENOUGH else []


def decoded(name: str, content: bytes) -> str:
    """The file's text, by its byte order mark, as UTF-8, or as the likeliest older encoding.

    Raises WorkshopError: when it is no text, or one with a character that no text has.
    """
    text = as_text(content)
    if text is None:
        if line := _line_of_nul(content):
            raise WorkshopError(
                say(
                    "{name}, line {n}: a character stands there that no text has (NUL): delete it, or save "
                    "the list again as CSV or XLSX.",
                    name=name,
                    n=line,
                )
            )
        raise WorkshopError(
            say(
                "{name} is not a table: choose a CSV, TSV, XLSX or ODS file as your sign-up tool "
                "or spreadsheet saves it.",
                name=name,
            )
        )
    return text


def as_text(content: bytes) -> str | None:
    """Return a file as text, read by its mark, as UTF-8 or by the likeliest encoding; None for no text."""
    text = _decoded(content)
    return text if text is not None and "\0" not in text and _is_printed(text) else None


def _line_of_nul(content: bytes) -> int:
    """Return the first line with the character NUL in what is a text but for that; 0 for anything else."""
    text = _decoded(content) or ""
    before, found, _ = text.partition("\0")
    return len((before + "x").splitlines()) if found and _is_printed(text) else 0


def delimiter(text: str) -> str:
    """The delimiter that gives even columns over most lines; none where a list has one column.

    Of several that are equally even, one under which every quotation mark has its pair, then the one
    after which cells begin without a space, then the one that prose has least. Raises ValueError where
    the first line has columns and the others disagree.
    """
    shapes = [_shape(text, candidate) for candidate in _DELIMITERS]
    fitting = [shape for shape in shapes if shape.even > _ENOUGH and not shape.punctuation]
    if fitting:
        return max(fitting, key=lambda shape: (shape.even, shape.paired, -shape.spaced)).mark
    if any(shape.has_titles for shape in shapes):
        raise ValueError("no delimiter gives even columns")
    return _NO_DELIMITER


def _decoded(content: bytes) -> str | None:
    declared = _marked(content)
    for encoding in filter(None, (declared,) if declared else (_wide(content), "utf-8")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None if declared else older_text(content)


def _marked(content: bytes) -> str:
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def _wide(content: bytes) -> str:
    """UTF-16 without its mark gives itself away: every other byte of plain letters is zero."""
    even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
    if max(even, odd) < min(len(content), 2000) / 5:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_printed(text: str) -> bool:
    """Check whether nearly all characters are those of a text."""
    strange = sum(1 for letter in text if letter < " " and letter not in "\t\r\n\x0b\x0c")
    return strange <= len(text) // 50


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the first rows look like under one delimiter.

    even: the share of rows that are as wide as the row before or after, short ones counted by half.
    paired: whether every cell that starts with a quotation mark ends with one.
    spaced: the share of cells after the first of a row that begin with a space, as prose does.
    punctuation: whether a one-cell first line and short rows say that it delimits nothing.
    has_titles: whether the first line has columns, and most other lines too.
    """

    mark: str
    even: float
    paired: bool
    spaced: float
    punctuation: bool
    has_titles: bool


def _shape(text: str, mark: str) -> _Shape:
    rows = _first_rows(text, mark)
    widths = [len(row) for row in rows]
    later = [cell for row in rows for cell in row[1:] if cell]
    spaced = sum(cell.startswith(" ") for cell in later) / max(len(later), 1)
    even = _evenness(widths)
    alone = widths[:1] == [1]
    prose = max(widths, default=1) < (3 if alone else 2)
    prose |= spaced > _ENOUGH and (alone or even < 1)
    several = sum(width > 1 for width in widths) / max(len(widths), 1)
    titles = several > _ENOUGH and _are_titles(rows[0])
    return _Shape(mark, even, _is_paired(text, mark), spaced, prose, titles)


def _is_paired(text: str, mark: str) -> bool:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return all(True for _ in islice(reader, _LOOKED_AT))
    except csv.Error:
        return False


def _are_titles(cells: Sequence[str]) -> bool:
    """Whether these may be the titles of columns, and are no sentence with punctuation."""
    worded = all(any(map(str.isalpha, cell)) for cell in cells[:2])
    return len(cells) > 1 and worded and not any(cell.startswith(" ") for cell in cells)


def _evenness(widths: Sequence[int]) -> float:
    """A row of one cell is a heading of a report, or no row of this delimiter."""
    wide = [width for width in widths if width > 1]
    points = 0.0
    for at, width in enumerate(wide):
        before, after = wide[max(at - 1, 0) : at], wide[at + 1 : at + 2]
        if width in (*before, *after) or (not before and width >= max(after, default=0)):
            points += 1
        elif width < max(wide[:at], default=0):
            points += 0.5
    return points / max(len(widths), 1)


def _first_rows(text: str, mark: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return [row for row in islice(reader, _LOOKED_AT) if len(row) > 1 or "".join(row).strip()]
    except csv.Error:
        return []


def _parsed(name: str, text: str, separator: str) -> Iterator[Cells]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise WorkshopError(
                say(
                    "{name}, line {line}: a cell has more than {field_size_limit:,} characters; "
                    "shorten it, or check for a quotation mark that is never closed.",
                    name=name,
                    line=line,
                    field_size_limit=csv.field_size_limit(),
                )
            ) from error
        raise WorkshopError(
            say(
                "{name}, line {line}: a cell that starts with a quotation mark does not end with one; "
                "mend it there, or save the list as XLSX.",
                name=name,
                line=line,
            )
        ) from error
