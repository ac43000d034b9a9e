"""Erasing a person: what it would do is shown first, and it forgets no table and no wording."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.model import Organisation, Participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.base import Base
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.model import Card
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.model import BallotPaper
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole import erasing
from upstream_workshop.workgroups import services as workgroups
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services

NAME = "Gwŷn Ŵyllt"


def sign_up(session: Session) -> int:
    """Somebody with something in every room."""
    her = people.add_participant(session, NAME, "Cyngor Môn", "Clerk", email="gwyn@example.org")
    people.set_needs(session, her, "step-free", "")
    attendance_services.check_in(session, her, 1)
    people.add_support(session, her, "ask", "Time")
    people.add_support(session, her, "offer", "Maps")
    first = themes.add_theme(session, "One of hers")
    second = themes.add_theme(session, "Another")
    choice_services.set_choices(session, her, [first, second])
    group = workgroups.add_workgroup(session, "Hers", first)
    workgroups.move_member(session, her, group)
    charter_services.set_lead(session, group, her)
    charter_services.amend_charter(session, group, sign_off=f"Signed: {NAME}")
    ballot = voting.make_ballot(session, "Named", [first, second], secret=False, method="approval")
    voting.open_ballot(session, ballot)
    paper_services.key_paper(session, ballot, NAME, {1: 1}, participant_id=her)
    card_services.add_card(session, "Ask gwyn wyllt, or gwyn@example.org", author=NAME)
    card_services.add_card(session, "Gwŷn said so")
    add_factor(session, maps.add_map(session, f"Drawn with {NAME}"), "Trust")
    return her


@pytest.fixture
def her(furnished_workshop: Workshop) -> int:
    with furnished_workshop.change("Sign up") as session:
        return sign_up(session)


def planned(workshop: Workshop, her: int) -> erasing.Erasure:
    with workshop.rehearse() as session:
        return erasing.preview(session, her)


def texts(session: Session) -> Iterator[str]:
    for _, text in erasing.texts(session):
        yield text


def test_every_reference_to_a_person_has_its_words() -> None:
    for table, column, goes in erasing.references():
        if goes:
            assert table.name in rooms.goes(), table.name
        else:
            assert f"{table.name}.{column.name}" in rooms.stays()


def test_a_preview_shows_what_goes_stays_and_names_her_and_changes_nothing(
    workshop: Workshop, her: int
) -> None:
    with workshop.read() as session:
        before = list(texts(session))
    told = planned(workshop, her)
    assert told.name == NAME
    assert {"1 day of attendance", "2 offers and asks", "1 note of access needs and diet"} <= set(
        told.goes
    )
    assert {"1 ballot paper, which still counts", "1 workgroup without its lead"} <= set(told.stays)
    found = {(one.place.table, one.place.column, one.sure) for one in told.passages}
    assert {
        ("card", "text", True),
        ("card", "text", False),
        ("card", "author", True),
        ("card", "wording", True),
        ("workgroup", "sign_off", True),
        ("map", "title", True),
        ("ballot_paper", "number", True),
    } <= found
    assert [one.sure for one in told.passages] == sorted(
        (one.sure for one in told.passages), reverse=True
    )
    with workshop.read() as session:
        assert list(texts(session)) == before


def test_she_is_gone_and_what_is_left_stands(workshop: Workshop, her: int) -> None:
    with workshop.read() as session:
        papers = len(session.scalars(select(BallotPaper)).all())
    with workshop.change("Erase a person") as session:
        erasing.erase(session, her)
    workshop.forget()
    with workshop.read() as session:
        assert session.get(Participant, her) is None
        assert len(session.scalars(select(BallotPaper)).all()) == papers
        said = list(texts(session))
        assert not [text for text in said if NAME in text or "gwyn@" in text]
        assert "Gwŷn said so" in said  # not sure: left for people to decide
        assert "Ask [erased], or [erased]" in said
        assert "Signed: [erased]" in said
        assert session.scalar(select(Organisation).where(Organisation.name == "Cyngor Môn"))
    assert (workshop.undo_label, workshop.redo_label) == (None, None)


@pytest.mark.parametrize("others", [0, 1])
def test_an_organisation_that_may_be_named_after_nobody_else_is_shown(
    workshop: Workshop, others: int
) -> None:
    with workshop.change("Sign up") as session:
        her = people.add_participant(session, "Zephyrine Quillfeather", "Quillfeather & Sons")
        for number in range(others):
            people.add_participant(session, f"Colleague {number}", "Quillfeather & Sons")
        card_services.add_card(session, "Quillfeather & Sons will help")
    shown = {(one.what, one.text, one.sure) for one in planned(workshop, her).passages}
    named = {
        ("organisation", "Quillfeather & Sons", False),
        ("card", "Quillfeather & Sons will help", False),
    }
    assert shown & named == (set() if others else named)


def test_only_the_places_chosen_lose_the_name(workshop: Workshop, her: int) -> None:
    chosen = [one.place for one in planned(workshop, her).passages if one.place.table == "map"]
    with workshop.change("Erase a person") as session:
        erasing.erase(session, her, chosen)
    with workshop.read() as session:
        said = list(texts(session))
    assert "Drawn with [erased]" in said
    assert f"Signed: {NAME}" in said


def test_two_erased_people_do_not_collide_where_names_must_differ(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        first, second = themes.add_theme(session, "A"), themes.add_theme(session, "B")
        ballot = voting.make_ballot(session, "N", [first, second], secret=False, method="approval")
        voting.open_ballot(session, ballot)
        for name in ("Ann Ash", "Bea Birch"):
            person = people.add_participant(session, name)
            paper_services.key_paper(session, ballot, name, {1: 1}, participant_id=person)
    for name in ("Ann Ash", "Bea Birch"):
        with workshop.change("Erase a person") as session:
            found = session.scalar(select(Participant.id).where(Participant.name == name))
            erasing.erase(session, found)
    with workshop.read() as session:
        numbers = {paper.number for paper in session.scalars(select(BallotPaper))}
    assert numbers == {"[erased]", "[erased] (2)"}


def test_a_namesake_keeps_the_name(workshop: Workshop, her: int) -> None:
    with workshop.change("Sign up") as session:
        people.add_participant(session, NAME, "Elsewhere")
    told = planned(workshop, her)
    assert not [one for one in told.passages if one.sure and "@" not in one.text]
    with workshop.change("Erase a person") as session:
        erasing.erase(session, her)
    with workshop.read() as session:
        assert session.scalar(select(Participant).where(Participant.name == NAME))
        assert session.scalar(select(Card).where(Card.author == NAME))


@pytest.mark.parametrize(
    "address",
    ["a.gwyn@example.org", "GWYN@example.org", "gwyn@example.org.uk", "m.o'gwyn@example.org"],
)
def test_everybody_else_keeps_their_address(workshop: Workshop, address: str) -> None:
    with workshop.change("Sign up") as session:
        her = people.add_participant(session, NAME, email="gwyn@example.org")
        other = people.add_participant(session, "Mary Major", email=address)
        card_services.add_card(session, f"Mary is {address}")
    with workshop.change("Erase a person") as session:
        erasing.erase(session, her)
        assert session.get(Participant, other).email == address
        assert session.scalar(select(Card.text)) == f"Mary is {address}"


@pytest.mark.parametrize(
    "said", ["İzmir: gwyn@example.org", "mailto:Gwyn%40example.org", "gwyn＠example.org."]
)
def test_an_address_is_found_however_it_is_written(workshop: Workshop, said: str) -> None:
    with workshop.change("Sign up") as session:
        her = people.add_participant(session, NAME, email="gwyn@example.org; g@example.com")
        card_services.add_card(session, said)
    with workshop.change("Erase a person") as session:
        erasing.erase(session, her)
        assert "gwyn" not in str(session.scalar(select(Card.text))).casefold()


def test_nobody_is_erased_twice(workshop: Workshop, her: int) -> None:
    with workshop.change("Erase a person") as session:
        erasing.erase(session, her)
    with pytest.raises(WorkshopError, match="no longer on the list"):
        planned(workshop, her)


def test_what_is_unique_is_known() -> None:
    tables = Base.metadata.tables
    assert erasing._is_unique(tables["organisation"], tables["organisation"].c.name)
    assert erasing._is_unique(tables["ballot_paper"], tables["ballot_paper"].c.number)
    assert not erasing._is_unique(tables["card"], tables["card"].c.text)
