"""Feedback loops: how they are found, classified by the product of their signs, and put as sentences.

A loop is a sequence of links, so two parallel links make two loops. The result does not depend on
the order of factors and links.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.words import noop, say
from upstream_workshop.maps.analysis.chain_words import chain_sentence
from upstream_workshop.maps.analysis.simple_cycles import (
    UNLIMITED,
    ClosedCycles,
    OutOfStepsError,
    Step,
    closing,
)
from upstream_workshop.maps.kinds import LoopKind, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop

CAP: Final = 500  # a dense map has more loops than atoms; a list of some dozens is read
_MOST_STEPS: Final = 300_000  # of the search through all links
_STEPS_EACH: Final = 30_000  # of the search through one link, while there are any
_STEPS_AFTER: Final = 100  # of the search through one link when there are no others


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop, beginning with the link of the smallest id.

    Its kind is R (reinforcing), B (balancing), or ? if the sign of a link is unknown.
    number: its number in the map, which it keeps whatever is added; 0 if it was given none.
    """

    factor_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    kind: LoopKind
    number: int = 0

    @property
    def mark(self) -> str:
        """Its kind and number, such as R1."""
        return f"{self.kind}{self.number}"


@dataclass(frozen=True, slots=True)
class LoopSearch:
    """The loops that were found, shortest first, and whether there are no others.

    complete_to: no loop of up to so many links is missing.
    """

    loops: tuple[Loop, ...]
    complete: bool
    complete_to: int = 0


def loops_of(row: MapRow, cap: int = CAP, look: Callable[[], object] = lambda: None) -> LoopSearch:
    """Find the loops of a map; those with a name keep their numbers. The arguments are those of `loops`."""
    return loops(row.factors, row.links, cap, row.named_loops, look)


def loops(
    factors: Iterable[FactorRow],
    links: Iterable[LinkRow],
    cap: int = CAP,
    named: Iterable[NamedLoop] = (),
    look: Callable[[], object] = lambda: None,
) -> LoopSearch:
    """Find the `cap` shortest loops, and of equally long ones those that were closed first.

    The loops get their numbers in the order in which the links, by their ids, close them, so a new
    link changes none of them. Named loops keep the numbers they have, and are found however long.

    look: called now and then; it may raise an exception to stop the search.
    """
    there = {factor.id for factor in factors}
    by_id = {
        link.id: link
        for link in sorted(links, key=lambda link: link.id)
        if {link.source_id, link.target_id} <= there
    }
    kept = [loop for loop in named if all(link_id in by_id for link_id in loop.link_ids)]
    search = _Shortest(cap, {loop.link_ids: loop.number for loop in kept if loop.number})
    search.add_all([Step(link.id, link.source_id, link.target_id) for link in by_id.values()], look)
    numbers = search.numbers()
    for loop in kept:
        numbers.setdefault(loop.link_ids, loop.number or search.next_number())
    found = [replace(_loop(ids, by_id), number=number) for ids, number in numbers.items()]
    found.sort(key=lambda loop: (len(loop.link_ids), loop.number))
    complete_to = min(search.missing - 1, len(there))
    return LoopSearch(tuple(found), search.missing == UNLIMITED, complete_to)


