"""A snapshot has everything of its map, stays as it is, and comes back as a map of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.snapshots import services as snapshots
from upstream_workshop.session_file.workshop import Workshop

AT = datetime(2026, 9, 14, 14, 5)


def fullest(workshop: Workshop) -> MapRow:
    with workshop.read() as session:
        return max(queries.maps(session), key=lambda found: len(found.links))


def row_of(workshop: Workshop, map_id: int) -> MapRow:
    with workshop.read() as session:
        return queries.map_row(session, map_id)


def plain(row: MapRow) -> object:
    """All that is on a map, without ids and its own title."""
    names = {factor.id: factor.label for factor in row.factors}
    ways = {k.id: (names[k.source_id], names[k.target_id], k.sign) for k in row.links}
    return (
        row.table,
        row.carried,
        [replace(factor, id=0) for factor in row.factors],
        [(ways[k.id], replace(k, id=0, source_id=0, target_id=0)) for k in row.links],
        [replace(zone, id=0) for zone in row.zones],
        [replace(note, id=0) for note in row.notes],
        [([ways[id_] for id_ in loop.link_ids], replace(loop, link_ids=())) for loop in row.named_loops],
        [(names[id_], title) for id_, title in row.factor_origins],
        [(ways[id_], title) for id_, title in row.link_origins],
    )  # fmt: skip


def taken(workshop: Workshop, map_id: int, title: str = "") -> int:
    with workshop.change("Take") as session:
        return snapshots.take_snapshot(session, map_id, title, AT)


def test_a_snapshot_is_the_map_and_stays_so(furnished_workshop: Workshop) -> None:
    before = fullest(furnished_workshop)
    assert before.named_loops
    assert before.zones
    assert before.notes
    assert before.factor_origins
    made = taken(furnished_workshop, before.id)
    with furnished_workshop.change("Change") as session:
        services.remove_parts(session, [before.factors[0].id], [], [before.zones[0].id])
    assert plain(row_of(furnished_workshop, made)) == plain(before)
    with furnished_workshop.change("Restore") as session:
        restored = snapshots.restore_snapshot(session, made, "As it was")
    back = row_of(furnished_workshop, restored)
    assert (back.title, plain(back)) == ("As it was", plain(before))
    assert len(fullest(furnished_workshop).factors) == len(before.factors)


def test_a_snapshot_is_in_no_list_of_maps_and_goes_with_its_map(
    furnished_workshop: Workshop,
) -> None:
    row = fullest(furnished_workshop)
    made = taken(furnished_workshop, row.id, "Dŵr dan y bont")  # the title of another map
    with furnished_workshop.read() as session:
        assert made not in [id_ for id_, _ in queries.map_titles(session)]
        assert made in [each.id for each in queries.snapshots(session, row.id)]
    with furnished_workshop.change("Remove") as session:
        services.remove_map(session, row.id)
    with pytest.raises(WorkshopError):
        row_of(furnished_workshop, made)


def test_what_cannot_be_is_refused(furnished_workshop: Workshop) -> None:
    row = fullest(furnished_workshop)
    made = taken(furnished_workshop, row.id)
    with pytest.raises(WorkshopError, match="take one of the map"):
        taken(furnished_workshop, made)
    for refused in (
        snapshots.remove_snapshot,
        lambda s, id_: snapshots.restore_snapshot(s, id_, "T"),
    ):
        with pytest.raises(WorkshopError), furnished_workshop.change("Try") as session:
            refused(session, row.id)
    with pytest.raises(WorkshopError), furnished_workshop.change("Try") as session:
        snapshots.restore_snapshot(session, made, row.title)
