"""One list of a file as a table: merged cells filled, headings and hidden rows left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from resources.words import say
from upstream_workshop.readers.formats.tables import Table, as_table
from upstream_workshop.readers.formats.workbooks import Range, Row
from upstream_workshop.readers.lists.chosen_tables import Chosen
from upstream_workshop.readers.lists.hidden_parts import Hidden
from upstream_workshop.readers.lists.merged_cells import filled, headings
from upstream_workshop.readers.lists.sections import Section
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import SHEET_LINES, Refusal


def list_part(
    name: str, one: Section, kind: Columns, answers: Mapping[str, str], several: bool
) -> Chosen:
    """Return one list as a table, its merged cells filled and what is hidden asked about.

    name: of the file.
    several: whether lists of several sheets are taken, so that lines say of which they are.
    """
    hidden = Hidden.of(one)
    above, header = () if kind.above else one.rows[: one.header], one.rows[one.header].line
    rows, ranges = filled(name, one.rows, one.sheet.merged, header)
    rows = [hidden.shown(row, answers) for row in rows]
    refused = [*one.sheet.refused, *_headings(one, kind, header), *hidden.refused(answers)]
    table = _table(name, one, rows[len(above) :], {refusal.line for refusal in refused}, several)
    offset = SHEET_LINES * one.number if several else 0
    return Chosen(
        name,
        (replace(table, rows=tuple(Row(row.line + offset, row.cells) for row in table.rows)),),
        tuple(hidden.questions()),
        (*_above(one, above), *((_filling(one, ranges),) if ranges else ())),
        tuple(
            Refusal(refusal.line + offset, refusal.why)
            for refusal in refused
            if one.rows[0].line <= refusal.line <= one.rows[-1].line
        ),
    )


def _headings(one: Section, kind: Columns, header: int) -> Iterator[Refusal]:
    """Refuse the rows that are headings, merged over several columns, unless the kind takes them."""
    if not kind.headings:
        for line in headings(one.rows, one.sheet.merged, header):
            yield Refusal(line, say("this row is a heading, merged over several columns"))


def _table(
    name: str, one: Section, rows: Sequence[Row], left: Collection[int], several: bool
) -> Table:
    """Return the rows whose lines are not left out as a table, which has no row if all are hidden."""
    kept = [row for row in rows if row.line not in left]
    if len(kept) < 2 and any(row.line in one.sheet.hidden_rows for row in one.rows):
        return Table(name, (kept or rows)[0].cells, ())
    where = f"{name}, “{one.title}”" if one.title != name else name
    return as_table(where if several else name, kept)


def _above(one: Section, rows: Sequence[Row]) -> Iterator[str]:
    """Tell which rows stand above the header."""
    if rows:
        said = " ".join(filter(None, (cell for row in rows for cell in row.cells)))
        yield say(
            "What stands above the titles of “{title}” is left out: “{said}”.",
            title=one.title,
            said=said[:100],
        )


def _filling(one: Section, ranges: Sequence[Range]) -> str:
    top, left, bottom, _right = ranges[0]
    value = next(row for row in one.rows if row.line == top).cells[left - 1]
    example = f"“{value[:40]}”"
    if bottom > top:
        example = say(
            "{example} in lines {first} to {last}", example=example, first=top, last=bottom
        )
    if len(ranges) > 1:
        example = say("{listed} and {n} more", listed=example, n=len(ranges) - 1)
    return say(
        "Merged cells of “{title}” are filled into all they cover: {example}.",
        title=one.title,
        example=example,
    )
