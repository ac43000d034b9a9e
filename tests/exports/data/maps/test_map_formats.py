"""Maps for other programs: what each format can hold comes back, and what we do not know goes out again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from exports.data.map_formats.graphml_maps import map_graphml
from exports.data.map_formats.kumu_maps import map_kumu
from exports.data.map_formats.loopy_maps import map_loopy
from exports.data.map_formats.mental_modeler_maps import map_mental_modeler
from exports.data.map_formats.prsm_maps import map_prsm
from tests.exports.data.maps.drawn_maps import imported, maps, read, whole, without_ids
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.queries import LinkRow, MapRow
from upstream_workshop.readers.maps.markup import plain
from upstream_workshop.session_file.workshop import Workshop

Write = Callable[[MapRow], bytes]
WRITERS: dict[str, Write] = {
    "graphml": map_graphml, "json": map_kumu, "mmp": map_mental_modeler, "loopy": map_loopy, "prsm": map_prsm,
}  # fmt: skip
# what a format has no place for, on factors and on links
LOST: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "graphml": ({}, {}),
    "json": ({}, {}),
    "prsm": ({}, {}),
    "mmp": (
        {"colour": Colour.NONE, "locked": False},
        {"delay": False, "strength": "", "bend": 0.0},
    ),
    "loopy": (
        {"note": "", "colour": Colour.NONE, "locked": False},
        {"note": "", "delay": False, "strength": "", "bend": 0.0},
    ),
}
HTML = ("graphml", "json")  # whose labels other programs write with marks of HTML


def held(row: MapRow, ending: str) -> MapRow:
    """What of a map a format can hold."""
    factor, link = LOST[ending]
    blank = without_ids(row)
    factors = [replace(each, **factor, carried="") for each in blank.factors]
    if ending in HTML:
        factors = [replace(each, label=plain(each.label)) for each in factors]
    if ending == "mmp":
        left, top = (min(getattr(each, side) for each in factors) for side in "xy")
        factors = [replace(each, x=each.x - left, y=each.y - top) for each in factors]
    return replace(
        blank,
        table="",
        factors=tuple(factors),
        links=tuple(
            sorted((replace(each, **link, carried="") for each in blank.links), key=_order)
        ),
        named_loops=(),
        zones=(),
        notes=blank.notes if ending == "loopy" else (),
        factor_origins=(),
        link_origins=(),
        carried="",
    )


def _order(link: LinkRow) -> tuple[int, int, str]:
    return link.source_id, link.target_id, link.sign


def renumbered(row: MapRow) -> MapRow:
    """The map with its links in the order of their ends, and numbered so."""
    links = sorted(row.links, key=_order)
    return replace(row, links=tuple(replace(each, id=n) for n, each in enumerate(links)))


@pytest.mark.parametrize("ending", WRITERS)
@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(row=maps(at=whole))
def test_what_a_format_can_hold_comes_back(
    workshop: Workshop, tmp_path: Path, ending: str, row: MapRow
) -> None:
    written = WRITERS[ending](row)
    assert WRITERS[ending](row) == written
    found = read(tmp_path / f"map.{ending}", written)
    back, outcome = imported(workshop, found)
    assert (outcome.refused, set(found.unmapped) - {"loops", "tags"}) == ((), set())
    assert renumbered(held(back, ending)) == renumbered(held(row, ending))
    again, _ = imported(
        workshop, read(tmp_path / f"map.{ending}", WRITERS[ending](replace(back, title="M")))
    )
    assert without_ids(again) == without_ids(back)
