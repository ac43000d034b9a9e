"""Forms about commitments that came back, as a table: a reference, and what is written beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.reading import Reading, Refusal

FIELDS: Final = ("reference", "now", "new day", "note")
_PATTERNS: Final = (
    ("reference", r"^(ref(erence)?|form( code)?|id)( no| number)?$"),
    ("now", r"^(now|answer|state|status|what became of it|how is it now)$"),
    ("new day", r"^(new (day|date)|moved to|by when now|new due( date)?)$"),
    ("note", r"^(notes?|comments?|remarks?|in your words)$"),
    ("", r"^(about|by when|who|what|name)$"),
)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One line of a form that came back, as written."""

    line: int
    reference: str
    now: str = ""
    day: str = ""
    note: str = ""


def settled(table: Table) -> Table:
    """Return the table with a title over every column, no two alike."""
    return replace(table, header=titled(table.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Return column title to field."""
    return guessed(settled(table), _PATTERNS, many=())


def read_forms(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[FormEntry]:
    """Return entries in the file's order; a line without a reference is refused.

    `mapping` (column title to field) corrects the guess. Raises WorkshopError: without a column of
    references or without one of answers.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    for field in ("reference", "now"):
        if field not in mapping.values():
            raise WorkshopError(
                say(
                    "{table}, line 1, has no column “{field}”: the columns are reference, now, new day "
                    "and note.",
                    table=table.name,
                    field=field,
                )
            )
    return row_by_row(table, mapping, _entry)


def _entry(line: int, given: Mapping[str, list[str]]) -> FormEntry | Refusal:
    found = {field: cells[0] for field, cells in given.items()}
    if "reference" not in found:
        return Refusal(line, say("there is no reference on this line"))
    return FormEntry(
        line,
        found["reference"],
        found.get("now", ""),
        found.get("new day", ""),
        found.get("note", ""),
    )


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, unasked(read_forms), together=True)