class _Shortest:
    """The shortest loops of the links so far, with their numbers.

    missing: the least length of a loop that may be missing.
    """

    def __init__(self, cap: int, taken: dict[tuple[int, ...], int]) -> None:
        self.missing = UNLIMITED
        self._cap = cap
        self._taken = taken
        numbers = set(taken.values())
        self._unused = (n for n in itertools.count(1) if n not in numbers)
        self._heap: list[tuple[int, int, tuple[int, ...], int]] = []  # the longest, latest first
        self._later = itertools.count(0, -1)
        self._steps = _MOST_STEPS

    def add_all(self, steps: Sequence[Step], look: Callable[[], object]) -> None:
        """Add links in their order; `look` is called before each."""
        closes, cycles = closing(steps), ClosedCycles()
        for step in steps:
            look()
            if step.link_id in closes:
                cycles.add(step)
                if closes[step.link_id]:
                    self._look(cycles, step)

    def numbers(self) -> dict[tuple[int, ...], int]:
        """Return the numbers of the loops by their links."""
        return {ids: number for _, _, ids, number in self._heap}

    def next_number(self) -> int:
        """Return a number that no loop has."""
        return next(self._unused)

    def _look(self, cycles: ClosedCycles, step: Step) -> None:
        """Keep the loops that a link closes, as long as they are among the shortest."""
        budget = max(_STEPS_AFTER, min(_STEPS_EACH, self._steps))
        try:
            for cycle in cycles.through(step, self._limit(), budget):
                if not self._keep(cycle):
                    break
        except OutOfStepsError as short:
            self.missing = min(self.missing, short.length)
            self._steps -= budget

    def _limit(self) -> int:
        """Return the length beyond which no loop need be looked for."""
        if self.missing == UNLIMITED:
            return UNLIMITED  # whether there is one more is to be known
        full = len(self._heap) >= self._cap
        return min(self.missing, -self._heap[0][0] if full and self._heap else UNLIMITED)

    def _keep(self, cycle: Sequence[Step]) -> bool:
        """Keep a loop in place of a longer one. Return False if there is none."""
        length = len(cycle)
        if len(self._heap) >= self._cap:
            if not self._heap or length >= -self._heap[0][0]:
                self.missing = min(self.missing, length)
                return False
            self.missing = min(self.missing, -heapq.heappop(self._heap)[0])
        ids = rotated([step.link_id for step in cycle])
        number = self._taken.get(ids) or self.next_number()
        heapq.heappush(self._heap, (-length, next(self._later), ids, number))
        return True


def numbered(found: Sequence[Loop]) -> dict[tuple[int, ...], str]:
    """Return the marks R1, B2, ?3 … by the links of each loop: one series for all kinds."""
    return {loop.link_ids: loop.mark for loop in found}


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
    labels = {factor.id: inside(factor.label) for factor in factors}
    by_id = {link.id: link for link in links}
    return chain_sentence([by_id[link_id] for link_id in loop.link_ids], labels)


def delayed_links(loop: Loop, links: Iterable[LinkRow]) -> tuple[LinkRow, ...]:
    """Return the delayed links of a loop, in its order."""
    by_id = {link.id: link for link in links}
    return tuple(by_id[link_id] for link_id in loop.link_ids if by_id[link_id].delay)


def delay_words(loop: Loop, links: Iterable[LinkRow]) -> str:
    """Return what the delays of a loop mean for it, as a sentence; blank if it has none."""
    if not delayed_links(loop, links):
        return ""
    return say(_MEANING[loop.kind])


_MEANING: Final = {
    LoopKind.REINFORCING: noop("A delay in this reinforcing loop: its growth begins late."),
    LoopKind.BALANCING: noop("A delay in this balancing loop: it may overshoot and swing."),
    LoopKind.UNKNOWN: noop("A delay in this loop: its effect comes late."),
}


def _loop(link_ids: Sequence[int], by_id: dict[int, LinkRow]) -> Loop:
    chosen = [by_id[link_id] for link_id in link_ids]
    sources = tuple(link.source_id for link in chosen)
    return Loop(sources, tuple(link_ids), _kind([link.sign for link in chosen]))


def _kind(signs: Sequence[Sign]) -> LoopKind:
    if Sign.UNKNOWN in signs:
        return LoopKind.UNKNOWN
    return LoopKind.BALANCING if signs.count(Sign.LESS) % 2 else LoopKind.REINFORCING


def inside(label: str) -> str:
    """Return a label for use inside a sentence: in lower case, unless it is an abbreviation."""
    first = label.split(" ", 1)[0]
    return label[:1].lower() + label[1:] if first[1:] == first[1:].lower() else label
