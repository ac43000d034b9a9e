"""Each sentence of a pack fits how its person took part, and both sides of a match are told."""

from __future__ import annotations

import dataclasses
import io
import re

import pytest
from pypdf import PdfReader

from exports import catalogue
from exports.documents.taking_part import Presence, without_workgroup
from upstream_workshop.people.kinds import AttendanceState, Consent
from upstream_workshop.people.queries import AttendanceRow, MatchRow
from upstream_workshop.people.report import PeopleReport
from upstream_workshop.whole.report import Report


def said(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def changed(report: Report, **parts: object) -> Report:
    """The report with other facts about people."""
    people = dataclasses.replace(report.part(PeopleReport), **parts)
    others = tuple(part for part in report.parts if not isinstance(part, PeopleReport))
    return dataclasses.replace(report, parts=(*others, people))


def packs(report: Report) -> dict[str, str]:
    documents = catalogue.documents_of(report, ("packs",))
    return {one.name.split("/")[1].removesuffix(".pdf"): said(one.make()) for one in documents}


def attending(person: int, state: AttendanceState, instead: int | None = None) -> AttendanceRow:
    return AttendanceRow(person, 1, state, None, "", None, instead)


def test_each_way_to_be_in_no_workgroup_is_told_as_it_was() -> None:
    here, gone = Presence(True, False, ""), Presence(True, True, "")
    told = {
        without_workgroup(here, False),
        without_workgroup(here, True),
        without_workgroup(gone, False),
        without_workgroup(Presence(False, False, ""), False),
    }
    assert len(told) == 4
    assert [words for words in told if "yet" in words] == [without_workgroup(here, False)]


@pytest.mark.parametrize("state", [AttendanceState.LEFT, AttendanceState.WITHDRAWN])
def test_who_left_gets_no_agenda_and_no_hope_of_a_group(
    report: Report, state: AttendanceState
) -> None:
    other, her = report.people[0], report.people[-1]
    rows = (attending(other.id, AttendanceState.HERE), attending(her.id, state))
    told = packs(changed(report, attendance=rows))
    assert " yet" not in told[her.name]
    assert "Agenda" not in told[her.name]
    assert "Agenda" in told[other.name]


def test_a_substitute_and_who_was_replaced_are_told_of_each_other(report: Report) -> None:
    yes = {"photo": Consent.YES, "attribution": Consent.YES, "directory": Consent.YES}
    report = changed(report, people=tuple(dataclasses.replace(one, **yes) for one in report.people))
    stood_in, replaced = report.people[:2]
    rows = (attending(stood_in.id, AttendanceState.SUBSTITUTE, replaced.id),)
    told = packs(changed(report, attendance=rows))
    assert f"You came in place of {replaced.name}." in told[stood_in.name]
    assert f"{stood_in.name} came in your place." in told[replaced.name]


def test_both_sides_of_a_match_are_told(report: Report) -> None:
    ask = next(row for row in report.support if row.kind == "ask")
    helper = next(one for one in report.people if one.id != ask.participant_id)
    match = dataclasses.replace(report.matches[0], ask_id=ask.id, helper_id=helper.id)
    assert isinstance(match, MatchRow)
    told = packs(changed(report, matches=(match,)))
    assert "You may help with" in told[helper.name]
    assert ask.text.split()[0] in told[helper.name].split("You may help with")[1]
