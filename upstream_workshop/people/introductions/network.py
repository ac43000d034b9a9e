"""The network of who knows whom: its figures before and after, and who holds it together.

A tie is counted once for two people, whoever named it; a wish that two should meet is no tie yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import rustworkx as rx

from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

Pair: TypeAlias = tuple[int, int]
Homes: TypeAlias = Mapping[int, str]  # person to organisation; blank where none is known


@dataclass(frozen=True, slots=True)
class TieRow:
    """What was noted between two people. Not mutual: only the first says so of the second.

    A `dismissed` wish to meet is kept so that it is not proposed again.
    """

    id: int
    first_id: int
    second_id: int
    kind: TieKind
    phase: Phase
    mutual: bool = True
    dismissed: bool = False

    @property
    def pair(self) -> Pair:
        """The two, the smaller id first."""
        return paired(self.first_id, self.second_id)


@dataclass(frozen=True, slots=True)
class Figures:
    """A network in numbers. `density` is the share of all possible ties, from 0 to 1.

    `isolates` know nobody; `bridging` people would leave others without a way to each other if they
    went, and so would `bridges`, ties without a way round. `reachable` counts the pairs with a way.
    """

    people: int
    ties: int
    density: float
    across: int  # ties between two organisations
    mutual: int  # ties that both have named
    parts: int  # groups without a way to each other; an isolate is one
    reachable: int
    isolates: tuple[int, ...]
    bridging: tuple[int, ...]
    bridges: tuple[Pair, ...]


def paired(first: int, second: int) -> Pair:
    """Two ids as one pair, whoever came first."""
    return (first, second) if first < second else (second, first)


def stands(tie: TieRow, phase: Phase) -> bool:
    """Whether this tie was there at that time; what was there before is there after."""
    return (
        tie.kind != TieKind.MEET
        and not tie.dismissed
        and (phase == Phase.AFTER or tie.phase == Phase.BEFORE)
    )


def pairs_at(ties: Iterable[TieRow], phase: Phase) -> dict[Pair, bool]:
    """The pairs tied at that time, and whether both have said so."""
    found: dict[Pair, bool] = {}
    said: dict[Pair, set[int]] = {}
    for tie in ties:
        if stands(tie, phase):
            speakers = said.setdefault(tie.pair, set())
            speakers |= {tie.first_id, tie.second_id} if tie.mutual else {tie.first_id}
            found[tie.pair] = len(speakers) == 2
    return found


def figures(homes: Homes, ties: Iterable[TieRow], phase: Phase) -> Figures:
    """The network of these people at that time, in numbers."""
    tied = {
        pair: mutual
        for pair, mutual in pairs_at(ties, phase).items()
        if pair[0] in homes and pair[1] in homes
    }
    graph, ids = graph_of(homes, tied)
    parts = rx.connected_components(graph)
    possible = len(ids) * (len(ids) - 1) // 2
    return Figures(
        people=len(ids),
        ties=len(tied),
        density=len(tied) / possible if possible else 0.0,
        across=sum(crosses(homes, pair) for pair in tied),
        mutual=sum(tied.values()),
        parts=len(parts),
        reachable=sum(len(part) * (len(part) - 1) // 2 for part in parts),
        isolates=tuple(
            sorted(ids[node] for node in graph.node_indices() if not graph.degree(node))
        ),
        bridging=tuple(sorted(ids[node] for node in rx.articulation_points(graph))),
        bridges=tuple(sorted(paired(ids[edge[0]], ids[edge[-1]]) for edge in rx.bridges(graph))),
    )


def crosses(homes: Homes, pair: Pair) -> bool:
    """Whether the two come from two organisations; a blank one is not known to be another."""
    first, second = homes[pair[0]], homes[pair[1]]
    return bool(first and second and first != second)


def graph_of(
    people: Iterable[int], pairs: Collection[Pair]
) -> tuple[rx.PyGraph[int, None], list[int]]:
    """The pairs as a graph, and the person behind each of its nodes."""
    ids = sorted(people)
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(ids)
    node = {id_: number for number, id_ in enumerate(ids)}
    graph.add_edges_from_no_data([(node[a], node[b]) for a, b in sorted(pairs)])
    return graph, ids
