"""Ballot papers from a table: our own, the grids of forms, and the votes of a Polis conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened
from upstream_workshop.readers import choices
from upstream_workshop.readers.column_titles import titled
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import (
    PaperEntry,
    PaperOption,
    PapersReading,
    refuse_excess,
    refuse_long,
    without_long_numbers,
)

_OWN: Final = ("paper", "voter", "e-mail", "option")
FIELDS: Final = (*_OWN, *choices.RANKS, choices.RANKING)
_POLIS: Final = frozenset({"participant", "n-votes", "n-agree", "n-disagree"})
_POLIS_OWN: Final = _POLIS | {"xid", "group-id", "n-comments"}
_PAPER: Final = re.compile(r"^(((ballot )?papers?|slips?|number|ballots?)( (number|no|id))?|no)$")
_VOTER: Final = re.compile(
    r"^((your )?(full )?name|voters?( name)?|participant|person|who|username)$"
)
_EMAIL: Final = re.compile(r"^(your )?e ?mail( address)?$")
_NOBODY: Final = frozenset(("anonymous",))  # what Microsoft Forms fills its own columns with
_ASIDE: Final = re.compile(
    r"^(time ?stamp|id|start time|completion time|submitted( at)?|date|time|weights?|score|"
    r"total( points)?|.*\b(comments?|notes?|remarks?|organisation|table|ip address)\b.*)$"
)
_CHOSEN: Final = frozenset((*choices.RANKS, choices.RANKING))
_PART: Final = re.compile(r"^(?P<question>.+?)\s*(?:\[(?P<boxed>[^\]]+)\]|:\s+(?P<after>.+))$")
_HIGHEST_MARK: Final = 1_000_000
_YES: Final = {"x": 1, "yes": 1, "✓": 1, "✔": 1, "no": 0}
_PLACES: Final = re.compile(r"^(\d{1,4})(st|nd|rd|th)?( (choice|place|preference))?$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table has the number of a paper and its voters, and which columns are options."""

    paper: int | None
    voters: tuple[int, ...]
    emails: tuple[int, ...]
    options: tuple[int, ...]


