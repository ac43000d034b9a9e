"""What is asked about maps of other programs: words, numbers, looks and marks, never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.core.readers.maps import map_samples
from upstream_workshop.maps.importing import unclear_links
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapText
from upstream_workshop.readers.maps.signs import said_together, sign_of
from upstream_workshop.readers.reading import Reading


def read(folder: Path, content: str, name: str = "map.dat") -> Reading[Any]:
    path = folder / name
    path.write_text(content, "utf-8")
    found: Reading[Any] = READERS["map"](path)
    return found


def links(found: Reading[Any]) -> list[MapLink]:
    return [each for each in found.entries if isinstance(each, MapLink)]


@given(
    st.lists(st.sampled_from(["+", "plus", "-", "less", "", "?", "delay", "S"]), max_size=4),
    st.randoms(),
)
def test_a_link_that_says_both_signs_is_asked_in_whatever_order(
    texts: list[str], dice: Random
) -> None:
    told = said_together(texts)
    signs = {sign_of(text) for text in texts} & {"+", "-"}
    assert told.sign == (signs.pop() if len(signs) == 1 else "")
    assert bool(told.word) == (not told.sign and bool(signs or "S" in texts))
    assert told.delay == ("delay" in texts)
    dice.shuffle(texts)
    assert said_together(texts).sign == told.sign


def test_a_field_of_kumu_may_hold_several_values(tmp_path: Path) -> None:
    """What a person reads of it is never what a programming language makes of a list."""
    elements = [{"label": "A", "description": ["why", "how"]}, {"label": "B"}]
    kinds = (["+"], ["-", "delayed"], ["+", "-"], [])
    connections = [{"from": "A", "to": "B", "type": kind} for kind in kinds]
    found = read(tmp_path, json.dumps({"elements": elements, "connections": connections}))
    assert [(k.sign, k.delay, k.word) for k in links(found)] == [
        ("+", False, ""), ("-", True, ""), ("", False, "+ / -"), ("", False, ""),
    ]  # fmt: skip
    assert [each.note for each in found.entries if isinstance(each, MapFactor)] == ["why; how", ""]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mental modeler", ["0.5"]), ("mental modeler json", ["-0.5"]), ("matrix", ["-0.5"]),
        ("prsm", ["Negative influence"]), ("kumu", ["+-"]), ("vensim", ["O"]), ("loopy", []),
    ],
)  # fmt: skip
def test_words_and_numbers_that_are_no_clear_sign_are_asked(
    name: str, words: list[str], tmp_path: Path
) -> None:
    found = read(tmp_path, map_samples.FILES[name])
    assert list(unclear_links.unclear_signs(found)) == words
    assert not any(link.sign for link in links(found) if link.word)


def test_a_weight_is_kept_as_strength(tmp_path: Path) -> None:
    (link,) = links(read(tmp_path, map_samples.FILES["mental modeler"]))
    assert (link.sign, link.word, link.strength) == ("", "0.5", "0.5")


def prsm(*colours: str) -> str:
    edges = [
        {"id": str(n), "from": "a", "to": "b", "arrows": "to", "color": {"color": colour}}
        for n, colour in enumerate(colours)
    ]
    return json.dumps({**map_samples.PRSM, "edges": edges})


def drawio(*styles: str) -> str:
    cells = "".join(
        f'<mxCell id="e{n}" edge="1" source="a" target="b" parent="1" style="{style}"/>'
        for n, style in enumerate(styles)
    )
    return map_samples.MODEL.replace("</root>", cells + "</root>")


def yed(*colours: str) -> str:
    edges = "".join(
        f'<edge source="n0" target="n1"><data key="d1"><y:PolyLineEdge><y:LineStyle color="{colour}"'
        ' type="line"/></y:PolyLineEdge></data></edge>'
        for colour in colours
    )
    return map_samples.YED.replace("</graph>", edges + "</graph>")


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (prsm("#f00", "#0f0", "#f00"), {"colour #f00": 2, "colour #0f0": 1}),
        (prsm("#f00", "#f00"), {}),
        (drawio("strokeColor=#f00", "dashed=1", ""), {"colour #f00": 1, "style dashed": 1}),
        (drawio("", ""), {}),
        (yed("#FF0000", "#000000"), {"colour #FF0000": 1, "colour #000000": 1}),
    ],
    ids=range(5),
)
def test_looks_are_asked_about_only_where_links_differ_in_them(
    content: str, asked: dict[str, int], tmp_path: Path
) -> None:
    assert unclear_links.unclear_signs(read(tmp_path, content)) == asked


def test_an_arrow_of_vensim_unlike_most_is_asked_about_as_a_delay(tmp_path: Path) -> None:
    found = read(tmp_path, map_samples.VENSIM)
    assert [(each.mark, each.delay) for each in links(found)] == [
        ("", False), ("", False), ("arrow of type 65", False), ("", False),
    ]  # fmt: skip
    assert [each.key for each in unclear_links.ask(found)] == ["sign O", "mark arrow of type 65"]


def test_views_of_vensim_are_one_map_in_which_a_name_is_one_variable(tmp_path: Path) -> None:
    found = read(tmp_path, map_samples.VENSIM)
    labels = {each.key: each.label for each in found.entries if isinstance(each, MapFactor)}
    assert list(labels.values()) == ["Trust", "Time, spent", "Luck"]
    last = links(found)[-1]
    assert (labels[last.source], labels[last.target]) == ("Luck", "Trust")
    assert [each.text for each in found.entries if isinstance(each, MapText)] == ["Read me, please"]


def test_tables_of_kumu_and_prsm_are_read_with_their_types_asked(tmp_path: Path) -> None:
    links_ = "From,To,Direction,Type\nTrust,Risk,directed,+\nRisk,Luck,undirected,Influences\n"
    found = read(tmp_path, links_, "kumu.csv").entries
    assert [(each.sign, each.word, each.directed) for each in found] == [
        ("+", "", True), ("", "Influences", False),
    ]  # fmt: skip
    styled = "from,to,from-style,to-style,link-style\nA,B,1,1,Positive influence\n"
    (entry,) = read(tmp_path, styled, "prsm.csv").entries
    assert (entry.sign, entry.word) == ("", "Positive influence")


def test_labels_and_kinds_of_gephi_and_cytoscape_are_signs(tmp_path: Path) -> None:
    found = links(read(tmp_path, map_samples.GEPHI))
    assert [(each.sign, each.word, each.delay) for each in found] == [
        ("-", "", False), ("+", "", True), ("-", "", False),
    ]  # fmt: skip
    kinds = '<edge id="2" source="0" target="1" kind="harms"/></edges>'
    asked = read(tmp_path, map_samples.GEXF.replace("</edges>", kinds))
    assert list(unclear_links.unclear_signs(asked)) == ["harms"]


@pytest.mark.parametrize("text", ["|| +", "+ //", "+, ||", "+"])
def test_strokes_across_a_link_are_asked_about_as_a_delay(tmp_path: Path, text: str) -> None:
    more = f'<mxCell id="m" value="{text}" vertex="1" parent="e"/></root>'
    model = map_samples.MODEL.replace("</root>", more).replace('value="-"', 'value=""')
    (link,) = links(read(tmp_path, model))
    mark = "".join(letter for letter in text if letter in "|/")
    assert (link.sign, link.mark, link.note, link.delay) == ("+", mark, "", False)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("From,To,Label,Style\nA,B,+,1\nB,A,-,1\n", [("+", ""), ("-", "")]),  # as PRSM's workbooks
        ("from,to,link-style\nA,B,1\nB,A,2\n", [("", "style 1"), ("", "style 2")]),
        ("Cause,Effect,+/-,Time lag,Why\nA,B,+,2 years,so\n", [("+", "")]),
        ("Cause,Effect,+ / −\nA,B,−\n", [("-", "")]),
    ],
    ids=range(4),
)
def test_the_number_of_a_style_is_no_sign_and_a_title_of_signs_is_one(
    rows: str, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = read(tmp_path, rows, "map.csv").entries
    assert [(each.sign, each.word) for each in found] == told
    assert all(
        (each.delay, each.note) == (True, "so\ndelay: 2 years") for each in found if each.note
    )


def test_a_workbook_of_kumu_gives_elements_and_connections(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Elements"
    for row in (("Label", "Type", "Description"), ("Trust", "Stock", "why"), ("Luck", "", "")):
        sheet.append(row)
    for row in (("From", "To", "Type"), ("Trust", "Risk", "-")):
        (book["Links"] if "Links" in book.sheetnames else book.create_sheet("Links")).append(row)
    path = tmp_path / "kumu.xlsx"
    book.save(path)
    found = READERS["map"](path)
    *factors, link = found.entries
    assert [(each.label, each.note) for each in factors] == [("Trust", "why"), ("Luck", "")]
    assert (link.source, link.target, link.sign) == ("Trust", "Risk", "-")
    assert found.unmapped == ("Type",)  # of the elements
