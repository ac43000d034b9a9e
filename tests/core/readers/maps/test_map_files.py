"""Maps of other programs: what is read of each format, and hostile files, refused in one sentence."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.maps.json_formats.lz_string import decompressed
from upstream_workshop.readers.maps.map_files import read_map_file
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink
from upstream_workshop.readers.reading import Reading

KUMU = {
    "elements": [{"_id": key, "attributes": {"label": "Trust"}} for key in "12"],
    "connections": [
        {"from": "1", "to": "2", "attributes": {"connection type": "+", "delayed": True}},
        {"from": "2", "to": "1", "direction": "mutual", "attributes": {"connection type": "+-"}},
        {"from": "2", "to": "9"},
    ],
}  # fmt: skip
PRSM = {
    "nodes": [
        {"id": "a", "label": "Trust\nnow", "x": 1.4, "y": -2, "note": {"ops": [{"insert": "why\n"}]}},
        {"id": "b", "label": "Time"},
    ],
    "edges": [{"id": "e", "from": "a", "to": "b", "grp": "edge1", "arrows": "to"}],
    "styles": {"edges": {"edge1": {"groupLabel": "Negative influence"}}},
}  # fmt: skip
YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="d0" for="node" yfiles.type="nodegraphics"/><graph edgedefault="directed">
<node id="n0"><data key="d0"><y:ShapeNode><y:Geometry x="10" y="20" width="100" height="40"/>
<y:NodeLabel>Trust</y:NodeLabel></y:ShapeNode></data></node><node id="n1"><data key="d0">
<y:ShapeNode><y:NodeLabel>Time</y:NodeLabel></y:ShapeNode></data></node>
<edge source="n0" target="n1"><data key="d1">
<y:PolyLineEdge><y:EdgeLabel>+</y:EdgeLabel></y:PolyLineEdge></data></edge>
</graph></graphml>"""
GEXF = """<gexf xmlns="http://gexf.net/1.3"><graph defaultedgetype="undirected"><nodes>
<node id="0" label="Trust"/>
<node id="1" label="Time"/></nodes><edges><edge id="0" source="0" target="1"/></edges></graph></gexf>"""
MODEL = """<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="&lt;b&gt;Tr&lt;/b&gt;ust&lt;br&gt;now" vertex="1" parent="1">
<mxGeometry x="0" y="0" width="80" height="40" as="geometry"/></mxCell>
<UserObject id="b" label="Time"><mxCell vertex="1" parent="1"/></UserObject>
<mxCell id="e" edge="1" source="a" target="b" parent="1"/><mxCell id="l" value="-" vertex="1" parent="e"/>
</root></mxGraphModel>"""
XMILE = """<xmile xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><model><variables>
<stock name="Trust">
<inflow>Gain</inflow></stock><flow name="Gain"/><aux name="Time"/></variables><views><view>
<aux name="Time" x="5" y="6"/>
<connector polarity="-" delay_mark="true"><from>Time</from><to>Gain</to></connector>
</view></views></model></xmile>"""


def read(folder: Path, content: str | bytes, name: str = "map.dat") -> Reading[Any]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read_map_file(path)
    assert isinstance(found, Reading)
    return found


def labels(found: Reading[Any]) -> list[str]:
    return [each.label for each in found.entries if isinstance(each, MapFactor)]


def links(found: Reading[Any]) -> list[tuple[str, str, str, str, bool, bool]]:
    return [
        (each.source, each.target, each.sign, each.word, each.delay, each.directed)
        for each in found.entries
        if isinstance(each, MapLink)
    ]


