"""How many steps lie between a factor and those that it leads to, or that lead to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from upstream_workshop.maps.map_rows import LinkRow


def distances(links: Iterable[LinkRow], factor_id: int, back: bool = False) -> dict[int, int]:
    """Return the steps to each factor that a factor leads to, the nearest first, without itself.

    back: count the steps from each factor that leads to it instead.
    The time is linear in the number of links.
    """
    onward: defaultdict[int, list[int]] = defaultdict(list)
    for link in links:
        ends = (link.target_id, link.source_id) if back else (link.source_id, link.target_id)
        onward[ends[0]].append(ends[1])
    found, edge, steps = {factor_id: 0}, [factor_id], 0
    while edge:
        steps += 1
        ahead = {b for a in edge for b in onward[a] if b not in found}
        found |= dict.fromkeys(sorted(ahead), steps)
        edge = list(ahead)
    del found[factor_id]
    return found
