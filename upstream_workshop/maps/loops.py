"""Feedback loops: found by rustworkx, told apart by their links, classed by their signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final, Protocol

import rustworkx

MOST: Final = 500  # loops enumerated before we say there are more


class FactorLike(Protocol):
    """What a loop needs to know of a factor."""

    @property
    def id(self) -> int:
        """Its row."""

    @property
    def label(self) -> str:
        """Its words."""


class LinkLike(Protocol):
    """What a loop needs to know of a link."""

    @property
    def id(self) -> int:
        """Its row."""

    @property
    def source_id(self) -> int:
        """The factor it starts from."""

    @property
    def target_id(self) -> int:
        """The factor it acts on."""

    @property
    def sign(self) -> str:
        """+, - or blank."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop from its smallest link on: link n leads from factor n to the next. Kind is R, B or ?."""

    factor_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    kind: str

    @property
    def key(self) -> str:
        """What a name for this loop is kept under."""
        return " ".join(map(str, self.link_ids))


@dataclass(frozen=True, slots=True)
class LoopSearch:
    """The loops found, shortest first, and whether these are all."""

    loops: tuple[Loop, ...]
    complete: bool


def loops(factors: Sequence[FactorLike], links: Sequence[LinkLike], cap: int = MOST) -> LoopSearch:
    """Every simple loop up to `cap`; parallel links make loops of their own."""
    found = list(islice(_every(factors, links), cap + 1))
    complete = len(found) <= cap
    kept = sorted(found[:cap], key=lambda loop: (len(loop.link_ids), loop.link_ids))
    return LoopSearch(tuple(kept), complete)


def sentence(loop: Loop, factors: Sequence[FactorLike], links: Sequence[LinkLike]) -> str:
    """The loop told as a story that starts from its first factor going up."""
    label = {factor.id: factor.label for factor in factors}
    sign = {link.id: link.sign for link in links}
    words, rising = [f"More {_low(label[loop.factor_ids[0]])}"], True
    turned = (*loop.factor_ids[1:], loop.factor_ids[0])
    for at, (link_id, factor_id) in enumerate(zip(loop.link_ids, turned, strict=True)):
        joint = " brings " if at == 0 else ", which brings "
        if sign[link_id] == "":
            words.append(joint.replace("brings", "changes") + _low(label[factor_id]))
            continue
        rising = rising == (sign[link_id] == "+")
        words.append(f"{joint}{'more' if rising else 'less'} {_low(label[factor_id])}")
    return "".join(words) + "."


def _every(factors: Sequence[FactorLike], links: Sequence[LinkLike]) -> Iterator[Loop]:
    graph = rustworkx.PyDiGraph(multigraph=False)
    node = {factor.id: graph.add_node(factor.id) for factor in sorted(factors, key=_id)}
    between: defaultdict[tuple[int, int], list[LinkLike]] = defaultdict(list)
    for link in sorted(links, key=_id):
        between[link.source_id, link.target_id].append(link)
    for (source, target), parallel in between.items():
        if source == target:
            yield from (_turned([link]) for link in parallel)
        else:
            graph.add_edge(node[source], node[target], None)
    for cycle in rustworkx.simple_cycles(graph):
        ids = [graph[at] for at in cycle]
        steps = zip(ids, [*ids[1:], ids[0]], strict=True)
        yield from (_turned(chosen) for chosen in product(*(between[step] for step in steps)))


def _turned(links: Sequence[LinkLike]) -> Loop:
    """The loop, begun at its smallest link."""
    first = min(range(len(links)), key=lambda at: links[at].id)
    turned = [*links[first:], *links[:first]]
    signs = [link.sign for link in turned]
    kind = "?" if "" in signs else "B" if signs.count("-") % 2 else "R"
    return Loop(tuple(link.source_id for link in turned), tuple(link.id for link in turned), kind)


def _low(label: str) -> str:
    """A label inside a sentence: its capital goes, unless it is more than one letter's."""
    words = label.strip() or "?"
    if len(words) > 1 and words[0].isupper() and not words[1].isupper():
        return words[0].lower() + words[1:]
    return words


def _id(row: FactorLike | LinkLike) -> int:
    return row.id