def settled(table: Table) -> Table:
    """Return the table with a title over every column, no two alike."""
    return replace(table, header=titled(table.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Return what each column means by its title; a column that holds marks is an option."""
    table = settled(table)
    if _is_polis(table):
        return {title: _polis_field(title) for title in table.header}
    if _is_ours(table):
        rest = list(enumerate(table.header))[1:]
        return {table.header[0]: "paper"} | {
            title: "option" if _holds_marks(table, at) else _voter_field(title)
            for at, title in rest
        }
    fields = [_field(table, at, title) for at, title in enumerate(table.header)]
    if "paper" not in fields and "voter" not in fields and "id" in map(loosened, table.header):
        fields[[loosened(title) for title in table.header].index("id")] = "paper"
    if "option" in fields:
        return dict(zip(table.header, fields, strict=True))
    ranked = choices.guess_columns(table)
    if not set(ranked.values()).intersection(_CHOSEN):
        return dict(zip(table.header, fields, strict=True))
    return {
        title: ranked[title] if ranked.get(title) in _CHOSEN else field
        for title, field in zip(table.header, fields, strict=True)
    }


def read_paper_table(table: Table, mapping: Mapping[str, str] | None = None) -> PapersReading:
    """Read papers, one a row. Raises WorkshopError: when no column holds marks, or two are one option.

    mapping: column title to field; by default as guessed.

    Without a number, a paper has its voter's name; without that, its place. What is in columns that
    are not read, and disagreement in Polis, is in `unmapped`.
    """
    given, table = table, settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if "option" not in mapping.values() and _CHOSEN.intersection(mapping.values()):
        return _ranked(table, mapping)
    columns = _columns(table, mapping)
    question, options = _options(given, table, columns)
    polis = _is_polis(table)
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
        method="approval" if polis else "",
        question=question,
        names_cards=polis,
        named=any(entry.voter or entry.email for entry in entries),
    )
    refuse_excess(table.name, reading)
    return without_long_numbers(reading)


def _ranked(table: Table, mapping: Mapping[str, str]) -> PapersReading:
    """Read papers from columns for the first choice, the second and so on, or from lists in one cell."""
    as_choices = {"paper": "participant", "voter": "participant", "option": ""}
    said = {title: as_choices.get(field, field) for title, field in mapping.items()}
    found = choices.read_choices(table, said)
    entries = []
    for one in found.entries:
        ranks = (
            rank for rank in range(1, len(one.themes) + len(one.blank) + 1) if rank not in one.blank
        )
        marks = tuple(zip(one.themes, ranks, strict=True))
        entries.append(PaperEntry(one.line, one.participant, marks, one.participant, one.email))
    titles = dict.fromkeys(key for entry in entries for key, _ in entry.marks)
    return without_long_numbers(
        PapersReading(
            tuple(entry for entry in entries if len(dict(entry.marks)) == len(entry.marks)),
            (*found.refused, *_doubled(entries)),
            found.unmapped,
            columns=tuple((title, mapping.get(title, "")) for title in table.header),
            options=tuple(PaperOption(title, title) for title in titles),
            method="ranked",
            named=True,
        )
    )


def _doubled(entries: Sequence[PaperEntry]) -> Iterator[Refusal]:
    for entry in entries:
        if len(dict(entry.marks)) < len(entry.marks):
            yield Refusal(entry.line, say("it names an option twice"))


def mark(cell: str) -> int | None:
    """Return the value of a cell: a whole number, a tick, or a place such as 2nd choice; else None."""
    text = cell.strip().casefold()
    if not text:
        return 0
    if text in _YES:
        return _YES[text]
    if place := _PLACES.match(text):
        return int(place[1])
    try:
        value = float(text)
        return int(value) if value == int(value) and abs(value) <= _HIGHEST_MARK else None
    except (ValueError, OverflowError):
        return None


def _is_polis(table: Table) -> bool:
    return {title.strip().casefold() for title in table.header} >= _POLIS


def _is_ours(table: Table) -> bool:
    """Tell whether a table is as we write it, in which every other title is an option's."""
    return table.header[0].strip().casefold() == "paper"


def _polis_field(title: str) -> str:
    plain = title.strip().casefold()
    if plain == "participant":
        return "paper"
    return "" if plain in _POLIS_OWN else "option"


def _field(table: Table, at: int, title: str) -> str:
    plain = loosened(title)
    if _PAPER.match(plain):
        return "paper"
    if field := _voter_field(title):
        return field
    if _ASIDE.match(plain) and not _PART.match(title):
        return ""
    return "option" * _holds_marks(table, at)


def _voter_field(title: str) -> str:
    plain = loosened(title)
    if _VOTER.match(plain):
        return "voter"
    return "e-mail" if _EMAIL.match(plain) else ""


def _holds_marks(table: Table, at: int) -> bool:
    """Tell whether a column holds mostly marks, or nothing under a title of its own."""
    cells = [row.cells[at] for row in table.rows if row.cells[at].strip()]
    if not cells:
        return not re.fullmatch(r"Column \d+", table.header[at])
    return sum(mark(cell) is not None for cell in cells) * 2 >= len(cells)


def _columns(table: Table, mapping: Mapping[str, str]) -> _Columns:
    at = {
        field: [at for at, title in enumerate(table.header) if mapping.get(title) == field]
        for field in _OWN
    }
    if not at["option"]:
        raise WorkshopError(
            say(
                "{table} has no options (line 1): add one column for each option.", table=table.name
            )
        )
    paper, voters, emails, options = (at[field] for field in _OWN)
    return _Columns(next(iter(paper), None), tuple(voters), tuple(emails), tuple(options))


def _options(given: Table, table: Table, columns: _Columns) -> tuple[str, list[PaperOption]]:
    """Return the question above a grid, or nothing, and the options by their titles."""
    wide = given.header + ("",) * (len(table.header) - len(given.header))
    titles = [wide[at].strip() or table.header[at] for at in columns.options]
    question, titles = ("", titles) if _is_ours(table) else _parted(titles)
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
    parts = [_PART.match(title) for title in titles]
    questions = {part["question"] for part in parts if part}
    if len(titles) < 2 or len(questions) != 1 or not all(parts):
        return "", titles
    return questions.pop(), [part["boxed"] or part["after"] for part in parts if part]


def _entry(
    row: Row, place: int, columns: _Columns, options: Sequence[PaperOption], polis: bool
) -> PaperEntry | Refusal:
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
    return PaperEntry(row.line, number, tuple(marks), voter, email)


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
