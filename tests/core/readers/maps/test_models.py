"""Models of system dynamics: what their views show beside variables and arrows."""

from __future__ import annotations

from pathlib import Path

from tests.core.readers.maps.test_map_files import read
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapText

ALIASED = """<xmile><model><variables><stock name="Staff"/><aux name="&quot;Morale (0-1)&quot;"/>
<aux name="&quot;A&quot; and &quot;B&quot;"/></variables><views><view><stock name="Staff" x="9" y="9"/>
<alias uid="3" x="5" y="5"><of>Staff</of></alias><connector><from><alias uid="3"/></from>
<to>"Morale_(0-1)"</to></connector><text_box x="10" y="20" width="40" height="20">Ask them</text_box>
<loop_indicator name="R1"/></view></views></model></xmile>"""


def test_xmile_reads_aliases_and_texts_of_a_view_and_names_what_else_is_in_it(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, ALIASED)
    labels = {each.key: each.label for each in found.entries if isinstance(each, MapFactor)}
    assert list(labels.values()) == ["Staff", "Morale (0-1)", '"A" and "B"']
    (link,) = (each for each in found.entries if isinstance(each, MapLink))
    assert (labels[link.source], labels[link.target]) == ("Staff", "Morale (0-1)")
    texts = [each for each in found.entries if isinstance(each, MapText)]
    assert [(each.text, each.x, each.y) for each in texts] == [("Ask them", 45.0, 45.0)]
    assert (found.refused, found.unmapped) == ((), ("loop_indicator",))
