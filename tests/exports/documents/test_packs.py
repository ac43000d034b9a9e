"""Each sentence of a pack fits how its person took part, and both sides of a match are told."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from exports import catalogue
from exports.documents.groups.follow_up_letter import FollowUpLetter, FormLine, letter_pdf
from exports.documents.packs.taking_part import Presence, without_workgroup
from exports.drawing.paper import clock
from tests.exports.conftest import AT
from tests.exports.printed import pages_of
from upstream_workshop.naming import UNNAMED
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.introductions.queries import MatchRow
from upstream_workshop.people.kinds import AttendanceState, Consent, Phase, SupportKind, TieKind
from upstream_workshop.people.report import PeopleReport
from upstream_workshop.whole.report import Report


def said(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(pages_of(content)))


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


@pytest.mark.parametrize("state", AttendanceState)
def test_a_pack_hopes_for_nothing_of_what_is_over(report: Report, state: AttendanceState) -> None:
    """Whoever came, left or never did; while it lasts, an ask may still be answered."""
    one, her = report.people[0], report.people[-1]
    ask = replace(report.support[0], kind=SupportKind.ASK, participant_id=her.id)
    asked = changed(
        report,
        support=(ask,),
        matches=(),
        attendance=(attending(one.id, AttendanceState.HERE), attending(her.id, state)),
    ).with_values(workgroups=tuple(replace(group, members=()) for group in report.workgroups))
    ended = tuple(replace(block, ended_at=AT) for block in report.agenda)
    during, after = packs(asked)[her.name], packs(asked.with_values(agenda=ended))[her.name]
    assert "Nobody yet: ask whoever runs the residential." in during
    assert " yet" not in after
    assert " runs " not in after
    assert "Nobody was found: ask whoever ran the residential." in after
    assert "What we did" in after or state in (AttendanceState.LEFT, AttendanceState.WITHDRAWN)


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


def _marked(report: Report) -> Report:
    """The report with a word of its own in every offer, ask and promise, and in every address."""
    support = tuple(replace(row, text=f"said{row.id}x") for row in report.support)
    people = tuple(replace(one, email=f"mail{one.id}x@example.org") for one in report.people)
    groups = tuple(
        replace(
            group,
            commitments=tuple(replace(row, what=f"does{row.id}x") for row in group.commitments),
        )
        for group in report.workgroups
    )
    marked = report.with_values(support=support, people=people, workgroups=groups)
    return marked.with_values(ties=_ties(marked))


def test_nobody_is_named_by_the_organisation_of_another_member(report: Report) -> None:
    """One that is called after somebody who refused."""
    reader, fellow, refuser = report.people[:3]
    yes = {"photo": Consent.YES, "attribution": Consent.YES, "directory": Consent.YES}
    no = {"photo": Consent.NO, "attribution": Consent.NO, "directory": Consent.NO}
    called = "Quenby Quandaryson Consulting"
    people = (
        replace(reader, **yes),
        replace(fellow, organisation=called, **yes),
        replace(refuser, name="Quenby Quandaryson", **no),
    )
    group = report.workgroups[0]
    members = tuple(
        replace(
            group.members[0], participant_id=one.id, name=one.name, organisation=one.organisation
        )
        for one in people[:2]
    )
    named = report.with_values(
        people=people, workgroups=(replace(group, members=members),), attendance=()
    )
    told = packs(named)[reader.name]
    assert fellow.name in told
    assert "Consulting" in told
    assert "Quandaryson" not in told


def _ties(report: Report) -> tuple[TieRow, ...]:
    first, second, third = (one.id for one in report.people[:3])
    return (
        TieRow(1, first, second, TieKind.KNOW, Phase.AFTER, mutual=False),
        TieRow(2, first, third, TieKind.MEET, Phase.BEFORE),
    )


def test_each_letter_holds_what_is_hers_and_nothing_of_anybody_else(report: Report) -> None:
    report = _marked(report)
    promises = {
        row.id: row.participant_id for group in report.workgroups for row in group.commitments
    }
    helped = {(match.helper_id, match.ask_id) for match in report.matches}
    letters = {
        one.id: said(document.make())
        for one, document in zip(
            report.people, catalogue.documents_of(report, ("packs",)), strict=True
        )
    }
    for reader in report.people:
        told = letters[reader.id]
        for row in report.support:
            hers = row.participant_id == reader.id or (reader.id, row.id) in helped
            assert (f"said{row.id}x" in told) == hers, (reader.name, row)
        for promise, owner in promises.items():
            assert (f"does{promise}x" in told) == (owner == reader.id)
        for other in report.people:
            agreed = other.id != reader.id and other.directory == Consent.YES
            assert (f"mail{other.id}x" in told) == agreed, (reader.name, other.name)


def test_whom_she_met_and_should_meet_is_hers_to_know(report: Report) -> None:
    yes = {"photo": Consent.YES, "attribution": Consent.YES, "directory": Consent.YES}
    report = report.with_values(people=tuple(replace(one, **yes) for one in report.people))
    told = packs(report.with_values(ties=_ties(report)))
    first, second, third = report.people[:3]
    assert "Whom you met" in told[first.name]
    assert second.name in told[first.name].split("Whom you met")[1]
    assert third.name in told[first.name].split("still meet")[1]
    assert "Whom you met" not in told[second.name]  # it was the other who said so
    assert first.name in told[third.name].split("still meet")[1]
    refused = replace(second, directory=Consent.NO)
    hidden = report.with_values(people=(first, refused, *report.people[2:]), ties=_ties(report))
    assert "Whom you met" not in packs(hidden)[first.name]


def test_of_a_day_that_is_over_only_titles_are_told_and_notes_have_a_page(report: Report) -> None:
    over = tuple(replace(block, ended_at=AT) for block in report.agenda)
    document, *_ = catalogue.documents_of(report.with_values(agenda=over), ("packs",))
    pages = pages_of(document.make())
    told = " ".join(pages)
    assert "What we did" in told
    assert "Time" not in told
    assert pages[-1].strip().startswith("Your notes")


def _crowd(report: Report, number: int) -> Report:
    """So many people who agreed to be reached, the first of whom met the second."""
    first, yes = report.people[0], Consent.YES
    crowd = tuple(
        replace(
            first, id=n, name=f"Person {n}x", email=f"mail{n}x@example.org",
            directory=yes, attribution=yes, photo=yes,
        )
        for n in range(1, number + 1)
    )  # fmt: skip
    tie = TieRow(1, 1, 2, TieKind.KNOW, Phase.AFTER)
    none: dict[str, tuple[()]] = dict.fromkeys(
        ("support", "matches", "workgroups", "attendance"), ()
    )
    return report.with_values(people=crowd, ties=(tie,), **none)


@pytest.mark.parametrize(("number", "told"), [(41, 40), (42, 1), (200, 1)])
def test_of_a_crowd_a_pack_has_the_addresses_of_those_its_reader_has_to_do_with(
    report: Report, number: int, told: int
) -> None:
    crowd = _crowd(report, number)
    first, _second, third = catalogue.documents_of(crowd, ("packs",))[:3]
    words = said(first.make())
    assert len(re.findall(r"mail\d+x@", words)) == told
    assert "mail2x@" in words
    assert (f"The addresses of {number - 2} others" in words) == (told == 1)
    hidden = replace(crowd.people[1], directory=Consent.NO)
    alone = crowd.with_values(people=(crowd.people[0], hidden, *crowd.people[2:]))
    assert "mail2x@" not in said(catalogue.documents_of(alone, ("packs",))[0].make())
    words = said(third.make())
    assert "How to reach the others" in words
    assert ("@example" in words) == (told > 1)


def test_each_of_several_who_stood_in_is_told_with_the_day(report: Report) -> None:
    yes = {"photo": Consent.YES, "attribution": Consent.YES, "directory": Consent.YES}
    people = tuple(replace(one, **yes) for one in report.people)
    report = report.with_values(people=people)
    her, first, second = people[:3]
    stood_in = AttendanceState.SUBSTITUTE
    rows = (
        replace(attending(second.id, stood_in, her.id), day=2),
        attending(first.id, stood_in, her.id),
        replace(attending(first.id, stood_in, second.id), day=2),
    )
    told = packs(report.with_values(attendance=rows))
    assert (
        f"{first.name} came in your place on day 1. {second.name} came in your place on day 2."
    ) in told[her.name]
    assert (
        f"You came in place of {her.name} on day 1. You came in place of {second.name} on day 2."
    ) in told[first.name]
    both = (
        attending(first.id, stood_in, her.id),
        replace(attending(first.id, stood_in, her.id), day=2),
    )
    told = packs(report.with_values(attendance=both))
    assert f"{first.name} came in your place. " in told[her.name]
    assert f"You came in place of {her.name}. " in told[first.name]


def test_who_is_not_named_is_told_of_once_and_within_a_sentence(report: Report) -> None:
    no = {"attribution": Consent.NO, "directory": Consent.NO}
    her, *others = report.people
    people = (her, *(replace(one, **no) for one in others))
    ask = next(row for row in report.support if row.kind == SupportKind.ASK)
    ask = replace(ask, participant_id=her.id)
    theirs = replace(ask, id=ask.id + 99, participant_id=others[0].id)
    matches = (
        *(replace(report.matches[0], ask_id=ask.id, helper_id=one.id) for one in others[:3]),
        replace(report.matches[0], ask_id=theirs.id, helper_id=her.id),
    )
    rows = (attending(her.id, AttendanceState.SUBSTITUTE, others[0].id),)
    found = report.with_values(
        people=people, support=(ask, theirs), matches=matches, attendance=rows
    )
    told = packs(found)[her.name]
    assert told.count(UNNAMED) == 0
    assert "3 people not named here" in told
    assert "(asked by 1 person not named here)" in told
    assert "You came in place of somebody who is not named here." in told


def test_a_follow_up_letter_explains_only_what_its_form_asks(report: Report) -> None:
    promise = FormLine("a", "Ring Ann", "", promised=True)
    question = FormLine("b", "How far do you rely on each other?", "1 to 5", promised=False)
    for lines in ((promise,), (question,), (promise, question)):
        letter = FollowUpLetter(report.people[0], "code", 3, lines)
        told = said(letter_pdf(report, letter))
        assert ("what you promised" in told) == (promise in lines)
        assert ("number on its scale" in told) == (question in lines)


def test_only_what_is_still_to_come_is_told_with_its_times(report: Report) -> None:
    run, dropped, *others = report.agenda
    dropped = replace(dropped, ended_at=None, minutes=30, added=-30, title="Dropped one")
    assert dropped.dropped
    blocks = (run, dropped, *(replace(one, ended_at=None, started_at=None) for one in others))
    first = report.date_of(1)
    assert first
    told: dict[int, str] = {}
    for days in (0, 9):
        at = datetime.combine(first, time(9)) + timedelta(days=days)
        found = replace(report.with_values(agenda=blocks), made_at=at)
        told[days] = said(catalogue.documents_of(found, ("packs",))[0].make())
    assert "What we did" not in told[0]
    assert f"{clock(others[-1].starts)}–" in told[0]
    assert "What we did" in told[9]
    assert f"{clock(others[-1].starts)}–" not in told[9]
    assert others[-1].title in told[9]
    assert "Dropped one" not in "".join(told.values())
    for document in catalogue.documents_of(found, ("agenda", "wall-agenda", "summary")):
        assert "Dropped one" not in said(document.make()), document.name
    ended = tuple(replace(one, ended_at=AT) if one is not dropped else one for one in blocks)
    assert "What we did" in packs(report.with_values(agenda=ended))[report.people[0].name]
