"""Which columns of a table hold the links of a map, and which its factors, by their titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers.column_titles import guessed, titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.maps.tabular import own_tables

FIELDS: Final = ("from", "to", "sign", "delay", "strength", "note", "direction", *own_tables.FIELDS)
_PATTERNS: Final = (
    ("from", r"^(from|source|cause|start|factor|label|from factor)$"),
    ("from", r"^(name|element|variable|node|concept)$"),
    ("to", r"^(to|target|end|to factor)$"),
    ("sign", r"^(sign|polarity|plus or minus|connection type)$"),
    ("direction", r"^(direction|directed)$"),
    ("delay", r"^(delay|delayed|takes time|lag)$"),
    ("delay", r"^time (lag|delay)$"),
    ("strength", r"^(strength|weight)$"),
    ("note", r"^(notes?|comments?|description|evidence)$"),
    ("note", r"^(why|reasons?|explanation)$"),
)
# of a table whose rows lead from one factor to another: a label or a type may hold the sign of a link
_LINK_PATTERNS: Final = (
    ("from", r"^(from|source|cause|start|from factor)$"),
    *_PATTERNS[2:],
    ("sign", r"^(effect|influence|impact|relation|relationship)$"),
    ("sign", r"^(type|label|link type)$"),
    ("sign", r"^(style|link style)$"),
)
# of one without a title that is always that of the second factor: what else may be, the surest first
_SECONDS: Final = (
    (("from", r"^(factor|variable)$"), ("to", r"^(affects|influences|leads to|drives)$")),
    (("to", r"^(consequence|outcome|result)$"),),
    (("to", r"^effect$"),),
)
WAYS: Final = {
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
_DIRECTION, _SIGN = "direction", "sign"
_SIGNS_ALONE: Final = frozenset("+-−–/ ")  # of a title such as +/-
_OWN_PATTERNS: Final = tuple((field, f"^{field}$") for field in own_tables.FIELDS)
_PLACES: Final = (
    ("x", "^x$"),
    ("y", "^y$"),
    ("id", r"^(id|key|(node|factor|element) id)$"),
)  # taken of other lists of factors too


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
    called = {_called(table, title): title for title in table.header}
    found = (
        _guessed(replace(table, header=tuple(called))) if len(called) == len(table.header) else {}
    )
    return {called[title]: field for title, field in (found or _guessed(table)).items()}


def _called(table: Table, title: str) -> str:
    """Return by what name a column is known, where its title alone does not tell."""
    if _says_ways(table, title):
        return _DIRECTION
    return _SIGN if "+" in title and set(title) <= _SIGNS_ALONE else title


def _says_ways(table: Table, title: str) -> bool:
    """Check whether the cells under a title say only which way links lead, as a type does in Gephi."""
    at = table.header.index(title)
    said = {row.cells[at].strip().casefold() for row in table.rows} - {""}
    return loosened(title) == "type" and bool(said) and said <= WAYS.keys()


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


def is_known_title(title: str) -> bool:
    """Check whether a column with this title may be read as one of our own table."""
    plain = loosened(title)
    return any(re.search(pattern, plain) for _, pattern in (*_PATTERNS, *_OWN_PATTERNS))
