"""Who on a list may be somebody already there, and what merging two lines makes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.duplicates.in_lists import TWO_PEOPLE, Duplicate, duplicates_in
from upstream_workshop.people.duplicates.joined_lines import joined
from upstream_workshop.people.duplicates.listed_organisations import asked_of, under_one_name
from upstream_workshop.people.duplicates.look_alikes import mailbox, ordered, people
from upstream_workshop.people.duplicates.organisation_names import may_be_one, table
from upstream_workshop.people.kinds import Consent
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry

KNOWN = {1: "Siân Prys", 2: "Ade Okafor", 3: "Jo Tennant"}


def listed(*names: str) -> list[PersonEntry]:
    return [PersonEntry(line, name) for line, name in enumerate(names, start=2)]


def test_slips_of_the_pen_and_swapped_words_look_alike() -> None:
    entries = listed("Sian Pryse", "Okafor Ade", "Nadia Farouk", "Jo Tennent")
    assert duplicates_in(entries, {}, KNOWN) == (Duplicate(2, 1), Duplicate(3, 2), Duplicate(5, 3))


def test_who_was_recognised_resembles_nobody() -> None:
    assert duplicates_in(listed("Siân Prys", "Sian Pryse"), {2: 1}, KNOWN) == (
        Duplicate(3, earlier=2),
    )


def test_two_lines_of_one_list_look_alike() -> None:
    entries = listed("Nadia Farouk", "Max Ferro", "Nadia Faruk", "nadia farouk")
    assert duplicates_in(entries, {}, {}) == (Duplicate(4, earlier=2), Duplicate(5, earlier=2))


def test_one_name_in_two_councils_is_for_people_to_decide() -> None:
    two = [PersonEntry(2, "John Smith", "Leeds"), PersonEntry(3, "John Smith", "York")]
    assert duplicates_in(two, {}, {}) == (Duplicate(3, earlier=2),)


def test_a_merged_line_fills_the_blanks_of_the_earlier() -> None:
    first = PersonEntry(2, "Nadia Farouk", "Newham", offers=("A kettle",), willing_to_lead=True)
    second = PersonEntry(
        3, "Nadia Faruk", "Elsewhere", "Commissioner", "n@e.org", offers=("A list", "A kettle")
    )
    (one,) = joined(Reading((first, second)), {3: 2}).entries
    assert one == replace(
        first, role="Commissioner", email="n@e.org", offers=("A kettle", "A list")
    )


names = st.text(st.sampled_from("abŵ x"), min_size=1, max_size=6).filter(str.strip)


@given(st.lists(names, max_size=8), st.data())
def test_merging_keeps_everybody_who_was_not_merged(found: list[str], data: st.DataObject) -> None:
    entries = listed(*found)
    pairs = {pair.line: pair.earlier for pair in duplicates_in(entries, {}, {}) if pair.earlier}
    chosen = {line: at for line, at in pairs.items() if data.draw(st.booleans())}
    kept = joined(Reading(tuple(entries)), chosen).entries
    assert [one.line for one in kept] == [one.line for one in entries if one.line not in chosen]
    assert joined(Reading(tuple(entries)), {}).entries == tuple(entries)


def test_of_two_lines_the_stricter_consent_stands() -> None:
    consents = [(a, b) for a in Consent for b in Consent]
    for ours, theirs in consents:
        first = PersonEntry(2, "Nadia Farouk", photo=str(ours))
        (one,) = joined(
            Reading((first, PersonEntry(3, "Nadia Faruk", photo=str(theirs)))), {3: 2}
        ).entries
        assert one.photo == (
            "no" if "no" in (ours, theirs) else "yes" if ours == theirs == "yes" else ""
        )


SAME = (
    ("Denbighshire CC", "Denbighshire County Council"),
    ("Newham", "LB Newham"),
    ("London Borough of Newham", "Newham Council"),
    ("City of York Council", "York"),
    ("Cyngor Sir Ddinbych", "Denbighshire County Council"),
    ("Cyngor Sir Ddinbych / Denbighshire County Council", "Denbighshire CC"),
    ("Kirklees MBC", "Kirklees Council"),
    ("Leeds CC", "Leeds City Council"),
    ("Bath & North East Somerset Council", "Bath and North East Somerset"),
    ("RB Kensington and Chelsea", "Royal Borough of Kensington & Chelsea"),
    ("Acme Ltd", "Acme Limited"),
    ("City and County of Swansea", "Cyngor Abertawe"),
    ("Rhondda Cynon Taf CBC", "Cyngor Bwrdeistref Sirol Rhondda Cynon Taf"),
    ("Newcastle City Council", "Newcastle upon Tyne City Council"),
    ("St. Helens", "St Helens MBC"),
    ("Denbigshire Council", "Denbighshire"),
    ("Cyngor Sir Ynys Môn", "Isle of Anglesey County Council"),
    ("RBKC", "Royal Borough of Kensington and Chelsea"),
    ("GMCA", "Greater Manchester Combined Authority"),
    ("LGA", "Local Government Association"),
    ("B&NES", "Bath and North East Somerset Council"),
    ("Guy's & St Thomas' NHS FT", "Guy’s and St Thomas’ NHS Foundation Trust"),
    ("Leeds Teaching Hospitals NHS Trust", "Leeds Teaching Hospitals"),
    ("University of Leeds", "Leeds University"),
    ("Prifysgol Bangor", "Bangor Uni"),
    ("Dept. for Education", "DfE"),
    ("Betsi Cadwaladr UHB", "Betsi Cadwaladr University Health Board"),
)
DIFFERENT = (
    ("Leicester City Council", "Leicestershire County Council"),
    ("Durham County Council", "Durham City Council"),
    ("Lincoln CC", "Lincoln District Council"),
    ("University of York", "York"),
    ("Hertfordshire", "Herefordshire"),
    ("East Sussex", "West Sussex"),
    ("Gateshead NHS Trust", "Gateshead Council"),
    ("Council", "City Council"),
    ("Newcastle City Council", "Newcastle-under-Lyme Borough Council"),
    ("WLGA", "LGA"),
    ("Leeds City Council", "University of Leeds"),
    ("NHS Fife", "Fife Council"),
    ("Age UK Leeds", "Age UK Camden"),
    ("Derby City Council", "Derbyshire County Council"),
)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_organisations_that_may_be_one(first: str, second: str) -> None:
    assert may_be_one(first, second)
    assert may_be_one(second.upper(), first)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_organisations_that_are_two(first: str, second: str) -> None:
    assert not may_be_one(first, second)
    assert not may_be_one(second, first)


def test_every_welsh_name_is_its_english_one() -> None:
    places = set(table("welsh").values())
    for welsh, english in table("welsh").items():
        assert [place for place in places if may_be_one(f"Cyngor {welsh}", place)] == [english]


def test_a_new_organisation_that_looks_like_another_is_asked_about() -> None:
    entries = [
        PersonEntry(2, "Ann", "Denbighshire CC"),
        PersonEntry(3, "Bo", "LB Newham"),
        PersonEntry(4, "Cy", "Newham"),
        PersonEntry(5, "Di", "Denbighshire CC"),
    ]
    reading = Reading(tuple(entries))
    asked = asked_of(["Denbighshire County Council"], reading)
    assert [(one.line, one.default) for one in asked] == [(2, TWO_PEOPLE), (4, TWO_PEOPLE)]
    assert under_one_name(reading, {one.key: TWO_PEOPLE for one in asked}) == reading
    one = under_one_name(reading, {one.key: one.choices[1][0] for one in asked})
    assert [entry.organisation for entry in one.entries] == [
        "Denbighshire County Council", "LB Newham", "LB Newham", "Denbighshire County Council",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Ana.Luz@googlemail.com", "analuz@gmail.com ", True),
        ("ana+upstream@example.org", "ANA@example.org", True),
        ("BO@example.org ; bo2@example.org", "bo@example.org", True),
        ("mailto:bo@example.org", "Bo <bo@example.org>", True),
        ("ana.luz@example.org", "analuz@example.org", False),
        ("ana@example.org", "ana@example.com", False),
        ("s.o'brien@example.org", "m.o'brien@example.org", False),
        ("Ana@intranet", "ana@intranet", True),
        ("", "none", True),
    ],
)
def test_one_mailbox(first: str, second: str, same: bool) -> None:
    assert (mailbox(first) == mailbox(second)) is same


def test_names_written_in_any_order() -> None:
    assert ordered("PRYS, Siân") == ordered("Dr Siân Prys") == ordered("sian prys")


def person(id_: int, name: str, email: str = "") -> ParticipantRow:
    return ParticipantRow(id_, name, "", "", "", email, (), False, (), ())


def test_people_found_afterwards() -> None:
    roster = [
        person(1, "Jane Smith", "j.smith@gmail.com"),
        person(2, "SMITH, Jane"),
        person(3, "Nadia Farouk", "jsmith+a@googlemail.com"),
        person(4, "Bo Sten"),
        person(5, "Ade Okafor"),
    ]
    assert {(one.first, one.second, one.why) for one in people(roster)} == {
        (1, 2, "name"), (1, 3, "e-mail"),
    }  # fmt: skip


def test_a_newcomer_on_the_mailbox_of_somebody_known_resembles_them() -> None:
    entries = [PersonEntry(2, "N. F.", email="ana+x@gmail.com")]
    assert duplicates_in(entries, {}, KNOWN, {3: "a.na@googlemail.com"}) == (Duplicate(2, 3),)
