"""The rows of our own table of a map: everything on it, told apart by the column “kind”.

A row of `MORE` goes on with the last cell of the row above it, since no spreadsheet takes a longer one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK, one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapLoop,
    MapPart,
    MapSheet,
    MapText,
    MapZone,
    number_of,
)
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading, Refusal

MAP, FACTOR, LINK, LOOP, ZONE, NOTE, MORE = (
    "map", "factor", "link", "loop", "zone", "note", "more",
)  # fmt: skip
KINDS: Final = frozenset((MAP, FACTOR, LINK, LOOP, ZONE, NOTE, MORE))
# what only our own table says, by the titles of its columns
FIELDS: Final = (
    "kind", "id", "x", "y", "width", "height", "colour", "locked", "bend", "title", "table", "number",
    "links", "origins", "carried",
)  # fmt: skip
YES: Final = frozenset({"yes", "y", "true", "1", "x", "delay", "delayed", "ja", "oes", "✓"})
NO: Final = frozenset({"", "no", "n", "false", "0", "none", "nein", "na"})


@dataclass(frozen=True, slots=True)
class More:
    """What goes on from the row above it."""

    line: int
    carried: str


def yes_or_no(text: str) -> bool | None:
    """Return what a cell says to a question; None where it is neither yes nor no."""
    plain = text.casefold()
    return True if plain in YES else False if plain in NO else None


def part(line: int, cells: Mapping[str, str]) -> MapPart | More | Refusal:
    """Return what a row says, by its kind; without one it is a link where it has a “to”, else a factor."""
    kind = cells.get("kind", "").casefold() or (LINK if cells.get("to") else FACTOR)
    try:
        return _READ[kind](line, cells)
    except KeyError:
        return Refusal(line, say("“{kind}” is no kind of row of a map", kind=kind[:60]))
    except WorkshopError as error:
        return Refusal(line, str(error))


def joined(reading: Reading[Any]) -> Reading[Any]:
    """Return a reading in which each entry has what goes on in the rows below it."""
    found: list[Any] = []
    refused: list[Refusal] = []
    left = [one.line for one in reading.refused]
    for entry in reading.entries:
        if not isinstance(entry, More):
            found.append(entry)
        elif found and _has_room(found[-1], entry, left):
            found[-1] = replace(found[-1], carried=found[-1].carried + entry.carried)
        else:
            why = say("there is no room for what this row goes on with")
            refused.append(Refusal(entry.line, why))
    return replace(reading, entries=tuple(found), refused=(*reading.refused, *refused))


def _has_room(above: Any, more: More, left: Iterable[int]) -> bool:
    """Check whether an entry can go on in a row, and no row that was left out stands between them."""
    if any(above.line < line < more.line for line in left):
        return False
    carried = getattr(above, "carried", None)
    return carried is not None and len(carried) + len(more.carried) <= BULK


def _map(line: int, cells: Mapping[str, str]) -> MapSheet:
    return MapSheet(line, _name(cells, "title"), cells.get("table", ""), cells.get("carried", ""))


def _factor(line: int, cells: Mapping[str, str]) -> MapFactor:
    label = _name(cells, "from")
    if not label:
        raise WorkshopError(say("there is no factor in “from”"))
    return MapFactor(
        line, cells.get("id") or label, label, _place(cells, "x"), _place(cells, "y"),
        cells.get("note", ""), cells.get("carried", ""), cells.get("colour", ""),
        _yes(cells, "locked"), _lines(cells, "origins"),
    )  # fmt: skip


def _link(line: int, cells: Mapping[str, str]) -> MapLink:
    source, target = _name(cells, "from"), _name(cells, "to")
    if not source or not target:
        raise WorkshopError(say("a link needs a factor in “from” and one in “to”"))
    sign, word = sign_or_word(cells.get("sign", ""))
    return MapLink(
        line, source, target, sign, word, _yes(cells, "delay"), cells.get("strength", ""),
        cells.get("note", ""), carried=cells.get("carried", ""), key=cells.get("id", ""),
        bend=_number(cells, "bend"), origins=_lines(cells, "origins"),
    )  # fmt: skip


def _loop(line: int, cells: Mapping[str, str]) -> MapLoop:
    number = cells.get("number") or "0"
    if not number.isdecimal() or len(number) > 6:
        raise WorkshopError(say("“{number}” is no number of a loop", number=number[:60]))
    links = tuple(cells.get("links", "").split())
    return MapLoop(line, links, _name(cells, "title"), int(number), cells.get("note", ""))


def _zone(line: int, cells: Mapping[str, str]) -> MapZone:
    x, y, width, height = (_number(cells, name) for name in ("x", "y", "width", "height"))
    return MapZone(line, _name(cells, "title"), x, y, width, height, cells.get("colour", ""))


def _note(line: int, cells: Mapping[str, str]) -> MapText:
    return MapText(line, cells.get("note", ""), _number(cells, "x"), _number(cells, "y"))


def _more(line: int, cells: Mapping[str, str]) -> More:
    return More(line, cells.get("carried", ""))


_READ: Final[Mapping[str, Callable[[int, Mapping[str, str]], MapPart | More]]] = {
    MAP: _map, FACTOR: _factor, LINK: _link, LOOP: _loop, ZONE: _zone, NOTE: _note, MORE: _more,
}  # fmt: skip


def _name(cells: Mapping[str, str], field: str) -> str:
    return one_line(cells.get(field, ""))


def _lines(cells: Mapping[str, str], field: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cells.get(field, "").split("\n"))))


def _place(cells: Mapping[str, str], field: str) -> float | None:
    """Return a coordinate, None where there is none; in lists of others, also for what is no number."""
    if not cells.get(field) or "kind" not in cells:
        return number_of(cells.get(field, ""))
    return _number(cells, field)


def _number(cells: Mapping[str, str], field: str) -> float:
    found = number_of(cells.get(field) or "0")
    if found is None:
        raise WorkshopError(
            say("“{found}” is no number for {field}", found=cells[field][:60], field=field)
        )
    return found


def _yes(cells: Mapping[str, str], field: str) -> bool:
    found = yes_or_no(cells.get(field, ""))
    if found is None:
        raise WorkshopError(
            say("the {field} “{found}” is neither yes nor blank", field=field, found=cells[field])
        )
    return found
