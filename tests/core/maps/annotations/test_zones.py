"""Zones: what lies in them, that a layout keeps it there, and how zones and notes are drawn."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.annotations import services as annotations
from upstream_workshop.maps.annotations.ownership import (
    Parts,
    contents,
    home,
    labels_in,
    parent,
    with_contents,
)
from upstream_workshop.maps.annotations.whole_drawing import draw_whole, note_box
from upstream_workshop.maps.annotations.zoned_layouts import Arrangement, arranged
from upstream_workshop.maps.geometry import Rect, factor_box, rough_width
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.map_rows import FactorRow, MapRow, NoteRow, ZoneRow
from upstream_workshop.session_file.workshop import Workshop

SIDES = (40.0, 300.0, 1500.0)


@st.composite
def zoned_rows(draw: st.DrawFn) -> MapRow:
    """A map with zones that lie in each other or apart, never half over each other, and notes."""
    row = draw(map_rows(most=8, links=8))
    zones: list[ZoneRow] = []
    for number in range(draw(st.integers(0, 5))):
        x, y = draw(st.sampled_from([-1800.0, -900.0, 0.0, 900.0])), draw(st.floats(-1800, 1800))
        side = draw(st.sampled_from(SIDES))
        made = ZoneRow(number + 1, "Zone of several words", x, y, side, side)
        if not any(half_over(made, other) for other in zones):
            zones.append(made)
    place = st.floats(-2000, 2000)
    notes = draw(
        st.lists(st.builds(NoteRow, st.just(0), st.just("Words"), place, place), max_size=3)
    )
    numbered = tuple(replace(note, id=n + 1) for n, note in enumerate(notes))
    locked = draw(st.sets(st.sampled_from([f.id for f in row.factors]))) if row.factors else set()
    few = locked if draw(st.booleans()) else set()
    factors = tuple(replace(each, locked=each.id in few) for each in row.factors)
    return replace(row, factors=factors, zones=tuple(zones), notes=numbered)


def half_over(one: ZoneRow, two: ZoneRow) -> bool:
    if parent((one,), two) or parent((two,), one):
        return False
    return (
        max(one.x, two.x) <= min(one.x + one.width, two.x + two.width)
        and max(one.y, two.y) <= min(one.y + one.height, two.y + two.height)
    )  # fmt: skip


def placed(row: MapRow, found: Arrangement) -> MapRow:
    return replace(
        row,
        factors=tuple(replace(f, x=found.factors[f.id][0], y=found.factors[f.id][1]) for f in row.factors),
        zones=tuple(ZoneRow(z.id, z.title, *found.zones[z.id], z.colour) for z in row.zones),
        notes=tuple(replace(n, x=found.notes[n.id][0], y=found.notes[n.id][1]) for n in row.notes),
    )  # fmt: skip


def homes(
    row: MapRow,
) -> tuple[dict[int, int | None], dict[int, int | None], dict[int, int | None]]:
    return (
        {factor.id: home(row.zones, factor) for factor in row.factors},
        {zone.id: parent(row.zones, zone) for zone in row.zones},
        {note.id: home(row.zones, note) for note in row.notes},
    )


@settings(max_examples=60)
@given(zoned_rows(), st.sampled_from(sorted(LAYOUTS)))
def test_a_layout_leaves_everything_in_its_zone(row: MapRow, name: str) -> None:
    after = placed(row, arranged(row, LAYOUTS[name]))
    assert homes(after) == homes(row)
    for before, now in zip(row.factors, after.factors, strict=True):
        if before.locked:
            assert (now.x, now.y) == pytest.approx((before.x, before.y))


@settings(max_examples=40)
@given(zoned_rows())
def test_after_a_layout_nothing_lies_on_anything(row: MapRow) -> None:
    free = replace(row, factors=tuple(replace(each, locked=False) for each in row.factors))
    after = placed(free, arranged(free, LAYOUTS["force"]))
    rects = [factor_box(each).rect for each in after.factors]
    rects += [note_box(each).rect for each in after.notes]
    for one, two in combinations(rects, 2):
        across = min(one.right, two.right) - max(one.x, two.x)
        down = min(one.bottom, two.bottom) - max(one.y, two.y)
        assert across < 0.1 or down < 0.1
    zones = draw_whole(after).zones
    bands = [each.band for each in zones]
    for rect in rects:
        for band in bands:
            assert not band.contains(rect.centre)


@given(zoned_rows())
def test_everything_is_inside_the_bounds(row: MapRow) -> None:
    drawn = draw_whole(row)
    for each in (*drawn.boxes, *drawn.zones, *drawn.notes):
        assert drawn.bounds.encloses(each.rect)


@settings(max_examples=40)
@given(zoned_rows())
def test_no_sign_lies_on_the_words_of_a_zone_or_a_note(row: MapRow) -> None:
    drawn = draw_whole(row)
    words = [note.rect for note in drawn.notes]
    words += [Rect(z.rect.x + 12, z.rect.y, rough_width(z.lines[0]), 20.0) for z in drawn.zones]
    for curve in drawn.curves:
        assert not any(rect.contains(curve.badge) for rect in words)


def test_what_has_its_centre_inside_belongs_to_a_zone() -> None:
    outer, inner = ZoneRow(1, "Outer", 0, 0, 400, 400), ZoneRow(2, "Inner", 10, 10, 100, 100)
    factors = (
        FactorRow(5, "In both", 50, 50),
        FactorRow(6, "Edge", 400, 9),
        FactorRow(7, "Out", 401, 9),
    )
    note = NoteRow(9, "Words", 300, 300)
    row = MapRow(1, "M", "", factors, (), zones=(outer, inner), notes=(note,))
    assert contents(row, outer) == Parts(frozenset({5, 6}), frozenset({2}), frozenset({9}))
    assert [home(row.zones, each) for each in factors] == [2, 1, None]
    assert with_contents(row, Parts(frozenset({7}), frozenset({2}))) == Parts(
        frozenset({5, 7}), frozenset({2})
    )
    assert labels_in(row, contents(row, outer).factors) == ("Edge", "In both")


def test_a_long_title_is_cut_to_what_the_zone_has_room_for() -> None:
    title = "Yr hyn yr ydym yn ei gynnal ac yn ei amddiffyn gyda’n gilydd bob dydd " * 3
    row = MapRow(1, "M", "", (), (), zones=(ZoneRow(1, title, 0, 0, 120, 60),))
    [zone] = draw_whole(row).zones
    assert zone.lines[-1].endswith("…")
    assert zone.band.height <= zone.rect.height


@pytest.mark.parametrize(
    "refused",
    [
        lambda session: annotations.add_zone(session, 1, "  ", (0.0, 0.0, 90.0, 90.0)),
        lambda session: annotations.add_zone(session, 1, "Small", (0.0, 0.0, 90.0, 20.0)),
        lambda session: annotations.add_zone(session, 1, "Far", (float("nan"), 0.0, 90.0, 90.0)),
        lambda session: annotations.add_map_note(session, 1, " \n", 0.0, 0.0),
        lambda session: annotations.amend_zone(session, 99, title="Nowhere"),
        lambda session: services.remove_parts(session, [], [], [], [99]),
    ],
)
def test_what_cannot_be_is_refused(furnished_workshop: Workshop, refused: object) -> None:
    with pytest.raises(WorkshopError), furnished_workshop.change("Try") as session:
        refused(session)  # type: ignore[operator]


def test_parts_of_every_kind_go_in_one_step_and_a_zone_leaves_what_lies_in_it(
    furnished_workshop: Workshop,
) -> None:
    with furnished_workshop.read() as session:
        before = max(queries.maps(session), key=lambda found: len(found.links))
    gone = before.factors[0]
    with furnished_workshop.change("Remove") as session:
        services.remove_parts(
            session, [gone.id], [], [each.id for each in before.zones], [n.id for n in before.notes]
        )
    with furnished_workshop.read() as session:
        after = queries.map_row(session, before.id)
    assert after.zones == after.notes == ()
    assert after.factors == before.factors[1:]
