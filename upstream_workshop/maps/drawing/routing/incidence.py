"""Which links touch which factors, and which of them lead between the same two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from upstream_workshop.maps.map_rows import LinkRow


class Incidence:
    """The links of a map by the factors that they join, counted when they are first asked for.

    So a large map is taken before a key is answered, and counted after it.
    """

    def __init__(self, links: Iterable[LinkRow]) -> None:
        self._links = tuple(links)

    @cached_property
    def ranks(self) -> Mapping[int, int]:
        """How many links from and to the same factors come before each link, by its id."""
        seen: defaultdict[tuple[int, int], int] = defaultdict(int)
        ranks: dict[int, int] = {}
        for link in self._rows:
            ranks[link.id] = seen[link.source_id, link.target_id]
            seen[link.source_id, link.target_id] += 1
        return ranks

    @cached_property
    def _rows(self) -> list[LinkRow]:
        return sorted(self._links, key=lambda link: link.id)

    @cached_property
    def _touching(self) -> Mapping[int, set[int]]:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for link in self._links:
            found[link.source_id].add(link.id)
            found[link.target_id].add(link.id)
        return found

    @cached_property
    def _between(self) -> Mapping[tuple[int, int], list[int]]:
        found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for link in self._rows:
            found[_pair(link)].append(link.id)
        return found

    def touching(self, factor_ids: Iterable[int]) -> set[int]:
        """Return the ids of the links that go out of or come into any of these factors."""
        return {id_ for factor_id in factor_ids for id_ in self._touching.get(factor_id, ())}

    def beside(self, link: LinkRow) -> list[int]:
        """Return the ids of the links between the same two factors, either way, the link's own too."""
        return self._between.get(_pair(link), [])


def _pair(link: LinkRow) -> tuple[int, int]:
    """Return the two factors of a link, whichever way it leads."""
    return min(link.source_id, link.target_id), max(link.source_id, link.target_id)
