"""Ballot papers from a table: our own, the grids and lists of forms, and the votes of Polis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.listed_papers import LISTED, read_listed, read_ranked
from upstream_workshop.readers.voting.paper_columns import (
    CHOSEN,
    GRADES,
    OWN,
    PART,
    guess_columns,
    is_ours,
    is_polis,
    is_summed,
    mark,
    settled,
)
from upstream_workshop.readers.voting.papers import (
    PaperEntry,
    PaperOption,
    PapersReading,
    refuse_excess,
    refuse_long,
    without_long_numbers,
)

_NOBODY: Final = frozenset(("anonymous",))  # what Microsoft Forms fills its own columns with
_NOT_SPOILT: Final = frozenset(("", "no", "0", "n", "false", "ok", "counted"))
_SPOILT_ALONE: Final = frozenset(("yes", "x", "1", "y", "true", "✓", "✔"))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table has the number of a paper and its voters, and which columns are options."""

    paper: int | None
    voters: tuple[int, ...]
    emails: tuple[int, ...]
    options: tuple[int, ...]
    spoilt: tuple[int, ...]


def read_paper_table(table: Table, mapping: Mapping[str, str] | None = None) -> PapersReading:
    """Read papers, one a row. Raises WorkshopError: when no column holds marks, or two are one option.

    mapping: column title to field; by default as guessed.

    Without a number, a paper has its voter's name; without that, its place. What is in columns that
    are not read, and disagreement in Polis, is in `unmapped`.
    """
    given, table = table, settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if "option" not in mapping.values() and CHOSEN.intersection(mapping.values()):
        return _read_chosen(table, mapping)
    columns = _columns(table, mapping)
    question, options = _options(given, table, columns)
    polis = is_polis(table)
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    for place, row in enumerate(table.rows, 1):
        entry = _entry(row, place, columns, options, polis)
        (refused if isinstance(entry, Refusal) else entries).append(entry)  # type: ignore[arg-type]
    unmapped = [title for title in table.header if not mapping.get(title)]
    if polis:
        unmapped += _not_agreed(table, columns)
    reading = PapersReading(
        tuple(entries),
        tuple(refused),
        tuple(unmapped),
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
        options=tuple(options),
        method="approval" if polis else "score" * _is_graded(table, columns),
        question=question,
        names_cards=polis,
        named=any(entry.voter or entry.email for entry in entries),
    )
    refuse_excess(table.name, reading)
    return without_long_numbers(reading)


def _read_chosen(table: Table, mapping: Mapping[str, str]) -> PapersReading:
    """Read papers that name the options they choose, instead of marking each."""
    lists = [at for at, title in enumerate(table.header) if mapping.get(title) == LISTED]
    found = read_listed(table, mapping, lists[0]) if lists else read_ranked(table, mapping)
    refuse_excess(table.name, found)
    for option in found.options:
        refuse_long(table.name, option.wording)
    return without_long_numbers(found)


def _is_graded(table: Table, columns: _Columns) -> bool:
    """Tell whether the marks are words of a scale, such as Good."""
    cells = [loosened(row.cells[at]) for row in table.rows for at in columns.options]
    return any(cell in GRADES for cell in cells)


def _columns(table: Table, mapping: Mapping[str, str]) -> _Columns:
    at = {
        field: [at for at, title in enumerate(table.header) if mapping.get(title) == field]
        for field in OWN
    }
    if not at["option"]:
        raise WorkshopError(
            say(
                "{table} has no options (line 1): add one column for each option.", table=table.name
            )
        )
    paper, voters, emails, options, spoilt = (tuple(at[field]) for field in OWN)
    return _Columns(next(iter(paper), None), voters, emails, options, spoilt)


def _options(given: Table, table: Table, columns: _Columns) -> tuple[str, list[PaperOption]]:
    """Return the question above a grid, or nothing, and the options by their titles."""
    wide = given.header + ("",) * (len(table.header) - len(given.header))
    titles = [wide[at].strip() or table.header[at] for at in columns.options]
    question, titles = ("", titles) if is_ours(table) else _parted(titles)
    seen: set[str] = set()
    for title in titles:
        if title.casefold() in seen:
            raise WorkshopError(
                say(
                    "{name} has two columns called {title} (line 1): give each option its own.",
                    name=table.name,
                    title=title,
                )
            )
        seen.add(title.casefold())
        refuse_long(table.name, title)
    return question, [PaperOption(title, title) for title in titles]


def _parted(titles: list[str]) -> tuple[str, list[str]]:
    """Return the question that stands before every option of a grid, and the options alone."""
    parts = [PART.match(title) for title in titles]
    questions = {part["question"] for part in parts if part}
    if len(titles) < 2 or len(questions) != 1 or not all(parts):
        return "", titles
    return questions.pop(), [part["boxed"] or part["after"] for part in parts if part]


def _entry(
    row: Row, place: int, columns: _Columns, options: Sequence[PaperOption], polis: bool
) -> PaperEntry | Refusal:
    beside = [cell for at, cell in enumerate(row.cells) if at not in columns.options]
    if is_summed(beside):
        return Refusal(row.line, say("it adds up other lines, and is no paper"))
    voter, email = _first(row, columns.voters), _first(row, columns.emails)
    number = voter or email or str(place)
    if columns.paper is not None:
        number = row.cells[columns.paper].strip()
        if not number:
            return Refusal(row.line, say("it has no paper number"))
    elif columns.voters and not voter and not email:
        return Refusal(row.line, say("there is no name on this line"))
    marks = []
    for at, option in zip(columns.options, options, strict=True):
        cell = row.cells[at].strip()
        value = mark(cell)
        if value is None:
            return Refusal(
                row.line,
                say(
                    "“{cell}” under {title} is not a whole number",
                    cell=cell[:40],
                    title=option.wording,
                ),
            )
        if cell and (value == 1 or not polis):
            marks.append((option.key, value))
    spoilt = _spoilt(_first(row, columns.spoilt))
    return PaperEntry(row.line, number, tuple(marks), voter, email, spoilt)


def _spoilt(cell: str) -> str:
    """Return why a paper is spoilt, by what stands in a column for it; blank if it is not."""
    plain = cell.casefold()
    if plain in _NOT_SPOILT:
        return ""
    return say("spoilt, as its file says") if plain in _SPOILT_ALONE else cell


def _first(row: Row, columns: Sequence[int]) -> str:
    """Return what stands first in some columns of a row."""
    cells = (row.cells[at].strip() for at in columns)
    return next((cell for cell in cells if cell and cell.casefold() not in _NOBODY), "")


def _not_agreed(table: Table, columns: _Columns) -> Iterator[str]:
    cells = [row.cells[at].strip() for row in table.rows for at in columns.options]
    against, passed = cells.count("-1"), cells.count("0")
    if against:
        yield count(against, "{n} disagreement (-1)", "{n:,} disagreements (-1)")
    if passed:
        yield count(passed, "{n} pass (0)", "{n:,} passes (0)")
