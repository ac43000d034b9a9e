"""A map from a table of links: from, to, sign, delay, strength, note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.columns import guessed, values
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.readers.tables import Row, Table

FIELDS: Final = ("from", "to", "sign", "delay", "strength", "note")
_PATTERNS: Final = (
    ("from", r"^(from|source|cause|factor|label)$"),
    ("to", r"^(to|target|effect)$"),
    ("sign", r"^(sign|polarity|type|direction|influence)$"),
    ("delay", r"^(delay|delayed|late)$"),
    ("strength", r"^(strength|weight)$"),
    ("note", r"^(notes?|comment|description|evidence)$"),
)
_PLUS: Final = frozenset({"+", "plus", "positive", "same", "s", "1", "+1"})
_MINUS: Final = frozenset({"-", "\u2212", "\u2013", "minus", "negative", "opposite", "o", "-1"})
_UNKNOWN: Final = frozenset({"", "?", "unknown", "unsure"})
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "delay", "delayed", "||"})
_NO: Final = frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One row: a link between two factors by their words, or with no target a lone factor."""

    line: int
    source: str
    target: str = ""
    sign: str = ""
    delay: bool = False
    strength: str = ""
    note: str = ""


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to field, for correction."""
    return guessed(table, _PATTERNS, many=())


def read_map(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[MapEntry]:
    """Entries in the file's order; a sign or delay nobody can read is refused with its line."""
    mapping = guess_columns(table) if mapping is None else mapping
    if "from" not in mapping.values():
        raise WorkshopError(
            f"{table.name}, line 1, has no column called from: name the columns from, to, sign."
        )
    entries: list[MapEntry] = []
    refused: list[Refusal] = []
    for row in table.rows:
        read = _entry(table, mapping, row)
        if isinstance(read, Refusal):
            refused.append(read)
        else:
            entries.append(read)
    unmapped = tuple(title for title in table.header if title and not mapping.get(title))
    return Reading(tuple(entries), tuple(refused), unmapped)


def _entry(table: Table, mapping: Mapping[str, str], row: Row) -> MapEntry | Refusal:
    found = {field: cells[0] for field, cells in values(table, mapping, row).items()}
    if "from" not in found:
        return Refusal(row.line, "it has no factor to start from")
    sign, delay = _sign(found.get("sign", "")), found.get("delay", "").strip().casefold()
    if sign is None:
        return Refusal(row.line, f"“{found['sign']}” is no sign: use +, - or leave it blank")
    if delay not in _YES | _NO:
        return Refusal(row.line, f"“{found['delay']}” is no delay: write yes or leave it blank")
    return MapEntry(
        row.line,
        found["from"],
        found.get("to", ""),
        sign,
        delay in _YES,
        found.get("strength", ""),
        found.get("note", ""),
    )


def _sign(text: str) -> str | None:
    wanted = text.strip().casefold()
    if wanted in _PLUS:
        return "+"
    if wanted in _MINUS:
        return "-"
    return "" if wanted in _UNKNOWN else None
