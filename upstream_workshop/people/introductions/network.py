"""The network of acquaintances: its figures before and after the residential, and its bridges.

A tie between two people is counted once, whichever of them named it. The wish that two should meet
is not counted as a tie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

if TYPE_CHECKING:
    import rustworkx as rx

Pair: TypeAlias = tuple[int, int]
Organisations: TypeAlias = Mapping[int, str]  # organisations by participant id; blank if unknown


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie between two people, or the wish that they should meet.

    mutual: False if only the first person has named the second.
    dismissed: whether the wish was set aside; it is kept so that it is not proposed again.
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
        """The ids of the two people, the smaller one first."""
        return paired(self.first_id, self.second_id)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a network.

    density: the share of all possible ties, from 0 to 1.
    across: how many ties are between two organisations.
    mutual: how many ties both people have named.
    parts: how many groups have no path to each other; an isolate is one.
    reachable: how many pairs of people have a path to each other.
    isolates: the people without ties.
    bridging: the people without whom others would have no path to each other.
    bridges: the ties without which others would have no path to each other.
    """

    people: int
    ties: int
    density: float
    across: int
    mutual: int
    parts: int
    reachable: int
    isolates: tuple[int, ...]
    bridging: tuple[int, ...]
    bridges: tuple[Pair, ...]


def paired(first: int, second: int) -> Pair:
    """Return two ids as a pair, the smaller one first."""
    return (first, second) if first < second else (second, first)


def stands(tie: TieRow, phase: Phase) -> bool:
    """Check whether a tie existed in a phase. Ties from BEFORE exist AFTER too; wishes do not."""
    return (
        tie.kind != TieKind.MEET
        and not tie.dismissed
        and (phase == Phase.AFTER or tie.phase == Phase.BEFORE)
    )


def pairs_at(ties: Iterable[TieRow], phase: Phase) -> dict[Pair, bool]:
    """Return the pairs that were tied in a phase, with whether both people have named the tie."""
    found: dict[Pair, bool] = {}
    named_by: dict[Pair, set[int]] = {}
    for tie in ties:
        if stands(tie, phase):
            speakers = named_by.setdefault(tie.pair, set())
            speakers |= {tie.first_id, tie.second_id} if tie.mutual else {tie.first_id}
            found[tie.pair] = len(speakers) == 2
    return found


def figures(organisations: Organisations, ties: Iterable[TieRow], phase: Phase) -> Figures:
    """Return the figures of the network of these people in a phase."""
    import rustworkx as rx  # the rows above are asked for at every start

    tied = {
        pair: mutual
        for pair, mutual in pairs_at(ties, phase).items()
        if pair[0] in organisations and pair[1] in organisations
    }
    graph, ids = graph_of(organisations, tied)
    parts = rx.connected_components(graph)
    possible = len(ids) * (len(ids) - 1) // 2
    return Figures(
        people=len(ids),
        ties=len(tied),
        density=len(tied) / possible if possible else 0.0,
        across=sum(crosses(organisations, pair) for pair in tied),
        mutual=sum(tied.values()),
        parts=len(parts),
        reachable=sum(len(part) * (len(part) - 1) // 2 for part in parts),
        isolates=tuple(
            sorted(ids[node] for node in graph.node_indices() if not graph.degree(node))
        ),
        bridging=tuple(sorted(ids[node] for node in rx.articulation_points(graph))),
        bridges=tuple(sorted(paired(ids[edge[0]], ids[edge[-1]]) for edge in rx.bridges(graph))),
    )


def crosses(organisations: Organisations, pair: Pair) -> bool:
    """Check whether a pair comes from two organisations; a blank one counts as the same."""
    first, second = organisations[pair[0]], organisations[pair[1]]
    return bool(first and second and first != second)


def graph_of(
    people: Iterable[int], pairs: Collection[Pair]
) -> tuple[rx.PyGraph[int, None], list[int]]:
    """Return the pairs as a graph, and the participant id of each of its nodes."""
    import rustworkx as rx

    ids = sorted(people)
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(ids)
    node = {id_: number for number, id_ in enumerate(ids)}
    graph.add_edges_from_no_data([(node[a], node[b]) for a, b in sorted(pairs)])
    return graph, ids
