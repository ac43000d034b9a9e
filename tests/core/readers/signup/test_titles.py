"""Every row of the table of titles by its example and counter-example, and titles against each other."""

from __future__ import annotations

import pytest

from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.signup.titles import scores
from upstream_workshop.readers.signup.word_lists import TitleRow, title_rows
from upstream_workshop.readers.signup_lists import guess_columns

CERTAIN = [row for row in title_rows() if not row.holds.endswith("!")]


def best(title: str, *cells: str) -> str | None:
    found = scores(title, cells)
    return max(found, key=lambda field: found[field], default=None)


@pytest.mark.parametrize("row", CERTAIN, ids=lambda row: f"{row.field} {row.language}")
def test_a_row_knows_its_example_and_not_its_counter_example(row: TitleRow) -> None:
    assert best(row.example) == row.field
    assert best(row.counter_example) != row.field


def test_every_row_has_an_example_and_a_counter_example() -> None:
    assert all(row.example and row.counter_example for row in title_rows())


def columns(*pairs: tuple[str, str]) -> dict[str, str]:
    header, cells = zip(*pairs, strict=True)
    return guess_columns(Table("list.csv", header, (Row(2, cells),)))


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Organisation (full name)", "Anytown Council"),
        ("Line manager's full name", "Pat Boss"),
        ("Emergency contact name", "Pat Kin"),
        ("Name of your council", "Anytown Council"),
        ("Name of next of kin", "Pat Kin"),
        ("Full name of your organisation", "Anytown Council"),
        ("Enw llawn y sefydliad", "Cyngor Unman"),
    ],
)
def test_another_name_is_not_the_persons(title: str, cell: str) -> None:
    found = columns((title, cell), ("Name", "Ana Luz"))
    assert found["Name"] == "name"
    assert found.get(title) in (None, "organisation")
    assert columns(("What is your name?", "Ana Luz"), (title, cell))["What is your name?"] == "name"


@pytest.mark.parametrize(
    "title",
    ["Forename(s)", "First name (required)", "1. First name", "First name *", "Q1. First name:"],
)
def test_a_first_name_is_known_however_its_title_is_marked(title: str) -> None:
    assert columns((title, "Ana"), ("Surname", "Luz"))[title] == "first name"


@pytest.mark.parametrize(
    ("title", "cell", "field"),
    [
        ("Enw llawn / Full name", "Ana Luz", "name"),
        ("Full name / Enw llawn", "Ana Luz", "name"),
        ("Sefydliad | Organisation", "Anytown", "organisation"),
        ("Cyfeiriad e-bost (Email address)", "ana@example.org", "e-mail"),
        ("Gofynion dietegol / Dietary requirements", "Figan", "diet"),
        ("Name / Email", "Ana Luz ana@example.org", None),
    ],
)
def test_each_part_of_a_bilingual_title_is_tried(title: str, cell: str, field: str | None) -> None:
    assert columns(("Other", ""), (title, cell)).get(title) == field


@pytest.mark.parametrize(
    "title",
    [
        "Do you have any conflicts of interest to declare?",
        "Register of interests",
        "Any interests to declare",
        "Gwrthdaro buddiannau",
    ],
)
def test_a_conflict_of_interest_is_never_among_the_interests(title: str) -> None:
    assert columns(("Name", "Ana Luz"), (title, "My husband bids")).get(title) is None


@pytest.mark.parametrize(
    "cell",
    ["BSL interpreter, please", "I take medication at noon", "Ground-floor room", "Dolen glyw"],
)
@pytest.mark.parametrize("title", ["Anything else?", "Comments", "Sylwadau"])
def test_access_needs_are_known_by_content(title: str, cell: str) -> None:
    assert columns(("Name", "Ana Luz"), (title, cell))[title] == "access needs"


def test_of_two_addresses_the_column_with_addresses_is_read() -> None:
    found = columns(
        ("Email", "anonymous"), ("Name", "Ana Luz"), ("Best email to reach you on", "a@example.org")
    )
    assert found == {"Name": "name", "Best email to reach you on": "e-mail"}


def test_the_attendee_comes_before_the_buyer() -> None:
    found = columns(
        ("Buyer email", "buyer@example.org"),
        ("Buyer first name", "Pat"),
        ("Buyer last name", "Payer"),
        ("Attendee name", "Ana Luz"),
    )
    assert found == {"Attendee name": "name"}


def test_name_beside_surname_is_a_first_name() -> None:
    assert columns(("Name", "Ana"), ("Surname", "Luz")) == {
        "Name": "first name",
        "Surname": "last name",
    }
    assert columns(("Name", "Ana Luz"), ("Surname", "Luz"))["Name"] == "name"
