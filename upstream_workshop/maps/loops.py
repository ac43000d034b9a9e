"""Feedback loops: how they are found, classified by the product of their signs, and put as sentences.

A loop is a sequence of links, so two parallel links make two loops. The result does not depend on
the order of factors and links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

import rustworkx as rx

from resources.words import noop, say
from upstream_workshop.maps.kinds import LoopKind, Sign
from upstream_workshop.maps.queries import FactorRow, LinkRow

CAP: Final = 500  # a dense map has more loops than atoms; a list of some dozens is read


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop, beginning with the link of the smallest id.

    Its kind is R (reinforcing), B (balancing), or ? if the sign of a link is unknown.
    """

    factor_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    kind: LoopKind


@dataclass(frozen=True, slots=True)
class LoopSearch:
    """The loops that were found, shortest first, and whether there are no others."""

    loops: tuple[Loop, ...]
    complete: bool


def loops(factors: Iterable[FactorRow], links: Iterable[LinkRow], cap: int = CAP) -> LoopSearch:
    """Find up to `cap` loops; the search ends when one more is found."""
    ids = sorted(factor.id for factor in factors)
    between: defaultdict[tuple[int, int], list[LinkRow]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link.id):
        between[link.source_id, link.target_id].append(link)
    found = list(islice(_walk(ids, between), cap + 1))
    kept = sorted(found[:cap], key=lambda loop: (len(loop.link_ids), loop.link_ids))
    return LoopSearch(tuple(kept), complete=len(found) <= cap)


def numbered(found: Sequence[Loop]) -> dict[tuple[int, ...], str]:
    """Return the numbers R1, R2, B1, ?1 … by the links of each loop, in the given order."""
    counts: defaultdict[str, int] = defaultdict(int)
    marks: dict[tuple[int, ...], str] = {}
    for loop in found:
        counts[loop.kind] += 1
        marks[loop.link_ids] = f"{loop.kind}{counts[loop.kind]}"
    return marks


def rotated(link_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the links of a loop beginning with the smallest id, which identifies the loop."""
    if not link_ids:
        return ()
    first = min(range(len(link_ids)), key=lambda place: link_ids[place])
    return (*link_ids[first:], *link_ids[:first])


def sentence(loop: Loop, factors: Iterable[FactorRow], links: Iterable[LinkRow]) -> str:
    """Return a loop as a sentence, which follows increase and decrease round it.

    The sentence stops following them at the first unknown sign.
    """
    label = {factor.id: _inside(factor.label) for factor in factors}
    sign = {link.id: link.sign for link in links}
    clause, amount = "", Sign.MORE
    onward = (*loop.factor_ids[1:], loop.factor_ids[0])
    for link_id, target in zip(loop.link_ids, onward, strict=True):
        if not sign[link_id]:
            amount = Sign.UNKNOWN
        elif sign[link_id] == Sign.LESS:
            amount = _TURNED[amount]
        if clause:
            clause = say(_ON[amount], clause=clause, target=label[target])
        else:
            first = label[loop.factor_ids[0]]
            clause = say(_FIRST[amount], source=first, target=label[target])
    return say("{sentence}.", sentence=clause)


_TURNED: Final = {Sign.MORE: Sign.LESS, Sign.LESS: Sign.MORE, Sign.UNKNOWN: Sign.UNKNOWN}
_FIRST: Final = {
    Sign.MORE: noop("More {source} brings more {target}"),
    Sign.LESS: noop("More {source} brings less {target}"),
    Sign.UNKNOWN: noop("More {source} affects {target}"),
}
_ON: Final = {
    Sign.MORE: noop("{clause}, which brings more {target}"),
    Sign.LESS: noop("{clause}, which brings less {target}"),
    Sign.UNKNOWN: noop("{clause}, which affects {target}"),
}


def _walk(
    ids: Sequence[int], between: Mapping[tuple[int, int], Sequence[LinkRow]]
) -> Iterator[Loop]:
    """Yield loops: for each cycle of factors, one for each choice among parallel links."""
    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph()
    places = dict(zip(ids, graph.add_nodes_from(list(ids)), strict=True))
    graph.add_edges_from([(places[a], places[b], None) for a, b in sorted(between)])
    for cycle in rx.simple_cycles(graph):
        round_ = [ids[place] for place in cycle]
        steps = zip(round_, [*round_[1:], round_[0]], strict=True)
        for chosen in product(*(between[step] for step in steps)):
            yield _loop(chosen)


def _loop(chosen: Sequence[LinkRow]) -> Loop:
    order = rotated([link.id for link in chosen])
    by_id = {link.id: link for link in chosen}
    sources = tuple(by_id[link_id].source_id for link_id in order)
    return Loop(sources, order, _kind([link.sign for link in chosen]))


def _kind(signs: Sequence[Sign]) -> LoopKind:
    if Sign.UNKNOWN in signs:
        return LoopKind.UNKNOWN
    return LoopKind.BALANCING if signs.count(Sign.LESS) % 2 else LoopKind.REINFORCING


def _inside(label: str) -> str:
    """Return a label for use inside a sentence: in lower case, unless it is an abbreviation."""
    first = label.split(" ", 1)[0]
    return label[:1].lower() + label[1:] if first[1:] == first[1:].lower() else label
