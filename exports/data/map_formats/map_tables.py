"""A map as one table with all that is on it, which the import reads back without loss."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from exports.data.csv_tables import Cell, written_csv
from upstream_workshop.letters import one_line
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.readers.maps.carrying import TABLE, read_rest
from upstream_workshop.readers.maps.tabular import own_tables
from upstream_workshop.readers.maps.tabular.link_columns import is_known_title

COLUMNS: Final = (
    "kind", "id", "from", "to", "sign", "delay", "strength", "note", "x", "y", "width", "height", "colour",
    "locked", "bend", "title", "table", "number", "links", "origins", "carried",
)  # fmt: skip
_LONGEST: Final = 16_000  # letters of a cell; spreadsheets cut what is longer than twice that


def map_csv(row: MapRow) -> bytes:
    """Return all of a map: a row for the map itself, and for each factor, link, loop, zone and note.

    A link names its factors by their labels, or by their ids where a label is on the map twice or could be
    taken for an id. A loop has the ids of its links in their order. Titles of origins are on lines of
    their own. What is carried of another program's file is JSON, and goes on in rows of the kind `more`;
    of another table, it is in the columns it was in, as far as they are not called as ours are.
    """
    parts = [_spread(part) for part in _parts(row)]
    columns = tuple(dict.fromkeys((*COLUMNS, *chain.from_iterable(parts))))
    lines = chain.from_iterable(map(_continued, parts))
    return written_csv(columns, (tuple(each.get(title, "") for title in columns) for each in lines))


def _spread(part: dict[str, Any]) -> dict[str, Any]:
    """Return a row with what it carries of another table in columns of their own."""
    rest = read_rest(str(part.get("carried", "")), TABLE)
    cells = {title: cell for title, cell in rest.items() if _is_column(title, cell)}
    if not cells:
        return part
    carried = json.loads(part["carried"])
    carried[TABLE] = {title: cell for title, cell in rest.items() if title not in cells}
    carried = {form: found for form, found in carried.items() if found or form != TABLE}
    return {**part, "carried": json.dumps(carried, sort_keys=True) if carried else "", **cells}


def _is_column(title: str, cell: object) -> bool:
    """Check whether a cell comes back as it is from a column with this title."""
    if not isinstance(cell, str) or not 0 < len(cell) <= _LONGEST or cell != cell.strip():
        return False
    return bool(title) and title == one_line(title) and not is_known_title(title)


def _parts(row: MapRow) -> Iterator[dict[str, Any]]:
    yield {"kind": own_tables.MAP, "title": row.title, "table": row.table, "carried": row.carried}
    origins = _by_part(row.factor_origins)
    for factor in row.factors:
        yield {**_factor(factor), "origins": origins.get(factor.id, "")}
    names, origins = _names(row.factors), _by_part(row.link_origins)
    for link in row.links:
        yield {**_link(link, names), "origins": origins.get(link.id, "")}
    for loop in row.named_loops:
        yield {
            "kind": own_tables.LOOP, "title": loop.name, "number": loop.number or "",
            "links": " ".join(map(str, loop.link_ids)), "note": loop.story,
        }  # fmt: skip
    for zone in row.zones:
        yield {
            "kind": own_tables.ZONE, "title": zone.title, "x": number(zone.x), "y": number(zone.y),
            "width": number(zone.width), "height": number(zone.height), "colour": zone.colour,
        }  # fmt: skip
    for note in row.notes:
        yield {"kind": own_tables.NOTE, "note": note.text, "x": number(note.x), "y": number(note.y)}


def _factor(factor: FactorRow) -> dict[str, Any]:
    return {
        "kind": own_tables.FACTOR, "id": factor.id, "from": factor.label, "note": factor.note,
        "x": number(factor.x), "y": number(factor.y), "colour": factor.colour,
        "locked": "yes" if factor.locked else "", "carried": factor.carried,
    }  # fmt: skip


def _link(link: LinkRow, names: Mapping[int, Cell]) -> dict[str, Any]:
    return {
        "kind": own_tables.LINK, "id": link.id, "from": names[link.source_id],
        "to": names[link.target_id], "sign": link.sign, "delay": "yes" if link.delay else "",
        "strength": link.strength, "note": link.note, "bend": number(link.bend) if link.bend else "",
        "carried": link.carried,
    }  # fmt: skip


def _names(factors: Iterable[FactorRow]) -> dict[int, Cell]:
    """Return by what a link names each factor: its label where that is only one factor's, else its id."""
    there = Counter(map(folded, (factor.label for factor in factors)))
    ids = {str(factor.id) for factor in factors}
    return {
        factor.id: factor.label
        if there[folded(factor.label)] == 1 and folded(factor.label) not in ids
        else factor.id
        for factor in factors
    }


def _by_part(origins: Iterable[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for id_, title in origins:
        found.setdefault(id_, []).append(title)
    return {id_: "\n".join(titles) for id_, titles in found.items()}


def number(value: float) -> Cell:
    """Return a number without a fraction that is none."""
    return int(value) if float(value).is_integer() else value


def _continued(part: dict[str, Any]) -> Iterator[Mapping[str, Cell]]:
    """Yield a row, and more rows where what it carries is too long for one cell."""
    first, *others = _pieces(str(part.get("carried", "")))
    yield {**part, "carried": first}
    for piece in others:
        yield {"kind": own_tables.MORE, "carried": piece}


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that neither begin nor end with a space, which a cell would lose."""
    while len(text) > _LONGEST:
        at = _LONGEST
        while at > 1 and (text[at - 1].isspace() or text[at].isspace()):
            at -= 1
        yield text[:at]
        text = text[at:]
    yield text
