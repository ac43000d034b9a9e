"""What can be derived from a map: its loops, which factors lead to which, and which are central.

Loops, geometry and layouts have modules of their own; their most used names are imported here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import rustworkx as rx

from resources.words import noop, say
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
from upstream_workshop.maps.queries import FactorRow, LinkRow

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


@dataclass(frozen=True, slots=True)
class Standing:
    """The centrality of a factor.

    Its numbers of links in and out, and its betweenness: the share of shortest paths through it,
    from 0 to 1.
    """

    into: int
    out: int
    between: float


def downstream(links: Iterable[LinkRow], factor_id: int, steps: int) -> frozenset[int]:
    """Return the factors that can be reached from a factor in `steps`, without itself."""
    return _reached([(link.source_id, link.target_id) for link in links], factor_id, steps)


def upstream(links: Iterable[LinkRow], factor_id: int, steps: int) -> frozenset[int]:
    """Return the factors from which a factor can be reached in `steps`, without itself."""
    return _reached([(link.target_id, link.source_id) for link in links], factor_id, steps)


def standings(factors: Iterable[FactorRow], links: Iterable[LinkRow]) -> Mapping[int, Standing]:
    """Return the degrees and the betweenness of every factor, by its id.

    Parallel links count as one for the betweenness, and each for the degrees.
    """
    ids = sorted(factor.id for factor in factors)
    pairs = [(link.source_id, link.target_id) for link in links]
    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph(multigraph=False)
    places = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    graph.add_edges_from([(places[a], places[b], None) for a, b in sorted(set(pairs))])
    between = rx.digraph_betweenness_centrality(graph)
    into, out = Counter(b for _, b in pairs), Counter(a for a, _ in pairs)
    return {id_: Standing(into[id_], out[id_], between[places[id_]]) for id_ in ids}


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


def _reached(pairs: Sequence[tuple[int, int]], start: int, steps: int) -> frozenset[int]:
    onward: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        onward[a].append(b)
    seen = edge = {start}
    for _ in range(steps):
        if not edge:
            break
        edge = {b for a in edge for b in onward[a]} - seen
        seen = seen | edge
    return frozenset(seen - {start})
