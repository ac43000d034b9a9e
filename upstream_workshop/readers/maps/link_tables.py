"""A map from a table: one link a row, and a row with only its start is a factor alone.

A table of ours has more on it, by its column “kind” (`own_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.maps import own_tables
from upstream_workshop.readers.maps.map_parts import MapFactor
from upstream_workshop.readers.maps.markup import plain
from upstream_workshop.readers.maps.other_columns import with_other_columns
from upstream_workshop.readers.maps.own_tables import yes_or_no
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading, Refusal

FIELDS: Final = ("from", "to", "sign", "delay", "strength", "note", "direction", *own_tables.FIELDS)
_PATTERNS: Final = (
    ("from", r"^(from|source|cause|start|factor|label|from factor)$"),
    ("from", r"^(name|element|variable|node|concept)$"),
    ("to", r"^(to|target|end|to factor)$"),
    ("sign", r"^(sign|polarity|plus or minus|connection type)$"),
    ("direction", r"^(direction|directed)$"),
    ("delay", r"^(delay|delayed|takes time|lag)$"),
    ("strength", r"^(strength|weight)$"),
    ("note", r"^(notes?|comments?|description|evidence)$"),
)
# of a table whose rows lead from one factor to another: a label or a type may hold the sign of a link
_LINK_PATTERNS: Final = (
    ("from", r"^(from|source|cause|start|from factor)$"),
    *_PATTERNS[2:],
    ("sign", r"^(effect|influence|impact|relation|relationship)$"),
    ("sign", r"^(type|label|style|link style|link type)$"),
)
# of one without a title that is always that of the second factor: what else may be, the surest first
_SECONDS: Final = (
    (("from", r"^(factor|variable)$"), ("to", r"^(affects|influences|leads to|drives)$")),
    (("to", r"^(consequence|outcome|result)$"),),
    (("to", r"^effect$"),),
)
_WAYS: Final = {
    **dict.fromkeys(("directed", "one way", "one-way", "forward", "->", "→", "true", "yes"), True),
    **dict.fromkeys(
        (
            "undirected",
            "mutual",
            "both",
            "both ways",
            "two way",
            "two-way",
            "bidirectional",
            "<->",
            "↔",
            "false",
            "no",
        ),
        False,
    ),
}
_DIRECTION: Final = "direction"
# what spreadsheets save in place of a value
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_AMOUNT: Final = re.compile(r"\D*(\d+(?:[.,]\d+)?)")  # of time, such as “2 years”
_OWN_PATTERNS: Final = tuple((field, f"^{field}$") for field in own_tables.FIELDS)
_PLACES: Final = (
    ("x", "^x$"),
    ("y", "^y$"),
    ("id", r"^(id|key|(node|factor|element) id)$"),
)  # taken of other lists of factors too


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One row: a link with its sign (+, - or blank), or without a target a factor alone.

    word: what the row says for a sign where that is not clearly + or -.
    directed: whether the row says which factor acts on the other.
    mark: what it says of a delay where that is neither yes nor no.
    carried: what else it says, as JSON.
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
    mark: str = ""
    carried: str = ""


def settled(table: Table) -> Table:
    """The table with a title over every column, no two alike."""
    return replace(table, header=titled(table.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to field; a label or a type is of a factor unless the rows lead to another.

    Most fields of our own table are known only where its column “kind” has our kinds.
    """
    table = settled(table)
    own = guessed(table, (*_PATTERNS, *_OWN_PATTERNS), many=())
    if _is_own(table, own):
        return own
    called = {_DIRECTION if _says_ways(table, title) else title: title for title in table.header}
    found = (
        _guessed(replace(table, header=tuple(called))) if len(called) == len(table.header) else {}
    )
    return {called[title]: field for title, field in (found or _guessed(table)).items()}


def _says_ways(table: Table, title: str) -> bool:
    """Check whether the cells under a title say only which way links lead, as a type does in Gephi."""
    at = table.header.index(title)
    said = {row.cells[at].strip().casefold() for row in table.rows} - {""}
    return loosened(title) == "type" and bool(said) and said <= _WAYS.keys()


def _guessed(table: Table) -> dict[str, str]:
    for seconds in ((), *_SECONDS):
        of_links = guessed(table, (*seconds, *_LINK_PATTERNS), many=())
        if {"from", "to"} <= set(of_links.values()):
            return _with_signs(table, of_links)
    return guessed(table, (*_PATTERNS, *_PLACES), many=())


