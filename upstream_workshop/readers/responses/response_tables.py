"""Responses from a table, such as the answers of a web form."""

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

FIELDS: Final = ("text", "author", "organisation", "about", "received", "foreign id")
_PATTERNS: Final = (
    ("text", r"^(text|(your )?(responses?|comments?|answers?|views?|feedback|messages?)|body)$"),
    ("author", r"^(author|(your )?name|who|from|by|respondent|full name|commenter)$"),
    ("organisation", r"^((your )?organi[sz]ation|councils?|authority|company|employer)$"),
    ("about", r"^(about|statements?|sections?|slot|number|paragraph|part|question)$"),
    ("received", r"^(received|date|day|submitted( at| on)?|timestamp|created( at)?|when)$"),
    ("foreign id", r"^(id|comment id|response id|submission id|foreign id)$"),
)


@dataclass(frozen=True, slots=True)
class ResponseEntry:
    """One response of a file: its line there and what the file says of it, as it is written.

    about: a number as in 2.3, or the name of a slot; blank for the whole.
    received: the day it came in, as YYYY-MM-DD at its beginning.
    mark: the uid of the statement or slot in a draft that it was written beside.
    beside: whether `mark` is that of a statement, not of a slot.
    """

    line: int
    text: str
    author: str = ""
    organisation: str = ""
    about: str = ""
    received: str = ""
    foreign_id: str = ""
    mark: str = ""
    beside: bool = False


def guess_columns(table: Table) -> dict[str, str]:
    """Return the field of each column by its title; the only column of a table is the text."""
    mapping = guessed(table, _PATTERNS, many=())
    unknown = [title for title in table.header if title not in mapping]
    if "text" not in mapping.values() and len(unknown) == 1:
        mapping[unknown[0]] = "text"
    return mapping


def read_responses(
    table: Table, mapping: Mapping[str, str] | None = None
) -> Reading[ResponseEntry]:
    """Return the entries in the file's order; rows without text are refused.

    mapping: the field of each column by its title, which corrects the guess.

    Raises WorkshopError if there is no column for the words of a response.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if "text" not in mapping.values():
        raise WorkshopError(
            say(
                "{table}, line 1, has no column for the words of the responses: call one “text”.",
                table=table.name,
            )
        )
    return row_by_row(table, mapping, _entry)


def settled(table: Table) -> Table:
    """Return the table under its header; a plain list of one column has none."""
    filled = [cell for cell in table.header if cell]
    if len(table.header) == 1 and filled and not guessed(table, _PATTERNS, many=()):
        return Table(table.name, ("text",), (Row(1, table.header), *table.rows))
    return replace(table, header=titled(table.header))


def _entry(line: int, given: Mapping[str, list[str]]) -> ResponseEntry | Refusal:
    found = {field: cells[0] for field, cells in given.items()}
    if not found.get("text", "").strip():
        return Refusal(line, say("there are no words in this response"))
    return ResponseEntry(
        line,
        found["text"],
        found.get("author", ""),
        found.get("organisation", ""),
        found.get("about", ""),
        found.get("received", ""),
        found.get("foreign id", ""),
    )


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, unasked(read_responses))
