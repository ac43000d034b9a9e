"""Every template of a map makes one that is drawn without anything lying on anything else."""

from __future__ import annotations

from itertools import combinations

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries
from upstream_workshop.maps.annotations.ownership import home
from upstream_workshop.maps.annotations.whole_drawing import note_box, zone_box
from upstream_workshop.maps.copying.map_templates import map_template, map_templates
from upstream_workshop.maps.copying.services import add_map_from
from upstream_workshop.maps.geometry import factor_box, rough_width
from upstream_workshop.maps.rules import loops
from upstream_workshop.session_file.workshop import Workshop

NAMES = ("causal-loop", "actor-rings", "iceberg", "three-horizons", "operating-model")


def test_these_are_offered_in_this_order() -> None:
    assert tuple(map_templates()) == NAMES
    for template in map_templates().values():
        assert template.summary.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_put_on_a_map_whole_in_one_step(workshop: Workshop, name: str) -> None:
    with workshop.change("Add map") as session:
        made = add_map_from(session, name, "Ours", "Table 3")
    with workshop.read() as session:
        row = queries.map_row(session, made)
    parts = map_template(name).parts
    assert (row.title, row.table) == ("Ours", "Table 3")
    assert [(f.label, f.x, f.y) for f in row.factors] == [
        (f.label, f.x, f.y) for f in parts.factors
    ]
    assert [(z.title, z.x, z.width) for z in row.zones] == [
        (z.title, z.x, z.width) for z in parts.zones
    ]
    assert len(row.links) == len(parts.links)
    assert len(row.notes) == len(parts.notes)
    workshop.undo()
    with workshop.read() as session:
        assert queries.maps(session) == ()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_on_anything_else(name: str) -> None:
    parts = map_template(name).parts
    rects = [factor_box(each, rough_width).rect for each in parts.factors]
    rects += [note_box(each, rough_width).rect for each in parts.notes]
    rects += [zone_box(each, rough_width).band for each in parts.zones]
    for one, other in combinations(rects, 2):
        apart = one.right <= other.x or other.right <= one.x
        assert apart or one.bottom <= other.y or other.bottom <= one.y
    for note in parts.notes:
        assert name != "three-horizons" or home(parts.zones, note) is not None


def test_the_causal_loop_has_one_loop_of_each_kind() -> None:
    parts = map_template("causal-loop").parts
    assert sorted(loop.kind for loop in loops(parts.factors, parts.links).loops) == ["B", "R"]


def test_a_template_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(WorkshopError, match="called swirl; there is: causal-loop, actor-rings"):
        map_template("swirl")
