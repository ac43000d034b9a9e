"""What links and loops rest on: as counted by hand, told without small numbers, drawn where there is any."""

from __future__ import annotations

import math
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.services import add_finding, amend_finding, remove_findings
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.citations.loop_bases import basis_sentence, loop_basis, told_basis
from upstream_workshop.maps.citations.queries import cited
from upstream_workshop.maps.citations.services import add_evidence, remove_evidence, show_basis
from upstream_workshop.maps.drawing.shapes import point_on, strands
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.kinds import Basis, BasisShown, LoopKind
from upstream_workshop.maps.links.services import add_link
from upstream_workshop.maps.merging.services import merge_maps
from upstream_workshop.maps.snapshots.services import take_snapshot
from upstream_workshop.session_file.workshop import Workshop


def finding(id_: int, home: int | None, use: Use, standing: Standing) -> FindingRow:
    return FindingRow(
        id_, f"F{id_}", f"F{id_}", "", home, "", None, "", "", "", "", use, standing, ()
    )


FINDINGS = st.lists(
    st.tuples(st.none() | st.integers(1, 5), st.sampled_from(Use), st.sampled_from(Standing)),
    min_size=1,
    max_size=9,
).map(lambda rows: [finding(n, *row) for n, row in enumerate(rows, 1)])


@given(FINDINGS, st.data())
def test_a_loop_rests_on_what_is_counted_by_hand(
    rows: list[FindingRow], data: st.DataObject
) -> None:
    links = {n: data.draw(st.lists(st.sampled_from(rows), unique_by=id)) for n in (4, 7, 9)}
    found = loop_basis((4, 7, 9), LoopKind.REINFORCING, links)
    usable = {row for each in links.values() for row in each if row.use is not Use.NEVER}
    assert found.findings == len(usable)
    assert found.organisations == len({row.organisation_id for row in usable} - {None})
    for place, link in enumerate((4, 7, 9), 1):
        mine = usable & {*links[link]}
        assert (place in found.bare) == (not mine)
        disputed = any(row.standing is Standing.DISPUTED for row in mine)
        assert (place in found.contested) == disputed
    told = told_basis(found, 5)
    assert told.findings in (None, 0) or told.findings >= 3
    assert told.organisations in (None, 0, 5) or told.organisations >= 3
    said = basis_sentence(told)
    assert told.findings is not None or f" {found.findings} finding" not in said


def test_a_sentence_names_the_links_that_rest_on_nothing() -> None:
    rows = [finding(n, n % 4, Use.NAMED, Standing.UNCHECKED) for n in range(1, 7)]
    rows.append(finding(7, 1, Use.NAMED, Standing.DISPUTED))
    loop = ((4, 7, 9, 12), LoopKind.BALANCING)
    found = basis_sentence(loop_basis(*loop, {4: rows[:3], 7: rows[2:]}))
    assert found == (
        "This balancing loop rests on 7 findings from 4 organisations; links 3 and 4 on none; "
        "what link 2 rests on is disputed."
    )
    assert basis_sentence(loop_basis(*loop, {})) == "This loop rests on no finding."


def a_map(session: Session) -> tuple[int, int, int]:
    """A map of two links, and the ids of these."""
    made = services.add_map(session, "Ties")
    one, two = (add_factor(session, made, name) for name in ("Trust", "Risk"))
    return (
        made,
        add_link(session, one, two, "+"),
        add_link(session, two, one, "+"),
    )


def test_a_map_shows_its_basis_only_where_it_has_any(workshop: Workshop) -> None:
    with workshop.change("Draw") as session:
        made, first, _ = a_map(session)
        never = add_finding(session, text="Hush", use=Use.NEVER)
        said = add_finding(session, text="Aloud")

    def bases() -> list[Basis]:
        with workshop.read() as session:
            row = queries.map_row(session, made)
        return [link.basis for link in row.links]

    assert bases() == [Basis.UNSAID, Basis.UNSAID]
    with workshop.change("Hush") as session:
        add_evidence(session, [never], link_ids=[first])
    assert bases() == [Basis.UNSAID, Basis.UNSAID]  # what is never used changes no picture
    with workshop.change("Aloud") as session:
        add_evidence(session, [said, said], link_ids=[first, first])
    assert bases() == [Basis.FOUND, Basis.NONE]
    with workshop.change("Dispute") as session:
        amend_finding(session, said, standing=Standing.DISPUTED)
    assert bases() == [Basis.CONTESTED, Basis.NONE]
    with workshop.change("Hide") as session:
        show_basis(session, made, BasisShown.NEVER)
    assert bases() == [Basis.UNSAID, Basis.UNSAID]
    with workshop.change("Show") as session:
        show_basis(session, made, BasisShown.ALWAYS)
        remove_evidence(session, [said, never], link_ids=[first])
    assert bases() == [Basis.NONE, Basis.NONE]
    with (
        pytest.raises(WorkshopError, match="is no way to show evidence"),
        workshop.change("No") as s,
    ):
        show_basis(s, made, "sometimes")


def test_snapshots_and_merged_maps_keep_their_evidence(workshop: Workshop) -> None:
    with workshop.change("Draw") as session:
        made, first, _ = a_map(session)
        said = [add_finding(session, text=f"Said {n}") for n in range(3)]
        factor = queries.map_row(session, made).factors[0].id
        add_evidence(session, said[:2], [factor], [first])
        past = take_snapshot(session, made, "", datetime(2026, 9, 14))
        other = services.add_map(session, "Other")
        ends = [add_factor(session, other, name) for name in ("trust", "Risk", "Luck")]
        add_evidence(session, said[1:], [ends[0]], [add_link(session, *ends[:2], "+")])
        both = merge_maps(session, made, other, "Both")

    def behind(map_id: int) -> tuple[list[int], list[int]]:
        with workshop.read() as session:
            row, found = queries.map_row(session, map_id), cited(session)
        return (
            [each.id for each in found.factors[row.factors[0].id]],
            [each.id for each in found.links[row.links[0].id]],
        )

    assert behind(made) == behind(past) == (said[:2], said[:2])
    assert behind(both) == (said, said)
    with workshop.change("Remove") as session:
        remove_findings(session, said[:1])
    assert behind(past) == (said[1:2], said[1:2])


COORDINATES = st.floats(-500, 500, allow_nan=False).map(lambda x: round(x, 1))
PLACES = st.tuples(COORDINATES, COORDINATES)


@given(PLACES, PLACES, st.floats(-40, 40))
@settings(max_examples=60)
def test_the_strands_of_a_contested_link_run_beside_it(
    start: tuple[float, float], end: tuple[float, float], bow: float
) -> None:
    length = math.dist(start, end)
    if length < 60:
        return
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    first = (start[0] + dx * length / 3 + dy * bow, start[1] + dy * length / 3 - dx * bow)
    second = (end[0] - dx * length / 3 + dy * bow, end[1] - dy * length / 3 - dx * bow)
    curve = (start, first, second, end)
    assert strands(curve, Basis.NONE) == (curve,)
    left, right = strands(curve, Basis.CONTESTED)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        apart = math.dist(point_on(left, share), point_on(right, share))
        assert 2.5 < apart < 6.5
    assert all(math.dist(a, b) > 0 for a, b in pairwise((left[0], curve[0], right[0])))
