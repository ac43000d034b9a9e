"""A map from a table: one link a row, and a row with only its start is a factor alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading, Refusal

FIELDS: Final = ("from", "to", "sign", "delay", "strength", "note", "direction")
_PATTERNS: Final = (
    ("from", r"^(from|source|cause|start|factor|label|from factor)$"),
    ("to", r"^(to|target|effect|end|to factor)$"),
    ("sign", r"^(sign|polarity|plus or minus|connection type)$"),
    ("direction", r"^direction$"),
    ("delay", r"^(delay|delayed|takes time|lag)$"),
    ("strength", r"^(strength|weight)$"),
    ("note", r"^(notes?|comments?|description|evidence)$"),
)
# of a table whose rows lead from one factor to another: a label or a type may hold the sign of a link
_LINK_PATTERNS: Final = (
    ("from", r"^(from|source|cause|start|from factor)$"),
    *_PATTERNS[1:],
    ("sign", r"^(type|label|style|link style|link type)$"),
)
_WAYS: Final = {"directed": True, "undirected": False, "mutual": False, "both": False}
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "delay", "delayed", "ja", "oes", "✓"})
_NO: Final = frozenset({"", "no", "n", "false", "0", "none"})


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One row: a link with its sign (+, - or blank), or without a target a factor alone.

    word: what the row says for a sign where that is not clearly + or -.
    directed: whether the row says which factor acts on the other.
    """

    line: int
    source: str
    target: str = ""
    sign: str = ""
    delay: bool = False
    strength: str = ""
    note: str = ""
    word: str = ""
    directed: bool = True


def settled(table: Table) -> Table:
    """The table with a title over every column, no two alike."""
    return replace(table, header=titled(table.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to field; a label or a type is of a factor unless the rows lead to another."""
    of_links = guessed(table, _LINK_PATTERNS, many=())
    if {"from", "to"} <= set(of_links.values()):
        return of_links
    return guessed(table, _PATTERNS, many=())


def read_map(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[MapEntry]:
    """Links and lone factors in the file's order; a row that cannot be understood is refused.

    `mapping` (column title to field) corrects the guess. Raises WorkshopError without “from”.
    """
    mapping = guess_columns(table) if mapping is None else mapping
    if "from" not in mapping.values():
        raise WorkshopError(
            say(
                "{table}, line 1, has no column “from”: name the columns from, to and sign.",
                table=table.name,
            )
        )
    return row_by_row(table, mapping, _entry)


def _entry(line: int, given: Mapping[str, list[str]]) -> MapEntry | Refusal:
    found = {field: " ".join(cells[0].split()) for field, cells in given.items()}
    if "from" not in found:
        return Refusal(line, say("there is no factor in “from”"))
    way = found.get("direction", "")
    directed = _WAYS.get(way.casefold())
    said = found.get("sign", "") or (way if directed is None else "")
    (sign, word), delay = sign_or_word(said), _delay(found.get("delay", ""))
    if delay is None:
        return Refusal(
            line, say("the delay “{found}” is neither yes nor blank", found=found["delay"])
        )
    target = found.get("to", "")
    if not target and (sign or word or delay):
        return Refusal(line, say("there is a sign or a delay, but no factor in “to”"))
    return MapEntry(
        line,
        found["from"],
        target,
        sign,
        delay,
        found.get("strength", ""),
        found.get("note", ""),
        word,
        directed is not False,
    )


def _delay(text: str) -> bool | None:
    plain = text.casefold()
    return True if plain in _YES else False if plain in _NO else None
