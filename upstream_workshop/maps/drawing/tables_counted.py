"""How many of the maps from which one was merged have a loop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from upstream_workshop.maps.drawing.loop_marks import TableCounts
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.map_rows import MapRow


def origins_of(row: MapRow) -> frozenset[str]:
    """Return the titles of all maps from which a map was merged; none if it was not."""
    return frozenset(title for _, title in (*row.factor_origins, *row.link_origins))


def drawn_by(row: MapRow, loops: Iterable[Loop]) -> Mapping[tuple[int, ...], frozenset[str]]:
    """Return the titles of the maps that have every link of a loop, by the ids of its links.

    It is empty for a map that was not merged.
    """
    if not row.link_origins:
        return {}
    origins: defaultdict[int, set[str]] = defaultdict(set)
    for link_id, title in row.link_origins:
        origins[link_id].add(title)
    return {
        loop.link_ids: frozenset(set.intersection(*(origins[id_] for id_ in loop.link_ids)))
        for loop in loops
    }


def table_counts(row: MapRow, loops: Iterable[Loop]) -> TableCounts:
    """Return by how many of how many maps each loop was drawn, by the ids of its links.

    It is empty for a map that was not merged.
    """
    tables = len(origins_of(row))
    return {ids: (len(titles), tables) for ids, titles in drawn_by(row, loops).items()}
