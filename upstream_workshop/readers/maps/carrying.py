"""What a map's file says and nothing here uses, kept as JSON by its format: an export gives it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from resources.words import say
from upstream_workshop.letters import BULK, one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    MapSheet,
    number_of,
)
from upstream_workshop.readers.maps.markup import local, text_of
from upstream_workshop.readers.reading import Reading

KUMU, PRSM, LOOPY, GRAPHML, MENTAL_MODELER, TABLE = (
    "kumu", "prsm", "loopy", "graphml", "mentalmodeler", "table",
)  # fmt: skip
MADE_BY: Final = "made by"  # of a whole file: which program wrote it
# of a whole file, what is read as factors and links
_PARTS: Final = frozenset(("elements", "connections", "nodes", "edges", MADE_BY))
_XML_PARTS: Final = frozenset(("concepts", "graph", "key", "data", ""))
_DEEPEST: Final = 100  # lists and objects in each other; those who write them go as deep
_COLOURS: Final = frozenset(("river", "leaf", "sun", "rose", "plum"))


def with_rest(
    reading: Reading[MapPart], form: str, whole: Mapping[str, Any], title: str = ""
) -> Reading[MapPart]:
    """Return a reading whose parts say which format what they carry is of, with the map's own rest.

    Fields that our own exports add to a format are read into the parts again.

    whole: what the file says of the map as a whole.
    title: that of the map in the file.
    """
    left: list[str] = []
    parts = [_part(part, form, left) for part in reading.entries]
    text, gone = _fitting(
        {key: value for key, value in whole.items() if key.casefold() not in _PARTS}, form
    )
    sheet = (MapSheet(1, title, carried=text),) if text or title else ()
    unmapped = dict.fromkeys((*reading.unmapped, *gone, *left))
    unmapped.pop(MADE_BY, None)
    return replace(reading, entries=(*parts, *sheet), unmapped=tuple(unmapped))


def read_rest(carried: str, form: str) -> dict[str, Any]:
    """Return what a part of a map carries of a format; nothing where that is not what it carries."""
    found = _of_formats(carried).get(form)
    return found if isinstance(found, dict) else {}


def joined_rest(before: str, after: str) -> str | None:
    """Return what is carried of two files; None if that is too much, or one is not as we write it.

    Of one format it is what the second says, of tables the cells of both.
    """
    if not before or not after or before == after:
        return after or before
    first, second = _of_formats(before), _of_formats(after)
    if not first or not second:
        return None
    both = first | second
    cells = {**read_rest(before, TABLE), **read_rest(after, TABLE)}
    if cells:
        both[TABLE] = cells
    return _written(both) or None


def with_rest_of_xml(
    reading: Reading[MapPart], root: Any, more: Mapping[str, Any]
) -> Reading[MapPart]:
    """Return a reading as `with_rest` does, where the file is of a format that we write too.

    Each element at the top that is not read is kept as XML, by its name, and more that the file says.
    """
    if local(root) not in (GRAPHML, MENTAL_MODELER):
        return reading
    others = [each for each in root if local(each) not in _XML_PARTS]
    whole = {
        local(each): etree.tostring(each, method="c14n", with_tail=False).decode()
        for each in others
    }
    title = next((text_of(each, "name") for each in root if local(each) == "info"), "")
    return with_rest(reading, local(root), {**whole, **more}, one_line(title))


def title_of(found: Any) -> str:
    """Return the title that a file in JSON gives its map, in one line; blank where it gives none."""
    title = next((found[key] for key in ("mapTitle", "name") if found.get(key)), "")
    return one_line(title) if isinstance(title, str) else ""


def _of_formats(carried: str) -> dict[str, Any]:
    try:
        found = json.loads(carried) if carried else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _part(part: MapPart, form: str, left: list[str]) -> MapPart:
    if not isinstance(part, MapFactor | MapLink) or not part.carried:
        return part
    found = json.loads(part.carried)
    text = _written({form: found})
    if not text:
        name = part.label if isinstance(part, MapFactor) else part.source
        left.append(say("the other entries of “{name}”", name=name[:60]))
    carrying = replace(part, carried=text)
    return _restored(carrying, found) if form in (KUMU, PRSM, GRAPHML) else carrying


def _restored(part: MapFactor | MapLink, found: Mapping[str, Any]) -> MapPart:
    """Return a part with the fields of ours that its format has no place for."""
    if isinstance(part, MapFactor):
        colour = str(found.get("colour"))
        locked = _is_true(found.get("locked"))
        return replace(part, colour=colour if colour in _COLOURS else "", locked=locked)
    delay = part.delay or _is_true(found.get("delay"))
    strength = part.strength or str(found.get("strength") or "")
    return replace(part, delay=delay, strength=strength, bend=number_of(found.get("bend")) or 0.0)


def _is_true(value: object) -> bool:
    return value is True or value == "true"


def _fitting(whole: Mapping[str, Any], form: str) -> tuple[str, tuple[str, ...]]:
    """Return the rest of a file as JSON, and the names of what there is no room for, the largest first."""
    kept = dict(whole)
    gone: list[str] = []
    while kept and not (text := _written({form: kept})):
        largest = max(kept, key=lambda key: (_is_deep(kept[key], _DEEPEST - 2), _length(kept[key])))
        gone.append(largest)
        del kept[largest]
    return (text, tuple(gone)) if kept else ("", tuple(gone))


def _length(value: object) -> int:
    return len(json.dumps(value))


def _written(found: Mapping[str, Any]) -> str:
    """Return it as JSON; blank where that is longer or nested deeper than can be kept."""
    if _is_deep(found, _DEEPEST):
        return ""
    text = json.dumps(found, sort_keys=True)
    return text if len(text) <= BULK else ""


def _is_deep(value: object, most: int) -> bool:
    """Check whether lists and objects lie in each other more than so many times."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return not most or any(_is_deep(each, most - 1) for each in inner)
