"""How a kind of foreign file is shown while it is brought in; each page declares its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.readers.reading import ImportedRow, ImportOutcome, sheet_and_line

TABLES: Final = "(*.csv *.tsv *.txt *.xlsx *.ods)"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of file is brought in; `key` is its name in `rooms.imports()`.

    files: what the file dialog calls such files, and their endings.
    has_name: whether what comes in stands under a name, as a ballot or a map does.
    named: that name, where nobody says another.
    row: what each row of the preview names.
    detail: what is said of a row beside its name, under the title `details`.
    unused: what is said of columns nobody took, which are {columns}.
    sides: the fields by which two records that may be one are compared, with their titles.
    """

    key: str
    title: str
    files: str
    row: str
    details: str
    detail: Callable[[Any], str]
    unused: str
    has_name: bool = False
    named: Callable[[Path], str] = lambda path: path.stem
    detail_width: int = 0  # px at 100 %; 0: what the names leave
    sides: tuple[tuple[str, str], ...] = ()


def place(line: int) -> str:
    """A line of a file; of several sheets also the number of its sheet, as in 2:14."""
    sheet, own = sheet_and_line(line)
    return f"{sheet}:{own}" if sheet else f"{own}"


def counted(outcome: ImportOutcome) -> str:
    """What an import did, or would do, in one line."""
    left = say("{n} not taken", n=len(outcome.refused)) if outcome.refused else ""
    if not outcome.changes:
        same = count(
            outcome.unchanged,
            "nothing is new, {n} is here already",
            "nothing is new, {n} are here already",
        )
        said = same if outcome.unchanged else say("there is nothing to take in")
        return ", ".join(filter(None, (said[0].upper() + said[1:], left)))
    words = say("{added} new, {updated} updated, {unchanged} unchanged, {refused} not taken")
    return words.format(
        added=outcome.added,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
    )


def reported(outcome: ImportOutcome) -> str:
    """The same after it was done, with the first line left behind and why."""
    first = next(iter(outcome.refused), None)
    if first is None:
        return counted(outcome)
    left = say("line {line}: {why}", line=place(first.line), why=first.why)
    return f"{counted(outcome)}; {left}"


def unused() -> str:
    """What is said of columns of a table that nobody took."""
    return say("Columns not used: {columns}")


def note(row: ImportedRow) -> str:
    """What the service says of a row beside its name."""
    return row.note
