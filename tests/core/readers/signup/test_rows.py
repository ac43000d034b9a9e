"""Who a row is, whether they come, and what of it says nothing."""

from __future__ import annotations

import pytest

from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup.texts import is_nothing, parts_of
from upstream_workshop.readers.signup_lists import PersonEntry, read_people


def read(
    header: tuple[str, ...], *rows: tuple[str, ...], answers: dict[str, str] | None = None
) -> Reading[PersonEntry]:
    table = Table("list.csv", header, tuple(Row(n, row) for n, row in enumerate(rows, start=2)))
    return read_people(table, None, answers or {})


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Status", "Withdrawn"),
        ("Status", "Waiting list"),
        ("Attendee Status", "Canceled (paid fee)"),
        ("Status", "No show"),
        ("Booking status", "Sent apologies"),
        ("RSVP", "No"),
        ("Attending?", "no"),
        ("Will you attend?", "No, sorry"),
        ("I am unable to attend", "Yes"),
        ("Statws", "Wedi canslo"),
        ("Status", "wedi tynnu'n ôl"),
        ("Status", "Unable to attend"),
        ("Anmeldestatus", "abgesagt"),
        ("Cancelled at", "2026-01-05 09:00"),
    ],
)
def test_who_does_not_come_is_not_taken(title: str, cell: str) -> None:
    reading = read(("Name", title), ("Ana Luz", cell), ("Bo Sten", ""))
    assert [entry.name for entry in reading.entries] == ["Bo Sten"]
    assert cell in reading.refused[0].why
    assert [one.name for one in reading.gone] == ["Ana Luz"]


def test_a_status_is_known_by_its_content() -> None:
    rows = (("Ana Luz", "going"), ("Bo Sten", "apologies"), ("Cy Dean", ""))
    assert [one.name for one in read(("Name", "x7"), *rows).entries] == ["Ana Luz", "Cy Dean"]


@pytest.mark.parametrize(
    "cell", ["Attending", "Confirmed", "approved", "Wedi cadarnhau", "Both days", "", "Checked in"]
)
def test_who_comes_is_taken_unasked(cell: str) -> None:
    reading = read(("Name", "Status"), ("Ana Luz", cell))
    assert (len(reading.entries), reading.questions) == (1, ())


@pytest.mark.parametrize(
    "cell", ["Transferred", "Pending", "Confirmed, was cancelled", "not cancelled"]
)
def test_an_unknown_status_is_asked_about_once(cell: str) -> None:
    rows = (("Ana Luz", cell), ("Bo Sten", cell))
    (question,) = read(("Name", "Status"), *rows).questions
    assert cell in question.what
    gone = read(("Name", "Status"), *rows, answers={question.key: "gone"})
    assert gone.entries == ()


@pytest.mark.parametrize(
    "name",
    [
        "TBC",
        "TBA",
        "?",
        "-",
        "N/A",
        "18 people",
        "#N/A",
        "#REF!",
        "46058",
        "Guest",
        "Guest of Jane Smith",
        "Total attendees: 18",
        "TOTAL = 18",
        "ana@example.org",
        "Attendee 3",
        "i'w gadarnhau",
        "Colleague TBC",
        "(blank)",
        "2 x places",
    ],
)
def test_nobody_is_refused_with_line_and_reason(name: str) -> None:
    reading = read(("Name", "Organisation"), ("Ana Luz", "Anytown"), (name, "Anytown"))
    assert [entry.name for entry in reading.entries] == ["Ana Luz"]
    ((line, why),) = [(one.line, one.why) for one in reading.refused]
    assert line == 3
    assert name in why


@pytest.mark.parametrize("name", ["Jane Smith +1", "Jane Smith plus one", "Jane Smith (+2 guests)"])
def test_a_guest_is_a_question(name: str) -> None:
    reading = read(("Name",), (name,))
    assert [entry.name for entry in reading.entries] == ["Jane Smith"]
    (question,) = reading.questions
    assert question.line == 2
    left = read(("Name",), (name,), answers={question.key: "left out"})
    assert (left.entries, len(left.refused)) == ((), 1)


def test_two_people_in_one_cell_are_a_question() -> None:
    assert len(read(("Name",), ("Ann and Bob Lee",)).questions) == 1


def test_only_a_whole_row_is_word_for_word_the_same() -> None:
    header = ("Name", "Organisation", "Ticket")
    rows = (("David Jones", "Powys", "Day 1"), ("David Jones", "Powys", "Day 2"))
    reading = read(header, *rows, rows[1])
    assert [entry.line for entry in reading.entries] == [2, 3]
    assert [(one.line, "word for word" in one.why) for one in reading.refused] == [(4, True)]


def test_surnames_without_first_names_stop_and_ask() -> None:
    header, rows = ("Surname", "Called"), (("Prys", "Siân"), ("Luz", "Ana"))
    reading = read(header, *rows)
    assert (reading.entries, len(reading.refused)) == ((), 2)
    (question,) = reading.questions
    named = read(header, *rows, answers={question.key: "column Called"})
    assert [entry.name for entry in named.entries] == ["Siân Prys", "Ana Luz"]
    alone = read(header, *rows, answers={question.key: "alone"})
    assert [entry.name for entry in alone.entries] == ["Prys", "Luz"]


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "n/a",
        "N/A",
        "–",
        "-",
        "?",
        "not sure",
        "Nothing yet",
        "none at the moment",
        "No",
        "dim",
        "Dim byd",
        "amherthnasol",
        "nil",
        "No special requirements",
        "none that I know of",
        "dim ar hyn o bryd",
        "TBC",
        "...",
        "No, thank you",
    ],
)
def test_empty_words_are_nothing_everywhere(text: str) -> None:
    header = ("Name", "Organisation", "Role", "Offers", "Asks", "Interests", "Access needs", "Diet")
    (entry,) = read(header, ("Ana Luz", *[text] * 7)).entries
    said = (entry.organisation, entry.role, entry.access, entry.diet)
    assert (said, entry.offers, entry.asks, entry.interests) == (("",) * 4, (), (), ())


@pytest.mark.parametrize(
    "text", ["No nuts", "No stairs", "None of us eats pork", "Nothing with dairy"]
)
def test_a_need_that_begins_with_a_no_is_kept(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Trust;Budgets;", ("Trust", "Budgets")),
        ("Trust; Budgets", ("Trust", "Budgets")),
        ("trust; shared budgets", ("trust", "shared budgets")),
        ("Help with risk; however, only if you have time; and patience",) * 2,
        ("We need help with our budgets; our finance team is new to all of this",) * 2,
        ("One\nTwo; none", ("One", "Two")),
    ],
)
def test_a_text_is_parted_where_each_part_stands_alone(text: str, parts: object) -> None:
    assert parts_of(text) == (parts if isinstance(parts, tuple) else (parts,))


def test_a_yes_to_a_need_is_kept_with_its_question() -> None:
    (entry,) = read(("Name", "Do you need BSL?"), ("Ana Luz", "Yes")).entries
    assert entry.access == "Do you need BSL?: Yes"


def test_an_access_need_among_the_asks_is_private_until_said_otherwise() -> None:
    header, row = ("Name", "What do you need?"), ("Ana Luz", "A BSL interpreter")
    reading = read(header, row)
    assert (reading.entries[0].asks, reading.entries[0].access) == ((), "A BSL interpreter")
    (question,) = reading.questions
    public = read(header, row, answers={question.key: "public"})
    assert public.entries[0].asks == ("A BSL interpreter",)
