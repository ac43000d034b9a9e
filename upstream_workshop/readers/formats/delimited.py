"""CSV and its cousins: which encoding, which delimiter, and on which line each row starts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.spreadsheets import Cells

_DELIMITERS: Final = (",", ";", "\t", "|")
_NO_DELIMITER: Final = "\x1f"
_LOOKED_AT: Final = 60  # rows that decide on the delimiter
_OLD_ENCODINGS: Final = ("cp1252", "mac_roman", "cp1250", "iso8859_14")
_SIGN_IN_WORD: Final = re.compile(r"\w[^\w\s\x00-\x7f’‘–]\w")
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
        yield from _parsed(name, "\n" + text.partition("\n")[2], first[4])
    else:
        yield from _parsed(name, text, delimiter(text))


def decoded(name: str, content: bytes) -> str:
    """The file's text, by its byte order mark, as UTF-8, or as the likeliest older encoding."""
    text = _decoded(content)
    if text is None or "\0" in text or _unprintable(text) > len(text) // 50:
        raise WorkshopError(
            f"{name} is not a table: choose a CSV, TSV, XLSX or ODS file as your sign-up tool "
            "or spreadsheet saves it."
        )
    return text


def delimiter(text: str) -> str:
    """The delimiter under which the first rows agree best with each other; none if nothing does."""
    best, found = (0.0, 0), _NO_DELIMITER
    for candidate in _DELIMITERS:
        widths = _widths(text, candidate)
        usual = max(widths, key=lambda width: (widths.count(width), width), default=1)
        agreement = (widths.count(usual) / max(len(widths), 1), usual)
        # under a one-cell header a delimiter is mere punctuation, unless a whole table follows
        enough = 2 if widths[:1] > [1] else 3
        if usual >= enough and agreement > best:
            best, found = agreement, candidate
    return found


def _decoded(content: bytes) -> str | None:
    declared = _marked(content)
    for encoding in filter(None, (declared,) if declared else (_wide(content), "utf-8")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None if declared else _older(content)


def _marked(content: bytes) -> str:
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def _wide(content: bytes) -> str:
    """UTF-16 without its mark gives itself away: every other byte of plain letters is zero."""
    even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
    if max(even, odd) < min(len(content), 2000) / 5:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _older(content: bytes) -> str | None:
    """Of the encodings before Unicode the least chaotic, then the one with fewest signs inside words."""
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    matches = from_bytes(content, cp_isolation=list(_OLD_ENCODINGS))
    chaos = {
        encoding: match.chaos
        for match in matches
        for encoding in (match.encoding, *match.could_be_from_charset)
        if encoding in _OLD_ENCODINGS
    }
    if not chaos:
        return None
    texts = {encoding: content.decode(encoding, "replace") for encoding in chaos}
    return texts[
        min(
            texts,
            key=lambda e: (
                round(chaos[e], 2),
                len(_SIGN_IN_WORD.findall(texts[e])),
                _OLD_ENCODINGS.index(e),
            ),
        )
    ]


def _unprintable(text: str) -> int:
    return sum(1 for letter in text if letter < " " and letter not in "\t\r\n\x0b\x0c")


def _widths(text: str, candidate: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=candidate)
    try:
        return [
            len(row) for row in islice(reader, _LOOKED_AT) if len(row) > 1 or "".join(row).strip()
        ]
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
                f"{name}, line {line}: a cell has more than {csv.field_size_limit():,} characters; "
                "shorten it, or check for a quotation mark that is never closed."
            ) from error
        raise WorkshopError(
            f"{name}, line {line}: a cell that starts with a quotation mark does not end with one; "
            "mend it there, or save the list as XLSX."
        ) from error
