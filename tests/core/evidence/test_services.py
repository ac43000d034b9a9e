"""Findings keep their first wording, belong to visits that limit their use, and codes lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook import services as codes
from upstream_workshop.evidence.importing import services as importing
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.readers.codebooks import CodeEntry
from upstream_workshop.readers.findings import FindingEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.session_file.workshop import Workshop


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        yield opened


def coded(session: Session) -> dict[str, set[str]]:
    """The paths of the codes of each finding, by its text."""
    paths = codebook.paths(session)
    return {row.text: {paths[code] for code in row.codes} for row in queries.findings(session)}


def test_a_finding_keeps_its_first_wording_and_its_kind_in_one_spelling(session: Session) -> None:
    id_ = services.add_finding(
        session, text=" Nine \n months ", kind_name="Barrier", organisation="Môn"
    )
    services.amend_finding(session, id_, text="A year")
    (row,) = queries.findings(session)
    assert (row.text, row.wording, row.kind_name, row.organisation) == (
        "A year",
        "Nine months",
        "barrier",
        "Môn",
    )
    with pytest.raises(WorkshopError, match="says nothing"):
        services.amend_finding(session, id_, text=" ")
    services.amend_finding(session, id_, organisation="")
    assert queries.findings(session)[0].organisation_id is None


@pytest.mark.parametrize("agreed", Use)
@pytest.mark.parametrize("wanted", Use)
def test_a_visit_limits_the_use_of_its_findings_and_leaves_it_so(
    session: Session, agreed: Use, wanted: Use
) -> None:
    visit = services.add_visit(session, "Oldham", day=date(2019, 9, 1), consent=agreed)
    services.add_finding(session, text="Found", organisation="oldham", use=wanted)
    strictest = max(agreed, wanted, key=[*Use].index)
    (row,) = queries.findings(session)
    assert (row.visit_id, row.use) == (visit, strictest)
    services.remove_visit(session, visit)
    (row,) = queries.findings(session)
    assert (row.visit_id, row.use) == (None, strictest)


def test_a_finding_belongs_to_the_last_visit_to_its_organisation(session: Session) -> None:
    later = services.add_visit(session, "Oldham", day=date(2019, 10, 1))
    services.add_visit(session, "Oldham", day=date(2019, 9, 1))
    services.add_visit(session, "Oldham")
    services.add_finding(session, text="Found", organisation="Oldham")
    assert queries.findings(session)[0].visit_id == later


def test_codes_differ_by_more_than_case_beside_each_other(session: Session) -> None:
    risk = codes.add_code(session, "Risk")
    codes.add_code(session, "Risk", risk)
    with pytest.raises(WorkshopError, match="already a code called “Risk”"):
        codes.add_code(session, "rísk")
    with pytest.raises(WorkshopError, match="cannot go into itself"):
        codes.move_code(session, risk, codebook.codes(session)[1].id)


def test_a_split_and_a_merge_keep_what_each_finding_was_coded_as(session: Session) -> None:
    money, cash = codes.add_code(session, "Money"), codes.add_code(session, "Cash")
    both = services.add_finding(session, [money, cash], text="Both")
    services.add_finding(session, [cash], text="Cash only")
    codes.merge_codes(session, cash, money)
    assert coded(session) == {"Both": {"Money"}, "Cash only": {"Money"}}
    assert codebook.codes(session)[0].merged == ("Cash",)
    codes.split_code(session, money, [both], "Grants")
    assert coded(session) == {"Both": {"Grants"}, "Cash only": {"Money"}}
    codes.part_codes(session, money)
    assert coded(session) == {"Both": {"Grants"}, "Cash only": {"Cash"}}


_NAMES = st.sampled_from(["Risk", "risk", "Blame", "Money", "Môn"])
_STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "merge", "move", "part", "split", "remove", "code"]),
              st.integers(0, 9), st.integers(0, 9), _NAMES),
    max_size=14,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(_STEPS)
def test_no_step_makes_a_tree_that_a_file_must_not_hold(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, str]]
) -> None:
    path = Path(tmp_path_factory.mktemp("codes")) / "a.upstream"
    with Workshop.create(path) as made, made.change("test") as session:
        finding = services.add_finding(session, text="Found")
        for verb, first, second, name in steps:
            there = [row.id for row in codebook.codes(session)] or [0]
            one, other = there[first % len(there)], there[second % len(there)]
            held = len(coded(session)["Found"])
            try:
                with session.begin_nested():
                    _step(session, verb, one, other, name, finding)
            except WorkshopError:
                assert len(coded(session)["Found"]) == held
            rows = codebook.codes(session)
            counts_as = codebook.counting_codes(session)
            assert {row.id for row in rows} == {
                *counts_as.values()
            }  # every one is in the tree once
            assert len({row.path.casefold() for row in rows}) == len(rows)
            if verb in ("add", "move"):
                assert len(coded(session)["Found"]) == held
            if held and verb == "merge":
                assert coded(session)["Found"]


def _step(session: Session, verb: str, one: int, other: int, name: str, finding: int) -> None:
    if verb == "add":
        codes.add_code(session, name, one or None)
    elif verb == "merge":
        codes.merge_codes(session, one, other)
    elif verb == "move":
        codes.move_code(session, one, None if one == other else other)
    elif verb == "part":
        codes.part_codes(session, one)
    elif verb == "split":
        codes.split_code(session, one, [finding], name)
    elif verb == "remove":
        codes.remove_code(session, one)
    else:
        services.code_findings(session, [finding], one)


def test_an_import_repeats_nothing_and_never_widens_a_use(session: Session) -> None:
    reading = Reading(
        (
            FindingEntry(2, "A", "barrier", "Oldham", ("risk", "money"), use="named"),
            FindingEntry(3, "B", use="perhaps"),
            FindingEntry(4, "C"),
        )
    )
    outcome = importing.import_findings(session, reading)
    assert (outcome.added, outcome.notes) == (
        3,
        ("“perhaps” does not say how a finding may be used: 1 are kept as never to be used.",),
    )
    assert [row.use for row in queries.findings(session)] == [Use.NAMED, Use.NEVER, Use.COHORT]
    codes.merge_codes(session, *(row.id for row in codebook.codes(session)))
    again = importing.import_findings(session, reading)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)


def test_a_code_book_keeps_descriptions_ids_and_children_of_equal_names(session: Session) -> None:
    uid = "0b6d8f5e-6a0f-4f2b-9d3c-1f7a2b3c4d5e"
    entries = (
        CodeEntry(1, ("Risk",), "What may go wrong", codable=False, colour="#FF0000", uid=uid),
        CodeEntry(2, ("Risk", "Blame")),
        CodeEntry(3, ("Risk",)),
        CodeEntry(4, ("Risk", "Insurance")),
    )
    outcome = importing.import_codebook(session, Reading(entries))
    rows = codebook.codes(session)
    assert [row.path for row in rows] == ["Risk", "Risk / Blame", "Risk / Insurance"]
    assert (rows[0].uid, rows[0].codable, rows[0].refi_colour) == (uid, False, "#FF0000")
    assert (outcome.added, outcome.unchanged) == (3, 1)
    codes.rename_code(session, rows[0].id, "Danger")
    again = importing.import_codebook(session, Reading(entries[:1]))
    assert (again.added, again.unchanged) == (0, 1)
    with pytest.raises(WorkshopError, match="only holds other codes"):
        services.add_finding(session, [rows[0].id], text="x")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=8))
def test_no_number_is_given_twice(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[int]]
) -> None:
    """Between steps two findings are added; some of those there are removed, never all."""
    path = tmp_path_factory.mktemp("numbers") / "a.upstream"
    with Workshop.create(path) as workshop, workshop.change("test") as session:
        given_ = [services.add_finding(session, text="first")]
        for step in steps:
            given_ += [services.add_finding(session, text=text) for text in ("one", "two")]
            there = [row.id for row in queries.findings(session)]
            assert there == sorted(there)
            services.remove_findings(session, {there[-1 - at % len(there)] for at in step} - {1})
    assert len({*given_}) == len(given_)
