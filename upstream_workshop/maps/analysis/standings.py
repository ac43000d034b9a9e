"""How central each factor of a map is, and how large its box is drawn for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import rustworkx as rx

from resources.words import noop, say
from upstream_workshop.maps.kinds import SizeBy

if TYPE_CHECKING:  # the measuring process needs no tables
    from upstream_workshop.maps.map_rows import FactorRow, LinkRow

Pair: TypeAlias = tuple[int, int]
Graph: TypeAlias = tuple[Sequence[int], Sequence[Pair]]
WORDS: Final = {
    SizeBy.EQUAL: "",
    SizeBy.LINKS: noop("Larger boxes have more links."),
    SizeBy.BETWEEN: noop("Larger boxes are on the shortest way between more pairs of factors."),
}
_SIZES: Final = (0.8, 1.35)  # of the least and most central factor; more would not fit a layout


@dataclass(frozen=True, slots=True)
class Standing:
    """The centrality of a factor.

    Its numbers of links in and out, and its betweenness: the share of shortest paths through it,
    from 0 to 1.
    """

    into: int
    out: int
    between: float

    @property
    def links(self) -> int:
        """The number of its links, in and out."""
        return self.into + self.out


def standings(factors: Iterable[FactorRow], links: Iterable[LinkRow]) -> Mapping[int, Standing]:
    """Return the degrees and the betweenness of every factor, by its id.

    Parallel links count as one for the betweenness, and each for the degrees.

    On a large map this takes long, and no other thread runs Python meanwhile: see `measuring`.
    """
    return standings_in(*graph_of(factors, links))


def graph_of(factors: Iterable[FactorRow], links: Iterable[LinkRow]) -> Graph:
    """Return the ids of the factors in order, and of each link those that it leads from and to."""
    pairs = tuple((link.source_id, link.target_id) for link in links)
    return tuple(sorted(factor.id for factor in factors)), pairs


def standings_in(ids: Sequence[int], pairs: Sequence[Pair]) -> Mapping[int, Standing]:
    """Return the standings in a graph that `graph_of` returned."""
    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph(multigraph=False)
    places = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    graph.add_edges_from([(places[a], places[b], None) for a, b in sorted(set(pairs))])
    between = rx.digraph_betweenness_centrality(graph)
    into, out = Counter(b for _, b in pairs), Counter(a for a, _ in pairs)
    return {id_: Standing(into[id_], out[id_], between[places[id_]]) for id_ in ids}


def box_sizes(found: Mapping[int, Standing], by: SizeBy) -> dict[int, float]:
    """Return how much larger or smaller than usual each box is, as a ratio; none if all are equal."""
    values = {id_: measured(standing, by) for id_, standing in found.items()}
    least, most = min(values.values(), default=0.0), max(values.values(), default=0.0)
    if most <= least:
        return {}
    step = (_SIZES[1] - _SIZES[0]) / (most - least)
    return {id_: _SIZES[0] + (value - least) * step for id_, value in values.items()}


def size_words(by: SizeBy) -> str:
    """Return what the size of boxes means; blank if they are equal."""
    return say(WORDS[by])


def measured(standing: Standing, by: SizeBy) -> float:
    """Return the number by which a factor is sized."""
    numbers = {SizeBy.EQUAL: 0.0, SizeBy.LINKS: standing.links, SizeBy.BETWEEN: standing.between}
    return float(numbers[by])
