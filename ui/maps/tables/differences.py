"""The differences of two maps in words, and the tags that say them on their picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import noop, say
from upstream_workshop.maps.merging.merged_map import MergedMap
from upstream_workshop.maps.rules import link_words


@dataclass(frozen=True, slots=True)
class Sides:
    """What differences are called: in the list, and in fewer words in the picture.

    only_a, only_b, opposite: of what only one map has, and of links with opposite signs.
    """

    only_a: str
    only_b: str
    opposite: str
    tag_a: str
    tag_b: str
    tag_opposite: str


TWO_MAPS: Final = Sides(
    noop("Only in A"),
    noop("Only in B"),
    noop("Opposite signs"),
    noop("A"),
    noop("B"),
    noop("A ≠ B"),
)
THEN_AND_NOW: Final = Sides(
    noop("Gone since"), noop("New since"), noop("Sign turned"), noop("gone"), noop("new"),
    noop("turned"),
)  # fmt: skip
TONES: Final = ("river", "plum", "rose")  # of what is only in A, only in B, opposite


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference in the list: its side, its tag and the tone of both, its words and its parts."""

    id: tuple[int, int]  # 0 for a factor and 1 for a link, and its id
    side: str
    tag: str
    tone: str
    words: str
    factor_ids: frozenset[int]
    link_ids: frozenset[int]


def differences(found: MergedMap, sides: Sides) -> list[Difference]:
    """Return the differences of two maps: opposite signs first, then what only one of them has."""
    labels = {factor.id: factor.label for factor in found.row.factors}
    links = {link.id: link for link in found.row.links}
    kinds = [
        (say(sides.only_a), say(sides.tag_a), TONES[0]),
        (say(sides.only_b), say(sides.tag_b), TONES[1]),
        (say(sides.opposite), say(sides.tag_opposite), TONES[2]),
    ]
    lines = []
    for number, link_ids in _linked(found):
        for id_ in sorted(link_ids, key=abs):
            ends = frozenset((links[id_].source_id, links[id_].target_id))
            words = link_words(links[id_], labels)
            line = Difference((1, id_), *kinds[number], words, ends, frozenset((id_,)))
            lines.append((number != 2, number, 1, line))
    for number, (factor_ids, _) in enumerate((found.only_a, found.only_b)):
        for id_ in sorted(factor_ids, key=lambda each: labels[each].casefold()):
            alone = frozenset((id_,))
            line = Difference((0, id_), *kinds[number], labels[id_], alone, frozenset())
            lines.append((True, number, 0, line))
    return [line for *_, line in sorted(lines, key=lambda each: each[:3])]


def factor_tags(found: MergedMap, sides: Sides) -> Mapping[int, tuple[str, str]]:
    """Return the tags of factors that only one map has, with their tones, by the ids of factors."""
    tags = dict.fromkeys(found.only_a[0], (say(sides.tag_a), TONES[0]))
    return tags | dict.fromkeys(found.only_b[0], (say(sides.tag_b), TONES[1]))


def link_tags(found: MergedMap, sides: Sides) -> Mapping[int, tuple[str, str]]:
    """Return the tags of links, with their tones, by the ids of links."""
    words = (say(sides.tag_a), say(sides.tag_b), say(sides.tag_opposite))
    return {id_: (words[number], TONES[number]) for number, ids in _linked(found) for id_ in ids}


def _linked(found: MergedMap) -> tuple[tuple[int, frozenset[int]], ...]:
    """Return the links only in A, only in B, and those of opposite signs, which are in neither."""
    return (
        (0, found.only_a[1] - found.opposite),
        (1, found.only_b[1] - found.opposite),
        (2, found.opposite),
    )
