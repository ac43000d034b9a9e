"""Graphs read here and written again: networkx finds in them what it wrote, with the types it had."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.data.map_formats.graphml_maps import map_graphml
from exports.data.map_formats.mental_modeler_maps import map_mental_modeler
from tests.core.readers.maps import map_samples
from tests.exports.data.maps.drawn_maps import imported, read
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.session_file.workshop import Workshop

VALUES = st.text("aé1 -.", min_size=1).map(str.strip).filter(bool) | st.integers(-99, 10**12)
VALUES |= st.booleans() | st.floats(-9e5, 9e5).map(lambda value: round(value, 3))
SAID = st.dictionaries(
    st.sampled_from(("source", "Age", "zip", "weight", "title2")), VALUES, max_size=3
)


def written(graph: Any, path: Path) -> bytes:
    networkx.write_graphml_lxml(graph, path, named_key_ids=False)
    return path.read_bytes()


def rounded_trip(workshop: Workshop, folder: Path, graph: Any) -> Any:
    row, _ = imported(workshop, read(folder / "map.graphml", written(graph, folder / "made")))
    (folder / "back").write_bytes(map_graphml(row))
    return networkx.read_graphml(folder / "back", force_multigraph=True)


def typed(said: Mapping[str, Any]) -> list[tuple[str, type, Any]]:
    return sorted((name, type(value), value) for name, value in said.items())


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(graph_said=SAID, node_said=SAID)
def test_what_networkx_says_of_a_graph_and_its_nodes_comes_back_with_its_types(
    workshop: Workshop, tmp_path: Path, graph_said: dict[str, Any], node_said: dict[str, Any]
) -> None:
    graph = networkx.MultiDiGraph(**graph_said)
    graph.add_node("a", label="Trust", x=1.5, y=0.0, **node_said)
    graph.add_node("b", label="Time", x=400.25, y=90.0)
    graph.add_edge("a", "b", key="k", polarity="-", weight=-0.5, since=2019)
    back = rounded_trip(workshop, tmp_path, graph)
    told = {name: value for name, value in back.graph.items() if name in graph_said}
    assert typed(told) == typed(graph_said)
    assert typed(back.nodes["a"]) == typed({"label": "Trust", "x": 1.5, "y": 0.0, **node_said})
    (edge,) = back.get_edge_data("a", "b").values()
    assert typed(edge) == typed({"polarity": "-", "weight": -0.5, "since": 2019})


def test_a_strength_that_is_no_number_makes_no_weight_that_nobody_can_read(tmp_path: Path) -> None:
    factors = (FactorRow(1, "Trust"), FactorRow(2, "Time"))
    strengths = ("-0.5", "strong", "1_0", "٣")
    links = tuple(LinkRow(n, 1, 2, strength=each) for n, each in enumerate(strengths))
    path = tmp_path / "map.graphml"
    path.write_bytes(map_graphml(MapRow(1, "M", "", factors, links)))
    edges = networkx.read_graphml(path).edges(data=True)
    assert [edge for _, _, edge in edges] == [
        {"weight": -0.5}, {"strength": "strong"}, {"strength": "1_0"}, {"strength": "٣"},
    ]  # fmt: skip
    assert not any(each.word or each.sign for each in read(path, path.read_bytes()).entries[2:6])


@pytest.mark.parametrize("title", ["Polarity", "SIGN", "Weight", "Label"])
def test_a_key_in_another_case_says_nothing_of_what_it_was(
    workshop: Workshop, tmp_path: Path, title: str
) -> None:
    graph = networkx.MultiDiGraph()
    graph.add_edge("a", "b", **{title: "-"})
    row, _ = imported(workshop, read(tmp_path / "was.graphml", written(graph, tmp_path / "made")))
    turned = replace(row.links[0], sign=Sign.MORE, strength="3", note="")
    now = map_graphml(replace(row, links=(turned,)))
    back, _ = imported(workshop, read(tmp_path / "now.graphml", now))
    assert [(each.sign, each.strength) for each in back.links] == [(Sign.MORE, "3")]


def test_a_map_of_mental_modeler_as_json_keeps_what_its_xml_has_too(
    workshop: Workshop, tmp_path: Path
) -> None:
    whole = json.loads(json.dumps(map_samples.MENTAL_MODELER_JSON))
    whole["concepts"][0] |= {"units": "tonnes", "group": "2"}
    found = read(tmp_path / "map.json", json.dumps(whole).encode())
    assert found.unmapped == ("group", "units")
    row, _ = imported(workshop, found)
    again = read(tmp_path / "map.mmp", map_mental_modeler(row))
    assert '"units": "tonnes"' in again.entries[0].carried
    assert json.loads(again.entries[0].carried)["mentalmodeler"]["id"] == "1"
