"""Places of programs of graphs, which have any unit, and of others, which stay as they are."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import networkx
import pytest

from tests.core.readers.maps import map_samples
from tests.core.readers.maps.test_map_files import read
from upstream_workshop.readers.maps.map_parts import MapFactor

BOX = (84.0, 42.0)  # points of the box of a short name


def places(folder: Path, content: str | bytes) -> list[tuple[float, float]]:
    found = read(folder, content).entries
    return [
        (e.x, e.y)
        for e in found
        if isinstance(e, MapFactor) and e.x is not None and e.y is not None
    ]


def overlaps(found: list[tuple[float, float]]) -> int:
    return sum(
        abs(x - u) < BOX[0] and abs(y - v) < BOX[1] for (x, y), (u, v) in combinations(found, 2)
    )


@pytest.mark.parametrize("count", [2, 3, 10, 200])
@pytest.mark.parametrize("unit", [1.0, 10.0])
def test_places_of_a_graph_are_moved_apart_in_proportion_and_that_is_said(
    tmp_path: Path, count: int, unit: float
) -> None:
    graph = networkx.path_graph(count, networkx.DiGraph)
    given = networkx.circular_layout(graph, scale=unit)
    for node, (x, y) in given.items():
        graph.nodes[node].update(x=float(x), y=float(y))
    networkx.write_graphml(graph, tmp_path / "graph")
    content = (tmp_path / "graph").read_bytes()
    found = places(tmp_path, content)
    assert overlaps(found) <= count / 20
    (first, u), *others = (
        (each[0], given[n][0]) for n, each in enumerate(found) if abs(given[n][0]) > 0.1
    )
    assert all(x * u == pytest.approx(first * v, rel=1e-3) for x, v in others)
    (told,) = read(tmp_path, content).unmapped
    assert told.startswith("how close places are: ")


def test_places_that_have_room_or_are_of_a_drawing_stay_as_they_are(tmp_path: Path) -> None:
    column = "".join(
        f'<node id="{n}"><data key="x">3.25</data><data key="y">{50 * n}</data></node>'
        for n in range(40)
    )
    found = places(tmp_path, f"<graphml><graph>{column}</graph></graphml>")
    assert found == [(3.25, 50.0 * n) for n in range(40)]
    prsm = {**map_samples.PRSM, "nodes": [{"id": c, "label": c, "x": 1.5, "y": 2} for c in "ab"]}
    assert places(tmp_path, json.dumps(prsm)) == [(1.5, 2), (1.5, 2)]
