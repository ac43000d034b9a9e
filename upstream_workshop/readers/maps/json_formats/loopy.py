"""Maps of Loopy: a list of nodes, edges, labels and the last id, as in the addresses it shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from upstream_workshop.letters import one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    MapText,
    drawn,
    id_of,
    number_of,
    rest,
)
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

_BEHIND: Final = re.compile(r"[&#\"'<>\s]")
_NODE: Final = ("id", "x", "y", "init", "label", "hue")
_READ: Final[Mapping[type[MapPart], frozenset[str]]] = {
    MapFactor: frozenset(("id", "init", "hue")),
    MapLink: frozenset(("arc", "strength", "rotation")),
}
_USUAL_START: Final = 0.5  # of a node, where nobody set another
_EDGE: Final = ("from", "to", "arc", "strength", "rotation")


def unpacked(text: str) -> str:
    """Return the JSON of a Loopy file or address."""
    before, is_address, encoded = text.strip().rpartition("data=")
    if (
        is_address and "/" in before
    ):  # in which anything may follow, as a quotation mark does in HTML
        encoded = _BEHIND.split(encoded, maxsplit=1)[0]
    return encoded if '"' in encoded else unquote(encoded)


def is_loopy(found: Any) -> bool:
    """Check whether JSON is a map of Loopy."""
    return (
        isinstance(found, list)
        and len(found) >= 3
        and all(isinstance(part, list) for part in found[:3])
        and all(isinstance(row, list) for part in found[:3] for row in part)
    )


def read_loopy(name: str, found: Any) -> Reading[MapPart]:
    """Return the factors, links and texts."""
    nodes = (dict(zip(_NODE, row, strict=False)) for row in found[0])
    starts = any(node.get("init", _USUAL_START) != _USUAL_START for node in nodes)
    return drawn(name, _parts(found), ("init",) if starts else (), _READ)


def _parts(found: Any) -> Iterator[MapPart]:
    line = 0
    for row in found[0]:
        line += 1
        node = dict(zip(_NODE, row, strict=False))
        yield MapFactor(
            line, id_of(node.get("id")), _plain(node.get("label")), number_of(node.get("x")),
            number_of(node.get("y")), carried=rest(node, ("x", "y", "label")),
        )  # fmt: skip
    for row in found[1]:
        line += 1
        edge = dict(zip(_EDGE, row, strict=False))
        sign, word = sign_or_word(str(edge.get("strength", "")))
        yield MapLink(
            line, id_of(edge.get("from")), id_of(edge.get("to")), sign, word,
            carried=rest(edge, ("from", "to")),
        )  # fmt: skip
    for row in found[2]:
        line += 1
        x, y, text = [*row, 0, 0, ""][:3] if len(row) >= 3 else (0, 0, "")
        yield MapText(line, unquote(str(text)), number_of(x) or 0, number_of(y) or 0)


def _plain(label: object) -> str:
    return one_line(unquote(str(label or "")))
