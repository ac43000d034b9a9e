"""Maps of Kumu: a blueprint, or the backup of a whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapLoop,
    MapPart,
    coordinate,
    drawn,
    rest,
)
from upstream_workshop.readers.maps.markup import plain
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading


def is_kumu(found: Any) -> bool:
    """Check whether JSON is a blueprint or a backup."""
    return (
        isinstance(found, dict)
        and isinstance(found.get("elements"), list)
        and isinstance(found.get("connections", []), list)
    )


def read_kumu(name: str, found: Mapping[str, Any]) -> Reading[MapPart]:
    """Return the elements, connections and loops; other lists of the project are named as unmapped."""
    others = (
        key for key in found if key not in ("elements", "connections", "loops") and found[key]
    )
    return drawn(name, _parts(found), others)


def _parts(found: Mapping[str, Any]) -> Iterator[MapPart]:
    places = _places(found.get("maps"))
    by_label: dict[str, str] = {}
    elements = [each if isinstance(each, dict) else {} for each in found["elements"]]
    line = 0
    for element in elements:
        line += 1
        said = _said(element)
        label = plain(str(said.get("label") or ""))
        key = str(element.get("_id") or element.get("id") or f"label {label}")
        by_label.setdefault(label, key)
        x, y = places.get(key, (coordinate(element.get("x")), coordinate(element.get("y"))))
        yield MapFactor(
            line, key, label, x, y, str(said.get("description") or ""), rest(element, ())
        )
    keys = set(by_label.values()) | {str(e.get("_id") or e.get("id")) for e in elements}
    for link in found.get("connections", ()):
        line += 1
        link = link if isinstance(link, dict) else {}  # refused, as it has no ends
        ends = [_end(link.get(side), keys, by_label) for side in ("from", "to")]
        yield _link(line, link, *ends)
    loops = found.get("loops")
    for loop in loops if isinstance(loops, list) else ():
        line += 1
        yield _loop(line, loop if isinstance(loop, dict) else {})  # refused without a name


def _loop(line: int, loop: Mapping[str, Any]) -> MapLoop:
    said, path = _said(loop), loop.get("connections")
    links = tuple(map(str, path)) if isinstance(path, list) else ()
    story = str(said.get("description") or "")
    return MapLoop(line, links, str(said.get("label") or ""), story=story)


def _link(line: int, link: Mapping[str, Any], source: str, target: str) -> MapLink:
    said = _said(link)
    kind = said.get("connection type", said.get("type", said.get("polarity")))
    sign, word = sign_or_word(str(kind or ""))
    if link.get("reversed") is True or said.get("reversed") is True:
        source, target = target, source
    return MapLink(
        line, source, target, sign, word, _is_true(said.get("delayed", link.get("delayed"))),
        str(said.get("strength") or ""), str(said.get("description") or ""),
        str(link.get("direction", said.get("direction", "directed"))) == "directed", rest(link, ()),
        key=str(link.get("_id") or link.get("id") or ""),
    )  # fmt: skip


def _said(part: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = part.get("attributes")
    return {**part, **inner} if isinstance(inner, dict) else part


def _end(given: object, keys: set[str], by_label: Mapping[str, str]) -> str:
    return str(given) if str(given) in keys else by_label.get(plain(str(given)), str(given))


def _is_true(value: object) -> bool:
    return str(value).casefold() in ("true", "yes", "1")


def _places(maps: Any) -> dict[str, tuple[int | None, int | None]]:
    """Return the places on the first map of a project, by the element."""
    first = (
        next((each for each in maps if isinstance(each, dict)), {})
        if isinstance(maps, list)
        else {}
    )
    found = {}
    placed = first.get("elements")
    for each in placed if isinstance(placed, list) else ():
        position = each.get("position") if isinstance(each, dict) else None
        if isinstance(position, dict):
            found[str(each.get("element"))] = (
                coordinate(position.get("x")),
                coordinate(position.get("y")),
            )
    return found
