"""Corrections as they are keyed, and lines on cells, which are stale once their findings differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import report, services
from upstream_workshop.evidence.codebook import services as codes
from upstream_workshop.evidence.corrections.queries import corrections
from upstream_workshop.evidence.corrections.services import note_corrections
from upstream_workshop.evidence.corrections.typed_corrections import (
    LETTERS,
    TypedCorrection,
    read_correction,
)
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.queries import findings
from upstream_workshop.evidence.summaries.queries import summaries
from upstream_workshop.evidence.summaries.services import summarise_cell
from upstream_workshop.session_file.workshop import Workshop

WORDS = st.text("abŵ ’-.,19", max_size=20).map(lambda text: " ".join(text.split()))


@given(st.integers(1, 10**6), st.sampled_from("cdaCDA"), WORDS, WORDS)
def test_a_line_means_what_was_typed(number: int, letter: str, said: str, role: str) -> None:
    if LETTERS[letter.lower()] is Standing.AMENDED and not said:
        said = "x"
    typed = f"{number} {letter} {said}" + (f" ({role})" if role else "")
    expected = TypedCorrection(number, LETTERS[letter.lower()], said, role)
    assert read_correction(typed) == expected
    after = f"{letter} {said}" + (f" ({role})" if role else "")
    assert read_correction(after, number) == expected


@pytest.mark.parametrize(
    "line", ["No. 14 d not us (Buyer)", "#14: disputed not us (Buyer)", "14d not us (Buyer)"]
)
def test_a_line_may_be_written_as_on_the_sheet(line: str) -> None:
    assert read_correction(line) == TypedCorrection(14, Standing.DISPUTED, "not us", "Buyer")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("that is not us", "Type the number"),
        ("14", "Type the number"),
        ("14 x no", "Type the number"),
        ("d not us", "which finding"),
        ("14 a", "new wording"),
        ("14 a (Buyer)", "new wording"),
    ],
)
def test_what_means_nothing_is_refused(line: str, why: str) -> None:
    with pytest.raises(WorkshopError, match=why):
        read_correction(line)


def test_an_amendment_keeps_the_wording_before_it(workshop: Workshop) -> None:
    with workshop.change("Correct") as session:
        made = services.add_finding(session, text="It takes nine months")
        note_corrections(
            session,
            [
                TypedCorrection(made, Standing.AMENDED, "It takes six", "Buyer"),
                TypedCorrection(made, Standing.AMENDED, "It takes seven"),
                TypedCorrection(made, Standing.DISPUTED, "That is not us", "Leeds"),
            ],
        )
    with workshop.read() as session:
        [row] = findings(session)
        said = corrections(session)[made]
    assert (row.text, row.wording, row.standing) == (
        "It takes seven",
        "It takes nine months",
        Standing.DISPUTED,
    )
    assert [one.before for one in said] == ["It takes nine months", "It takes six", ""]
    with pytest.raises(WorkshopError, match="number 99"), workshop.change("No") as session:
        note_corrections(session, [TypedCorrection(99, Standing.CONFIRMED)])
    workshop.undo()
    with workshop.read() as session:
        assert not findings(session)
        assert not corrections(session)


def test_a_line_on_a_cell_is_stale_once_its_findings_differ(workshop: Workshop) -> None:
    with workshop.change("Write") as session:
        money = codes.add_code(session, "Money")
        grants = codes.add_code(session, "Grants", money)
        one = services.add_finding(
            session, [grants], text="Late", organisation="Leeds", use=Use.NAMED
        )
        home = findings(session)[0].organisation_id
        assert home is not None
        summarise_cell(session, home, money, "Money  comes late")

    def written() -> tuple[str, bool]:
        with workshop.read() as session:
            row = summaries(session)[money, home]
            told = report.read(session).lines
        assert [(each.text, each.stale) for each in told] in ([], [(row.text, row.stale)])
        assert bool(told) == all(each.use is Use.NAMED for each in found())
        return row.text, row.stale

    def found() -> tuple[report.FindingRow, ...]:
        with workshop.read() as session:
            return findings(session)

    assert written() == ("Money comes late", False)
    with workshop.change("Elsewhere") as session:
        services.add_finding(session, [money], text="Soon", organisation="York", use=Use.NAMED)
    assert written() == ("Money comes late", False)
    with workshop.change("Here") as session:
        services.add_finding(session, [money], text="Dear", organisation="Leeds")
    assert written() == ("Money comes late", True)
    workshop.undo()
    with workshop.change("Dispute") as session:
        note_corrections(session, [TypedCorrection(one, Standing.DISPUTED)])
    assert written() == ("Money comes late", True)
    with workshop.change("Again") as session:
        summarise_cell(session, home, money, "Money comes late, they say")
    assert written() == ("Money comes late, they say", False)
    with workshop.change("Remove") as session:
        summarise_cell(session, home, money, " ")
    with workshop.read() as session:
        assert not summaries(session)
    with pytest.raises(WorkshopError, match="no longer there"), workshop.change("No") as session:
        summarise_cell(session, home, 999, "x")
