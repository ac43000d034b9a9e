"""Sign-up lists as the tools in use export them, by their real column titles."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.people import PersonEntry, guess_columns, read_people, settled
from upstream_workshop.readers.tables import Row, Table, read_table

SIAN = PersonEntry(
    line=0,
    name="Siân Prys",
    organisation="Denbighshire",
    role="Head of prevention",
    email="sian@example.org",
)


@dataclass(frozen=True)
class Tool:
    """What a tool exports for one person, and what it should be read as."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    expected: PersonEntry = SIAN
    unmapped: frozenset[str] = field(default_factory=frozenset)


TOOLS = (
    Tool(
        "Eventbrite attendee report",
        (
            (
                "Order #",
                "Order Date",
                "First Name",
                "Surname",
                "Email",
                "Ticket Type",
                "Attendee Status",
                "Buyer First Name",
                "Buyer Last Name",
                "Buyer Email",
                "Company",
                "Job Title",
                "Do you have any dietary requirements?",
            ),
            (
                "123",
                "2026-01-05",
                "Siân",
                "Prys",
                "sian@example.org",
                "General",
                "Attending",
                "Pat",
                "Assistant",
                "pa@example.org",
                "Denbighshire",
                "Head of prevention",
                "Vegan",
            ),
        ),
        replace(SIAN, diet="Vegan"),
        frozenset({"Order #", "Ticket Type"}),
    ),
    Tool(
        "Eventbrite orders, where only the buyer is named",
        (
            ("Order no.", "Buyer first name", "Buyer last name", "Buyer email"),
            ("1", "Siân", "Prys", "s@e.org"),
        ),
        PersonEntry(0, "Siân Prys", email="s@e.org"),
    ),
    Tool(
        "Microsoft Forms, anonymous, with the name asked for below",
        (
            (
                "ID",
                "Start time",
                "Completion time",
                "Email",
                "Name",
                "What is your name?",
                "Which council or organisation are you from?",
                "What is your job title?\xa0",
                "Your work email address",
                "What could you offer to other teams at the residential?",
                "What are you looking for help with?",
                "Would you be willing to lead a workgroup?",
                "Do you need any adjustments to take part fully?",
            ),
            (
                "1",
                "1/5/26 9:00:00",
                "1/5/26 9:09:00",
                "anonymous",
                "",
                "Siân Prys",
                "Denbighshire",
                "Head of prevention",
                "sian@example.org",
                "A workshop pack;A visit;",
                "Shared budgets",
                "Yes, gladly",
                "Large print",
            ),
        ),
        replace(
            SIAN,
            offers=("A workshop pack", "A visit"),
            asks=("Shared budgets",),
            willing_to_lead=True,
            access="Large print",
        ),
        frozenset({"ID", "Start time", "Name"}),
    ),
    Tool(
        "Google Forms",
        (
            (
                "Timestamp",
                "Email Address",
                "Full name",
                "Your organisation",
                "What is your role?",
                "Which region are you in?",
                "Which themes interest you most?",
                "Is there something you could share with others?",
                "Any access or dietary requirements?",
            ),
            (
                "05/01/2026 09:00:00",
                "sian@example.org",
                "Siân Prys",
                "Denbighshire",
                "Head of prevention",
                "Wales",
                "Trust; Budgets",
                "Our logbook",
                "Step-free, no nuts",
            ),
        ),
        replace(
            SIAN,
            region="Wales",
            interests=("Trust", "Budgets"),
            offers=("Our logbook",),
            access="Step-free, no nuts",
        ),
        frozenset({"Timestamp"}),
    ),
    Tool(
        "Ticket Tailor",
        (
            (
                "Order ID",
                "First name",
                "Last name",
                "Email",
                "Ticket type",
                "Barcode",
                "Organisation name",
                "Job role",
            ),
            (
                "tt_1",
                "Siân",
                "Prys",
                "sian@example.org",
                "Free",
                "X1",
                "Denbighshire",
                "Head of prevention",
            ),
        ),
    ),
    Tool(
        "SurveyMonkey, questions above their parts",
        (
            (
                "Respondent ID",
                "Email Address",
                "First Name",
                "Last Name",
                "Please tell us about yourself:",
                "",
                "",
                "",
                "Which themes are you interested in?",
                "",
                "What would you like help with?",
            ),
            (
                "",
                "",
                "",
                "",
                "Name",
                "Company",
                "Job title",
                "Email Address",
                "Trust",
                "Budgets",
                "Open-Ended Response",
            ),
            (
                "118",
                "",
                "",
                "",
                "Siân Prys",
                "Denbighshire",
                "Head of prevention",
                "sian@example.org",
                "Trust",
                "Budgets",
                "Risk",
            ),
        ),
        replace(SIAN, interests=("Trust", "Budgets"), asks=("Risk",)),
        frozenset({"Respondent ID"}),
    ),
    Tool(
        "Zoom registration report, under its preamble",
        (
            ("Meeting Registration Report",),
            ("Report Generated:", "Jan 5, 2026 10:00 AM"),
            ("Topic", "Meeting ID", "Scheduled Time", "# Registered"),
            ("The residential", "812 3456", "Jan 9, 2026 09:00 AM", "1"),
            ("Attendee Details",),
            (
                "First Name",
                "Last Name",
                "Email",
                "Organization",
                "Job Title",
                "Registration Time",
                "Approval Status",
            ),
            (
                "Siân",
                "Prys",
                "sian@example.org",
                "Denbighshire",
                "Head of prevention",
                "Jan 5, 2026",
                "approved",
            ),
        ),
    ),
    Tool(
        "our own",
        (
            (
                "E-mail",
                "access_needs",
                "NAME",
                "willing to lead",
                "Diet",
                "Asks",
                "role",
                "Organisation",
            ),
            (
                "sian@example.org",
                "Loop",
                "Siân  Prys",
                "no",
                "Halal",
                "a;b;a",
                "Head of prevention",
                "Denbighshire",
            ),
        ),
        replace(SIAN, access="Loop", diet="Halal", asks=("a", "b"), willing_to_lead=False),
    ),
)


