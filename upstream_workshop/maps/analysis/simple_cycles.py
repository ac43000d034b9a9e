"""The simple cycles of a directed multigraph that a link closes, by increasing length.

Links are added one by one in the order of their ids. The cycles that a link closes are the paths
from its target back to its source over earlier links; a best-first search finds them by length,
with the distance back to the source as its lower bound.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple, TypeAlias

import rustworkx as rx

UNLIMITED: Final = 1 << 30  # a length that no cycle has

Onward: TypeAlias = defaultdict[int, list["Step"]]


class Step(NamedTuple):
    """A link: its id and its ends."""

    link_id: int
    source: int
    target: int


_Path: TypeAlias = tuple[Step, "_Path | None"]  # its last link, and the path before it
_Entry: TypeAlias = tuple[int, int, int, _Path]


class OutOfStepsError(Exception):
    """The search ended early: cycles of `length` links or more may be missing."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class ClosedCycles:
    """A growing graph that finds the cycles which each added link closes.

    It holds only links that are on a cycle of the whole graph, since no others matter.
    """

    def __init__(self) -> None:
        self._onward: Onward = defaultdict(list)
        self._back: Onward = defaultdict(list)

    def add(self, step: Step) -> None:
        """Add a link."""
        self._onward[step.source].append(step)
        self._back[step.target].append(step)

    def through(self, step: Step, limit: int, budget: int) -> Iterator[tuple[Step, ...]]:
        """Yield the cycles through a link that is added, beginning with it, shortest first.

        limit: the length of the longest cycle that is wanted.
        budget: how many paths may be looked at. Raises OutOfStepsError: when they are not enough.
        """
        reach = UNLIMITED if limit == UNLIMITED else limit // 2
        bound, beyond = self._distances(step.source, reach)
        order = count()
        heap: list[_Entry] = [
            (1 + bound.get(step.target, beyond), -1, next(order), (step, None))
        ]  # length at least, minus the links so far, order of finding, path
        while heap:
            length, depth, _, path = heapq.heappop(heap)
            if length > limit:
                return
            visited = _visited(path)
            budget -= len(visited) // 20
            while path[0].target != step.source:
                budget -= 1
                if budget < 0:
                    raise OutOfStepsError(length)
                ahead = None  # a link that makes the way no longer is followed at once
                for onward in self._onward[path[0].target]:
                    least = 1 - depth + bound.get(onward.target, beyond)
                    if onward.target in visited or least > limit:
                        continue
                    if ahead is None and least == length:
                        ahead = onward
                    else:
                        heapq.heappush(heap, (least, depth - 1, next(order), (onward, path)))
                if ahead is None:
                    break
                depth, path = depth - 1, (ahead, path)
                visited.add(ahead.target)
            else:
                yield _unwound(path)

    def _distances(self, goal: int, reach: int) -> tuple[dict[int, int], int]:
        """Return the distances to a factor up to `reach`, and a lower bound for all others."""
        found, edge, distance = {goal: 0}, [goal], 0
        while edge and distance < reach:
            distance += 1
            ahead = {step.source for node in edge for step in self._back[node]} - found.keys()
            found |= dict.fromkeys(ahead, distance)
            edge = sorted(ahead)
        return found, distance + 1 if edge else UNLIMITED


def closing(steps: Sequence[Step]) -> dict[int, bool]:
    """Return whether each link that is on a cycle closes one when it is added, by its id.

    steps: the links in the order of their being added. Links on no cycle are left out.
    The order is halved again and again: what is strongly connected by the first half is decided
    there, and everything else later, with the components of the first half as single factors.
    """
    joined: dict[int, int] = {}
    _join_times([(n, s.source, s.target) for n, s in enumerate(steps)], 0, len(steps), joined)
    return {steps[n].link_id: joined[n] <= n for n in sorted(joined)}


def _join_times(
    edges: Sequence[tuple[int, int, int]], low: int, high: int, joined: dict[int, int]
) -> None:
    """Note for each edge the first index with which its ends are strongly connected.

    edges: index, source and target. The times looked for are from `low` to `high` - 1.
    """
    pending = [(edges, low, high)]
    while pending:
        edges, low, high = pending.pop()
        component = _components(edges, high - 1)
        edges = [edge for edge in edges if component[edge[1]] == component[edge[2]]]
        if high - low <= 1:
            joined |= {n: low for n, _, _ in edges}
        elif edges:
            middle = (low + high) // 2
            part = _components(edges, middle - 1)
            early = [edge for edge in edges if part[edge[1]] == part[edge[2]]]
            late = [(n, part[a], part[b]) for n, a, b in edges if part[a] != part[b]]
            pending += [(early, low, middle), (late, middle, high)]


def _components(edges: Iterable[tuple[int, int, int]], last: int) -> dict[int, int]:
    """Return the strongly connected component of each node, by the edges up to an index."""
    edges = list(edges)
    nodes = sorted({node for _, a, b in edges for node in (a, b)})
    place = {node: n for n, node in enumerate(nodes)}
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    graph.add_nodes_from([None] * len(nodes))
    graph.add_edges_from_no_data([(place[a], place[b]) for n, a, b in edges if n <= last])
    parts = rx.strongly_connected_components(graph)
    return {nodes[node]: number for number, part in enumerate(parts) for node in part}


def _visited(path: _Path) -> set[int]:
    """Return the factors that a path leads to."""
    return {step.target for step in _unwound(path)}


def _unwound(path: _Path) -> tuple[Step, ...]:
    steps: list[Step] = []
    rest: _Path | None = path
    while rest is not None:
        steps.append(rest[0])
        rest = rest[1]
    return tuple(reversed(steps))
