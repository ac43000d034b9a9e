"""The paths from one factor to another: shortest first, with the sign of each and its delays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from upstream_workshop.maps.analysis.chain_words import followed
from upstream_workshop.maps.analysis.simple_cycles import (
    UNLIMITED,
    ClosedCycles,
    OutOfStepsError,
    Step,
)
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import LinkRow

CAP: Final = 100  # nobody reads more
_MOST_STEPS: Final = 100_000  # of the search; less than half a second
_BACK: Final = -1  # the id of a link from the target back to the source, which no map has


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one factor to another that visits no factor twice.

    sign: the effect of the first factor on the last along it; unknown if that of a link is.
    delays: how many of its links are delayed.
    """

    factor_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    sign: Sign
    delays: int


@dataclass(frozen=True, slots=True)
class PathSearch:
    """The paths that were found, shortest first, and whether there are no others."""

    paths: tuple[Path, ...] = ()
    complete: bool = True


def paths_between(
    links: Iterable[LinkRow],
    source_id: int,
    target_id: int,
    cap: int = CAP,
    look: Callable[[], object] = lambda: None,
) -> PathSearch:
    """Return the `cap` shortest paths from a factor to another one; parallel links make two.

    They are the cycles that a link from the target back to the source would close.

    look: called now and then; it may raise an exception to stop the search.
    """
    if source_id == target_id:
        return PathSearch()
    by_id = {link.id: link for link in sorted(links, key=lambda link: link.id)}
    graph = ClosedCycles()
    for link in by_id.values():
        graph.add(Step(link.id, link.source_id, link.target_id))
    back = Step(_BACK, target_id, source_id)
    found: list[Path] = []
    try:
        for cycle in graph.through(back, UNLIMITED, _MOST_STEPS):
            look()
            if len(found) == cap:
                return PathSearch(tuple(found), False)
            found.append(path_of([by_id[step.link_id] for step in cycle[1:]]))
    except OutOfStepsError:
        return PathSearch(tuple(found), False)
    return PathSearch(tuple(found))


def path_of(links: Sequence[LinkRow]) -> Path:
    """Return the path along links, each of which begins where the one before ends."""
    return Path(
        (links[0].source_id, *(link.target_id for link in links)),
        tuple(link.id for link in links),
        reduce(followed, (link.sign for link in links), Sign.MORE),
        sum(link.delay for link in links),
    )
