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
from upstream_workshop.readers.formats.tables import Row, Table, read_table
from upstream_workshop.readers.signup.names import nobody, without_guests
from upstream_workshop.readers.signup_lists import PersonEntry, guess_columns, read_people, settled

LISTS = Path(__file__).parent / "signup_lists"
SIAN = PersonEntry(
    line=0,
    name="Siân Prys",
    organisation="Denbighshire",
    role="Head of prevention",
    email="sian@example.org",
)


@dataclass(frozen=True)
class Tool:
    """A tool's list of one person, and what it should be read as.

    The lists carry the titles of exports that the tools' users have published, and after them the
    questions an organiser of a residential would add.
    """

    name: str
    expected: PersonEntry = SIAN
    unmapped: frozenset[str] = field(default_factory=frozenset)

    @property
    def file(self) -> Path:
        return LISTS / f"{self.name}.csv"


TOOLS = (
    Tool(
        "eventbrite_attendees_britain",
        replace(SIAN, diet="Vegan"),
        frozenset({"Order no.", "Ticket Type", "County of Residence"}),
    ),
    Tool(
        "eventbrite_attendees_america",
        SIAN,
        frozenset({"Order #", "Attendee #", "Ticket Type"}),
    ),
    Tool(
        "eventbrite_attendees_and_buyers",
        SIAN,
        frozenset({"Event name", "Event location", "Buyer first name", "Buyer email"}),
    ),
    Tool(
        "eventbrite_orders",
        PersonEntry(0, "Siân Prys", email="s@e.org"),
    ),
    Tool(
        "microsoft_forms_anonymous",
        replace(
            SIAN,
            offers=("A workshop pack", "A visit"),
            asks=("Shared budgets",),
            willing_to_lead=True,
            access="Large print",
        ),
        frozenset({"ID", "Start time", "Last modified time", "Name"}),
    ),
    Tool(
        "microsoft_forms_quiz",
        SIAN,
        frozenset({"Total points", "Quiz feedback", "Points - What is your role?"}),
    ),
    Tool(
        "google_forms",
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
        "ticket_tailor_tickets",
        SIAN,
        frozenset({"Event", "Payment reference", "Ticket reference", "Attended"}),
    ),
    Tool(
        "ticket_tailor_orders",
        SIAN,
        frozenset({"Event name", "Transaction ID"}),
    ),
    Tool(
        "surveymonkey_questions_in_parts",
        replace(SIAN, interests=("Trust", "Budgets"), asks=("Risk",)),
        frozenset({"Respondent ID", "Collector ID", "Custom Data 1"}),
    ),
    Tool(
        "surveymonkey",
    ),
    Tool(
        "zoom_registrations",
    ),
    Tool(
        "zoom_participants",
        PersonEntry(0, "Siân Prys", email="sian@example.org"),
        frozenset({"Join Time", "Duration (Minutes)", "Guest"}),
    ),
    Tool(
        "zoom_participants_in_one_table",
        PersonEntry(0, "Siân Prys", email="sian@example.org"),
        frozenset({"Topic", "Meeting ID"}),
    ),
    Tool(
        "luma",
        SIAN,
        frozenset({"api_id", "ticket_name"}),
    ),
    Tool(
        "tito",
        SIAN,
        frozenset({"Ticket", "Order Name", "Order Company Name"}),
    ),
    Tool(
        "our_own",
        replace(SIAN, access="Loop", diet="Halal", asks=("a", "b"), willing_to_lead=False),
    ),
)


def written(folder: Path, rows: tuple[tuple[str, ...], ...], name: str = "list.csv") -> Table:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_table(path)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tools_list_is_understood(tool: Tool) -> None:
    reading = read_people(read_table(tool.file))
    assert reading.refused == ()
    assert [replace(entry, line=0) for entry in reading.entries] == [tool.expected]
    assert reading.entries[0].line == len(tool.file.read_text("utf-8").splitlines())
    assert tool.unmapped <= set(reading.unmapped)


