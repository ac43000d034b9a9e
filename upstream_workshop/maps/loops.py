"""Feedback loops: how they are found, classified by the product of their signs, and put as sentences.

A loop is a sequence of links, so two parallel links make two loops. The result does not depend on
the order of factors and links. Loops are found in the order in which links close them, so that what
is added later changes neither the number nor the name of a loop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

import rustworkx as rx

from resources.words import noop, say
from upstream_workshop.maps.kinds import LoopKind, Sign
from upstream_workshop.maps.queries import FactorRow, LinkRow, NamedLoop

_EFFORT: Final = 30_000  # steps of ways that are looked at for the loops through one link
CAP: Final = 500  # a dense map has more loops than atoms; a list of some dozens is read


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop, beginning with the link of the smallest id.

    kind: R (reinforcing), B (balancing), or ? if the sign of a link is unknown.
    number: the place of the loop among those of its map in the order in which links closed them.
    """

    factor_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    kind: LoopKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class LoopSearch:
    """The shortest loops of a map, shortest first, and whether there are no others."""

    loops: tuple[Loop, ...]
    complete: bool


def loops(
    factors: Iterable[FactorRow],
    links: Iterable[LinkRow],
    cap: int = CAP,
    look: Callable[[], object] = lambda: None,
) -> LoopSearch:
    """Find the `cap` shortest loops; of those of one length, the ones that were closed first.

    look: called now and then; it may raise an exception to stop the search.
    """
    order = sorted(links, key=lambda link: link.id)
    within = _components(factors, order)
    kept: list[tuple[int, int, tuple[int, ...]]] = []  # a heap: the longest and youngest first
    numbers: dict[tuple[int, ...], int] = {}
    complete = True
    graph = _Graph()
    for link in order:
        if within[link.source_id] == within[link.target_id]:
            look()
            longest = len(within) if complete or len(kept) < cap else -kept[0][0] - 1
            found, all_of_them = graph.closed_by(link, longest, cap)
            complete &= all_of_them
            for links_of_it in found:
                numbers[links_of_it] = len(numbers) + 1
                heappush(kept, (-len(links_of_it), -link.id, _opposite(links_of_it)))
            while len(kept) > cap:
                heappop(kept)
                complete = False
            graph.add(link)
    by_id = {link.id: link for link in order}
    shortest = [_opposite(opposite) for _, _, opposite in sorted(kept, reverse=True)]
    ranked = (_loop([by_id[id_] for id_ in ids], numbers[ids]) for ids in shortest)
    return LoopSearch(tuple(ranked), complete)


def numbered(search: LoopSearch, named: Iterable[NamedLoop] = ()) -> dict[tuple[int, ...], int]:
    """Return the number of each loop by its links.

    named: the loops that have names, with the numbers that they have kept; others go out of their way.
    """
    kept = {loop.link_ids: loop.number for loop in named if loop.number}
    taken = set(kept.values())
    found: dict[tuple[int, ...], int] = {}
    last = 0
    for loop in sorted(search.loops, key=lambda loop: loop.number):
        if loop.link_ids in kept:
            found[loop.link_ids] = kept[loop.link_ids]
            continue
        last = max(last + 1, loop.number)
        while last in taken:
            last += 1
        found[loop.link_ids] = last
    return found


def mark(loop: Loop, number: int) -> str:
    """Return the mark of a loop, such as R1: its kind and its number."""
    return f"{loop.kind}{number}"


