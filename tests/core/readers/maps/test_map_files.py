"""Maps of other programs: what is read of each format, and hostile files, refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.readers.maps.map_samples import (
    GEXF,
    KUMU,
    MODEL,
    PRSM,
    VENSIM,
    XMILE,
    YED,
    compressed,
    deflated,
)
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.maps.json_formats.lz_string import decompressed
from upstream_workshop.readers.maps.map_files import read_map_file
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapZone
from upstream_workshop.readers.maps.markup import marked_up, plain
from upstream_workshop.readers.reading import Reading


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


def test_kumu_keeps_two_factors_of_one_label_apart_and_asks_pairs(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps(KUMU))
    assert labels(found) == ["Trust", "Trust"]
    assert links(found) == [("1", "2", "+", "", True, True), ("2", "1", "", "+-", False, False)]
    assert [refusal.line for refusal in found.refused] == [5]


def test_prsm_takes_names_of_styles_as_words_to_ask_about(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps(PRSM))
    first = found.entries[0]
    assert (first.label, first.x, first.y, first.note) == ("Trust now", 1.4, -2, "why")
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


NETWORKX = """<graphml><key id="w" for="edge" attr.name="weight"/><graph edgedefault="directed">
<node id="Trust"/><node id="Risk"/><edge source="Trust" target="Risk"><data key="w">-1</data></edge>
<edge source="Risk" target="Trust" directed="0"/></graph></graphml>"""
ARROWS = "".join(
    f'<edge source="n0" target="n1"><data key="d1"><y:PolyLineEdge><y:Arrows {heads}/>'
    "<y:EdgeLabel>delay</y:EdgeLabel></y:PolyLineEdge></data></edge>"
    for heads in (
        'source="none" target="standard"', 'source="plain" target="none"', 'source="none" target="none"',
    )
)  # fmt: skip
MODULES = """<xmile><model><variables><module name="Team"><connect to="Team.Trust" from="Load"/></module>
<aux name="Load"/><aux name="Trust"/></variables><views><view><connector polarity="+"><from>Team.Trust</from>
<to>Load</to></connector></view></views></model><model name="Team"><variables><aux name="Trust"/>
</variables></model></xmile>"""
GROUP = """<graphml xmlns:y="y"><graph><node id="g"><data key="d"><y:Realizers active="1"><y:GroupNode/>
<y:GroupNode><y:Geometry x="1" y="2" width="90" height="80"/><y:NodeLabel>Council</y:NodeLabel></y:GroupNode>
</y:Realizers></data><graph><node id="a"/></graph></node></graph></graphml>"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (NETWORKX, [("Trust", "Risk", "-", "", False, True), ("Risk", "Trust", "", "", False, False)]),
        (
            YED.replace("</graph>", ARROWS + "</graph>"),
            [
                ("n0", "n1", "+", "", False, True), ("n0", "n1", "", "", True, True),
                ("n1", "n0", "", "", True, True), ("n0", "n1", "", "", True, False),
            ],
        ),
        (
            MODULES,
            [("load", "team.trust", "", "", False, True), ("team.trust", "load", "+", "", False, True)],
        ),
    ],
    ids=["networkx", "heads of yEd", "modules of XMILE"],
)  # fmt: skip
def test_links_lead_where_other_programs_mean_them_to(
    tmp_path: Path, content: str, expected: list[tuple[object, ...]]
) -> None:
    assert links(read(tmp_path, content)) == expected


def test_what_lies_around_others_and_has_no_link_is_a_zone(tmp_path: Path) -> None:
    lane = MODEL.replace('id="1" parent="0"/>', 'id="1" parent="0"/><mxCell id="s" value="Council" '
        'vertex="1" parent="1"><mxGeometry x="1" y="2" width="90" height="80"/></mxCell>'
    ).replace('vertex="1" parent="1">\n', 'vertex="1" parent="s">\n', 1)  # fmt: skip
    for content in (GROUP, lane):
        found = read(tmp_path, content)
        zone = next(each for each in found.entries if isinstance(each, MapZone))
        assert (zone.title, zone.x, zone.y, zone.width, zone.height) == ("Council", 1, 2, 90, 80)
        assert "Council" not in labels(found)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_names_survive_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    model = VENSIM.replace("Luck", "Größe, café").replace(
        "10,1,Größe, café", '10,1,"Größe \\"a\\""'
    )
    found = read(tmp_path, model.encode(encoding), "map.mdl")
    assert labels(found)[-1] == 'Größe "a"'


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-16"), ("utf-8", "ISO-8859-1"), ("utf-8-sig", "windows-1252"),
        ("utf-16", "UTF-8"), ("cp1252", "UTF-8"), ("cp1252", "UTF-16"), ("iso-8859-2", "ISO-8859-2"),
    ],
)  # fmt: skip
def test_xml_is_read_whatever_it_says_of_itself(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    """Programs that save a text anew, in another encoding or below a blank line, leave its first line."""
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + YED.replace("Trust", "élan vital")
    assert labels(read(tmp_path, text.encode(encoding))) == ["élan vital", "Time"]
    below = f"\r\n  {text}".encode(encoding)
    if declared.casefold() != encoding:
        assert labels(read(tmp_path, below)) == ["élan vital", "Time"]


@pytest.mark.parametrize("brackets", ["[[", "%5B%5B", "%5b%5b"])
def test_addresses_of_loopy_are_read_however_they_are_copied(tmp_path: Path, brackets: str) -> None:
    address = f"https://ncase.me/loopy/v1.1/?data={brackets}[1,5,6,0.5,%22Trust%22,4]],[],[],1%5D"
    assert labels(read(tmp_path, address)) == ["Trust"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("<b>Trust</b> now", "Trust now"), ("Trust <now>", "Trust <now>"), ("a<b", "a<b"),
        ("<i>a</i> <5> &amp; b", "a <5> & b"), ("R&D; or", "R&D; or"), ("x<br/>y", "x y"),
    ],
)  # fmt: skip
def test_only_marks_of_html_are_taken_out_of_names(label: str, shown: str) -> None:
    assert plain(label) == shown
    assert plain(marked_up(label)) == label


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


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (("Dŵr glân", "Sŵn"), "iso8859_14"), (("Tŷ’n y coed".replace("’", "'"), "Grŵp"), "iso8859_14"),
        (("DŴR", "Hŷn"), "iso8859_14"), (("Góður maður", "Það"), "cp1252"),
        (("Þórður", "norðan"), "cp1252"), (("café crème", "naïve"), "cp1252"),
    ],
)  # fmt: skip
def test_welsh_vowels_of_an_old_encoding_are_told_from_icelandic(
    tmp_path: Path, words: tuple[str, str], encoding: str
) -> None:
    text = f"from,to,sign\n{words[0]},{words[1]},+\n"
    path = tmp_path / "map.csv"
    path.write_bytes(text.encode(encoding))
    (entry,) = READERS["map"](path).entries
    assert (entry.source, entry.target) == words
