"""Papers of nobody, of one and of many: no line repeats, nothing is cut, and no sheet is empty."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from exports import catalogue
from exports.documents.forms.badges import _sized
from exports.documents.forms.key_sheet import key_sheet_pdf
from exports.documents.packs.taking_part import presence_of
from exports.documents.people.introductions_map import introductions_map_pdf
from exports.documents.people.unnamed_together import names_together
from exports.documents.voting.vote_paper import votes_pdf
from exports.documents.workgroup_lists import workgroup_lists_pdf
from exports.documents.workgroup_paper import member_rows
from exports.drawing import fonts
from exports.summary import summary_pdf
from tests.exports.documents.test_packs import changed
from tests.exports.printed import pages_of
from upstream_workshop.naming import UNNAMED
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import AttendanceState, Phase, TieKind
from upstream_workshop.voting.queries import OptionRow
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import MemberRow

MANY = 200


def pages(content: bytes) -> list[str]:
    return pages_of(content)


@given(st.lists(st.sampled_from(("Ann", "Bo", UNNAMED)), max_size=12))
def test_people_who_are_not_named_are_told_of_once(names: list[str]) -> None:
    told = names_together(names)
    hidden = names.count(UNNAMED)
    assert told.count(UNNAMED) == (hidden == 1)
    assert (f"{hidden} people not named here" in told) == (hidden > 1)
    assert [name for name in told.split(", ") if name in ("Ann", "Bo")] == [
        name for name in names if name != UNNAMED
    ]


def test_a_list_of_members_counts_those_without_a_name_but_for_its_lead(report: Report) -> None:
    lead = MemberRow(-1, UNNAMED, "")
    others = tuple(MemberRow(-n, UNNAMED, "") for n in range(2, 9))
    named = MemberRow(5, "Ann", "Leeds")
    group = replace(
        report.workgroups[0], members=(*others, named, lead), lead_id=-1, deputy_id=None
    )
    assert member_rows(group) == [
        ((UNNAMED + ",", "lead"), ""),
        (("Ann", ""), "Leeds"),
        ("7 people not named here", ""),
    ]


def test_a_group_without_members_is_said_to_have_none(report: Report) -> None:
    bare = replace(
        report.workgroups[0], members=(), lead_id=None, lead="", deputy_id=None, deputy="",
        commitments=(), question="", will_not_do="", asset_kind="", asset_title="", audience="",
        supporter="", meets_at=None, first_meeting="", hours_each="", sign_off="", theme_id=None,
    )  # fmt: skip
    report = report.with_values(workgroups=(bare,))
    (lists,) = pages(workgroup_lists_pdf(report))
    assert "Nobody has joined it yet." in lists
    assert "Member" not in lists
    summary = " ".join(pages(summary_pdf(report)))
    assert "Nobody has joined it yet, and nothing is agreed." in summary
    assert "The question it takes on" not in summary


def test_a_large_group_stands_below_the_title_of_the_lists(report: Report) -> None:
    members = tuple(MemberRow(n, f"Person {n}", "Leeds") for n in range(1, 22))
    group = replace(report.workgroups[0], members=members)
    shown = pages(workgroup_lists_pdf(report.with_values(workgroups=(group, group))))
    assert [page.count("Person") for page in shown[:2]] == [21, 21]


def test_the_summary_of_an_untouched_session_says_so(empty: Report) -> None:
    (only,) = pages(summary_pdf(empty))
    assert "Nothing has been written down yet." in only


def test_nothing_is_said_to_be_missing_where_something_is_told(report: Report) -> None:
    assert "Nothing has been written down" not in " ".join(pages(summary_pdf(report)))


@pytest.mark.parametrize("options", [2, 14, 15, 40, 71])
def test_every_bar_of_a_result_is_on_a_page_of_the_office(revealed: Report, options: int) -> None:
    vote = next(vote for vote in revealed.votes if vote.tally)
    rows = tuple(
        OptionRow(n, n, f"Option {n} on the rivers and the people beside them", None, None)
        for n in range(1, options + 1)
    )
    assert vote.tally
    tally = replace(
        vote.tally, scores=tuple((n, float(n)) for n in range(1, options + 1)), winners=(1,)
    )
    ballot = replace(vote.ballot, options=rows)
    report = revealed.with_values(votes=(replace(vote, ballot=ballot, tally=tally),))
    content = votes_pdf(report)
    boxes = {tuple(map(float, page.mediabox)) for page in PdfReader(io.BytesIO(content)).pages}
    assert len(boxes) == 1
    assert "larger sheet" not in " ".join(pages(content))
    shown = " ".join(" ".join(pages(content)).split())
    assert all(f"Option {n} on" in shown for n in range(1, options + 1))


@pytest.mark.parametrize("people", [2, 40, MANY])
def test_the_introductions_begin_below_their_title_with_every_name_whole(
    report: Report, people: int
) -> None:
    first = report.people[0]
    name = "Person {n} of a family with a name of sixty letters, or nearly"
    crowd = tuple(
        replace(first, id=n, name=name.format(n=n), organisation=f"Council {n % 40}")
        for n in range(1, people + 1)
    )
    ties = tuple(
        TieRow(n, n, n % people + 1, TieKind.KNOW, Phase.BEFORE) for n in range(1, people + 1)
    )
    shown = pages(introductions_map_pdf(changed(report, people=crowd, ties=ties)))
    assert all(name.format(n=n) in shown[0] for n in range(1, people + 1))


@given(
    st.text("abcdefgŵ -", min_size=1, max_size=80).filter(str.strip), st.sampled_from([68, 18, 12])
)
def test_no_words_on_a_badge_are_cut_or_too_small(words: str, size: int) -> None:
    words = " ".join(words.split())
    room = 259.0
    lines = _sized(words, size, fonts.STRONG, room)
    assert all(fits >= 12 for _, fits in lines)
    assert all(fonts.width(line, fonts.STRONG, fits) <= room + 0.1 for line, fits in lines)
    if fonts.width(words, fonts.STRONG, max(12.0, 0.4 * size)) <= 2 * room:
        assert "".join("".join(line for line, _ in lines).split()) == "".join(words.split())


def attended(
    person: int, day: int, state: AttendanceState, instead: int | None = None
) -> AttendanceRow:
    return AttendanceRow(person, day, state, datetime(2026, 11, 4 + day, 9), "", None, instead)


@pytest.mark.parametrize(
    ("second_day", "gone", "told"),
    [
        (None, True, "came in your place."),
        (AttendanceState.WITHDRAWN, True, "came in your place."),
        (AttendanceState.HERE, False, "came in your place on day 1."),
        (AttendanceState.LEFT, True, "came in your place on day 1."),
    ],
)
def test_who_was_replaced_on_one_day_alone_is_there_on_the_other(
    report: Report, second_day: AttendanceState | None, gone: bool, told: str
) -> None:
    other, her = report.people[:2]
    rows = [
        attended(her.id, 1, AttendanceState.WITHDRAWN),
        attended(other.id, 1, AttendanceState.SUBSTITUTE, her.id),
    ]
    rows += [attended(her.id, 2, second_day)] if second_day else []
    found = changed(report, attendance=tuple(rows))
    presence = presence_of(found, found, her)
    assert presence.gone == gone
    assert presence.stood_in.endswith(told)


def test_every_paper_of_one_of_everything_has_words_on_each_page(report: Report) -> None:
    for document in catalogue.documents_of(report, ("summary", "workgroups", "vote-results")):
        assert all(len(page.split()) > 8 for page in pages(document.make())), document.name


def test_no_page_of_the_keys_has_just_a_few_of_them(report: Report) -> None:
    shown = pages(key_sheet_pdf(report))
    assert min(len(page.splitlines()) for page in shown) > 20