# where a question stands above the columns that follow it, their order is part of the list
LOOSE = [tool for tool in TOOLS if not tool.name.endswith("in_parts")]


@pytest.mark.parametrize("tool", LOOSE, ids=lambda tool: tool.name)
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_columns_does_not_matter(tmp_path: Path, tool: Tool, seed: int) -> None:
    rows = list(csv.reader(tool.file.read_text("utf-8-sig").splitlines()))
    width = max(map(len, rows))
    order = random.Random(seed).sample(range(width), width)
    full = [row + [""] * (width - len(row)) for row in rows]
    shuffled = tuple(tuple(row[index] for index in order) for row in full)
    (entry,) = read_people(written(tmp_path, shuffled)).entries
    assert replace(entry, line=0) == tool.expected


def test_panellists_and_attendees_below_one_another_are_one_list() -> None:
    table = read_table(LISTS / "zoom_webinar_with_panellists.csv")
    reading = read_people(table)
    assert [(entry.line, entry.name, entry.email) for entry in reading.entries] == [
        (7, "Mair Host", "mair@example.org"),
        (10, "Siân Prys", "sian@example.org"),
        (11, "Siân Prys", "sian@example.org"),  # the same, who joined again: asked about
    ]
    assert [refusal.line for refusal in reading.refused] == [12]
    assert "cancelled by self" in reading.refused[0].why
    assert settled(settled(table)) == settled(table)
    assert "Column 9" not in settled(table).header


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Order cancelled", "1"),
        ("Voided", "yes"),
        ("approval_status", "declined"),
        ("Attendee Status", "Not Attending"),
        ("Approval Status", "cancelled by host"),
        ("Status", "Waitlisted"),
    ],
)
def test_who_cancelled_is_not_taken(tmp_path: Path, title: str, answer: str) -> None:
    rows = (("Name", title), ("Ann", answer), ("Bo", ""), ("Cy", "0"))
    reading = read_people(written(tmp_path, rows))
    assert [entry.name for entry in reading.entries] == ["Bo", "Cy"]
    assert "Ann" in reading.refused[0].why


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


def test_who_cancelled_and_signed_up_again_is_taken_once(tmp_path: Path) -> None:
    rows = (("Name", "Status"), ("Ann", "Cancelled"), ("Ann", "Attending"), ("Ann", "Attending"))
    reading = read_people(written(tmp_path, rows))
    assert [entry.line for entry in reading.entries] == [3]
    assert [refusal.line for refusal in reading.refused] == [2, 4]


def test_a_correction_replaces_the_guess(tmp_path: Path) -> None:
    table = written(tmp_path, (("Who", "Name"), ("Ann", "Leeds Council")))
    reading = read_people(table, {"Who": "name", "Name": "organisation"})
    assert (reading.entries[0].name, reading.entries[0].organisation) == ("Ann", "Leeds Council")


def test_two_columns_of_one_title_are_told_apart(tmp_path: Path) -> None:
    table = settled(written(tmp_path, (("Name", "Notes", "Notes", ""), ("Ann", "a", "b", "c"))))
    assert table.header == ("Name", "Notes", "Notes (2)", "Column 4")


words = (
    st.text(st.sampled_from("aŵÉ '-.(),x9"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()).lstrip("-' "))
    .map(lambda text: text if any(map(str.isalpha, text)) else "")  # a mere sign says nothing
)
several = st.lists(words.filter(bool), max_size=3, unique=True).map(tuple)


def _is_one_person(name: str) -> bool:
    return not nobody(name) and without_guests(name) == name


people = st.builds(
    PersonEntry,
    line=st.just(0),
    name=words.filter(_is_one_person),
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
    "interests": lambda p: "\n".join(p.interests),
    "offers": lambda p: "\n".join(p.offers),
    "asks": lambda p: "\n".join(p.asks),
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
