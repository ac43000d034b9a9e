"""Papers as forms, polls and count programs write them: what is read of each shape, and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.voting.papers import PapersReading
from upstream_workshop.readers.voting.tabular.cell_marks import mark
from upstream_workshop.readers.voting.tabular.paper_columns import guess_columns
from upstream_workshop.readers.voting.tabular.paper_tables import read_paper_table

RTM = ("Risk", "Trust", "Money")


def read(tmp_path: Path, text: str, **answers: str) -> PapersReading:
    path = tmp_path / "Vote.csv"
    path.write_text(text, "utf-8")
    return read_paper_table(read_table(path), None, answers)


def marks(found: PapersReading) -> list[dict[str, int]]:
    """The marks of each paper by wording, zeros included."""
    wording = {option.key: option.wording for option in found.options}
    return [{wording[key]: value for key, value in entry.marks} for entry in found.entries]


SHAPES: Mapping[str, tuple[str, list[tuple[int, ...]]]] = {
    "a grid, with a number of the slip and a question aside": (
        "Timestamp,Your slip number,How many dots? [Risk],How many dots? [Trust],How many dots? [Money],"
        "How many years here?\n20/11/2026,7,3 dots,1 dot,,4\n20/11/2026,8,,5 dots,,12\n",
        [(3, 1, 0), (0, 5, 0)],
    ),
    "how to vote above, a sum behind and below": (
        "You have five dots.,,,,\nslip,Risk,Trust,Money,Sum\n1,3,2,,5\n2,1,1,3,5\nTotal,4,3,3,10\n",
        [(3, 2, 0), (1, 1, 3)],
    ),
    "a sum behind that is one option of our own table's": (
        "paper,Risk,Trust,Money,Total\n1,3,2,,5\n2,1,1,3,5\n",
        [(3, 2, 0), (1, 1, 3)],
    ),
    "two rows of titles, as SurveyMonkey has them": (
        "Respondent ID,Collector ID,First Name,Custom Data 1,Which ones?,,,\n"
        ",,,,Risk,Trust,Money,Other (please specify)\n11,4,,,Risk,,Money,\n12,4,,,,Trust,,Parking\n",
        [(1, 0, 1), (0, 1, 0)],
    ),
    "nobody in the columns of Microsoft": (
        "ID,Start time,Completion time,Email,Name,Last modified time,Risk,Trust,Money\n"
        "1,9:00,9:02,anonymous,,,Agree,Neutral,Strongly disagree\n",
        [(4, 3, 1)],
    ),
    "titles with the codes of LimeSurvey": (
        "id. Response ID,lastpage. Last page,G[S1]. Rate [Risk],G[S2]. Rate [Trust],G[S3]. Rate [Money]\n"
        "1,3,5,0,N/A\n",
        [(5, 0, 0)],
    ),
    "choices one by one, without names": (
        "Response ID,Rank [Rank 1],Rank [Rank 2],Rank [Rank 3]\n1,Risk,Trust,Money\n2,Trust,Risk,skipped\n",
        [(1, 2, 3), (2, 1, 0)],
    ),
    "a ranking in one cell, without names": (
        "Email,Name,Rank the themes\nanonymous,,Risk;Trust;Money;\nanonymous,,Trust;Money;\n",
        [(1, 2, 3), (0, 1, 2)],
    ),
    "the wording of an option for its tick": (
        "Timestamp,Risk,Trust,Money\n1,Risk,,Money\n2,,Trust,\n", [(1, 0, 1), (0, 1, 0)],
    ),
    "weights": (
        "Ballot,Weight,Risk,Trust,Money\na,2,3,2,\nb,1,,,5\n", [(3, 2, 0), (3, 2, 0), (0, 0, 5)],
    ),
    "six grades, the lowest of which counts": (
        "Voter,Risk,Trust,Money\na,Excellent,Very good,Reject\nb,Good,Acceptable,Poor\n",
        [(5, 4, 0), (3, 2, 1)],
    ),
    "seven grades": (
        "Voter,Risk,Trust,Money\na,Strongly agree,Somewhat agree,Neutral\nb,Agree,Disagree,-\n"
        "c,Strongly disagree,Somewhat disagree,No opinion\n",
        [(7, 5, 4), (6, 2, 0), (1, 3, 0)],
    ),
    "grades called by the codes of LimeSurvey": (
        "id,Rate [Risk],Rate [Trust],Rate [Money]\n1,A5,A1,\n2,A4,A2,A3\n", [(5, 1, 0), (4, 2, 3)],
    ),
    "maybe is no yes until that is answered": (
        "Name,Risk,Trust,Money\nAnn,Yes,If need be,No\nBob,No,Yes,\n", [(1, 0, 0), (0, 1, 0)],
    ),
    "a poll for dates": (
        "Participant,Risk,Trust,Money\nAnn,OK,(OK),\nBob,,OK,OK\n", [(1, 0, 0), (0, 1, 1)],
    ),
    "a question with its options in brackets": (
        "Voter,Where to? (Risk),Where to? (Trust),Where to? (Money)\n1,3,2,\n2,1,,4\n",
        [(3, 2, 0), (1, 0, 4)],
    ),
    "grades in two languages": (
        "Enw / Name,Risk,Trust,Money\nA,Da iawn / Very good,Da / Good,Gwael / Poor\n"
        "B,Ardderchog / Excellent,Gweddol / Fair,Gwrthod / Reject\n",
        [(4, 3, 1), (5, 2, 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_read_as_it_is_meant(tmp_path: Path, shape: str) -> None:
    text, papers = SHAPES[shape]
    found = read(tmp_path, text)
    assert [tuple(own.get(name, 0) for name in RTM) for own in marks(found)] == papers
    assert {option.wording for option in found.options} == set(RTM)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Theme,Paper 1,Paper 2\nRisk,3,1\nTrust,2,2\n", "a column for each paper"),
        ("paper,option,dots\n1,Risk,3\n1,Trust,2\n", "marks in one column only, “dots”"),
        ("Choice,Votes\nRisk,12\nTrust,7\n", "marks in one column only, “Votes”"),
    ],
)
def test_a_table_whose_rows_are_no_papers_is_refused(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(WorkshopError, match=sentence):
        read(tmp_path, text)


def test_of_grades_that_fit_two_scales_it_is_asked_which(tmp_path: Path) -> None:
    text = "slip,Risk,Trust\n1,Excellent,Poor\n2,Good,Good\n"
    found = read(tmp_path, text)
    (question,) = found.questions
    assert len(question.choices) == 2
    assert marks(found)[0] == {"Risk": 5, "Trust": 1}
    other = read(tmp_path, text, scale=question.choices[1][0])
    assert marks(other) == [{"Risk": 5, "Trust": 2}, {"Risk": 4, "Trust": 4}]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("slip,Risk,Trust\n1,A1,A4\n2,A2,A2\n", [(1, 4), (5, 2)]),
        ("slip,Risk,Trust\n1,AO01,AO04\n2,AO02,AO02\n", [(1, 4), (5, 2)]),
        ("slip,Risk,Trust\n1,yes,maybe\n2,no,yes\n", [(1, 0), (1, 1), (2, 1)]),
        ("slip,Risk,Trust\n1,OK,(OK)\n2,,OK\n", [(1, 0), (1, 1), (2, 1)]),
    ],
)
def test_what_codes_and_maybe_are_worth_is_asked(
    tmp_path: Path, text: str, answers: list[tuple[int, int]]
) -> None:
    (question,) = read(tmp_path, text).questions
    found = [read(tmp_path, text, scale=key) for key, _ in question.choices]
    assert [tuple(marks(one)[0].values()) for one in found] == answers
    assert {one.method for one in found} <= {"score", "approval", "dots"}


@pytest.mark.parametrize("cell", ["Don't know", "N/A", "-", "No opinion", "Abstain", "", "Skipped"])
def test_no_answer_is_no_score_of_0(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, f"slip,Risk,Trust\n1,Agree,{cell}\n2,Disagree,Neutral\n")
    assert marks(found)[0] == {"Risk": 4}


def test_grades_of_no_one_scale_are_refused_with_the_reason(tmp_path: Path) -> None:
    found = read(tmp_path, "slip,Risk,Trust\n1,Excellent,Poor\n2,Outstanding,Good\n")
    assert found.entries == ()
    assert all("is a grade of no scale" in one.why for one in found.refused)


def test_a_person_has_one_paper_whatever_its_weight(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Weight,Risk,Trust\nAnn,2,1,\nBob,1,,1\n")
    assert [one.voter for one in found.entries] == ["Bob"]
    assert [one.why for one in found.refused] == ["its weight is 2, and a person has one paper"]


def test_several_in_one_place_are_refused(tmp_path: Path) -> None:
    found = read(tmp_path, "Ballot,Choice 1,Choice 2\n1,overvote,Risk\n2,Risk,Trust\n3,Risk,Risk\n")
    assert [(one.line, one.why) for one in found.refused] == [
        (2, "it has two options in one place"),
        (4, "it names an option twice"),
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3 dots", 3), ("5/5", 5), ("4 out of 5", 4), ("5 - Excellent", 5), ("3,0", 3), ("1,000", 1000),
        ("•••", 3), ("★★★☆☆", 3), ("xx", 2), ("✔️", 1), ("Ydw", 1), ("Nage", 0), ("TRUE", 1),
        ("ail", 2), ("2il", 2), ("Third choice", 3), ("-1", -1), ("-", 0), ("40%", 40), ("☐", 0),
        ("1.5", None), ("torn", None), ("x torn", None), ("3 or 4", None), ("20/11/2026", None),
        ("9:05", None),
    ],
)  # fmt: skip
def test_a_cell_says_a_whole_number_or_nothing(cell: str, value: int | None) -> None:
    assert mark(cell) == value


def test_what_no_column_of_marks_holds_is_left_and_told(tmp_path: Path) -> None:
    text = "Time,Score,Organisation,Risk,Trust\n1,9,Leeds,1,2\n2,8,Kent,2,1\n"
    found = read(tmp_path, text)
    assert found.unmapped == ("Score", "Organisation")
    assert [option.wording for option in found.options] == ["Time", "Risk", "Trust"]
    path = tmp_path / "Vote.csv"
    assert set(guess_columns(read_table(path)).values()) == {"", "option"}


@given(st.integers(-99, 99), st.integers(0, 99))
def test_a_number_is_that_number_whatever_number_the_option_has(value: int, title: int) -> None:
    assert mark(f"{value}", title=f"{title}") == value
