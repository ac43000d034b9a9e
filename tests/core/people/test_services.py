"""What the people room keeps, and what an import does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.people.examples import furnish, someone
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import queries, services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.kinds import AttendanceState, ConsentKind
from upstream_workshop.people.model import ConsentRecord
from upstream_workshop.readers.reading import ImportOutcome, Reading, Refusal
from upstream_workshop.readers.signup.consents import ConsentAnswer
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.session_file.workshop import Workshop

NINE = datetime(2026, 11, 24, 9, 0)
ANN = PersonEntry(
    2,
    "Ann Lee",
    "Leeds City Council",
    role="Officer",
    email="ann@example.org",
    region="Yorkshire",
    interests=("trust", "budgets"),
    offers=("A template",),
    asks=("A mentor",),
    willing_to_lead=True,
    access="Loop",
    diet="Vegan",
)


def take(workshop: Workshop, *entries: PersonEntry) -> ImportOutcome:
    with workshop.change("Import people") as session:
        return services.import_people(session, Reading(entries, (Refusal(9, "why"),), ("Phone",)))


def people(workshop: Workshop) -> tuple[queries.ParticipantRow, ...]:
    with workshop.read() as session:
        return queries.roster(session)


def test_a_list_is_taken_in_whole(workshop: Workshop) -> None:
    outcome = take(workshop, ANN)
    assert outcome == ImportOutcome(1, 0, 0, (Refusal(9, "why"),), ("Phone",))
    (row,) = people(workshop)
    assert replace(row, id=0) == queries.ParticipantRow(
        0,
        "Ann Lee",
        "Leeds City Council",
        "Yorkshire",
        "Officer",
        "ann@example.org",
        ("trust", "budgets"),
        True,
        ("A template",),
        ("A mentor",),
    )
    with workshop.read() as session:
        assert queries.needs(session)[row.id].diet == "Vegan"


def test_the_same_list_again_changes_nothing(workshop: Workshop) -> None:
    take(workshop, ANN)
    label = workshop.undo_label
    assert take(workshop, ANN) == ImportOutcome(0, 0, 1, (Refusal(9, "why"),), ("Phone",))
    take(workshop, ANN)
    assert workshop.undo_label == label
    assert len(people(workshop)) == 1


def test_a_later_list_updates_and_blanks_leave_alone(workshop: Workshop) -> None:
    take(workshop, ANN)
    later = PersonEntry(
        2, "Ann Lee", "Leeds City Council", role="Lead", offers=("a Template", "A visit")
    )
    assert take(workshop, later).updated == 1
    (row,) = people(workshop)
    assert (row.role, row.email, row.willing_to_lead) == ("Lead", "ann@example.org", True)
    assert row.offers == ("A template", "A visit")


def test_organisations_are_one_whatever_their_capitals(workshop: Workshop) -> None:
    take(workshop, ANN, replace(ANN, name="Bo", email="", organisation="LEEDS  city council"))
    with workshop.read() as session:
        assert [row.name for row in queries.organisations(session)] == ["Leeds City Council"]


def test_a_region_of_ones_own_is_kept_beside_the_organisations(workshop: Workshop) -> None:
    entries = (
        ANN,
        replace(ANN, name="Bo", email="", region="Wales"),
        PersonEntry(4, "Cy", region="London"),
    )
    take(workshop, *entries)
    assert [row.region for row in people(workshop)] == ["Yorkshire", "Wales", "London"]


words = st.text(st.sampled_from("abŵ x"), max_size=5).map(lambda text: " ".join(text.split()))
entries = st.builds(
    PersonEntry,
    line=st.integers(2, 99),
    name=words.filter(bool),
    organisation=words,
    role=words,
    email=st.sampled_from(["", "a@x.org", "b@x.org", "c@x.org"]),
    region=words,
    offers=st.lists(words.filter(bool), max_size=2, unique=True).map(tuple),
    willing_to_lead=st.sampled_from([None, True, False]),
    diet=words,
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(entries, max_size=6, unique_by=lambda e: (e.name, e.organisation)))
def test_any_list_twice_doubles_nobody(
    tmp_path_factory: pytest.TempPathFactory, listed: list[PersonEntry]
) -> None:
    path: Path = tmp_path_factory.mktemp("twice") / "s.upstream"
    with Workshop.create(path) as workshop:
        first = take(workshop, *listed)
        count = len(people(workshop))
        assert first.added == count == len(listed)
        assert take(workshop, *listed).added == 0
        assert len(people(workshop)) == count


def test_presence_counts_who_is_in_the_room(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        furnish(session)
    with workshop.read() as session:
        assert attendance_queries.presence(session, 1) == attendance_queries.Presence(
            here=2, expected=6
        )
        assert attendance_queries.presence(session, 2) == attendance_queries.Presence(
            here=0, expected=6
        )
    with workshop.change("Check in") as session:
        attendance_services.check_in(session, someone(session, "Jo Tennant"), 1, "late", NINE)
        attendance_services.check_in(
            session, someone(session, "Elin Lloyd"), 1, "substitute", NINE, "Huw"
        )
        attendance_services.check_in(session, someone(session, "Ravi Kapoor"), 1, "withdrawn")
        attendance_services.check_in(session, someone(session, "Ade Okafor"), 1, "left")
    with workshop.read() as session:
        assert attendance_queries.presence(session, 1) == attendance_queries.Presence(
            here=3, expected=5
        )


def test_back_to_expected_leaves_no_note(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        furnish(session)
        attendance_services.check_in(session, someone(session), 1, "expected")
    with workshop.read() as session:
        assert someone(session) not in attendance_queries.attendance(session, 1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda s: services.add_participant(s, "  "), "needs a name"),
        (lambda s: services.amend_participant(s, someone(s), name=""), "needs a name"),
        (lambda s: services.remove_participant(s, 999), "no longer on the list"),
        (lambda s: attendance_services.check_in(s, someone(s), 1, "asleep"), "no attendance"),
        (lambda s: attendance_services.check_in(s, someone(s), 0), "no day 0"),
        (lambda s: services.add_support(s, someone(s), "wish", "x"), "neither"),
        (lambda s: services.add_support(s, someone(s), "ask", " "), "Ade Okafor"),
        (lambda s: services.remove_support(s, 999), "no longer there"),
        (lambda s: services.amend_organisation(s, 999, name="x"), "no longer there"),
        (lambda s: services.amend_organisation(s, 1, name="leeds city council"), "already"),
    ],
)
def test_refusals_are_one_sentence_and_change_nothing(workshop: Workshop, call, words: str) -> None:  # type: ignore[no-untyped-def]
    with workshop.change("Furnish") as session:
        furnish(session)
    before = people(workshop)
    with pytest.raises(WorkshopError, match=words), workshop.change("Refused") as session:
        call(session)
    assert people(workshop) == before


def test_needs_are_wiped_in_one_step_and_leave_the_file(workshop: Workshop) -> None:
    take(workshop, replace(ANN, access="Zyzzyva loop"))
    with workshop.change("Wipe needs") as session:
        services.wipe_needs(session)
    with workshop.read() as session:
        assert queries.needs(session) == {}
    assert b"Zyzzyva" not in workshop.path.read_bytes()


@pytest.mark.parametrize("state", list(AttendanceState))
def test_only_a_substitute_stands_for_somebody(workshop: Workshop, state: AttendanceState) -> None:
    with workshop.change("Check in") as session:
        ann, bea = (services.add_participant(session, name) for name in ("Ann Lee", "Bea Ray"))
        attendance_services.check_in(session, ann, 1, state, NINE, "a note", stands_for_id=bea)
    with workshop.read() as session:
        row = attendance_queries.attendance(session, 1)[ann]
        assert row.stands_for_id == (bea if state == AttendanceState.SUBSTITUTE else None)


@pytest.mark.parametrize("extra", [1, 2, 3, 7])
def test_who_withdraws_does_so_on_every_day_anybody_comes(workshop: Workshop, extra: int) -> None:
    with workshop.change("Withdraw") as session:
        ann, bea = (services.add_participant(session, name) for name in ("Ann Lee", "Bea Ray"))
        attendance_services.check_in(session, bea, extra)
        attendance_services.withdraw(session, [ann, bea])
    with workshop.read() as session:
        rows = attendance_queries.attendance_of_all_days(session)
        days = {1, 2, extra}
        assert {row.day for row in rows if row.participant_id == ann} == days
        states = {row.day: row.state for row in rows if row.participant_id == bea}
        assert states == dict.fromkeys(days, "withdrawn") | {extra: "here"}


@given(
    st.lists(st.tuples(st.sampled_from(["photo", "directory", "willing to lead"]), st.booleans()))
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_condition_counts_while_the_last_answer_has_one(
    workshop: Workshop, answers: list[tuple[str, bool]]
) -> None:
    with workshop.change("Sign up") as session:
        person = services.add_participant(session, "Ann Lee")
    for kind, conditional in answers:
        with workshop.change("Answer") as session:
            row = ConsentRecord(participant_id=person, consent=ConsentKind(kind), answer="no")
            row.conditional = conditional
            session.add(row)
    with workshop.change("Count") as session:
        last = dict(answers)
        assert queries.conditional(session) == any(last.get(one) for one in ("photo", "directory"))
        services.remove_participant(session, person)


FILLED = {
    "organisation": ["", "Leeds", "York"],
    "role": ["", "Officer", "Clerk"],
    "email": ["", "a@example.org", "b@example.org"],
    "access": ["", "Loop", "Ramp"],
    "diet": ["", "Vegan", "Halal"],
    "interests": [(), ("trust",), ("budgets", "trust")],
}


class UndoneError(Exception):
    """Leaves nothing of a change."""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(*(st.fixed_dictionaries({k: st.sampled_from(v) for k, v in FILLED.items()}) for _ in "12"))
def test_a_blank_in_a_list_keeps_what_was_there(
    workshop: Workshop, first: dict[str, object], second: dict[str, object]
) -> None:
    """The second list is of the same person, as the user has said."""
    with pytest.raises(UndoneError), workshop.change("Import twice") as session:
        services.import_people(session, Reading((PersonEntry(2, "Ann Lee", **first),)))
        (ann,) = queries.roster(session)
        again = Reading((PersonEntry(7, "Ann Lee", **second),))
        outcome = services.import_people(session, again, {7: ann.id})
        (row,) = queries.roster(session)
        needs = queries.needs(session).get(row.id)
        kept = {field: second[field] or first[field] for field in FILLED}
        assert {
            "organisation": row.organisation,
            "role": row.role,
            "email": row.email,
            "interests": row.interests,
            "access": needs.access if needs else "",
            "diet": needs.diet if needs else "",
        } == kept
        assert (outcome.updated, outcome.unchanged) == ((0, 1) if kept == first else (1, 0))
        raise UndoneError


def test_whom_a_line_is_said_to_be_no_other_line_becomes(workshop: Workshop) -> None:
    take(workshop, replace(ANN, organisation=""))
    with workshop.change("Import again") as session:
        (ann,) = queries.roster(session)
        two = (PersonEntry(2, "Ann Lee"), PersonEntry(3, "Anna Leigh"))
        outcome = services.import_people(session, Reading(two), {3: ann.id})
        assert (outcome.added, len(queries.roster(session))) == (1, 2)


@pytest.mark.parametrize(
    "again", ["leeds city council", "LEEDS  City Council", "Leeds Cíty Council"]
)
def test_an_organisation_in_other_letters_is_the_one_there(workshop: Workshop, again: str) -> None:
    take(workshop, ANN)
    take(workshop, PersonEntry(2, "Bo Ray", again), PersonEntry(3, "Cy Dee", again.upper()))
    with workshop.read() as session:
        assert [home.name for home in queries.organisations(session)] == ["Leeds City Council"]
        assert {row.organisation for row in queries.roster(session)} == {"Leeds City Council"}


@pytest.mark.parametrize(("answer", "rows"), [("yes", 1), ("no", 2)])
def test_an_answer_that_stands_already_is_not_noted_in_other_words(
    workshop: Workshop, answer: str, rows: int
) -> None:
    """Nor is it for another column of the same meaning; another answer is."""
    said = ConsentAnswer("photo", "yes", "Yes", file="a.csv", column="Photos?")
    take(workshop, replace(ANN, photo="yes", said=(said,)))
    again = replace(said, answer=answer, words="Aye", column="Pictures?")
    take(workshop, replace(ANN, photo=answer, said=(again,)))
    with workshop.read() as session:
        (noted,) = queries.consents(session).values()
        assert len(noted) == rows
        assert queries.roster(session)[0].photo == answer
