"""Ballot papers from our own table, from Polis, and from the files voting researchers exchange."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import SHORT
from upstream_workshop.readers.formats.tables import Row, Table, read_table
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.readers.voting import preferences
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading

__all__ = ["PaperEntry", "PapersReading", "read_papers"]

_POLIS: Final = frozenset({"participant", "n-votes", "n-agree", "n-disagree"})
_POLIS_OWN: Final = _POLIS | {"xid", "group-id", "n-comments"}
_PAPER_TITLES: Final = ("paper", "slip", "ballot paper", "number", "voter", "participant", "name")
_HIGHEST_MARK: Final = 1_000_000
_YES: Final = {"x": 1, "yes": 1, "✓": 1, "✔": 1}


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    title: str


def read_papers(path: Path) -> PapersReading:
    """Read papers of any form we know, told apart by ending and header. Raises WorkshopError.

    A paper whose number or name is longer than we keep is refused; an option that is, with the file.
    """
    found = _read(path)
    for title in found.options:
        if len(title) > SHORT:
            raise WorkshopError(
                say(
                    "{path}: the option “{title}…” has {n:,} letters and {most:,} are the "
                    "most: shorten it.",
                    path=path.name,
                    title=title[:40],
                    n=len(title),
                    most=SHORT,
                )
            )
    long = [entry for entry in found.reading.entries if len(entry.number) > SHORT]
    if not long:
        return found
    why = say("its number or name has more than {most:,} letters", most=SHORT)
    refused = (*found.reading.refused, *(Refusal(entry.line, why) for entry in long))
    kept = tuple(entry for entry in found.reading.entries if entry not in long)
    return replace(found, reading=replace(found.reading, entries=kept, refused=refused))


def _read(path: Path) -> PapersReading:
    name = path.name.lower()
    for ending, read in preferences.READERS.items():
        if name.endswith(ending):
            return read(path)
    table = read_table(path)
    if {title.strip().casefold() for title in table.header} >= _POLIS:
        return _polis(table)
    return _own(table)


def _own(table: Table) -> PapersReading:
    """Read our own table: a paper column, then one column for each option. Raises WorkshopError."""
    paper = _paper_column(table)
    columns = _option_columns(table, paper)
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for row in table.rows:
        number = row.cells[paper].strip()
        if why := _number_refused(number, seen):
            refused.append(Refusal(row.line, why))
            continue
        seen.add(number.casefold())
        entry = _entry(row, number, columns)
        if isinstance(entry, Refusal):
            refused.append(entry)
        else:
            entries.append(entry)
    titles = tuple(column.title for column in columns)
    return PapersReading(Reading(tuple(entries), tuple(refused)), titles, _method(entries))


def _paper_column(table: Table) -> int:
    """Return the index of the column with the number of each paper. Raises WorkshopError."""
    folded = [title.strip().casefold() for title in table.header]
    paper = next((folded.index(title) for title in _PAPER_TITLES if title in folded), None)
    if paper is None:
        raise WorkshopError(
            say(
                "{table} has no column called paper (line 1 has {names}): "
                "name the column with the number of each paper “paper”.",
                table=table.name,
                names=", ".join(table.header),
            )
        )
    return paper


def _option_columns(table: Table, paper: int) -> list[_Column]:
    """Return every column with a title but the one at `paper`.

    Raises WorkshopError if there is none, or if two have the same title.
    """
    columns = [
        _Column(at, title.strip())
        for at, title in enumerate(table.header)
        if at != paper and title.strip()
    ]
    if not columns:
        raise WorkshopError(
            say(
                "{table} has no options (line 1): add one column for each option.", table=table.name
            )
        )
    _refuse_doubles(table.name, columns)
    return columns


def _number_refused(number: str, seen: set[str]) -> str:
    """Say why a row with this paper number is refused, or nothing. seen: earlier numbers, case-folded."""
    if not number:
        return say("it has no paper number")
    if number.casefold() in seen:
        return say("paper {number} is in the file twice", number=number)
    return ""


def _polis(table: Table) -> PapersReading:
    """A Polis vote matrix: a 1 is agreement and counts as approval; -1, 0 and blank are none."""
    columns = [
        _Column(at, title.strip())
        for at, title in enumerate(table.header)
        if title.strip() and title.strip().casefold() not in _POLIS_OWN
    ]
    voter = [title.strip().casefold() for title in table.header].index("participant")
    entries = [
        PaperEntry(
            row.line,
            row.cells[voter].strip(),
            tuple((c.title, 1) for c in columns if row.cells[c.at].strip() == "1"),
        )
        for row in table.rows
        if row.cells[voter].strip()
    ]
    refused = [
        Refusal(row.line, say("it has no participant number"))
        for row in table.rows
        if not row.cells[voter].strip()
    ]
    titles = tuple(column.title for column in columns)
    return PapersReading(
        Reading(tuple(entries), tuple(refused)), titles, "approval", names_cards=True
    )


def _entry(row: Row, number: str, columns: list[_Column]) -> PaperEntry | Refusal:
    marks = []
    for column in columns:
        cell = row.cells[column.at].strip()
        value = _YES.get(cell.casefold())
        if value is None:
            try:
                value = int(float(cell or "0"))
                whole = float(cell or "0") == value and abs(value) <= _HIGHEST_MARK
            except (ValueError, OverflowError):
                whole = False
            if not whole:
                return Refusal(
                    row.line,
                    say(
                        "“{cell}” under {title} is not a whole number",
                        cell=cell[:40],
                        title=column.title,
                    ),
                )
        if value:
            marks.append((column.title, value))
    return PaperEntry(row.line, number, tuple(marks))


def _method(entries: list[PaperEntry]) -> str:
    values = [value for entry in entries for _, value in entry.marks]
    return "approval" if max(values, default=1) <= 1 else "dots"


def _refuse_doubles(name: str, columns: list[_Column]) -> None:
    seen = set()
    for column in columns:
        if column.title.casefold() in seen:
            raise WorkshopError(
                say(
                    "{name} has two columns called {title} (line 1): give each option its own.",
                    name=name,
                    title=column.title,
                )
            )
        seen.add(column.title.casefold())
