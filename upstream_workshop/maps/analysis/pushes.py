"""What follows from one factor going up or down, as far as signs alone can tell.

A change is followed along every way that visits no factor twice. Links that can only lead back to
where the change has been, those to a factor that lies on every way to their source, are not
followed: they close loops, which are told apart. What remains is followed by its signs alone, so
that a whole map takes a time linear in its links. Where a loop can be entered at two places, a way
round it may count too; it can only make an effect undecided, never turn it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import rustworkx as rx

from upstream_workshop.maps.analysis.chain_words import followed
from upstream_workshop.maps.analysis.reach import distances
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import LinkRow


class Effect(StrEnum):
    """What becomes of a factor: up, down, both by different ways, or unknown as a sign is."""

    MORE = "+"
    LESS = "-"
    MIXED = "+-"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Affected:
    """A factor that a push reaches.

    later: whether every way to it has a delay.
    steps: those of the shortest way to it.
    """

    factor_id: int
    effect: Effect
    later: bool
    steps: int


@dataclass(frozen=True, slots=True)
class Push:
    """A push of a factor, up or down, and what it reaches: the nearest first.

    link_ids: the links along which it was followed.
    """

    factor_id: int
    up: bool
    affected: tuple[Affected, ...]
    link_ids: tuple[int, ...]


def push(links: Iterable[LinkRow], factor_id: int, up: bool = True) -> Push:
    """Return what follows if a factor goes up, or down."""
    every = sorted(links, key=lambda link: link.id)
    steps = distances(every, factor_id)
    reached = steps.keys() | {factor_id}
    onward = _leading_on([link for link in every if link.source_id in reached], factor_id)
    signs = _signs(onward, factor_id, Sign.MORE if up else Sign.LESS)
    prompt = distances([link for link in onward if not link.delay], factor_id)
    affected = [
        Affected(id_, _effect(signs[id_]), id_ not in prompt, far) for id_, far in steps.items()
    ]
    return Push(factor_id, up, tuple(affected), tuple(link.id for link in onward))


def _leading_on(links: Sequence[LinkRow], start: int) -> list[LinkRow]:
    """Return the links but those to a factor that lies on every way from the start to their source."""
    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph(multigraph=False)
    ids = sorted({start} | {link.source_id for link in links} | {link.target_id for link in links})
    nodes = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    pairs = sorted({(nodes[link.source_id], nodes[link.target_id]) for link in links})
    graph.add_edges_from_no_data(pairs)
    above = rx.immediate_dominators(graph, nodes[start])
    spans = _spans({node: over for node, over in above.items() if node != over}, nodes[start])

    def leads_back(link: LinkRow) -> bool:
        first, last = spans[nodes[link.target_id]]
        return first <= spans[nodes[link.source_id]][0] <= last

    return [link for link in links if not leads_back(link)]


def _spans(above: Mapping[int, int], root: int) -> dict[int, tuple[int, int]]:
    """Return the first and last number below each node of a tree, numbered from the root down."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    for node, over in above.items():
        below[over].append(node)
    order, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting += below[node]
    first = {node: number for number, node in enumerate(order)}
    last = dict(first)
    for node in reversed(order):
        if node != root:
            last[above[node]] = max(last[above[node]], last[node])
    return {node: (first[node], last[node]) for node in order}


def _signs(links: Iterable[LinkRow], start: int, amount: Sign) -> Mapping[int, Collection[Sign]]:
    """Return with which signs a change arrives at each factor."""
    onward: defaultdict[int, list[LinkRow]] = defaultdict(list)
    for link in links:
        onward[link.source_id].append(link)
    found: defaultdict[int, set[Sign]] = defaultdict(set, {start: {amount}})
    waiting = [(start, amount)]
    while waiting:
        factor_id, arriving = waiting.pop()
        for link in onward[factor_id]:
            leaving = followed(arriving, link.sign)
            if leaving not in found[link.target_id]:
                found[link.target_id].add(leaving)
                waiting.append((link.target_id, leaving))
    return found


def _effect(signs: Collection[Sign]) -> Effect:
    if Sign.MORE in signs and Sign.LESS in signs:
        return Effect.MIXED
    if Sign.UNKNOWN in signs:
        return Effect.UNKNOWN
    return Effect.MORE if Sign.MORE in signs else Effect.LESS
