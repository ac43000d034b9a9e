"""What can be said of a map as values: its loops, its neighbourhoods, its most connected factors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from upstream_workshop.maps.loops import LinkLike, Loop, LoopSearch, loops, sentence

__all__ = ["Loop", "LoopSearch", "degrees", "downstream", "loops", "sentence", "upstream"]


def downstream(links: Sequence[LinkLike], start: int, steps: int) -> frozenset[int]:
    """The factors reached from one within so many links, itself included."""
    return _reached([(link.source_id, link.target_id) for link in links], start, steps)


def upstream(links: Sequence[LinkLike], start: int, steps: int) -> frozenset[int]:
    """The factors that reach one within so many links, itself included."""
    return _reached([(link.target_id, link.source_id) for link in links], start, steps)


def degrees(links: Sequence[LinkLike], factor_id: int) -> tuple[int, int]:
    """How many links come in and go out."""
    into = Counter(link.target_id for link in links)
    out = Counter(link.source_id for link in links)
    return into[factor_id], out[factor_id]


def _reached(steps_of: Collection[tuple[int, int]], start: int, steps: int) -> frozenset[int]:
    seen = {start}
    for _ in range(steps):
        seen |= {target for source, target in steps_of if source in seen}
    return frozenset(seen)
