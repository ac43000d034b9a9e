"""What other programs say of a map and nothing here uses goes out again as it came."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from exports.data.map_formats.graphml_maps import map_graphml
from exports.data.map_formats.kumu_maps import map_kumu
from exports.data.map_formats.loopy_maps import map_loopy
from exports.data.map_formats.mental_modeler_maps import map_mental_modeler
from exports.data.map_formats.prsm_maps import map_prsm
from tests.exports.data.maps.drawn_maps import imported, read
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.readers.maps.json_formats.loopy import unpacked
from upstream_workshop.session_file.workshop import Workshop

BLUEPRINT: dict[str, Any] = {
    "elements": [
        {
            "id": "e1",
            "label": "Trust",
            "type": "Stock",
            "tags": ["a", "b"],
            "Dessert": "ice",
            "n": None,
        },
        {"label": "Time"},
    ],
    "connections": [
        {"id": "c1", "from": "e1", "to": "Time", "direction": "directed", "type": "same", "w": 3},
        {"from": "Time", "to": "e1", "type": "++", "delayed": True},
    ],
    "palette": {"a": [1, 2]},
}
BACKUP: dict[str, Any] = {
    "name": "Project",
    "elements": [
        {"_id": "el-1", "attributes": {"label": "Trust", "element type": "Stock", "x": "y"}},
        {"_id": "el-2", "attributes": {"label": "Time", "description": "**much**"}},
    ],
    "connections": [
        {
            "_id": "co-1", "from": "el-1", "to": "el-2", "direction": "directed", "created": 5,
            "attributes": {"connection type": "+", "delayed": True},
        },
        {
            "_id": "co-2", "from": "el-2", "to": "el-1", "direction": "directed",
            "attributes": {"connection type": "-"},
        },
    ],
    "loops": [{"_id": "lo-1", "connections": ["co-2", "co-1"], "attributes": {"label": "B1", "own": 3}}],
    "maps": [
        {
            "_id": "ma-1", "name": "One",
            "elements": [
                {"_id": "x", "element": "el-1", "position": {"x": 1, "y": 2}, "pinned": True},
                {"_id": "y", "element": "el-2", "position": {"x": 30, "y": 4}},
            ],
            "connections": [{"_id": "z", "connection": "co-1", "bend": 3}, {"connection": "co-2"}],
        },
        {"_id": "ma-2", "elements": []},
    ],
    "perspectives": [{"style": "element { size: 3; }"}],
}  # fmt: skip
PRSM: dict[str, Any] = {
    "saved": "Mon", "version": "2.1.1", "room": "A-B", "mapTitle": "Flood", "lastNodeSample": "group4",
    "buttons": {"curve": "Curved"}, "attributeTitles": {"att1": "Owner"},
    "styles": {
        "nodes": {"group0": {"groupLabel": "Driver"}},
        "edges": {"edge1": {"groupLabel": "Positive influence"}, "edge2": {"groupLabel": "Negative"}},
    },
    "nodes": [
        {
            "id": "n1", "label": "Trust in\nthe river", "grp": "group0", "x": 1, "y": -2, "att1": "me",
            "thumbUp": ["x"], "created": {"time": 3, "user": "Ann"}, "shape": "box",
            "note": {"ops": [{"insert": "why", "attributes": {"bold": True}}, {"insert": "\n"}]},
        },
        {"id": "n2", "label": "Time", "grp": "group0", "x": 5, "y": 6},
    ],
    "edges": [
        {
            "id": "k1", "from": "n1", "to": "n2", "grp": "edge1", "arrows": "to", "width": 3,
            "color": {"color": "red"},
        },
        {"id": "k2", "from": "n2", "to": "n1", "grp": "edge2", "arrows": "to", "label": ""},
    ],
    "history": [{"action": "loaded", "time": 1}], "description": {"text": "<p>All</p>"}, "background": "{}",
}  # fmt: skip
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="a" for="node" attr.name="label" attr.type="string"/><key id="b" for="node" attr.name="Owner"/>
<key id="c" for="edge" attr.name="evidence"/><key id="d" for="edge" attr.name="polarity"/>
<graph edgedefault="directed"><node id="x1"><data key="a">Trust</data><data key="b">Ann</data></node>
<node id="x2"><data key="a">Time</data></node><edge id="l9" source="x1" target="x2"><data key="c">seen</data>
<data key="d">+</data></edge></graph></graphml>"""


