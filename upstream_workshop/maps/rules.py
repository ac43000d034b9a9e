"""What can be derived from a map: its loops, which factors lead to which, and which are central.

Loops, geometry and layouts have modules of their own; their most used names are imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from resources.words import noop, say
from upstream_workshop.maps.analysis.reach import distances
from upstream_workshop.maps.analysis.standings import Standing, standings
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.loops import (
    CAP,
    Loop,
    LoopSearch,
    delay_words,
    delayed_links,
    inside,
    loops,
    loops_of,
    numbered,
    rotated,
    sentence,
)
from upstream_workshop.maps.map_rows import LinkRow

__all__ = [
    "CAP",
    "DELAYED",
    "SIGNS",
    "Loop",
    "LoopSearch",
    "Standing",
    "delay_words",
    "delayed_links",
    "downstream",
    "inside",
    "link_words",
    "loops",
    "loops_of",
    "numbered",
    "rotated",
    "sentence",
    "standings",
    "upstream",
]


def downstream(links: Iterable[LinkRow], factor_id: int, steps: int) -> frozenset[int]:
    """Return the factors that can be reached from a factor in `steps`, without itself."""
    return _within(distances(links, factor_id), steps)


def upstream(links: Iterable[LinkRow], factor_id: int, steps: int) -> frozenset[int]:
    """Return the factors from which a factor can be reached in `steps`, without itself."""
    return _within(distances(links, factor_id, back=True), steps)


SIGNS: Final = {
    Sign.MORE: noop("More {source} leads to more {target}"),
    Sign.LESS: noop("More {source} leads to less {target}"),
    Sign.UNKNOWN: noop("A change of {source} affects {target}"),
}
DELAYED: Final = {
    Sign.MORE: noop("More {source} leads to more {target}, after a delay"),
    Sign.LESS: noop("More {source} leads to less {target}, after a delay"),
    Sign.UNKNOWN: noop("A change of {source} affects {target}, after a delay"),
}
_INWARD: Final = {
    (Sign.MORE, False): noop("More {target} comes from more {source}"),
    (Sign.LESS, False): noop("Less {target} comes from more {source}"),
    (Sign.UNKNOWN, False): noop("A change of {target} comes from {source}"),
    (Sign.MORE, True): noop("More {target} comes from more {source}, after a delay"),
    (Sign.LESS, True): noop("Less {target} comes from more {source}, after a delay"),
    (Sign.UNKNOWN, True): noop("A change of {target} comes from {source}, after a delay"),
}


def link_words(link: LinkRow, labels: Mapping[int, str], inward: bool = False) -> str:
    """Return a link as a sentence: its ends, its effect, and whether it is delayed.

    inward: as its target sees it.
    """
    outward = (DELAYED if link.delay else SIGNS)[link.sign]
    source, target = inside(labels[link.source_id]), inside(labels[link.target_id])
    said = _INWARD[link.sign, link.delay] if inward else outward
    return say(said, source=source, target=target)


def _within(found: Mapping[int, int], steps: int) -> frozenset[int]:
    return frozenset(id_ for id_, distance in found.items() if distance <= steps)
