"""Maps of Mental Modeler as JSON: as its XML, with text for numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from upstream_workshop.letters import one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    drawn,
    id_of,
    number_of,
    rest,
)
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.maps.xml_formats.mental_modeler import READ
from upstream_workshop.readers.reading import Reading


def is_mental_modeler(found: Any) -> bool:
    """Check whether JSON is a map of Mental Modeler."""
    return isinstance(found, dict) and bool(_concepts(_inner(found)))


def read_mental_modeler_json(name: str, found: Mapping[str, Any]) -> Reading[MapPart]:
    """Return the concepts and relationships; an influence is strength, and sign where it is 1 or -1."""
    inner = _inner(found)
    others = (key for key in inner if key not in ("info", "concepts") and inner[key])
    return drawn(name, _parts(_concepts(inner)), others, READ)


def _inner(found: Mapping[str, Any]) -> Mapping[str, Any]:
    whole = found.get("mentalmodeler")
    return whole if isinstance(whole, dict) else found


def _concepts(found: Mapping[str, Any]) -> list[Any]:
    return _listed(found.get("concepts"), "concept")


def _listed(found: Any, name: str) -> list[Any]:
    """Return a list that may stand under the name of its entries, as in XML; one entry may stand alone."""
    inner = found.get(name, []) if isinstance(found, dict) else found
    return inner if isinstance(inner, list) else [inner] if isinstance(inner, dict) else []


def _parts(concepts: list[Any]) -> Iterator[MapPart]:
    line = 0
    described = [each if isinstance(each, dict) else {} for each in concepts]
    for concept in described:
        line += 1
        yield MapFactor(
            line, id_of(concept.get("id")), one_line(str(concept.get("name") or "")),
            number_of(concept.get("x")), number_of(concept.get("y")), str(concept.get("notes") or ""),
            rest(concept, ("name", "x", "y", "notes", "relationships")),
        )  # fmt: skip
    for concept in described:
        for found in _listed(concept.get("relationships"), "relationship"):
            line += 1
            yield _link(line, id_of(concept.get("id")), found if isinstance(found, dict) else {})


def _link(line: int, source: str, found: Mapping[str, Any]) -> MapLink:
    influence = str(found.get("influence", ""))
    sign, word = sign_or_word(influence)
    return MapLink(
        line, source, id_of(found.get("id")), sign, word, strength=influence[:200],
        note=str(found.get("notes") or ""), carried=rest(found, ("id", "notes", "influence")),
    )  # fmt: skip
