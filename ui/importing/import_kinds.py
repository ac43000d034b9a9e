"""How imports of one kind are shown; each page declares its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from resources.words import count, noop, say
from upstream_workshop.readers.reading import ImportedRow, ImportOutcome, sheet_and_line

TABLES: Final = "(*.csv *.tsv *.txt *.xlsx *.ods)"


@dataclass(frozen=True, slots=True)
class Kind:
    """How an import of one kind of file is shown.

    key: its name in `rooms.imports()`.
    title: the title of the dialogs and of the step in Undo.
    files: name and endings of such files, for the file dialog.
    row: the title of the column that names each row of the preview.
    details, detail: the title and the text of the column beside it.
    unused: the sentence about columns that were not used, with a place for {columns}.
    has_name: whether the import goes into something that has a name, such as a ballot or a map.
    named: returns that name from the path, unless another is given.
    detail_width: the width of the details, in px at 100 %; 0 for what the names leave.
    sides: title and attribute of the fields by which two similar records are compared.
    several: whether several files can be taken at once.
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
    detail_width: int = 0
    sides: tuple[tuple[str, str], ...] = ()
    several: bool = False


def place(line: int) -> str:
    """Return a line of a file as text.

    If the file has several sheets, with the sheet, as in 2:14.
    """
    sheet, own = sheet_and_line(line)
    return f"{sheet}:{own}" if sheet else f"{own}"


def counted(outcome: ImportOutcome) -> str:
    """Return what an import did, or would do, in one line."""
    left = say("{n} not taken", n=len(outcome.refused)) if outcome.refused else ""
    if not outcome.changes:
        same = count(
            outcome.unchanged,
            "nothing is new, {n} is here already",
            "nothing is new, {n} are here already",
        )
        said = same if outcome.unchanged else say("there is nothing to take in")
        return ", ".join(filter(None, (said[0].upper() + said[1:], left)))
    return say(
        "{added} new, {updated} updated, {unchanged} unchanged, {refused} not taken",
        added=outcome.added,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
    )


def reported(outcome: ImportOutcome) -> str:
    """Return what an import did, with the first line that was refused and the reason."""
    first = next(iter(outcome.refused), None)
    if first is None:
        return counted(outcome)
    left = say("line {line}: {why}", line=place(first.line), why=first.why)
    return f"{counted(outcome)}; {left}"


def unused() -> str:
    """Return the sentence about columns of a table that were not used, for `say`."""
    return noop("Columns not used: {columns}")


def note(row: ImportedRow) -> str:
    """Return the note of a row."""
    return row.note
