"""What is being read from a map, as numbers the room screen can keep, and what is then emphasised.

A reading is a tuple of numbers: its kind and what it is about. Without any, the whole map is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final, TypeAlias

from resources.words import noop, say
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.reading import reading_words as words
from upstream_workshop.maps.analysis.paths import path_of
from upstream_workshop.maps.analysis.pushes import Effect, Push, push
from upstream_workshop.maps.analysis.reach import distances
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.maps.map_rows import LinkRow, MapRow

Reading: TypeAlias = tuple[int, ...]
NOTHING: Final[Reading] = ()


class Kind(IntEnum):
    """What a reading is about: the numbers after its kind."""

    LOOP = 1  # the ids of its links
    STEPS = 2  # a factor's id, 1 if what leads to it is meant, and how many steps
    PATH = 3  # the ids of its links
    PUSH = 4  # a factor's id, and 1 if it goes up


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reading shows: what is emphasised, its title and its words."""

    emphasis: Emphasis
    title: str
    words: str


def shown(row: MapRow, reading: Reading, search: LoopSearch) -> Shown:
    """Return what a reading of a map shows.

    search: the loops of the map.

    Raises LookupError: when something it is about is not on the map.
    """
    kind, *numbers = reading or (0,)
    if kind not in _SHOWN:
        raise LookupError(reading)
    return _SHOWN[Kind(kind)](row, numbers, search)


def _steps(row: MapRow, numbers: Sequence[int], _search: LoopSearch) -> Shown:
    factor_id, back, steps = numbers
    factor = next((each for each in row.factors if each.id == factor_id), None)
    if factor is None:
        raise LookupError(factor_id)
    found = distances(row.links, factor_id, bool(back))
    near = frozenset(id_ for id_, far in found.items() if far <= steps) | {factor_id}
    links = frozenset(k.id for k in row.links if {k.source_id, k.target_id} <= near)
    title = noop("What leads to “{factor}”") if back else noop("What follows from “{factor}”")
    told = words.steps_words(len(near) - 1, steps, bool(back))
    return Shown(Emphasis(near, links), say(title, factor=factor.label), told)


def _path(row: MapRow, numbers: Sequence[int], _search: LoopSearch) -> Shown:
    path = path_of(_links(row, numbers))
    named = {factor.id: factor.label for factor in row.factors}
    ends = {"source": named[path.factor_ids[0]], "target": named[path.factor_ids[-1]]}
    emphasis = Emphasis(frozenset(path.factor_ids), frozenset(path.link_ids))
    title = say("From “{source}” to “{target}”", **ends)
    return Shown(emphasis, title, words.path_sentence(row, path))


def _push(row: MapRow, numbers: Sequence[int], search: LoopSearch) -> Shown:
    factor_id, up = numbers
    if all(factor.id != factor_id for factor in row.factors):
        raise LookupError(factor_id)
    found = push(row.links, factor_id, bool(up))
    returning = [loop for loop in search.loops if factor_id in loop.factor_ids]
    facts = words.push_facts(found, returning, dict(row.loop_names))
    return Shown(emphasis_of(found), words.push_title(row, found), facts)


def emphasis_of(found: Push) -> Emphasis:
    """Return what of a map a push emphasises and marks."""
    own = (found.factor_id, Effect.MORE if found.up else Effect.LESS, False)
    others = [(each.factor_id, each.effect, each.later) for each in found.affected]
    reached = frozenset(id_ for id_, *_ in (own, *others))
    return Emphasis(reached, frozenset(found.link_ids), (own, *others))


def _loop(_row: MapRow, numbers: Sequence[int], search: LoopSearch) -> Shown:
    loop = next((each for each in search.loops if each.link_ids == tuple(numbers)), None)
    if loop is None:
        raise LookupError(numbers)
    return Shown(Emphasis(frozenset(loop.factor_ids), frozenset(loop.link_ids)), loop.mark, "")


def _links(row: MapRow, numbers: Sequence[int]) -> list[LinkRow]:
    """Return links of a map that follow each other. Raises LookupError: when they do not."""
    by_id = {link.id: link for link in row.links}
    links = [by_id[number] for number in numbers]
    if not links or any(a.target_id != b.source_id for a, b in pairwise(links)):
        raise LookupError(numbers)
    return links


_SHOWN: Final[dict[Kind, Callable[[MapRow, Sequence[int], LoopSearch], Shown]]] = {
    Kind.LOOP: _loop,
    Kind.STEPS: _steps,
    Kind.PATH: _path,
    Kind.PUSH: _push,
}
