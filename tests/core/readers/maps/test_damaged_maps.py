"""Maps of other programs with anything in any place: read, or refused in one sentence, never a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.core.readers.maps import map_samples
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    MapText,
    drawn,
)
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.row_types import decoded, encoded

JSON = {
    "kumu": map_samples.KUMU_PROJECT, "prsm": map_samples.PRSM, "loopy": map_samples.LOOPY,
    "mental modeler json": map_samples.MENTAL_MODELER_JSON,
}  # fmt: skip
XML = ("mental modeler", "yed", "gexf", "drawio", "xmile")
ODD = (
    None, True, 10**30, 1e308, float("nan"), "", "<b>&lt;x", "\ud800\0", "x" * 5_000, [], {},
    [[]], {"a": None},
)  # fmt: skip


def read(path: Path, content: str | bytes) -> Reading[Any] | str:
    """What is read of a file, or the sentence that refuses it."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    try:
        reading: Reading[Any] = READERS["map"](path)
    except WorkshopError as error:
        refusal = str(error)
    else:
        assert decoded(encoded("read", reading)) == ("read", reading)
        return reading
    assert "\n" not in refusal
    assert path.name in refusal
    return refusal


def places(found: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in JSON."""
    inner = found.items() if isinstance(found, dict) else enumerate(found)
    for key, value in inner:
        yield (*way, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*way, key))


def replaced(found: Any, way: tuple[Any, ...], value: object) -> Any:
    made = inner = copy.deepcopy(found)
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = value
    return made


@pytest.mark.parametrize("name", JSON)
def test_json_with_anything_in_any_place_is_read_or_refused(name: str, tmp_path: Path) -> None:
    for way in places(JSON[name]):
        for odd in ODD:
            read(tmp_path / "odd.json", json.dumps(replaced(JSON[name], way, odd)))


@pytest.mark.parametrize("name", XML)
def test_xml_with_anything_in_any_place_is_read_or_refused(name: str, tmp_path: Path) -> None:
    whole = etree.fromstring(map_samples.FILES[name].encode())
    for at, element in enumerate(whole.iter()):
        for odd in ("", "nan", "1e308", "-9" * 50, "<b>&x;", "n0", "x" * 5_000):
            made = copy.deepcopy(whole)
            there = list(made.iter())[at]
            for key in element.attrib:
                there.set(key, odd)
            there.text = odd
            read(tmp_path / "odd.xml", etree.tostring(made))
        if at:
            made = copy.deepcopy(whole)
            there = list(made.iter())[at]
            there.getparent().remove(there)
            read(tmp_path / "odd.xml", etree.tostring(made))


@pytest.mark.parametrize("name", map_samples.FILES)
def test_a_truncated_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    content = map_samples.FILES[name].encode()
    for end in range(1, len(content), max(1, len(content) // 60)):
        outcome = read(tmp_path / "cut.dat", content[:end])
        if name in JSON or name in XML:
            assert isinstance(outcome, str)  # half a map is never taken for a whole one


def test_a_sentence_about_damage_names_the_line(tmp_path: Path) -> None:
    assert "odd.json, line 2:" in str(read(tmp_path / "odd.json", '{"nodes": [],\n"edges": [}'))
    assert "odd.xml, line 2:" in str(read(tmp_path / "odd.xml", "<graphml>\n<graph></graphml>"))


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (MapFactor(1, "b", "\u200b"), "the factor has no name"),
        (MapFactor(1, "b", "x" * 2_001), "the name is longer than 2,000 letters"),
        (MapFactor(1, "b", "B", note="x" * 20_001), "the note is longer than 20,000 letters"),
        (
            MapFactor(1, "b", "B", carried="x" * 2_000_001),
            "the file says more of it than 2,000,000",
        ),
        (MapLink(1, "a", "a", strength="x" * 2_001), "the strength is longer than 2,000 letters"),
        (MapText(1, "x" * 20_001, 0, 0), "the text is longer than 20,000 letters"),
    ],
    ids=range(6),
)
def test_what_is_too_long_to_keep_is_refused_by_its_line(part: MapPart, why: str) -> None:
    found = drawn("map.json", [MapFactor(2, "a", "A"), part])
    assert [(one.line, one.why[: len(why)]) for one in found.refused] == [(1, why)]
    assert [one.line for one in found.entries] == [2]


def test_what_goes_on_from_a_row_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    rows = [
        "kind,from,to,carried",
        "factor,A,,ab",
        "factor,,,{",
        "more,,,}",
        "factor,B,,x",
        "more,,,y",
    ]
    found = read(tmp_path / "own.csv", "\n".join(rows))
    assert isinstance(found, Reading)
    assert [(one.label, one.carried) for one in found.entries] == [("A", "ab"), ("B", "xy")]
    assert [one.line for one in found.refused] == [3, 4]
