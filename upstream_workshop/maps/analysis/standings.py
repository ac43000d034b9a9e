"""How central each factor of a map is, and how large its box is drawn for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import rustworkx as rx

from upstream_workshop.maps.queries import FactorRow, LinkRow

_SIZES: Final = (0.8, 1.35)  # of the least and most central factor; more would not fit a layout


class SizeBy(StrEnum):
    """By what the boxes of a map are sized."""

    EQUAL = ""
    LINKS = "links"
    BETWEEN = "between"


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
    """
    ids = sorted(factor.id for factor in factors)
    pairs = [(link.source_id, link.target_id) for link in links]
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


def measured(standing: Standing, by: SizeBy) -> float:
    """Return the number by which a factor is sized."""
    numbers = {SizeBy.EQUAL: 0.0, SizeBy.LINKS: standing.links, SizeBy.BETWEEN: standing.between}
    return float(numbers[by])
