"""Cards from a table: our own columns loosely named, a plain list, or a Polis conversation's comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.reading import Reading, Refusal

FIELDS: Final = ("text", "theme", "table", "author", "foreign id", "same as", "moderated")
_PATTERNS: Final = (
    (
        "text",
        r"^(text|comment body|wording|(sticky )?notes?|cards?|(the )?(card )?(text|wording))$",
    ),
    (
        "text",
        r"^(your )?(ideas?|statements?|comments?|suggestions?|responses?|answers?|body|content)$",
    ),
    ("theme", r"^(themes?|clusters?|headings?|categor(y|ies)|topics?|theme title)$"),
    ("table", r"^(table|seat table|table (number|no|name)|team)$"),
    ("author", r"^(author|written by|by|who|name|from|participant)$"),
    ("foreign id", r"^(comment id|card id|foreign id|id)$"),
    ("same as", r"^(same (as|idea( as)?)|says the same as)$"),
    ("moderated", r"^moderated$"),
)
_REJECTED: Final = "-1"  # how Polis marks a comment its moderators took out


@dataclass(frozen=True, slots=True)
class CardEntry:
    """One card of a file: its line there, its words, and where it belongs, if the file says so.

    same_as: the words of the card that says the same.
    """

    line: int
    text: str
    theme: str = ""
    table: str = ""
    author: str = ""
    foreign_id: str = ""
    same_as: str = ""


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to field; a column nobody could place but that must be the text is taken as such."""
    mapping = guessed(table, _PATTERNS, many=())
    unknown = [title for title in table.header if title not in mapping]
    if "text" not in mapping.values() and len(unknown) == 1:
        mapping[unknown[0]] = "text"
    return mapping


def read_cards(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[CardEntry]:
    """Entries in the file's order; rows without text or taken out by moderators are refused.

    `mapping` (column title to field) corrects the guess. Raises WorkshopError without a text column.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if "text" not in mapping.values():
        raise WorkshopError(
            say(
                "{table}, line 1, has no column for the words of the cards: call one “text”.",
                table=table.name,
            )
        )
    return row_by_row(table, mapping, _entry)


def settled(table: Table) -> Table:
    """A plain list has no header: its first line is a card like the others."""
    filled = [cell for cell in table.header if cell]
    if len(table.header) == 1 and filled and not guessed(table, _PATTERNS, many=()):
        return Table(table.name, ("text",), (Row(1, table.header), *table.rows))
    return replace(table, header=titled(table.header))


def _entry(line: int, given: Mapping[str, list[str]]) -> CardEntry | Refusal:
    found = {field: cells[0] for field, cells in given.items()}
    if found.get("moderated") == _REJECTED:
        return Refusal(line, say("taken out by the conversation's moderators (moderated is -1)"))
    if "text" not in found:
        return Refusal(line, say("there is no text on this card"))
    return CardEntry(
        line,
        found["text"],
        found.get("theme", ""),
        found.get("table", ""),
        found.get("author", ""),
        found.get("foreign id", ""),
        found.get("same as", ""),
    )


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, unasked(read_cards))