def deflated(model: bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(quote(model).encode()) + packer.flush()
    return f"<mxfile><diagram>{base64.b64encode(packed).decode()}</diagram></mxfile>"


def test_kumu_keeps_two_factors_of_one_label_apart_and_asks_pairs(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps(KUMU))
    assert labels(found) == ["Trust", "Trust"]
    assert links(found) == [("1", "2", "+", "", True, True), ("2", "1", "", "+-", False, False)]
    assert [refusal.line for refusal in found.refused] == [5]


def test_prsm_takes_names_of_styles_as_words_to_ask_about(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps(PRSM))
    first = found.entries[0]
    assert (first.label, first.x, first.y, first.note) == ("Trust now", 1, -2, "why")
    assert links(found) == [("a", "b", "", "Negative influence", False, True)]


def test_yed_gives_labels_centres_and_signs(tmp_path: Path) -> None:
    found = read(tmp_path, YED)
    assert labels(found) == ["Trust", "Time"]
    assert (found.entries[0].x, found.entries[0].y) == (60, 40)
    assert links(found) == [("n0", "n1", "+", "", False, True)]


def test_gexf_says_which_links_have_no_direction(tmp_path: Path) -> None:
    assert links(read(tmp_path, GEXF)) == [("0", "1", "", "", False, False)]


@pytest.mark.parametrize("content", [MODEL, deflated(MODEL.encode())], ids=["plain", "deflated"])
def test_drawio_reads_html_wrapped_shapes_and_labels_of_arrows(
    tmp_path: Path, content: str
) -> None:
    found = read(tmp_path, content)
    assert labels(found) == ["Trust now", "Time"]
    assert links(found) == [("a", "b", "-", "", False, True)]


def test_xmile_reads_flows_and_connectors(tmp_path: Path) -> None:
    found = read(tmp_path, XMILE)
    assert labels(found) == ["Trust", "Gain", "Time"]
    assert links(found) == [
        ("gain", "trust", "+", "", False, True),
        ("time", "gain", "-", "", True, True),
    ]


@pytest.mark.parametrize("label", ["Trust", "ŵ" * 300, "".join(map(chr, range(0x100, 0x400)))])
def test_prsm_is_read_compressed_too(tmp_path: Path, label: str) -> None:
    text = json.dumps({"nodes": [{"id": 1, "label": label}], "edges": []}, ensure_ascii=False)
    assert labels(read(tmp_path, compressed(text), "map.prsm")) == [label]


def test_compressed_text_that_expands_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        decompressed(compressed("a" * 200_000), 100_000)


def compressed(text: str) -> str:
    """Return text as compressToUTF16 of LZ-string writes it."""
    bits: list[int] = []
    known: dict[str, int] = {}
    unsaid: set[str] = set()
    room, width, word = 2, 2, ""

    def put(value: int, count: int) -> None:
        bits.extend(value >> place & 1 for place in range(count))

    def grow() -> None:
        nonlocal room, width
        room -= 1
        if not room:
            room, width = 2**width, width + 1

    def say(word: str) -> None:
        if word in unsaid:
            unsaid.discard(word)
            wide = ord(word) > 255
            put(int(wide), width)
            put(ord(word), 16 if wide else 8)
            grow()
        else:
            put(known[word], width)
        grow()

    for letter in text:
        if letter not in known:
            known[letter] = len(known) + 3
            unsaid.add(letter)
        if word + letter in known:
            word += letter
            continue
        say(word)
        known[word + letter] = len(known) + 3
        word = letter
    say(word)
    put(2, width)
    bits += [0] * (15 - len(bits) % 15)
    groups = (bits[at : at + 15] for at in range(0, len(bits), 15))
    return "".join(chr(int("".join(map(str, group)), 2) + 32) for group in groups) + " "


@pytest.mark.parametrize(
    ("name", "factors", "arrows"),
    [
        ("automation_politics.loopy", 6, 6), ("rabbits_foxes.loopy", 2, 2), ("test001_a.mmp", 6, 6),
        ("test001_canonical.mmp", 6, 7), ("test001_d.mmp", 5, 6), ("workforce.mdl", 25, 30),
    ],
)  # fmt: skip
def test_real_maps_are_read_whole(shared_data: Path, name: str, factors: int, arrows: int) -> None:
    found = read_map_file(shared_data / "maps" / name)
    assert isinstance(found, Reading)
    assert (len(labels(found)), len(links(found)), found.refused) == (factors, arrows, ())


LAUGHS = '<!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS, "<graphml>", "<svg/>", "{", "[[[", "[" * 100_000, '{"a": 1}', "%PDF-1.7", "\ufeff{}",
        deflated(b"<mxGraphModel>" + b" " * 30_000_000), "<mxfile><diagram>!!!</diagram></mxfile>",
        json.dumps({"elements": [], "connections": []}),
        json.dumps({"elements": [{"label": "x" * 5_000}]}),
        json.dumps({"nodes": [{"id": i, "label": "x"} for i in range(20_001)], "edges": []}),
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_files_are_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(WorkshopError) as refused:
        read(tmp_path, content, "odd.prsm")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("place", ["NaN", "Infinity", "1e308", "-1e999", '"left"', "null", "[]"])
def test_a_place_that_is_none_leaves_the_factor_without_one(tmp_path: Path, place: str) -> None:
    found = read(
        tmp_path, f'{{"nodes": [{{"id": 1, "label": "\\ud800x", "x": {place}}}], "edges": []}}'
    )
    assert (found.entries[0].x, found.entries[0].label) == (None, "?x")


@pytest.mark.parametrize(
    "found",
    [
        {"elements": ["odd", {"label": "Trust"}], "connections": [7]},
        {"nodes": [None, {"id": "a", "label": "Trust"}], "edges": ["odd"]},
    ],
)
def test_what_is_no_factor_and_no_link_is_refused_by_its_line(
    tmp_path: Path, found: dict[str, object]
) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(found), "utf-8")
    read = read_map_file(path)
    assert isinstance(read, Reading)
    assert labels(read) == ["Trust"]
    assert [refused.line for refused in read.refused] == [1, 3]
