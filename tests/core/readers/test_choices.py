"""Choices from a table: columns however they are titled, and lines nobody signed."""

from __future__ import annotations

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.readers.workgroups.choices import read_choices


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    return Table(
        "choices.csv", header, tuple(Row(line, cells) for line, cells in enumerate(rows, start=2))
    )


@pytest.mark.parametrize(
    "header",
    [
        ("participant", "first", "second", "third", "fourth", "fifth"),
        ("Your name", "First choice", "Second choice", "Third choice", "Fourth choice", "5th"),
        ("Name", "Choice 1", "choice_2", "Preference 3", "4", "Rank 5"),
    ],
)
def test_columns_are_matched_loosely(header: tuple[str, ...]) -> None:
    reading = read_choices(table(header, ("Siân Prys", "A", "B", "C", "D", "E")))
    assert reading.entries == (ChoiceEntry(2, "Siân Prys", ("A", "B", "C", "D", "E")),)
    assert reading.unmapped == ()


def test_blank_ranks_are_told_and_nameless_lines_refused() -> None:
    reading = read_choices(
        table(
            ("note", "first", "participant", "second"),
            ("x", "", "Ade", "B"),
            ("y", "A", "", "B"),
        )
    )
    assert reading.entries == (ChoiceEntry(2, "Ade", ("B",), blank=(1,)),)
    assert reading.refused == (Refusal(3, "there is no name on this line"),)
    assert reading.unmapped == ("note",)


@pytest.mark.parametrize(
    ("header", "missing"), [(("first",), "participant"), (("participant", "note"), "first")]
)
def test_a_table_without_its_columns_is_refused(header: tuple[str, ...], missing: str) -> None:
    with pytest.raises(WorkshopError, match=f"choices.csv, line 1, has no column “{missing}”"):
        read_choices(table(header, ("A",) * len(header)))


