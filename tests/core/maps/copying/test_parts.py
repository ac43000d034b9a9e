"""Parts of maps are copied whole, read back as they were, and refused if they are anything else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.services import add_finding
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.citations.services import add_evidence
from upstream_workshop.maps.copying.cited_parts import cited_of, finding_digests
from upstream_workshop.maps.copying.copied_parts import MapParts, from_json, picked, to_json
from upstream_workshop.maps.copying.services import paste_parts
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.links.services import add_link, connect
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.session_file.workshop import Workshop

NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1)
FACTORS = st.lists(
    st.builds(
        FactorRow,
        st.integers(1, 10_000),
        NAMES,
        st.floats(-9e5, 9e5),
        st.floats(-9e5, 9e5),
        st.sampled_from(Colour),
        NAMES,
        st.booleans(),
    ),
    unique_by=(lambda each: each.id, lambda each: each.label.casefold()),
    min_size=1,
    max_size=6,
)


@st.composite
def parts(draw: st.DrawFn) -> MapParts:
    """Parts of some map, with links among them and to others."""
    factors = tuple(draw(FACTORS))
    ids = st.sampled_from([each.id for each in factors])
    links = draw(
        st.lists(
            st.builds(
                LinkRow, st.integers(1, 99), ids, ids, st.sampled_from(Sign), st.booleans(), NAMES,
                NAMES, st.floats(-500, 500),
            ),
            max_size=8,
            unique_by=lambda link: (link.source_id, link.target_id, link.sign),
        )
    )  # fmt: skip
    row = MapRow(1, "Any", "", factors, tuple(links))
    chosen = draw(st.sets(ids))
    return picked(row, chosen, [link.id for link in links if draw(st.booleans())])


@given(parts())
def test_json_is_read_back_as_it_was(copied: MapParts) -> None:
    assert from_json(to_json(copied)) == copied


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "7", '"x"', "[" * 100_000,
        '{"factors": [], "links": [{}], "ends": [], "placed": true, "zones": [], "notes": []}',
        json.dumps({"factors": 3, "links": [], "ends": [], "placed": True, "zones": [], "notes": []}),
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_map_is_refused(text: str) -> None:
    with pytest.raises(WorkshopError, match="no part of a map"):
        from_json(text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("x", float("nan")),
        ("x", 1e308),
        ("y", "here"),
        ("label", "  "),
        ("colour", "beige"),
        ("id", 8),
    ],
)
def test_a_factor_with_a_wrong_value_is_refused(field: str, value: object) -> None:
    copied = MapParts((FactorRow(7, "Trust"), FactorRow(8, "Risk")), (LinkRow(1, 7, 8),))
    found = json.loads(to_json(copied))
    found["factors"][0][field] = value
    with pytest.raises(WorkshopError, match="no part of a map"):
        from_json(json.dumps(found))


def read(workshop: Workshop, map_id: int) -> MapRow:
    with workshop.read() as session:
        return queries.map_row(session, map_id)


def test_copies_bear_a_number_where_a_name_is_taken_and_lie_beside(workshop: Workshop) -> None:
    with workshop.change("Fill") as session:
        map_id = services.add_map(session, "One")
        trust = add_factor(session, map_id, "Trust", 0, 0)
        risk = add_factor(session, map_id, "Risk", 300, 0)
        add_link(session, trust, risk, Sign.MORE, delay=True, strength="strong", note="why")
    row = read(workshop, map_id)
    with workshop.change("Paste") as session:
        pasted = paste_parts(session, map_id, picked(row, [trust, risk], []))
    after = read(workshop, map_id)
    assert [each.label for each in after.factors] == ["Trust", "Risk", "Trust (2)", "Risk (2)"]
    assert [(each.x, each.y) for each in after.factors[2:]] == [(30, 30), (330, 30)]
    (link,) = [each for each in after.links if each.id in pasted.link_ids]
    assert (link.sign, link.delay, link.strength, link.note) == ("+", True, "strong", "why")
    assert (link.source_id, link.target_id) == pasted.factor_ids


def test_what_copies_rest_on_comes_with_them_where_the_session_has_it(workshop: Workshop) -> None:
    """Also when the originals are gone, as after Cut; a finding that only has the same id stays apart."""
    with workshop.change("Fill") as session:
        map_id = services.add_map(session, "One")
        made = connect(session, map_id, "Trust", "Risk", Sign.LESS)
        here, other = (add_finding(session, text=text) for text in ("It was so", "It was not"))
        add_evidence(session, [here], [made.target_id], [made.link_id])
        add_evidence(session, [other], [], [made.link_id])
    row = read(workshop, map_id)
    ids = [each.id for each in row.factors]
    with workshop.change("Cut") as session:
        copied = picked(row, ids, [])
        digests = finding_digests(session, [here, other]) | {other: "of another session"}
        pairs = row.factor_findings, row.link_findings
        copied = from_json(to_json(replace(copied, cited=cited_of(copied, *pairs, digests))))
        services.remove_parts(session, ids, [])
        pasted = paste_parts(session, map_id, copied)
    after = read(workshop, map_id)
    assert after.link_findings == ((pasted.link_ids[0], here),)
    risk = next(each.id for each in after.factors if each.label == "Risk")
    assert after.factor_findings == ((risk, here),)


def test_a_copied_link_joins_the_factors_of_its_names_and_is_not_doubled(
    workshop: Workshop,
) -> None:
    with workshop.change("Fill") as session:
        map_id, other = services.add_map(session, "One"), services.add_map(session, "Two")
        made = connect(session, map_id, "Trust", "Risk", Sign.LESS)
        known = add_factor(session, other, "TRUST")
    row = read(workshop, map_id)
    copied = picked(row, [], [made.link_id])
    for there in (0, 1):
        with workshop.change("Paste") as session:
            assert paste_parts(session, other, copied).there == there
    after = read(workshop, other)
    assert [each.label for each in after.factors] == ["TRUST", "Risk"]
    assert [(link.source_id, link.sign) for link in after.links] == [(known, "-")]


def test_nothing_and_too_much_are_refused(workshop: Workshop) -> None:
    with workshop.change("Fill") as session:
        map_id = services.add_map(session, "One")
    many = tuple(replace(FactorRow(n, f"Factor {n}")) for n in range(5_001))
    for copied, words in ((MapParts(), "nothing to paste"), (MapParts(many), "5,001 parts")):
        with pytest.raises(WorkshopError, match=words), workshop.change("Paste") as session:
            paste_parts(session, map_id, copied)
