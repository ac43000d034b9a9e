"""Models of system dynamics and graphs of further programs: what they show, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.readers.maps.map_samples import YED_LIVE
from tests.core.readers.maps.test_map_files import labels, links, read
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapText, MapZone

ALIASED = """<xmile><model><variables><stock name="Staff"/><aux name="&quot;Morale (0-1)&quot;"/>
<aux name="&quot;A&quot; and &quot;B&quot;"/></variables><views><view><stock name="Staff" x="9" y="9"/>
<alias uid="3" x="5" y="5"><of>Staff</of></alias><connector><from><alias uid="3"/></from>
<to>"Morale_(0-1)"</to></connector><text_box x="10" y="20" width="40" height="20">Ask them</text_box>
<loop_indicator name="R1"/></view></views></model></xmile>"""


def test_xmile_reads_aliases_and_texts_of_a_view_and_names_what_else_is_in_it(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, ALIASED)
    names = {each.key: each.label for each in found.entries if isinstance(each, MapFactor)}
    assert list(names.values()) == ["Staff", "Morale (0-1)", '"A" and "B"']
    (link,) = (each for each in found.entries if isinstance(each, MapLink))
    assert (names[link.source], names[link.target]) == ("Staff", "Morale (0-1)")
    texts = [each for each in found.entries if isinstance(each, MapText)]
    assert [(each.text, each.x, each.y) for each in texts] == [("Ask them", 45.0, 45.0)]
    assert (found.refused, found.unmapped) == ((), ("loop_indicator",))


def test_yed_live_is_read_with_its_labels_places_and_groups(tmp_path: Path) -> None:
    found = read(tmp_path, YED_LIVE)
    assert labels(found) == ["Trust now", "Time"]
    assert links(found) == [("n0", "n1::n0", "-", "", False, True)]
    first = found.entries[0]
    assert (first.x, first.y) == (60, 40)
    (zone,) = (each for each in found.entries if isinstance(each, MapZone))
    assert (zone.title, zone.x, zone.y, zone.width, zone.height) == ("Council", 300, 0, 200, 100)
    style = YED_LIVE.replace("</data></edge>", "<x:PolylineEdgeStyle/></data></edge>")
    assert (found.unmapped, read(tmp_path, style).unmapped) == ((), ("shapes and colours",))


@pytest.mark.parametrize(
    ("node", "edge"),
    [
        ("VertexLabel", "EdgeLabel"),
        ("label", "Edge Label"),
        ("name", "interaction"),
        ("Title", "effect"),
    ],
)
def test_labels_of_graphs_go_by_many_names(tmp_path: Path, node: str, edge: str) -> None:
    keys = f'<key id="n" for="node" attr.name="{node}"/><key id="e" for="edge" attr.name="{edge}"/>'
    nodes = "".join(f'<node id="{at}"><data key="n">N{at}</data></node>' for at in "12")
    link = '<edge source="1" target="2"><data key="e">less</data></edge>'
    found = read(
        tmp_path, f'<graphml>{keys}<graph edgedefault="directed">{nodes}{link}</graph></graphml>'
    )
    assert labels(found) == ["N1", "N2"]
    assert links(found) == [("1", "2", "-", "", False, True)]
    assert found.unmapped == ()