def kept(workshop: Workshop, folder: Path, name: str, content: bytes) -> MapRow:
    row, outcome = imported(workshop, read(folder / name, content))
    assert outcome.refused == ()
    return row


def parts(entries: list[dict[str, Any]], key: str) -> dict[Any, dict[str, Any]]:
    return {each.get(key): each for each in entries}


def test_a_blueprint_goes_out_as_it_came(workshop: Workshop, tmp_path: Path) -> None:
    row = kept(workshop, tmp_path, "map.json", json.dumps(BLUEPRINT).encode())
    found = json.loads(map_kumu(row))
    elements, connections = found["elements"], found["connections"]
    assert found["palette"] == BLUEPRINT["palette"]
    assert BLUEPRINT["elements"][0].items() <= elements[0].items()
    assert elements[1]["label"] == "Time"
    assert (
        connections[0].items() >= {**BLUEPRINT["connections"][0], "to": elements[1]["id"]}.items()
    )
    assert (connections[1]["type"], connections[1]["delayed"]) == ("++", True)


def test_a_backup_goes_out_as_one_with_new_places(workshop: Workshop, tmp_path: Path) -> None:
    row = kept(workshop, tmp_path, "map.json", json.dumps(BACKUP).encode())
    found = json.loads(map_kumu(row))
    for name in ("elements", "connections"):
        for was, now in zip(BACKUP[name], found[name], strict=True):
            assert now["attributes"].items() >= was["attributes"].items()
            assert now.items() >= {**was, "attributes": now["attributes"]}.items()
    for name in ("name", "loops", "maps", "perspectives"):
        assert found[name] == BACKUP[name]
    assert [(one.name, len(one.link_ids)) for one in row.named_loops] == [("B1", 2)]
    moved = replace(row.factors[0], x=-40.5, label="Trust now")
    added = replace(row, factors=(moved, row.factors[1], FactorRow(99, "Luck", 7, 8)))
    found = json.loads(map_kumu(added))
    assert found["elements"][0]["attributes"]["label"] == "Trust now"
    first = found["maps"][0]["elements"]
    assert first[0] == {
        "_id": "x",
        "element": "el-1",
        "position": {"x": -40.5, "y": 2},
        "pinned": True,
    }
    assert first[2]["position"] == {"x": 7, "y": 8}
    assert [each["_id"] for each in found["elements"]][2] == first[2]["element"]


def test_parts_of_a_backup_on_another_map_go_out_as_they_are_now(
    workshop: Workshop, tmp_path: Path
) -> None:
    """As after pasting or merging: that map is no backup, so that fields stand beside the ids."""
    row = kept(workshop, tmp_path, "map.json", json.dumps(BACKUP).encode())
    (trust, time), (first, second) = row.factors, row.links
    now = replace(
        row, title="Now", carried="", named_loops=(),
        factors=(replace(trust, label="Trust now"), time), links=(replace(first, sign=Sign.LESS), second),
    )  # fmt: skip
    content = map_kumu(now)
    assert (
        json.loads(content)["elements"][0].items()
        >= {"id": "el-1", "element type": "Stock"}.items()
    )
    back = kept(workshop, tmp_path, "now.json", content)
    labels = {factor.id: factor.label for factor in back.factors}
    assert [(labels[k.source_id], k.sign, labels[k.target_id], k.delay) for k in back.links] == [
        ("Trust now", "-", "Time", True),
        ("Time", "-", "Trust now", False),
    ]


def test_prsm_goes_out_as_it_came(workshop: Workshop, tmp_path: Path) -> None:
    row = kept(workshop, tmp_path, "map.prsm", json.dumps(PRSM).encode())
    found = json.loads(map_prsm(replace(row, title="Flood")))
    del found["made by"], found["lastLinkSample"]
    asked = found["edges"][0].pop("note")["ops"][0]["insert"]
    assert asked == "Sign in the file: Positive influence\n"
    del found["edges"][0]["title"]
    negative = {**PRSM["edges"][1], "label": "-"}  # what its style says, said at the link itself
    assert found == {**PRSM, "edges": [{**PRSM["edges"][0], "label": ""}, negative]}


def test_another_sign_takes_another_style_of_the_legend(workshop: Workshop, tmp_path: Path) -> None:
    row = kept(workshop, tmp_path, "map.prsm", json.dumps(PRSM).encode())
    signs = (Sign.LESS, Sign.UNKNOWN)
    links = tuple(replace(one, sign=sign) for one, sign in zip(row.links, signs, strict=True))
    edges = json.loads(map_prsm(replace(row, links=links)))["edges"]
    assert [(each["label"], each["grp"]) for each in edges] == [("-", "edge1"), ("", "edge0")]
    again = kept(workshop, tmp_path, "again.prsm", map_prsm(replace(row, links=links)))
    assert [one.sign for one in again.links] == list(signs)