FORMS = {
    "two rows of titles": (
        ("ID", "First Name", "Last Name", "Which one?", ""),
        ("", "", "", "First", "Second"),
        ("1", "Si", "ân", "Homes, care", "Risk"),
    ),
    "a heading above": (
        ("Sign up here", "", ""),
        ("Name", "1st", "2nd"),
        ("Siân", "Homes, care", "Risk"),
    ),
    "a theme over each column": (
        ("Name", "Risk", "Homes, care"),
        ("Siân", "2nd", "1st"),
    ),
    "a grid of Google": (
        (
            "Timestamp",
            "Your name",
            "Please rank the themes [Risk]",
            "Please rank the themes [Homes, care]",
        ),
        ("11/20/2026", "Siân", "2", "1"),
    ),
    "a grid with places as words": (
        ("Name", "Rank [Risk]", "Rank [Homes, care]"),
        ("Siân", "2nd choice", "First"),
    ),
    "a grid by choice": (
        ("Name", "Your themes [First choice]", "Your themes [Second choice]"),
        ("Siân", "Homes, care", "Risk"),
    ),
    "questions of Microsoft": (
        (
            "Id",
            "Name",
            "What is your first choice?",
            "What is your second choice?",
            "Why your first choice?",
        ),
        ("1", "Siân", "Homes, care", "Risk", "because"),
    ),
    "a ranking of Microsoft": (("Name", "Rank the themes"), ("Siân", "Homes, care;Risk;")),
    "numbers in one cell": (("Name", "Choices"), ("Siân", "1. Homes, care; 2. Risk")),
    "numbers and commas": (("Name", "Choices"), ("Siân", "1) Homes, care, 2) Risk")),
    "ordinals in one cell": (("Name", "Choices"), ("Siân", "1st: Homes, care; 2nd: Risk")),
    "ordinals out of order": (
        ("Name", "Your choices"),
        ("Siân", "2nd choice: Risk; First: Homes, care"),
    ),
    "dashes in one cell": (("Name", "Choices"), ("Siân", "1 - Homes, care\n2 - Risk")),
    "a list handed on": (("Name", "Ranking"), ("Siân", '["Homes, care","Risk"]')),
    "a sign behind each": (("Name", "1st choice", "2nd choice"), ("Siân", "Homes, care;", "Risk;")),
    "numbers and spaces": (("Voter", "Choices"), ("Siân", "1. Homes, care 2. Risk")),
    "a poll": (("Participant name", "Rank these"), ("Siân", "Homes, care;Risk")),
    "two names": (("First name", "Surname", "1st", "2nd"), ("Si", "ân", "Homes, care", "Risk")),
    "a line for each": (("Name", "Preferences"), ("Siân", "Homes, care\nRisk")),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_ask_in_many_ways(form: str) -> None:
    header, *rows = FORMS[form]
    (entry,) = read_choices(table(header, *rows)).entries
    assert entry.themes == ("Homes, care", "Risk")
    assert entry.participant.replace(" ", "") == "Siân"


@pytest.mark.parametrize(
    ("cell", "themes"),
    [
        ("1 3", ("1", "3")),
        ("2, 1", ("2", "1")),
        ("Phase 2. of housing", ("Phase 2. of housing",)),
        ("Risk 3) Trust", ("Risk 3) Trust",)),
        ("1. Risk", ("Risk",)),
    ],
)
def test_numbers_part_a_list_only_if_they_count(cell: str, themes: tuple[str, ...]) -> None:
    assert read_choices(table(("Name", "Choices"), ("Siân", cell))).entries[0].themes == themes


def test_an_answer_is_a_first_choice() -> None:
    found = read_choices(table(("Participant name", "Answer"), ("Siân", "Risk")))
    assert found.entries == (ChoiceEntry(2, "Siân", ("Risk",)),)


def test_an_address_stands_for_a_name_where_there_is_none() -> None:
    found = read_choices(table(("E-mail", "Name", "First"), ("s@x.org", "anonymous", "Risk")))
    assert (found.entries[0].participant, found.entries[0].email) == ("s@x.org", "s@x.org")


def test_a_list_in_no_order_is_left_out_if_that_is_answered() -> None:
    asked = table(("Name", "Choices"), ("Siân", "A;B"), ("Ade", "B"))
    assert [len(one.themes) for one in read_choices(asked).entries] == [2, 1]
    (question,) = read_choices(asked).questions
    found = read_choices(asked, answers={question.key: "leave"})
    assert [one.participant for one in found.entries] == ["Ade"]
    assert [one.line for one in found.refused] == [2]


def test_a_blank_first_choice_is_asked_about_and_two_of_one_rank_are_refused() -> None:
    grid = table(("Name", "Rank [A]", "Rank [B]"), ("Siân", "", "2"), ("Ade", "1", "1"))
    found = read_choices(grid)
    assert [(one.participant, one.blank) for one in found.entries] == [("Siân", (1,))]
    assert found.refused == (Refusal(3, "“A” and “B” are both choice 1"),)
    left = read_choices(grid, answers={"blank first choice": "leave"})
    assert [one.line for one in left.refused] == [2, 3]


def test_columns_can_be_said_by_hand() -> None:
    odd = table(("X", "Y", "Risk"), ("Siân", "Homes", "2"))
    said = {"X": "participant", "Y": "first", "Risk": "rank of a theme"}
    assert read_choices(odd, said).entries == (ChoiceEntry(2, "Siân", ("Homes", "Risk")),)


@pytest.mark.parametrize(
    "said", ["N/A", "-", "none", "No preference", "Don’t mind", "dim ots", "any"]
)
def test_words_for_no_choice_are_none(said: str) -> None:
    form = table(
        ("Name", "First choice", "Second choice"), ("Ade", "Risk", said), ("Una", said, said)
    )
    assert [one.themes for one in read_choices(form).entries] == [("Risk",), ()]


@pytest.mark.parametrize(
    "header",
    [
        ("Enw", "Dewis cyntaf", "Ail ddewis"),
        ("Name", "Most preferred", "Second choice"),
        ("Name", "My favourite theme", "2nd"),
    ],
)
def test_titles_in_welsh_and_by_liking_are_known(header: tuple[str, ...]) -> None:
    assert read_choices(table(header, ("Ade", "A", "B"))).entries[0].themes == ("A", "B")


def test_what_is_liked_least_is_no_choice() -> None:
    reading = read_choices(table(("Name", "Least preferred", "Most preferred"), ("Ade", "A", "B")))
    assert reading.entries[0].themes == ("B",)
    assert reading.unmapped == ("Least preferred",)
