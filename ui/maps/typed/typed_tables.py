"""Tables that are copied from a spreadsheet or a document, as factors and links of a map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resources.words import say
from ui.maps.typed.typed_factors import Name, Typed
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import without_bullet
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.readers.formats.delimited import copied_rows
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.maps.signs import sign_of
from upstream_workshop.readers.maps.tabular.link_columns import guess_columns
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry, read_map


def is_table(text: str) -> bool:
    """Check whether a text is a table: whether a line has several cells, apart from a bullet."""
    return any("\t" in without_bullet(line).strip() for line in text.splitlines())


def typed_rows(text: str) -> Iterator[Typed]:
    """Yield the link or factor of each row of a copied table.

    Without titles over its columns it is two names in a row, with a sign beside them or not.

    Raises WorkshopError naming the first line whose meaning is not sure.
    """
    table = _table(text)
    reading = read_map(table)
    for refusal in reading.refused:
        raise _refused(refusal.line, refusal.why)
    for entry in reading.entries:
        if not isinstance(entry, MapEntry):
            raise WorkshopError(say("This is a table of a whole map: import it from a file."))
        yield _typed(entry)


def _table(text: str) -> Table:
    grid = copied_rows(text)
    width = max(map(len, grid))
    rows = [
        Row(number, tuple(cell.strip() for cell in (*cells, *[""] * (width - len(cells)))))
        for number, cells in enumerate(grid, start=1)
        if any(cell.strip() for cell in cells)
    ]
    known = set(guess_columns(Table("", rows[0].cells, ())).values())
    if known & {"from", "to"}:
        return Table("", rows[0].cells, tuple(rows[1:]))
    return Table("", _titles(rows), tuple(rows))


def _titles(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return titles for the columns of a table without any, by what is in them."""
    columns = list(zip(*(row.cells for row in rows), strict=True))
    is_sign = [all(sign_of(cell) is not None for cell in column) for column in columns]
    if is_sign.count(False) != 2 or is_sign.count(True) > 1:
        raise WorkshopError(
            say("Name the columns of the table in its first line: from, to and sign.")
        )
    names = iter(("from", "to"))
    return tuple("sign" if sign else next(names) for sign in is_sign)


def _typed(entry: MapEntry) -> Typed:
    if entry.word:
        raise _refused(
            entry.line, say("“{word}” is no clear sign, as + and - are", word=entry.word)
        )
    if not entry.directed:
        raise _refused(entry.line, say("a link leads one way"))
    if entry.mark or entry.note or entry.carried:
        why = say("only from, to, sign, delay and strength are pasted: import more from a file")
        raise _refused(entry.line, why)
    target = Name(entry.target, exact=True) if entry.target else None
    source = Name(entry.source, exact=True)
    return Typed(source, target, Sign(entry.sign), entry.delay, entry.strength)


def _refused(line: int, why: str) -> WorkshopError:
    return WorkshopError(say("Line {line} of what was copied: {why}.", line=line, why=why))
