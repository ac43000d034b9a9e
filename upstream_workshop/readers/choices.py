"""Sign-up choices from a table: who, and the titles of the first, second … fifth choice of theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Reading, Refusal

RANKS: Final = ("first", "second", "third", "fourth", "fifth")
FIELDS: Final = ("participant", *RANKS)
_AROUND: Final = r"(my )?{}( (choice|preference|theme|workgroup|group))?"
_NUMBERED: Final = r"(choice|preference|theme|workgroup|rank)( number)? {}"
_PATTERNS: Final = (
    ("participant", r"^(participant|(your |full |participant )?name|person|who|attendee)$"),
    *(
        (field, f"^({_AROUND.format(f'({field}|{short})')}|{_NUMBERED.format(number)}|{number})$")
        for number, (field, short) in enumerate(
            zip(RANKS, ("1st", "2nd", "3rd", "4th", "5th"), strict=True), start=1
        )
    ),
)


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """One person's line: the name as written and the titles chosen, the first choice first."""

    line: int
    participant: str
    themes: tuple[str, ...]


def settled(table: Table) -> Table:
    """The table with a title over every column, no two alike."""
    return replace(table, header=titled(table.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to field."""
    return guessed(table, _PATTERNS, many=())


def read_choices(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[ChoiceEntry]:
    """Entries in the file's order; a line without a name is refused, a blank choice skipped.

    `mapping` (column title to field) corrects the guess. Raises WorkshopError without a column of
    names or of first choices.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    for field in ("participant", "first"):
        if field not in mapping.values():
            raise WorkshopError(
                say(
                    "{table}, line 1, has no column “{field}”: the columns are participant, "
                    "first, second … fifth.",
                    table=table.name,
                    field=field,
                )
            )
    return row_by_row(table, mapping, _entry)


def _entry(line: int, found: Mapping[str, list[str]]) -> ChoiceEntry | Refusal:
    if "participant" not in found:
        return Refusal(line, say("there is no name on this line"))
    themes = tuple(found[rank][0] for rank in RANKS if rank in found)
    return ChoiceEntry(line, found["participant"][0], themes)
