"""Which column means what: titles read loosely, because every sign-up tool words them its own way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from resources.words import say
from upstream_workshop.letters import LONG, SHORT, loosened, one_line
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Entry, Reading, Refusal

Patterns: TypeAlias = Sequence[tuple[str, str]]  # (field, regular expression), the surest first

_LOOKED_AT: Final = 20  # rows among which the header may hide below a report's preamble
_NOTHING: Final = ("", "anonymous")  # Microsoft Forms fills its own e-mail column with that word
_ANSWERS: Final = frozenset({"response", "open ended response"})
_UNTITLED: Final = re.compile(r"Column \d+")
# fields that take more than a name or a title
_PROSE: Final = frozenset(
    (
        "text",
        "quote",
        "codes",
        "description",
        "interests",
        "offers",
        "asks",
        "access needs",
        "diet",
        "note",
        "links",
        "origins",
        "carried",
    )
)


def titled(header: Sequence[str]) -> tuple[str, ...]:
    """The header with a title for every column, no two alike, so that a title names one column."""
    seen: defaultdict[str, int] = defaultdict(int)
    found: list[str] = []
    for number, cell in enumerate(header, start=1):
        title = one_line(cell) or f"Column {number}"
        seen[title] += 1
        found.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return tuple(found)


def is_titled(title: str) -> bool:
    """Return whether a title stands in the file, and was not made up for a column without one."""
    return not _UNTITLED.fullmatch(title)


def guessed(table: Table, patterns: Patterns, many: Collection[str]) -> dict[str, str]:
    """Column title to field. A field goes to its surest column, then the fullest; `many` take all.

    A pattern for the field "" says that a title is known and holds nothing to keep.
    """
    claims: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for index, title in enumerate(table.header):
        plain = loosened(title)
        for rank, (field, pattern) in enumerate(patterns):
            if re.search(pattern, plain):
                filled = sum(row.cells[index].casefold() not in _NOTHING for row in table.rows)
                claims[field].append((rank if filled else rank + len(patterns), -filled, title))
                break
    return {
        title: field
        for field, columns in claims.items()
        if field
        for _, _, title in (columns if field in many else [min(columns)])
    }


def headed(
    table: Table, is_header: Callable[[Sequence[str]], bool], is_title: Callable[[str], bool]
) -> Table:
    """The table under its real header: below a report's preamble, or split over two rows.

    Zoom writes lines about the meeting first and lists panellists and attendees one below the other,
    each under a header; SurveyMonkey puts each question above its parts.
    """
    below = next((n for n, row in enumerate(table.rows[:_LOOKED_AT]) if is_header(row.cells)), None)
    if not is_header(table.header) and below is not None:
        over = table.rows[below - 1].cells if below else table.header
        pairs = zip(table.rows[below].cells, over, strict=True)
        header = tuple(own or (above if is_title(above) else "") for own, above in pairs)
        table = Table(table.name, header, table.rows[below + 1 :])
    if table.rows and (_holds_answers(table.rows[0]) or _holds_titles(table, is_title)):
        table = _merged(table, table.rows[0], is_title)
    table = _unstacked(replace(table, header=titled(table.header)), is_header)
    return _without_blank_columns(table)


def _unstacked(table: Table, is_header: Callable[[Sequence[str]], bool]) -> Table:
    """One table of several below one another, each under a header of its own: a column per title."""
    known = set(table.header)
    heads = {row.line for row in table.rows if _repeats(row, known) and is_header(row.cells)}
    if not heads:
        return table
    titles = list(table.header)
    places = list(range(len(titles)))  # where among the titles this part's cells belong
    rows: list[tuple[int, dict[int, str]]] = []
    for row in table.rows:
        if row.line not in heads:
            rows.append((row.line, dict(zip(places, row.cells, strict=True))))
            continue
        if rows and sum(map(bool, rows[-1][1].values())) == 1:
            rows.pop()  # a line with the name of the part that begins
        part = titled(row.cells)
        titles += [title for title in part if title not in titles]
        places = [titles.index(title) for title in part]
    width = range(len(titles))
    laid = (Row(line, tuple(cells.get(at, "") for at in width)) for line, cells in rows)
    return Table(table.name, tuple(titles), tuple(laid))


def _repeats(row: Row, titles: Collection[str]) -> bool:
    return sum(one_line(cell) in titles for cell in row.cells) >= 2


def _without_blank_columns(table: Table) -> Table:
    """The table without columns that have neither a title of their own nor anything below."""
    kept = [
        at
        for at, title in enumerate(table.header)
        if is_titled(title) or any(row.cells[at] for row in table.rows)
    ]
    if len(kept) == len(table.header):
        return table
    rows = (Row(row.line, tuple(row.cells[at] for at in kept)) for row in table.rows)
    return Table(table.name, tuple(table.header[at] for at in kept), tuple(rows))


def _holds_answers(row: Row) -> bool:
    return bool(_ANSWERS & {loosened(cell) for cell in row.cells})


def _holds_titles(table: Table, is_title: Callable[[str], bool]) -> bool:
    """Whether the first row splits the header's: only titles, some of them below a merged cell's end."""
    row = table.rows[0]
    parts = [cell for cell in row.cells if cell]
    below = [
        cell for title, cell in zip(table.header, row.cells, strict=True) if cell and not title
    ]
    return bool(below) and all(is_title(cell) for cell in parts)


def values(table: Table, mapping: Mapping[str, str], row: Row) -> dict[str, list[str]]:
    """A row's filled cells by field, in the order of the columns."""
    found: dict[str, list[str]] = defaultdict(list)
    for title, cell in zip(table.header, row.cells, strict=True):
        if cell and mapping.get(title):
            found[mapping[title]].append(cell)
    return found


def row_by_row(
    table: Table,
    mapping: Mapping[str, str],
    read: Callable[[int, dict[str, list[str]]], Entry | Refusal],
) -> Reading[Entry]:
    """What `read` makes of each row's line and filled cells by field: entries, refusals, and columns left.

    A row with more words in a field than we keep is refused before.
    """
    found: list[Entry | Refusal] = []
    for row in table.rows:
        given = values(table, mapping, row)
        found.append(too_long(row.line, given) or read(row.line, given))
    return Reading(
        tuple(one for one in found if not isinstance(one, Refusal)),
        tuple(one for one in found if isinstance(one, Refusal)),
        tuple(title for title in table.header if title and not mapping.get(title)),
    )


def too_long(line: int, given: Mapping[str, Sequence[str]]) -> Refusal | None:
    """The refusal of a row with more words in a field than we keep, or None."""
    for field, cells in given.items():
        most = LONG if field in _PROSE else SHORT
        letters = sum(map(len, cells)) + len("; ") * (len(cells) - 1)
        if letters > most:
            return Refusal(
                line,
                say(
                    "{letters:,} letters stand under {field}, and {most:,} are the most",
                    letters=letters,
                    field=field,
                    most=most,
                ),
            )
    return None


def _merged(table: Table, parts: Row, is_title: Callable[[str], bool]) -> Table:
    """One title per column from a row of questions and a row of their parts."""
    header: list[str] = []
    question = ""
    for above, part in zip(table.header, parts.cells, strict=True):
        question = above or question
        if not part or loosened(part) in _ANSWERS:
            header.append(question)
        elif is_title(part) and not is_title(question):
            header.append(part)
        else:
            header.append(f"{question}: {part}")
    return Table(table.name, tuple(header), table.rows[1:])
