"""Which links touch which factors, and which of them lead between the same two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from upstream_workshop.maps.queries import LinkRow


class Incidence:
    """The links of a map by the factors that they join.

    ranks: how many links from and to the same factors come before each link, by its id.
    """

    def __init__(self, links: Iterable[LinkRow]) -> None:
        rows = sorted(links, key=lambda link: link.id)
        self._touching: defaultdict[int, set[int]] = defaultdict(set)
        self._between: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self.ranks: Mapping[int, int] = _ranks(rows)
        for link in rows:
            self._touching[link.source_id].add(link.id)
            self._touching[link.target_id].add(link.id)
            self._between[_pair(link)].append(link.id)

    def touching(self, factor_ids: Iterable[int]) -> set[int]:
        """Return the ids of the links that go out of or come into any of these factors."""
        return {id_ for factor_id in factor_ids for id_ in self._touching.get(factor_id, ())}

    def beside(self, link: LinkRow) -> list[int]:
        """Return the ids of the links between the same two factors, either way, the link's own too."""
        return self._between.get(_pair(link), [])


def _pair(link: LinkRow) -> tuple[int, int]:
    """Return the two factors of a link, whichever way it leads."""
    return min(link.source_id, link.target_id), max(link.source_id, link.target_id)


def _ranks(links: Iterable[LinkRow]) -> Mapping[int, int]:
    seen: defaultdict[tuple[int, int], int] = defaultdict(int)
    ranks: dict[int, int] = {}
    for link in links:
        ranks[link.id] = seen[link.source_id, link.target_id]
        seen[link.source_id, link.target_id] += 1
    return ranks