def written(folder: Path, rows: tuple[tuple[str, ...], ...], name: str = "list.csv") -> Table:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_table(path)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tools_list_is_understood(tmp_path: Path, tool: Tool) -> None:
    reading = read_people(written(tmp_path, tool.rows))
    assert reading.refused == ()
    assert [replace(entry, line=0) for entry in reading.entries] == [tool.expected]
    assert reading.entries[0].line == len(tool.rows)
    assert tool.unmapped <= set(reading.unmapped)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_columns_does_not_matter(tmp_path: Path, tool: Tool, seed: int) -> None:
    if "parts" in tool.name:
        pytest.skip("there a question stands above the columns that follow it")
    width = max(len(row) for row in tool.rows)
    order = random.Random(seed).sample(range(width), width)
    full = [row + ("",) * (width - len(row)) for row in tool.rows]
    shuffled = tuple(tuple(row[index] for index in order) for row in full)
    (entry,) = read_people(written(tmp_path, shuffled)).entries
    assert replace(entry, line=0) == tool.expected


@pytest.mark.parametrize(
    "title",
    [
        "Dietary requirements",
        "Please tell us about any food allergies",
        "Do you need any adjustments?",
        "Access needs",
        "Do you have any accessibility requirements we could share with the venue?",
        "What support needs do you have?",
        "Do you have a health condition you would like to share with us?",
        "Is there anything we can offer to meet your access requirements?",
    ],
)
def test_private_matters_never_reach_a_public_field(title: str) -> None:
    table = Table("list.csv", ("Name", title), (Row(2, ("Ann", "private")),))
    (entry,) = read_people(table).entries
    assert "private" in (entry.access, entry.diet)
    assert (entry.offers, entry.asks, entry.interests, entry.role) == ((), (), (), "")


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Company name", "organisation"),
        ("Council", "organisation"),
        ("Local authority", "organisation"),
        ("Where do you work?", "organisation"),
        ("Job title", "role"),
        ("E-mail:", "e-mail"),
        ("your_email", "e-mail"),
        ("What could you offer other councils?", "offers"),
        ("What would you be happy to share?", "offers"),
        ("What are you looking for?", "asks"),
        ("What do you hope to learn?", "asks"),
        ("Would you be willing to lead a theme group?", "willing to lead"),
        ("Line manager's name", None),
        ("Event name", None),
        ("Emergency contact", None),
        ("Phone", None),
        ("I agree to the privacy notice", None),
    ],
)
def test_titles_mean(title: str, meaning: str | None) -> None:
    table = Table("list.csv", ("Name", title), (Row(2, ("Ann", "x")),))
    assert guess_columns(table).get(title) == meaning


def test_a_list_without_names_says_what_it_has(tmp_path: Path) -> None:
    table = written(tmp_path, (("Company", "Phone"), ("Leeds", "1")))
    with pytest.raises(
        WorkshopError, match=r"list.csv has no column with names.*“Company”, “Phone”.*Name"
    ):
        read_people(table)


def test_refused_rows_have_line_and_reason(tmp_path: Path) -> None:
    rows = (
        ("Name", "Organisation", "Status"),
        ("Ann", "Leeds", ""),
        ("", "Leeds", ""),
        ("Ann", "York", ""),
        ("Ann ", "Leeds", ""),
        ("Bo", "Leeds", "Cancelled"),
    )
    reading = read_people(written(tmp_path, rows))
    assert [(entry.line, entry.organisation) for entry in reading.entries] == [
        (2, "Leeds"),
        (4, "York"),
    ]
    assert [refusal.line for refusal in reading.refused] == [3, 5, 6]
    assert "no name" in reading.refused[0].why
    assert "line 2" in reading.refused[1].why
    assert "Cancelled" in reading.refused[2].why


def test_a_correction_replaces_the_guess(tmp_path: Path) -> None:
    table = written(tmp_path, (("Who", "Name"), ("Ann", "Leeds Council")))
    reading = read_people(table, {"Who": "name", "Name": "organisation"})
    assert (reading.entries[0].name, reading.entries[0].organisation) == ("Ann", "Leeds Council")