def _with_signs(table: Table, mapping: dict[str, str]) -> dict[str, str]:
    """Return the mapping with a weight below zero as the sign, where no other column says it."""
    said = {
        title
        for at, title in enumerate(table.header)
        if mapping.get(title) == "sign" and any(row.cells[at].strip() for row in table.rows)
    }
    if said:
        return mapping
    for at, title in enumerate(table.header):
        below = (row.cells[at].strip().startswith(("-", "−")) for row in table.rows)
        if mapping.get(title) == "strength" and any(below):
            others = {one: field for one, field in mapping.items() if field != "sign"}
            return others | {title: "sign"}
    return mapping


def _is_own(table: Table, mapping: Mapping[str, str]) -> bool:
    at = next((n for n, title in enumerate(table.header) if mapping.get(title) == "kind"), None)
    if at is None:
        return False
    kinds = {row.cells[at].casefold() for row in table.rows} - {""}
    return bool(kinds) and kinds <= own_tables.KINDS


def read_map(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[Any]:
    """Links and lone factors in the file's order, of our own table all that is on the map.

    A row that cannot be understood is refused.

    `mapping` (column title to field) corrects the guess. Raises WorkshopError without “from”.
    """
    table = settled(table)  # else two columns of one title would be taken for one
    mapping = guess_columns(table) if mapping is None else mapping
    if "from" not in mapping.values():
        raise WorkshopError(
            say(
                "{table}, line 1, has no column “from”: name the columns from, to and sign.",
                table=table.name,
            )
        )
    reading = own_tables.joined(row_by_row(table, mapping, _entry))
    reading = reading if {"to", "kind"} & {*mapping.values()} else _apart(reading)
    return with_other_columns(reading, table, mapping)


def is_known_title(title: str) -> bool:
    """Check whether a column with this title may be read as one of our own table."""
    plain = loosened(title)
    return any(re.search(pattern, plain) for _, pattern in (*_PATTERNS, *_OWN_PATTERNS))


def _apart(reading: Reading[Any]) -> Reading[Any]:
    """Return a list of factors in which each row is one of its own, also where two have one name.

    One without an id has a key that no link can name, as that is no single line.
    """
    return replace(reading, entries=tuple(map(_listed, reading.entries)))


def _listed(entry: Any) -> Any:
    if isinstance(entry, MapEntry):
        entry = MapFactor(entry.line, entry.source, entry.source, note=entry.note)
    if not isinstance(entry, MapFactor):
        return entry
    key = f"{entry.label}\n{entry.line}" if entry.key == entry.label else entry.key
    return replace(entry, key=key, label=plain(entry.label))


def _entry(line: int, given: Mapping[str, list[str]]) -> Any:
    cells = {field: found[0] for field, found in given.items()}
    if any(field in cells for field in own_tables.FIELDS):
        return own_tables.part(line, cells)
    return _plain_entry(line, cells)


def _plain_entry(line: int, cells: Mapping[str, str]) -> MapEntry | Refusal:
    found = {field: one_line(cell) for field, cell in cells.items()}
    failed = next((cell for cell in found.values() if cell.upper() in _ERRORS), "")
    if failed:
        return Refusal(line, say("“{cell}” is the error of a formula", cell=failed))
    if "from" not in found:
        return Refusal(line, say("there is no factor in “from”"))
    way = found.get("direction", "")
    directed = _WAYS.get(way.casefold())
    said = found.get("sign", "") or (way if directed is None else "")
    (sign, word), (delay, time) = sign_or_word(said), _delay(found.get("delay", ""))
    mark = say("delay: {word}", word=found["delay"][:60]) if delay is None else ""
    source, target = (plain(found.get(end, "")) for end in ("from", "to"))
    if not target and (sign or word or delay or mark):
        return Refusal(line, say("there is a sign or a delay, but no factor in “to”"))
    return MapEntry(
        line,
        source,
        target,
        sign,
        delay is True,
        found.get("strength", ""),
        "\n".join(filter(None, (cells.get("note", ""), time))),
        word,
        directed is not False,
        mark,
    )


def _delay(text: str) -> tuple[bool | None, str]:
    """Return whether a cell says that there is a delay, None where it says neither; and an amount of time."""
    said, amount = yes_or_no(text), _AMOUNT.match(text)
    if said is not None or amount is None:
        return said, ""
    late = float(amount[1].replace(",", ".")) > 0
    return late, say("delay: {time}", time=text) if late else ""


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, unasked(read_map), together=True)
