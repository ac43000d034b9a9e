"""Maps of Mental Modeler (.mmp)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from upstream_workshop.letters import one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    drawn,
    number_of,
    rest,
)
from upstream_workshop.readers.maps.markup import children, local, text_of
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

READ: Final[Mapping[type[MapPart], frozenset[str]]] = {
    MapFactor: frozenset(("id",)),
    MapLink: frozenset(("name",)),  # which is that of the factor at its end
}


def read_mental_modeler(name: str, root: Any) -> Reading[MapPart]:
    """Return the concepts and relationships; an influence is strength, and sign where it is 1 or -1."""
    others = (local(each) for each in root if local(each) not in ("info", "groupNames", "concepts"))
    return drawn(name, _parts(root), others, READ)


def _parts(root: Any) -> Iterator[MapPart]:
    concepts = [each for block in root if local(block) == "concepts" for each in block]
    line = 0
    for concept in concepts:
        line += 1
        said = {local(each): (each.text or "").strip() for each in concept if not len(each)}
        yield MapFactor(
            line, said.get("id", ""), one_line(said.get("name", "")),
            number_of(said.get("x")), number_of(said.get("y")), said.get("notes", ""),
            rest(said, ("name", "x", "y", "notes", "relationships")),
        )  # fmt: skip
    for concept in concepts:
        for found in children(concept, "relationship"):
            line += 1
            yield _link(line, text_of(concept, "id"), found)


def _link(line: int, source: str, found: Any) -> MapLink:
    said = {local(each): (each.text or "").strip() for each in found}
    influence = said.get("influence", "")
    sign, word = sign_or_word(influence)
    return MapLink(
        line, source, said.get("id", ""), sign, word,
        strength=influence[:200], note=said.get("notes", ""),
        carried=rest(said, ("id", "notes", "influence")),
    )  # fmt: skip
