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
from upstream_workshop.readers.column_titles import row_by_row
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.maps.map_parts import MapFactor
from upstream_workshop.readers.maps.markup import plain
from upstream_workshop.readers.maps.signs import looked, said_together
from upstream_workshop.readers.maps.tabular import own_tables
from upstream_workshop.readers.maps.tabular.link_columns import FIELDS, WAYS, guess_columns, settled
from upstream_workshop.readers.maps.tabular.other_columns import with_other_columns
from upstream_workshop.readers.maps.tabular.own_tables import yes_or_no
from upstream_workshop.readers.reading import Reading, Refusal

_STYLE: Final = re.compile(r"^(link )?style$")
# what spreadsheets save in place of a value
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_AMOUNT: Final = re.compile(r"\D*(\d+(?:[.,]\d+)?)")  # of time, such as “2 years”


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
    reading = own_tables.joined(row_by_row(_styled(table, mapping), mapping, _entry))
    reading = reading if {"to", "kind"} & {*mapping.values()} else _apart(reading)
    return with_other_columns(reading, table, mapping)


def _styled(table: Table, mapping: Mapping[str, str]) -> Table:
    """Return a table in which the number of a style says that it is one, and is no sign."""
    styles = {
        at
        for at, title in enumerate(table.header)
        if mapping.get(title) == "sign" and _STYLE.match(loosened(title))
    }
    if not styles:
        return table
    rows = (
        replace(
            row,
            cells=tuple(
                looked("", cell) if at in styles and cell.strip().isdecimal() else cell
                for at, cell in enumerate(row.cells)
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


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
    directed = WAYS.get(way.casefold())
    said = found.get("sign", "") or (way if directed is None else "")
    told, (delay, time) = said_together((said,)), _delay(found.get("delay", ""))
    mark = say("delay: {word}", word=found["delay"][:60]) if delay is None else told.mark
    source, target = (plain(found.get(end, "")) for end in ("from", "to"))
    if not target and (told.sign or told.word or told.delay or delay or mark):
        return Refusal(line, say("there is a sign or a delay, but no factor in “to”"))
    return MapEntry(
        line,
        source,
        target,
        told.sign,
        delay is True or told.delay,
        found.get("strength", ""),
        "\n".join(filter(None, (cells.get("note", ""), time))),
        told.word,
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