def test_two_columns_of_one_title_are_told_apart(tmp_path: Path) -> None:
    table = settled(written(tmp_path, (("Name", "Notes", "Notes", ""), ("Ann", "a", "b", "c"))))
    assert table.header == ("Name", "Notes", "Notes (2)", "Column 4")


words = st.text(st.sampled_from("aŵÉ '-.(),x9"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()).lstrip("-' ")
)
several = st.lists(words.filter(bool), max_size=3, unique=True).map(tuple)
people = st.builds(
    PersonEntry,
    line=st.just(0),
    name=words.filter(bool),
    organisation=words,
    role=words,
    email=words,
    region=words,
    interests=several,
    offers=several,
    asks=several,
    willing_to_lead=st.sampled_from([None, True, False]),
    access=words,
    diet=words,
)
OURS = {
    "name": lambda p: p.name,
    "organisation": lambda p: p.organisation,
    "role": lambda p: p.role,
    "e-mail": lambda p: p.email,
    "region": lambda p: p.region,
    "interests": lambda p: "; ".join(p.interests),
    "offers": lambda p: "; ".join(p.offers),
    "asks": lambda p: "; ".join(p.asks),
    "willing to lead": lambda p: {None: "", True: "yes", False: "no"}[p.willing_to_lead],
    "access needs": lambda p: p.access,
    "diet": lambda p: p.diet,
}


@given(st.lists(people, min_size=1, max_size=8, unique=True), st.permutations(list(OURS)))
def test_our_own_table_is_read_back_in_any_column_order(
    tmp_path_factory: pytest.TempPathFactory, listed: list[PersonEntry], titles: list[str]
) -> None:
    rows = tuple(tuple(OURS[title](person) for title in titles) for person in listed)
    reading = read_people(written(tmp_path_factory.mktemp("own"), (tuple(titles), *rows)))
    assert [replace(entry, line=0) for entry in reading.entries] == listed
    assert (reading.refused, reading.unmapped) == ((), ())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Total", "counts the rows"),
        ("Grand total: 41", "counts the rows"),
        ("Total attendees 41", "counts the rows"),
        ("=A2&B2", "formula"),
        ("Gwen " * 60, "299 letters"),
        ("", "no name"),
    ],
)
def test_rows_that_are_nobody_are_refused_with_their_reason(
    tmp_path: Path, name: str, why: str
) -> None:
    rows = (("Name", "Organisation"), ("Ann Lee", "Leeds"), (name, "41"))
    reading = read_people(written(tmp_path, rows))
    assert [entry.name for entry in reading.entries] == ["Ann Lee"]
    ((line, reason),) = [(refusal.line, refusal.why) for refusal in reading.refused]
    assert line == 3
    assert why in reason
    assert len(reason) < 120


@pytest.mark.parametrize("name", ["Ann Total", "Summer Sumner", "Count Dracula", "Anne-Marie 2nd"])
def test_real_names_are_not_mistaken_for_totals(tmp_path: Path, name: str) -> None:
    assert read_people(written(tmp_path, (("Name",), (name,)))).entries[0].name == name


def test_ten_thousand_people_are_one_clear_sentence() -> None:
    rows = tuple(Row(line, (f"Person {line}",)) for line in range(2, 10_002))
    with pytest.raises(WorkshopError, match=r"list.csv lists 10,000 people .* takes 2,000"):
        read_people(Table("list.csv", ("Name",), rows))


@pytest.mark.parametrize(
    "head",
    [
        # each title merged over two rows, but the one that is split
        (("Name", "Organisation", "Needs", ""), ("", "", "Access", "Diet")),
        # the split one first, so that the upper row names nobody
        (("Delegate", "", "Organisation", "Diet"), ("First name", "Last name", "", "")),
        # a title merged across the whole sheet above the real header
        (("Delegates 2026", "", "", ""), ("Name", "Organisation", "Access", "Diet")),
    ],
)
def test_merged_header_cells_are_read(tmp_path: Path, head: tuple[tuple[str, ...], ...]) -> None:
    first = ("Ann", "Lee") if "First name" in head[1] else ("Ann Lee",)
    last = ("Leeds", "Vegan") if len(first) == 2 else ("Leeds", "Loop", "Vegan")
    (entry,) = read_people(written(tmp_path, (*head, (*first, *last)))).entries
    assert (entry.name, entry.organisation, entry.diet) == ("Ann Lee", "Leeds", "Vegan")


def test_consents_are_read_as_people_answer_them() -> None:
    header = (
        "Name",
        "Are you happy to be photographed?",
        "May we name you beside what you say (attribution)?",
        "May we share your details with other participants?",
    )
    table = Table("list.csv", header, (Row(2, ("Ann", "Yes, of course", "No", "")),))
    (entry,) = read_people(table).entries
    assert (entry.photo, entry.attribution, entry.directory) == ("yes", "no", "")


@pytest.mark.parametrize("field", ["photo", "attribution", "directory"])
def test_our_own_consent_columns_are_known(field: str) -> None:
    table = Table("list.csv", ("Name", field), (Row(2, ("Ann", "yes")),))
    assert guess_columns(table)[field] == field