def test_graphml_goes_out_as_it_came(workshop: Workshop, tmp_path: Path) -> None:
    row = kept(workshop, tmp_path, "map.graphml", GRAPHML.encode())
    root = etree.fromstring(map_graphml(row))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    names = {each.get("id"): each.get("attr.name") for each in root.iterfind("g:key", space)}
    node, edge = root.find(".//g:node", space), root.find(".//g:edge", space)
    assert node is not None
    assert edge is not None
    said = {names[each.get("key")]: each.text for each in node}
    assert (node.get("id"), said["label"], said["Owner"]) == ("x1", "Trust", "Ann")
    assert (edge.get("id"), edge.get("source"), edge.get("target")) == ("l9", "x1", "x2")
    assert {names[each.get("key")]: each.text for each in edge} == {"polarity": "+", "note": "seen"}


@pytest.mark.parametrize("name", ["automation_politics.loopy", "rabbits_foxes.loopy"])
def test_real_maps_of_loopy_go_out_as_they_came(
    workshop: Workshop, tmp_path: Path, shared_data: Path, name: str
) -> None:
    content = (shared_data / "maps" / name).read_bytes()
    row = kept(workshop, tmp_path, name, content)
    was, now = (json.loads(unpacked(each.decode())) for each in (content, map_loopy(row)))
    assert now[1:4] == was[1:4]
    for old, new in zip(was[0], now[0], strict=True):
        assert new[:4] + new[5:] == old[:4] + old[5:]
        assert new[4].replace("%0A", "%20") == old[4].replace("%0A", "%20")


@pytest.mark.parametrize(
    "name", [f"test001_{one}.mmp" for one in ("a", "b", "c", "canonical", "d")]
)
def test_real_maps_of_mental_modeler_go_out_as_they_came(
    workshop: Workshop, tmp_path: Path, shared_data: Path, name: str
) -> None:
    content = (shared_data / "maps" / name).read_bytes()
    row = kept(workshop, tmp_path, name, content)
    was, now = (etree.fromstring(each) for each in (content, map_mental_modeler(row)))
    assert told(now.find("concepts")) == told(was.find("concepts"))
    assert [each for each in told(now.find("info")) if each[0] != "name"] == [
        each for each in told(was.find("info")) if each[0] != "name"
    ]


def told(element: Any) -> list[tuple[str, str]]:
    """Every element below one with its own text, those of one parent in the order of their names."""
    found: list[tuple[str, str]] = []
    for each in sorted(
        element, key=lambda child: "" if child.tag in ("concept", "relationship") else child.tag
    ):
        found += [(each.tag, " ".join((each.text or "").split())), *told(each)]
    return found


@pytest.mark.parametrize("write", [map_kumu, map_prsm, map_loopy, map_graphml, map_mental_modeler])
def test_what_was_spoilt_is_left_out(write: Any) -> None:
    spoilt = (
        '{"kumu": 3}',
        "[1]",
        "no JSON",
        '{"prsm": {"id": [], "grp": {}}, "loopy": {"id": true}}',
    )
    factors = tuple(FactorRow(n, f"F{n}", carried=carried) for n, carried in enumerate(spoilt))
    links = tuple(LinkRow(n, 0, n, carried=carried) for n, carried in enumerate(spoilt))
    for carried in (
        *spoilt,
        '{"mentalmodeler": {"info": "<info", "a b": "<x/>"}, "prsm": {"styles": []}}',
    ):
        assert write(MapRow(1, "M", "", factors, links, carried=carried))


def test_what_is_too_deep_or_too_long_to_keep_is_said(workshop: Workshop, tmp_path: Path) -> None:
    deep = json.loads("[" * 300 + "]" * 300)
    node = {"id": 1, "label": "Trust", "attn": deep}
    whole = {"nodes": [node], "edges": [], "styles": deep, "history": "x" * 2_000_001, "room": "A"}
    found = read(tmp_path / "map.prsm", json.dumps(whole).encode())
    assert set(found.unmapped) == {"styles", "history", "attn", "the other entries of “Trust”"}
    row, _ = imported(workshop, found)
    written = json.loads(map_prsm(row))
    assert (written["room"], "history" in written) == ("A", False)
