"""Merging: nothing of either map is lost, everything says where it is from, opposite signs are settled."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.analysis.map_comparison import compared, folded
from upstream_workshop.maps.drawing.tables_counted import drawn_by, origins_of
from upstream_workshop.maps.factors.services import amend_factor
from upstream_workshop.maps.geometry import factor_box
from upstream_workshop.maps.kinds import Settled, Sign
from upstream_workshop.maps.links.services import amend_link, connect
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop, NoteRow, ZoneRow
from upstream_workshop.maps.merging.merged_map import MergedMap, merged, to_settle
from upstream_workshop.maps.merging.services import merge_maps
from upstream_workshop.maps.rules import loops
from upstream_workshop.session_file.workshop import Workshop

FEW_LABELS = st.sampled_from(["Trust", "trust", "Risk", "Budgets", "Staff", "Ymddiriedaeth"])
Way = tuple[str, str, Sign]


@st.composite
def tables(draw: st.DrawFn) -> tuple[MapRow, MapRow]:
    """Two maps whose factors often have the same names."""
    first, second = (
        replace(
            row,
            title=title,
            factors=tuple(replace(each, label=draw(FEW_LABELS)) for each in row.factors),
        )
        for title, row in (("A", draw(map_rows())), ("B", draw(map_rows())))
    )
    return first, second


def ends(row: MapRow) -> set[tuple[str, str]]:
    names = {factor.id: folded(factor.label) for factor in row.factors}
    return {(names[k.source_id], names[k.target_id]) for k in row.links}


def from_title(row: MapRow, title: str) -> MapRow:
    """The part of a merged map that came from one of the maps."""
    factors = {id_ for id_, each in row.factor_origins if each == title}
    links = {id_ for id_, each in row.link_origins if each == title}
    return replace(
        row,
        factors=tuple(each for each in row.factors if each.id in factors),
        links=tuple(each for each in row.links if each.id in links),
    )


@given(tables())
def test_each_map_is_found_again_in_the_merged_one(both: tuple[MapRow, MapRow]) -> None:
    found = merged(*both)
    for row in both:
        part = from_title(found.row, row.title)
        assert len(part.factors) == len(row.factors)
        plain = sorted(folded(f.label) for f in row.factors)
        kept = sorted(folded(f.label).split(" (")[0] for f in part.factors)
        assert kept == plain
        there = {f.id for f in part.factors}
        assert {id_ for k in part.links for id_ in (k.source_id, k.target_id)} <= there
        assert bool(part.links) == bool(row.links)
    assert {id_ for id_, _ in found.row.factor_origins} == {f.id for f in found.row.factors}
    assert {id_ for id_, _ in found.row.link_origins} == {k.id for k in found.row.links}


@given(tables())
def test_no_known_sign_is_lost_while_nothing_is_settled(both: tuple[MapRow, MapRow]) -> None:
    a, b = both
    found, matched = merged(a, b), compared(a, b).matched
    there = {two: one for one, two in matched.items()}
    signs: defaultdict[tuple[int, int], set[Sign]] = defaultdict(set)
    for link in found.row.links:
        signs[link.source_id, link.target_id].add(link.sign)
    for link in a.links:
        assert link.sign in {*signs[link.source_id, link.target_id]} or link.sign == Sign.UNKNOWN
    for link in b.links:
        at = there.get(link.source_id, -link.source_id), there.get(link.target_id, -link.target_id)
        assert signs[at]
        assert link.sign in signs[at] or link.sign == Sign.UNKNOWN


@given(tables())
def test_what_only_one_map_has_is_what_comparing_says(both: tuple[MapRow, MapRow]) -> None:
    found, difference = merged(*both), compared(*both)
    assert found.only_a[0] == set(difference.factors_only_a)
    assert found.only_b[0] == {-id_ for id_ in difference.factors_only_b}
    assert found.only_a[1] >= set(difference.links_only_a)
    assert found.only_b[1] >= {-id_ for id_ in difference.links_only_b}


@settings(max_examples=40)
@given(tables(), st.sampled_from([Settled.FIRST, Settled.SECOND, Settled.UNSURE]))
def test_settled_signs_are_what_was_said(both: tuple[MapRow, MapRow], choice: Settled) -> None:
    a, b = both
    pairs = to_settle(a, b, compared(a, b))
    found = merged(a, b, settled=dict.fromkeys(pairs, choice))
    signs = {link.id: link.sign for link in found.row.links}
    ours, theirs = ({link.id: link.sign for link in row.links} for row in both)
    alone = [pair for pair in pairs if sum(one == pair[0] for one, _ in pairs) == 1]
    for one, two in alone:
        if -two not in signs:
            meant = {Settled.FIRST: ours[one], Settled.SECOND: theirs[two]}.get(
                choice, Sign.UNKNOWN
            )
            assert signs[one] == meant


@settings(max_examples=40)
@given(tables())
def test_what_is_added_lies_on_nothing(both: tuple[MapRow, MapRow]) -> None:
    found = merged(*both)
    boxes = {factor.id: factor_box(factor).rect for factor in found.row.factors}
    for one, two in combinations(boxes, 2):
        if one < 0 or two < 0:
            across = min(boxes[one].right, boxes[two].right) - max(boxes[one].x, boxes[two].x)
            down = min(boxes[one].bottom, boxes[two].bottom) - max(boxes[one].y, boxes[two].y)
            either = one < 0 and two < 0  # moved aside together, they may lie as they lay
            assert across < 0.1 or down < 0.1 or either


def table(title: str, *links: str, names: dict[str, str] | None = None) -> MapRow:
    """A map of links such as "Trust + Risk"."""
    labels = sorted({word for link in links for word in (link.split()[0], link.split()[2])})
    ids = {label: n + 1 for n, label in enumerate(labels)}
    factors = tuple(
        FactorRow(n, (names or {}).get(label, label), 300.0 * n, 0.0) for label, n in ids.items()
    )
    made = [link.split() for link in links]
    rows = [
        LinkRow(n + 1, ids[a], ids[b], Sign(sign.strip("?"))) for n, (a, sign, b) in enumerate(made)
    ]
    return MapRow(1, title, title, factors, tuple(rows))  # fmt: skip


def worded(found: MergedMap) -> set[str]:
    names = {factor.id: factor.label for factor in found.row.factors}
    return {f"{names[k.source_id]} {k.sign or '?'} {names[k.target_id]}" for k in found.row.links}


@pytest.mark.parametrize(
    ("choice", "signs"),
    [
        (Settled.FIRST, ["+", "+", "-"]),  # two that are alike already are not made three
        (Settled.SECOND, ["-", "-"]),
        (Settled.UNSURE, ["", ""]),
    ],
)
def test_every_parallel_link_is_settled_as_was_said(choice: Settled, signs: list[str]) -> None:
    one, two = table("One", "Trust + Risk", "Trust + Risk"), table("Two", "Trust - Risk")
    pairs = to_settle(one, two, compared(one, two))
    assert len(pairs) == 2
    found = merged(one, two, settled=dict.fromkeys(pairs, choice))
    assert sorted(link.sign for link in found.row.links) == sorted(signs)


def test_three_tables_become_one_wall() -> None:
    one = table("Table 1", "Trust + Work", "Work - Crisis", "Crisis + Trust")
    two = table("Table 2", "Trust + Work", "Work + Crisis", "Staff - Trust")
    three = table("Table 3", "Trust + Work", "Work - Crisis", "Crisis + Trust")
    first = merged(one, two)
    assert worded(first) == {
        "Trust + Work", "Work - Crisis", "Work + Crisis", "Crisis + Trust", "Staff - Trust"
    }  # fmt: skip
    assert len(first.opposite) == 2
    wall = merged(replace(first.row, title="Wall"), three).row
    assert origins_of(wall) == {"Table 1", "Table 2", "Table 3"}
    drawn = drawn_by(wall, loops(wall.factors, wall.links).loops)
    # no one table drew the loop with the opposite sign
    assert sorted(map(sorted, drawn.values())) == [[], ["Table 1", "Table 3"]]


def test_an_unknown_sign_takes_no_known_one_s_place() -> None:
    one, two = table("A", "Trust ? Risk"), table("B", "Trust + Risk", "Trust - Risk")
    assert worded(merged(one, two)) == {"Trust ? Risk", "Trust + Risk", "Trust - Risk"}
    assert worded(merged(one, table("B", "Trust - Risk"))) == {"Trust - Risk"}


def test_confirmed_names_become_one_factor() -> None:
    one = table("A", "Escalation + Cost")
    two = table("B", "Escalations + Cost")
    alike = {f.label: f.id for f in two.factors}
    found = merged(one, two, {one.factors[1].id: alike["Escalations"]})
    assert worded(found) == {"Escalation + Cost"}
    assert worded(merged(one, two)) == {"Escalation + Cost", "Escalations + Cost"}


def test_zones_notes_and_names_of_loops_of_both_are_kept() -> None:
    one = table("A", "Trust + Work", "Work + Trust")
    zone = ZoneRow(1, "Ours", -500, -500, 5000, 5000)
    one = replace(
        one,
        zones=(zone,),
        notes=(NoteRow(1, "Why?", 0, 90),),
        named_loops=(NamedLoop((1, 2), "Growth", 4, "It grows."),),
    )
    two = replace(
        table("B", "Staff + Trust", "Trust + Staff"), zones=(replace(zone, title="Theirs"),)
    )
    two = replace(two, notes=(NoteRow(1, "Who?", 5, 5),))
    two = replace(two, named_loops=(NamedLoop((1, 2), "Pride", 4),))
    row = merged(one, two).row
    assert [each.title for each in row.zones] == ["Ours", "Theirs"]
    assert [each.text for each in row.notes] == ["Why?", "Who?"]
    assert [(each.name, each.number) for each in row.named_loops] == [("Growth", 4), ("Pride", 0)]


def test_a_merged_map_is_a_third_and_one_step(furnished_workshop: Workshop) -> None:
    with furnished_workshop.change("Draw") as session:
        other = services.add_map(session, "Table 3")
        connect(session, other, "Upstream work", "Crisis demand", Sign.MORE)
        connect(session, other, "Staff", "Upstream work", Sign.MORE)
    with furnished_workshop.read() as session:
        rows = queries.maps(session)
        first = max(rows, key=lambda found: len(found.links))
    with furnished_workshop.change("Merge") as session:
        made = merge_maps(session, first.id, other, "Wall")
    with furnished_workshop.read() as session:
        wall = queries.map_row(session, made)
        assert queries.maps(session)[:-1] == rows
    assert len(wall.factors) == len(first.factors) + 1
    assert len(wall.links) == len(first.links) + 2
    assert {title for _, title in wall.link_origins} >= {first.title, "Table 3"}
    assert [loop.name for loop in wall.named_loops] == ["Relief"]
    furnished_workshop.undo()
    with furnished_workshop.read() as session:
        assert queries.maps(session) == rows


def test_a_map_is_not_merged_with_itself(furnished_workshop: Workshop) -> None:
    with (
        pytest.raises(WorkshopError, match="two maps"),
        furnished_workshop.change("Try") as session,
    ):
        merge_maps(session, 1, 1, "Twice")


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        ("why", "why\nhow", "why\nhow"),
        ("why\nhow", "how", "why\nhow"),
        ("now", "no", "now\nno"),
        ("", "why\n\nhow", "why\n\nhow"),
    ],
)
def test_a_line_that_both_notes_have_is_kept_once(one: str, two: str, both: str) -> None:
    a, b = (
        MapRow(n, "M", "", (FactorRow(n, "Trust", note=t),), ()) for n, t in ((1, one), (2, two))
    )
    assert [factor.note for factor in merged(a, b).row.factors] == [both]


def test_what_files_say_of_a_factor_that_both_maps_have_is_kept_of_each_format() -> None:
    kumu, prsm, other = (
        '{"kumu": {"tags": ["a"]}}',
        '{"prsm": {"att1": "x"}}',
        '{"kumu": {"tags": ["b"]}}',
    )
    for second, kept in ((prsm, {"kumu", "prsm"}), (other, {"kumu"}), ("", {"kumu"})):
        a, b = (
            MapRow(n, f"M{n}", "", (FactorRow(n, "Trust", carried=carried),), ())
            for n, carried in enumerate((kumu, second), 1)
        )
        (factor,) = merged(a, b).row.factors
        found = json.loads(factor.carried)
        assert (set(found), found["kumu"]) == (kept, {"tags": ["a"]})


def test_notes_too_long_together_are_refused_by_the_names_of_what_has_them(
    furnished_workshop: Workshop,
) -> None:
    with furnished_workshop.change("Two tables") as session:
        ids = [services.add_map(session, f"Table {letter}") for letter in "AB"]
        for letter, map_id in zip("AB", ids, strict=True):
            made = connect(session, map_id, "Trust", "Risk", Sign.MORE)
            amend_factor(session, made.target_id, note=letter * 11_000)
            amend_link(session, made.link_id, note=letter * 11_000)
    with furnished_workshop.read() as session:
        before = queries.maps(session)
    with (
        pytest.raises(
            WorkshopError, match=r"2 parts, as of “Risk”, “Trust → Risk”, have .* 20,000"
        ),
        furnished_workshop.change("Merge") as session,
    ):
        merge_maps(session, *ids, "Both")
    with furnished_workshop.read() as session:
        assert queries.maps(session) == before
    with furnished_workshop.change("Shorten") as session:
        amend_link(session, made.link_id, note="")
    with (
        pytest.raises(WorkshopError, match=r"^The notes of “Risk” on both maps have"),
        furnished_workshop.change("Merge") as session,
    ):
        merge_maps(session, *ids, "Both")