def rotated(link_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the links of a loop beginning with the smallest id, which identifies the loop."""
    if not link_ids:
        return ()
    first = min(range(len(link_ids)), key=lambda place: link_ids[place])
    return (*link_ids[first:], *link_ids[:first])


def sentence(loop: Loop, factors: Iterable[FactorRow], links: Iterable[LinkRow]) -> str:
    """Return a loop as a sentence, which follows increase and decrease round it and says its delays.

    The sentence stops following them at the first unknown sign.
    """
    label = {factor.id: _inside(factor.label) for factor in factors}
    by_id = {link.id: link for link in links}
    clause, amount = "", Sign.MORE
    onward = (*loop.factor_ids[1:], loop.factor_ids[0])
    for link_id, target in zip(loop.link_ids, onward, strict=True):
        link = by_id[link_id]
        if not link.sign:
            amount = Sign.UNKNOWN
        elif link.sign == Sign.LESS:
            amount = _TURNED[amount]
        if clause:
            said = (_ON_LATER if link.delay else _ON)[amount]
            clause = say(said, clause=clause, target=label[target])
        else:
            said = (_FIRST_LATER if link.delay else _FIRST)[amount]
            clause = say(said, source=label[loop.factor_ids[0]], target=label[target])
    return say("{sentence}.", sentence=clause)


def delayed(loop: Loop, links: Iterable[LinkRow]) -> int:
    """Return how many links of a loop take their time.

    A balancing loop with a delay overshoots: it goes on correcting what has long been put right.
    """
    return sum(link.delay for link in links if link.id in loop.link_ids)


_TURNED: Final = {Sign.MORE: Sign.LESS, Sign.LESS: Sign.MORE, Sign.UNKNOWN: Sign.UNKNOWN}
_FIRST: Final = {
    Sign.MORE: noop("More {source} brings more {target}"),
    Sign.LESS: noop("More {source} brings less {target}"),
    Sign.UNKNOWN: noop("More {source} affects {target}"),
}
_FIRST_LATER: Final = {
    Sign.MORE: noop("More {source} brings, after a delay, more {target}"),
    Sign.LESS: noop("More {source} brings, after a delay, less {target}"),
    Sign.UNKNOWN: noop("More {source} affects, after a delay, {target}"),
}
_ON: Final = {
    Sign.MORE: noop("{clause}, which brings more {target}"),
    Sign.LESS: noop("{clause}, which brings less {target}"),
    Sign.UNKNOWN: noop("{clause}, which affects {target}"),
}
_ON_LATER: Final = {
    Sign.MORE: noop("{clause}, which brings, after a delay, more {target}"),
    Sign.LESS: noop("{clause}, which brings, after a delay, less {target}"),
    Sign.UNKNOWN: noop("{clause}, which affects, after a delay, {target}"),
}


class _Graph:
    """The links that were added so far."""

    def __init__(self) -> None:
        self._onward: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._back: defaultdict[int, set[int]] = defaultdict(set)

    def add(self, link: LinkRow) -> None:
        """Add a link."""
        self._onward[link.source_id].append((link.id, link.target_id))
        self._back[link.target_id].add(link.source_id)

    def closed_by(
        self, link: LinkRow, longest: int, most: int
    ) -> tuple[list[tuple[int, ...]], bool]:
        """Return the loops that a link closes, shortest first, and whether that is all so short.

        longest: the greatest number of links; most: the greatest number of loops.
        """
        if link.source_id == link.target_id:
            return [(link.id,)] if longest else [], True
        distance = self._distances(link.source_id, longest - 1)
        if link.target_id not in distance:
            return [], True
        found: list[tuple[int, ...]] = []
        first = (distance[link.target_id], (link.id,), link.target_id, frozenset((link.target_id,)))
        ways: list[tuple[int, tuple[int, ...], int, frozenset[int]]] = [first]
        for _ in range(_EFFORT):
            if not ways or (len(found) > most and len(found[-1]) <= ways[0][0]):
                break
            _, ids, at, passed = heappop(ways)
            if at == link.source_id:
                found.append(rotated(ids))
                continue
            for id_, onward in self._onward[at]:
                length = len(ids) + distance.get(onward, longest)
                if length < longest and onward not in passed:
                    heappush(ways, (length, (*ids, id_), onward, passed | {onward}))
        ranked = sorted(found, key=lambda ids: (len(ids), ids))
        return ranked[:most], not ways and len(found) <= most

    def _distances(self, target: int, longest: int) -> dict[int, int]:
        """Return how many links there are from each factor to one, if at most `longest`."""
        found = {target: 0}
        edge = [target]
        for steps in range(1, longest + 1):
            edge = list({id_ for each in edge for id_ in self._back[each] if id_ not in found})
            found |= dict.fromkeys(edge, steps)
        return found


def _components(factors: Iterable[FactorRow], links: Sequence[LinkRow]) -> dict[int, int]:
    """Return for each factor in which group of factors it is that lead to each other."""
    ids = sorted(factor.id for factor in factors)
    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph()
    places = dict(zip(ids, graph.add_nodes_from(list(ids)), strict=True))
    graph.add_edges_from([(places[k.source_id], places[k.target_id], None) for k in links])
    groups = rx.strongly_connected_components(graph)
    return {ids[place]: number for number, group in enumerate(groups) for place in group}


def _opposite(ids: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-id_ for id_ in ids)


def _loop(chosen: Sequence[LinkRow], number: int) -> Loop:
    order = rotated([link.id for link in chosen])
    by_id = {link.id: link for link in chosen}
    sources = tuple(by_id[link_id].source_id for link_id in order)
    return Loop(sources, order, _kind([link.sign for link in chosen]), number)


def _kind(signs: Sequence[Sign]) -> LoopKind:
    if Sign.UNKNOWN in signs:
        return LoopKind.UNKNOWN
    return LoopKind.BALANCING if signs.count(Sign.LESS) % 2 else LoopKind.REINFORCING


def _inside(label: str) -> str:
    """Return a label for use inside a sentence: in lower case, unless it is an abbreviation."""
    first = label.split(" ", 1)[0]
    return label[:1].lower() + label[1:] if first[1:] == first[1:].lower() else label
