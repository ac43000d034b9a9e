"""A map for Loopy, as it saves its maps: nodes, edges, labels and the last id, written as in an address."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from exports.data.map_formats.foreign_parts import MADE_BY, Named, named
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.readers.maps.carrying import LOOPY

_HUES: Final = {
    Colour.ROSE: 0, Colour.SUN: 2, Colour.LEAF: 3, Colour.RIVER: 4, Colour.PLUM: 5, Colour.NONE: 1,
}  # fmt: skip
_START: Final = 0.5  # how full a node of Loopy is at first
_ARC: Final = (
    60  # points that the middle of an arrow is moved, so that two ways do not cover each other
)
_UNHURT: Final = "!~*'()"  # what encodeURIComponent leaves as it is


def map_loopy(row: MapRow) -> bytes:
    """Return the factors, links and notes of a map, with places in whole points.

    Loopy has no place for notes on factors and links, delays, strengths, bends, locks, zones, loops and
    origins, nor for a colour apart from its six. An unknown sign is its “?”, a strength of 0.
    """
    nodes = named(row.factors, LOOPY, "id", int)
    ids = {node.part.id: node.id for node in nodes}
    found = [
        [_node(node) for node in nodes],
        _edges(named(row.links, LOOPY, "id", int), ids),
        [[round(note.x), round(note.y), _quoted(note.text)] for note in row.notes],
        max(ids.values(), default=0),
        _quoted(MADE_BY),
    ]
    text = json.dumps(found, separators=(",", ":")).replace('"', "%22")
    return f"{text[:-1]}%5D".encode("ascii")


def _node(node: Named[FactorRow, int]) -> list[Any]:
    factor, kept = node.part, node.kept
    hue = _HUES[factor.colour] if factor.colour else kept.get("hue", _HUES[Colour.NONE])
    start = kept.get("init", _START)
    return [node.id, round(factor.x), round(factor.y), start, _quoted(factor.label), hue]


def _edges(links: Iterable[Named[LinkRow, int]], ids: Mapping[int, int]) -> list[list[Any]]:
    """Return the arrows; one of the same way as another is bent more than that."""
    found: list[list[Any]] = []
    ways: Counter[tuple[int, int]] = Counter()
    for link in links:
        way = (link.part.source_id, link.part.target_id)
        ways[way] += 1
        found.append(_edge(link, ids, _ARC * ways[way]))
    return found


def _edge(edge: Named[LinkRow, int], ids: Mapping[int, int], arc: int) -> list[Any]:
    link, kept = edge.part, edge.kept
    strength = kept.get("strength")
    if not _is_signed(strength, link.sign):
        strength = {Sign.MORE: 1, Sign.LESS: -1, Sign.UNKNOWN: 0}[link.sign]
    ends = [ids[link.source_id], ids[link.target_id]]
    return [*ends, kept.get("arc", arc), strength, kept.get("rotation", 0)]


def _is_signed(strength: object, sign: Sign) -> bool:
    """Check whether a strength of the file still says the sign that the link has now."""
    if not isinstance(strength, int | float):
        return False
    if sign == Sign.UNKNOWN:
        return abs(strength) != 1
    return strength > 0 if sign == Sign.MORE else strength < 0


def _quoted(text: str) -> str:
    """Return a text as Loopy writes it, encoded once for the text and once for the address."""
    return quote(quote(text, safe=_UNHURT), safe=_UNHURT)
