"""Maps in JSON and in addresses: ends and ids that are missing, the trash of Kumu, what stands around."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.core.readers.maps.test_map_files import labels, links, read

LOOPY = (
    "[[[1,5,6,0.5,%22Trust%2520%2526%2520care%22,4],[2,7,8,0.5,%22B%22,0]],[[2,1,94,-1,0]],[],2%5D"
)
NO_IDS: Mapping[str, str] = {
    "prsm": json.dumps({"nodes": [{"label": "A"}, {"label": "B"}], "edges": [{"to": None}, {}]}),
    "loopy": json.dumps([[[None, 1, 2, 0.5, "A", 1]], [[None, None, 94, 1]], []]),
    "mental modeler": json.dumps(
        {"concepts": [{"name": "A", "relationships": [{"influence": "1"}]}]}
    ),
    "xml": "<mentalmodeler><concepts><concept><name>A</name><relationships><relationship>"
    "<influence>1</influence></relationship></relationships></concept></concepts></mentalmodeler>",
    "kumu": json.dumps(
        {"elements": [{"label": "None"}], "connections": [{"to": None}, {"to": {}}]}
    ),
    "graphml": '<graphml><graph><node id=""><data key="label">A</data></node><edge/></graph></graphml>',
    "gexf": '<gexf><graph><nodes><node label="A"/></nodes><edges><edge/></edges></graph></gexf>',
}


@pytest.mark.parametrize("name", NO_IDS)
def test_what_has_no_id_is_the_end_of_no_link(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, NO_IDS[name])
    assert labels(found)
    assert links(found) == []
    assert {each.why for each in found.refused} == {"the link has no factor at one of its ends"}


@pytest.mark.parametrize(
    "around",
    [
        "https://ncase.me/loopy/v1.1/?data={}", "http://ncase.me/loopy/?embed=1&signal=6&data={}",
        "https://ncase.me/loopy/v1.1/?data={}&utm_source=mail#top",
        '<iframe width="500" src="https://ncase.me/loopy/v1.1/?embed=1&data={}"></iframe>',
        "[InternetShortcut]\r\nURL=https://ncase.me/loopy/v1.1/?data={}\r\nIconIndex=0\r\n", "{}",
    ],
)  # fmt: skip
def test_an_address_of_loopy_is_read_whatever_stands_around_it(tmp_path: Path, around: str) -> None:
    found = read(tmp_path, around.format(LOOPY))
    assert labels(found) == ["Trust & care", "B"]
    assert [each[:3] for each in links(found)] == [("2", "1", "-")]


@pytest.mark.parametrize("mark", ["trashed", "trashed_at", "deleted", "deleted_at"])
def test_the_trash_of_kumu_is_named_and_not_taken_unless_a_map_shows_it(
    tmp_path: Path, mark: str
) -> None:
    def element(id_: str, **more: Any) -> dict[str, Any]:
        return {"_id": id_, "attributes": {"label": f"The {id_}"}, **more}

    kept, gone, shown = element("a"), element("b", **{mark: True}), element("c", **{mark: True})
    whole = {
        "elements": [kept, gone, shown, element("d", **{mark: False})],
        "connections": [{"_id": "k", "from": "a", "to": "b", "attributes": {}}],
        "maps": [{"elements": []}, {"elements": [{"element": "c"}]}, None],
    }
    found = read(tmp_path, json.dumps(whole))
    assert labels(found) == ["The a", "The c", "The d"]
    assert {(each.line, each.why) for each in found.refused} == {
        (2, "it lies in the trash of the project: The b"),
        (5, "the link ends at “b”, which is not there"),
    }
