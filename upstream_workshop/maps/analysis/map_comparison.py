"""Two maps compared: what only one of them has, and which links have opposite signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import LinkRow, MapRow

LIKE: Final = 0.8  # how alike two labels are at least to be proposed as one, 0 to 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of two maps, by the ids of their factors and links.

    matched: the factor of the second map for each factor of the first that is in both.
    opposite: links of the two maps between the same factors with opposite signs.
    """

    matched: Mapping[int, int]
    factors_only_a: tuple[int, ...]
    factors_only_b: tuple[int, ...]
    links_only_a: tuple[int, ...]
    links_only_b: tuple[int, ...]
    opposite: tuple[tuple[int, int], ...]


def compared(a: MapRow, b: MapRow, confirmed: Mapping[int, int] | None = None) -> Comparison:
    """Compare two maps; factors are the same if their labels are, but for case and spaces.

    confirmed: further pairs of factors of `a` and `b` that are the same, by their ids.
    """
    matched = _matched(a, b) | dict(confirmed or {})
    taken = set(matched.values())
    ends_a = {link.id: _ends(link, matched) for link in a.links}
    ends_b = {link.id: (link.source_id, link.target_id) for link in b.links}
    there_a, there_b = set(ends_a.values()), set(ends_b.values())
    by_ends: defaultdict[tuple[int, int], list[LinkRow]] = defaultdict(list)
    for link in b.links:
        by_ends[ends_b[link.id]].append(link)
    return Comparison(
        matched,
        tuple(factor.id for factor in a.factors if factor.id not in matched),
        tuple(factor.id for factor in b.factors if factor.id not in taken),
        tuple(id_ for id_, ends in ends_a.items() if ends not in there_b),
        tuple(id_ for id_, ends in ends_b.items() if ends not in there_a),
        tuple(
            (one.id, two.id)
            for one in a.links
            for two in by_ends[ends_a[one.id]]
            if {one.sign, two.sign} == {Sign.MORE, Sign.LESS}
        ),
    )


def proposals(a: MapRow, b: MapRow) -> tuple[tuple[int, int, float], ...]:
    """Return pairs of factors that only one map has and that are alike, for someone to confirm.

    Each is an id of `a`, an id of `b` and how alike their labels are, 0 to 1; the most alike first.
    """
    found = compared(a, b)
    left = {f.id: folded(f.label) for f in a.factors if f.id in set(found.factors_only_a)}
    right = {f.id: folded(f.label) for f in b.factors if f.id in set(found.factors_only_b)}
    pairs = [
        (one, two, _likeness(first, second))
        for one, first in left.items()
        for two, second in right.items()
    ]
    return tuple(sorted((p for p in pairs if p[2] >= LIKE), key=lambda p: (-p[2], p[:2])))


def _likeness(one: str, two: str) -> float:
    """Return how alike two labels are, 0 to 1; that is 1 if only accents and punctuation differ."""
    plain = loosened(one)
    if plain and plain == loosened(two):
        return 1.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _matched(a: MapRow, b: MapRow) -> dict[int, int]:
    """Return the factors with equal labels; where a label is there twice, the first with the first."""
    waiting: dict[str, list[int]] = {}
    for factor in reversed(b.factors):
        waiting.setdefault(folded(factor.label), []).append(factor.id)
    found: dict[int, int] = {}
    for factor in a.factors:
        if there := waiting.get(folded(factor.label)):
            found[factor.id] = there.pop()
    return found


def _ends(link: LinkRow, matched: Mapping[int, int]) -> tuple[int, int]:
    """Return the ends of a link in the other map; ids below 0 are of factors it has not."""
    source, target = link.source_id, link.target_id
    return matched.get(source, -1 - source), matched.get(target, -1 - target)
