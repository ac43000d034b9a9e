"""A map as a square table: a cell says what the factor of its row does to that of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from upstream_workshop.letters import one_line
from upstream_workshop.readers.formats.tables import Book
from upstream_workshop.readers.formats.workbooks import Row
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapPart, drawn
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

_LEAST: Final = 2  # factors of a matrix


def read_matrix(book: Book) -> Reading[MapPart] | None:
    """Return the map of a book whose one sheet is a matrix, as of Mental Modeler; None if it is none."""
    shown = [sheet for sheet in book.sheets if sheet.rows]
    if len(shown) != 1 or not _is_matrix(shown[0].rows):
        return None
    return drawn(book.name, _parts(shown[0].rows))


def _is_matrix(rows: Sequence[Row]) -> bool:
    """Check whether the first column names the same factors as the first row, in the same order."""
    across = rows[0].cells[1:]
    down = tuple(row.cells[0] for row in rows[1:] if row.cells)
    return len(across) >= _LEAST and across == down and all(across)


def _parts(rows: Sequence[Row]) -> Iterator[MapPart]:
    labels = [one_line(label) for label in rows[0].cells[1:]]
    for at, label in enumerate(labels):
        yield MapFactor(rows[at + 1].line, str(at), label)
    for at, row in enumerate(rows[1:]):
        for to, cell in enumerate(row.cells[1:]):
            sign, word = sign_or_word(cell)
            if sign or word:
                strength = cell if word or cell not in ("+", "-") else ""
                yield MapLink(row.line, str(at), str(to), sign, word, strength=strength[:200])
