"""Maps of Kumu: a blueprint, or the backup of a whole project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from resources.words import say
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapLoop,
    MapPart,
    drawn,
    id_of,
    number_of,
    rest,
    unclear_end,
)
from upstream_workshop.readers.maps.markup import plain
from upstream_workshop.readers.maps.signs import said_together
from upstream_workshop.readers.reading import Reading, Refusal

# names of fields, which people write in any case
_FIELDS: Final = frozenset((
    "elements", "connections", "loops", "maps", "attributes", "id", "_id", "label", "description", "type",
    "element type", "connection type", "polarity", "from", "to", "direction", "delayed", "reversed",
    "strength", "x", "y",
))  # fmt: skip

# what is used of elements and connections, with fields that our own exports add
_READ: Final[Mapping[type[MapPart], frozenset[str]]] = {
    MapFactor: frozenset(
        ("attributes", "id", "_id", "label", "description", "x", "y", "colour", "locked")
    ),
    MapLink: frozenset((
        "attributes", "id", "_id", "from", "to", "type", "connection type", "polarity", "description",
        "direction", "reversed", "delayed", "strength", "bend",
    )),
}  # fmt: skip


def is_kumu(found: Any) -> bool:
    """Check whether JSON is a blueprint or a backup."""
    whole = _plainly(found) if isinstance(found, dict) else {}
    parts = (whole.get("elements"), whole.get("connections") or [])
    return all(isinstance(each, list) for each in parts)


def read_kumu(name: str, found: Mapping[str, Any]) -> Reading[MapPart]:
    """Return the elements, connections and loops; other lists of the project are named as unmapped."""
    whole = _plainly(found)
    others = (
        key for key in whole if key not in ("elements", "connections", "loops") and whole[key]
    )
    reading = drawn(name, _parts(whole), others, _READ)
    return replace(reading, refused=(*reading.refused, *_thrown_away(whole)))


def _plainly(part: object) -> dict[str, Any]:
    """Return a part with the names of the fields that we know in lower case; nothing for what is none."""
    given = part if isinstance(part, dict) else {}
    titles = {key: low if (low := key.casefold()) in _FIELDS else key for key in given}
    return {titles[key]: value for key, value in given.items() if titles[key] not in given} | {
        key: value for key, value in given.items() if titles[key] == key
    }


@dataclass(slots=True)
class _Names:
    """What the ends of connections may be called: ids and labels, of which several elements may have one."""

    ids: set[str] = field(default_factory=set)
    labels: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, id_: str, label: str) -> None:
        """Know an element by its id, if it has one, and by its label in this and in any case."""
        self.ids |= {id_} - {""}
        for name in {label, label.casefold()}:
            self.labels[name].append(key)

    def end(self, given: object) -> tuple[str, str]:
        """Return the key of the element at an end, and what to note where that may be another."""
        name = id_of(given)
        if not name or name in self.ids:
            return name, ""
        label = plain(name)
        found = self.labels.get(label) or self.labels.get(label.casefold(), [])
        note = unclear_end(label, len(found)) if len(found) > 1 else ""
        return (found[0] if found else name), note


def _parts(found: Mapping[str, Any]) -> Iterator[MapPart]:
    places = _places(found.get("maps"))
    names = _Names()
    line = 0
    shown = _shown(found.get("maps"))
    for element in map(_plainly, found["elements"]):
        line += 1
        if _is_thrown_away(element, shown):
            continue
        said = _said(element)
        label = plain(_words(said.get("label")))
        id_ = str(element.get("_id") or element.get("id") or "")
        key = id_ or f"element {line}"
        names.add(key, id_, label)
        x, y = places.get(key, (number_of(element.get("x")), number_of(element.get("y"))))
        yield MapFactor(line, key, label, x, y, _words(said.get("description")), rest(element, ()))
    for link in map(_plainly, found.get("connections") or ()):
        line += 1
        yield _link(line, link, names)  # refused where it has no ends
    loops = found.get("loops")
    for loop in map(_plainly, loops if isinstance(loops, list) else ()):
        line += 1
        yield _loop(line, loop)  # refused without a name


def _thrown_away(found: Mapping[str, Any]) -> Iterator[Refusal]:
    """Yield a refusal of each element that lies in the trash of a project."""
    shown = _shown(found.get("maps"))
    for line, element in enumerate(map(_plainly, found["elements"]), 1):
        if _is_thrown_away(element, shown):
            label = plain(_words(_said(element).get("label")))
            why = say("it lies in the trash of the project: {name}", name=label[:60])
            yield Refusal(line, why)


def _is_thrown_away(element: Mapping[str, Any], shown: Collection[str]) -> bool:
    """Check whether an element is in the trash, and on no map."""
    marked = any(element.get(key) for key in ("trashed", "trashed_at", "deleted", "deleted_at"))
    return marked and id_of(element.get("_id")) not in shown


def _shown(maps: object) -> set[str]:
    """Return the ids of the elements that are on any map of a project."""
    listed = (
        [each.get("elements") for each in maps if isinstance(each, dict)]
        if isinstance(maps, list)
        else []
    )
    placed = (each for elements in listed if isinstance(elements, list) for each in elements)
    return {id_of(each.get("element")) for each in placed if isinstance(each, dict)}


def _loop(line: int, loop: Mapping[str, Any]) -> MapLoop:
    said, path = _said(loop), loop.get("connections")
    links = tuple(map(str, path)) if isinstance(path, list) else ()
    story = _words(said.get("description"))
    return MapLoop(line, links, _words(said.get("label")), story=story)


def _link(line: int, link: Mapping[str, Any], names: _Names) -> MapLink:
    said = _said(link)
    kind = said.get("connection type", said.get("type", said.get("polarity")))
    told = said_together(_values(kind))
    (source, at_source), (target, at_target) = (names.end(said.get(s)) for s in ("from", "to"))
    if link.get("reversed") is True or said.get("reversed") is True:
        source, target = target, source
    way = str(link.get("direction", said.get("direction", "directed"))).casefold()
    notes = (_words(said.get("description")), told.note, at_source, at_target)
    delayed = told.delay or _is_true(said.get("delayed", link.get("delayed")))
    return MapLink(
        line, source, target, told.sign, told.word, delayed, _words(said.get("strength")),
        "\n".join(filter(None, dict.fromkeys(notes))),
        way == "directed", rest(link, ()), key=str(link.get("_id") or link.get("id") or ""),
        mark=told.mark,
    )  # fmt: skip


def _values(value: object) -> list[str]:
    """Return the values of a field, of which some fields hold a list."""
    return [str(each) for each in (value if isinstance(value, list) else [value or ""])]


def _words(value: object) -> str:
    return "; ".join(_values(value))


def _said(part: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**part, **_plainly(part.get("attributes"))}


def _is_true(value: object) -> bool:
    return str(value).casefold() in ("true", "yes", "1")


def _places(maps: Any) -> dict[str, tuple[float | None, float | None]]:
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
                number_of(position.get("x")),
                number_of(position.get("y")),
            )
    return found
