"""What can be derived from a map: its loops, which factors lead to which, and which are central.

Loops, geometry and layouts have modules of their own; their most used names are imported here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import rustworkx as rx

from resources.words import noop, say
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.loops import (
    CAP,
    Loop,
    LoopSearch,
    delayed,
    loops,
    mark,
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
    "delayed",
    "downstream",
    "link_words",
    "loops",
    "mark",
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
    into, out = Counter(target for _, target in pairs), Counter(source for source, _ in pairs)
    return {id_: Standing(into[id_], out[id_], between[places[id_]]) for id_ in ids}


SIGNS: Final = {
    Sign.MORE: noop("{source} brings more {target}"),
    Sign.LESS: noop("{source} brings less {target}"),
    Sign.UNKNOWN: noop("{source} affects {target}"),
}
DELAYED: Final = {
    Sign.MORE: noop("{source} brings, after a delay, more {target}"),
    Sign.LESS: noop("{source} brings, after a delay, less {target}"),
    Sign.UNKNOWN: noop("{source} affects, after a delay, {target}"),
}


def link_words(link: LinkRow, labels: Mapping[int, str]) -> str:
    """Return a link as a sentence: its ends, its effect, and whether it is delayed."""
    source, target = labels[link.source_id], labels[link.target_id]
    if link.delay:
        return say(DELAYED[link.sign], source=source, target=target)
    return say(SIGNS[link.sign], source=source, target=target)


def _reached(pairs: Iterable[tuple[int, int]], start: int, steps: int) -> frozenset[int]:
    onward: defaultdict[int, list[int]] = defaultdict(list)
    for source, target in pairs:
        onward[source].append(target)
    seen = edge = {start}
    for _ in range(steps):
        edge = {target for source in edge for target in onward[source]} - seen
        seen = seen | edge
    return frozenset(seen - {start})
