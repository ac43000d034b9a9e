"""Maps for other programs: what each format can hold comes back, and what we do not know goes out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exports.data.map_formats.graphml_maps import map_graphml
from exports.data.map_formats.kumu_maps import map_kumu
from exports.data.map_formats.loopy_maps import map_loopy
from exports.data.map_formats.mental_modeler_maps import map_mental_modeler
from exports.data.map_formats.prsm_maps import map_prsm
from exports.output_kinds import KINDS
from tests.exports.data.maps.drawn_maps import imported, maps, read, whole, without_ids
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.rules import rotated
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.maps.json_formats.loopy import unpacked
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.writing import Sample

Write = Callable[[MapRow], bytes]
WRITERS: dict[str, Write] = {
    "graphml": map_graphml, "json": map_kumu, "mmp": map_mental_modeler, "loopy": map_loopy, "prsm": map_prsm,
}  # fmt: skip
WHOLE_PLACES = ("mmp", "loopy")
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


def held(row: MapRow, ending: str) -> MapRow:
    """What of a map a format can hold."""
    factor, link = LOST[ending]
    blank = without_ids(row)
    factors = [replace(each, **factor, carried="") for each in blank.factors]
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
        named_loops=tuple(replace(one, number=0) for one in blank.named_loops)
        if ending == "json"
        else (),
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
    places = sorted(range(len(row.links)), key=lambda at: _order(row.links[at]))
    new = {old: at for at, old in enumerate(places)}
    named = [
        replace(one, link_ids=rotated([new[at] for at in one.link_ids])) for one in row.named_loops
    ]
    return replace(
        row,
        links=tuple(replace(row.links[old], id=at) for at, old in enumerate(places)),
        named_loops=tuple(sorted(named, key=lambda one: one.link_ids)),
    )


@pytest.mark.parametrize("ending", WRITERS)
@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_a_format_can_hold_comes_back(
    workshop: Workshop, tmp_path: Path, ending: str, data: st.DataObject
) -> None:
    row = data.draw(maps(at=whole) if ending in WHOLE_PLACES else maps())
    written = WRITERS[ending](row)
    assert WRITERS[ending](row) == written
    found = read(tmp_path / f"map.{ending}", written)
    back, outcome = imported(workshop, found)
    assert (outcome.refused, set(found.unmapped) - {"tags"}) == ((), set())
    assert renumbered(held(back, ending)) == renumbered(held(row, ending))
    again, _ = imported(
        workshop, read(tmp_path / f"map.{ending}", WRITERS[ending](replace(back, title="M")))
    )
    assert without_ids(again) == without_ids(back)


def test_two_arrows_of_one_way_do_not_cover_each_other_in_loopy() -> None:
    factors = (FactorRow(1, "Trust"), FactorRow(2, "Risk", 300))
    links = (LinkRow(1, 1, 2, Sign.MORE), LinkRow(2, 1, 2, Sign.LESS), LinkRow(3, 2, 1))
    found = json.loads(unpacked(map_loopy(MapRow(1, "M", "", factors, links)).decode()))
    assert [(*each[:2], each[3]) for each in found[1]] == [(1, 2, 1), (1, 2, -1), (2, 1, 0)]
    assert found[1][0][2] != found[1][1][2]


@pytest.mark.parametrize("ending", WRITERS)
def test_our_own_files_are_known_and_others_are_not(ending: str) -> None:
    kind = KINDS[f".{ending}"]
    made = Sample.of(WRITERS[ending](MapRow(1, "M", "", (FactorRow(1, "Trust"),), ())))
    theirs = {
        "loopy": b"[[[1,0,0,0.5,%22a%22,0]],[],[],1%5D",
        "graphml": b"<graphml/>",
        "mmp": b"<mentalmodeler/>",
    }
    other = Sample.of(theirs.get(ending, b'{"nodes": []}'))
    assert kind.looks(made)
    assert kind.is_own(made, made)
    assert kind.looks(other)
    assert not kind.is_own(other, made)


@pytest.mark.parametrize("ending", WRITERS)
def test_an_empty_map_comes_back_empty(ending: str, workshop: Workshop, tmp_path: Path) -> None:
    """One of another program is refused, since it is hardly the file that was meant."""
    content = WRITERS[ending](MapRow(1, "Nothing yet", "", (), ()))
    path = tmp_path / f"map.{ending}"
    assert imported(workshop, read(path, content))[0].factors == ()
    path.write_bytes(content.replace(b"Upstream", b"Another"))
    with pytest.raises(WorkshopError, match="no factor"):
        READERS["map"](path)
