"""A few people for the tests of every room, and an example of each service."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.people import services
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introductions
from upstream_workshop.people.kinds import Phase, TieKind
from upstream_workshop.people.model import (
    Introduction,
    Organisation,
    Participant,
    PeerSupport,
    Prompt,
    SupportMatch,
)
from upstream_workshop.people.questions import services as questions
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.storage.base import Base

MORNING = datetime(2026, 11, 24, 9, 5)


def furnish(session: Session) -> None:
    """Six people of four organisations, three of them here."""
    services.add_organisation(session, "Kirklees Council", "Yorkshire", "Place-based working")
    ade = services.add_participant(
        session, "Ade Okafor", "Kirklees Council", "Programme manager", "ade@example.org"
    )
    sian = services.add_participant(
        session,
        "Siân Prys",
        "Denbighshire County Council",
        "Head of prevention",
        region="Wales",
        interests=("prevention", "Welsh language"),
        willing_to_lead=True,
    )
    services.add_participant(session, "Marta Brzezińska", "Leeds City Council", "Builder")
    jo = services.add_participant(session, "Jo Tennant", "Gateshead Council", "Director")
    services.add_participant(session, "Ravi Kapoor", "Kirklees Council", willing_to_lead=True)
    services.add_participant(session, "Elin Lloyd", "Denbighshire County Council")
    services.amend_participant(session, sian, attribution="")
    attendance_services.check_in(session, ade, 1, at=MORNING)
    attendance_services.check_in(session, sian, 1, "here", MORNING)
    attendance_services.check_in(session, jo, 1, "late", note="11:00")
    ask = services.add_support(
        session, ade, "ask", "Someone who has shared risk with a hospital trust"
    )
    services.add_support(session, sian, "offer", "A bilingual workshop pack")
    services.set_needs(session, sian, "Hearing loop", "Vegetarian")
    marta, ravi = someone(session, "Marta Brzezińska"), someone(session, "Ravi Kapoor")
    introductions.note_tie(session, ade, ravi)
    introductions.note_tie(session, sian, jo, TieKind.KNOW, Phase.BEFORE, mutual=False)
    introductions.note_tie(session, ade, marta, TieKind.MEET)
    introductions.note_tie(session, ade, sian, TieKind.WORK, Phase.AFTER)
    introductions.confirm_match(session, ask, jo, "both say “risk”")
    questions.ask_room(session, "How far did you come?", ("Under an hour", "Longer"), "Hands up.")


def someone(session: Session, name: str = "Ade Okafor") -> int:
    """The id of a person by name, or of anybody if they have gone."""
    found = session.scalar(select(Participant.id).where(Participant.name == name))
    return found or session.scalars(select(Participant.id)).first() or 0


def _count(session: Session, kind: type[Base]) -> int:
    return len(session.scalars(select(kind.id)).all())


def _ask(session: Session) -> int:
    """The id of an ask that somebody else than Ravi and Jo made."""
    return session.scalars(select(PeerSupport.id).where(PeerSupport.kind == "ask")).first() or 0


def _prompt(session: Session) -> int:
    return session.scalars(select(Prompt.id)).first() or 0


def _match(session: Session) -> tuple[int, int]:
    found = session.scalars(select(SupportMatch)).first()
    return (found.ask_id, found.helper_id) if found else (0, 0)


def _list(session: Session) -> tuple[Reading[PersonEntry]]:
    """Somebody new, and more about somebody known."""
    count = _count(session, Participant)
    known = PersonEntry(2, "Ade Okafor", "Kirklees Council", offers=(f"Offer {count}",))
    new = PersonEntry(3, f"Nadia Farouk {count}", "Newham", access="Step-free", diet="Halal")
    return (Reading((known, new)),)


EXAMPLES: dict[Service, Arguments] = {
    services.add_organisation: lambda session: (
        f"Council {_count(session, Organisation)}",
        "London",
    ),
    services.amend_organisation: lambda session: (
        session.scalars(select(Organisation.id)).first() or 0,
        Fields(name=f"Council of {_count(session, Organisation)}", initiative="Family hubs"),
    ),
    services.add_participant: lambda _: ("Ŵyn Tŷ", "Gwynedd", "Officer", "w@example.org", "Wales"),
    services.amend_participant: lambda session: (
        someone(session),
        Fields(role="Lead", organisation="Surrey County Council", region="South East", photo="yes"),
    ),
    services.remove_participant: lambda session: (someone(session, "Jo Tennant"),),
    attendance_services.check_in: lambda session: (
        someone(session, "Elin Lloyd"),
        2,
        "substitute",
        None,
        "L",
    ),
    attendance_services.withdraw: lambda session: ((someone(session, "Ravi Kapoor"),),),
    services.add_support: lambda session: (someone(session), "offer", "A shared budget template"),
    services.remove_support: lambda session: (
        session.scalars(select(PeerSupport.id)).first() or 0,
    ),
    services.set_needs: lambda session: (someone(session), "Large print", "Vegan"),
    services.wipe_needs: lambda _: (),
    services.import_people: _list,
    introductions.note_tie: lambda session: (
        someone(session, "Elin Lloyd"),
        someone(session, "Ravi Kapoor"),
    ),
    introductions.note_ties: lambda session: (
        someone(session, "Elin Lloyd"),
        (someone(session, "Jo Tennant"), someone(session, "Marta Brzezińska")),
        TieKind.WORK,
        Phase.AFTER,
    ),
    introductions.remove_tie: lambda session: (
        session.scalars(select(Introduction.id)).first() or 0,
    ),
    introductions.introduce: lambda session: (
        someone(session),
        someone(session, "Marta Brzezińska"),
    ),
    introductions.dismiss_meeting: lambda session: (
        someone(session, "Jo Tennant"),
        someone(session, "Ravi Kapoor"),
    ),
    introductions.confirm_match: lambda session: (
        _ask(session),
        someone(session, "Ravi Kapoor"),
        "interested in “risk”",
    ),
    introductions.dismiss_match: lambda session: (_ask(session), someone(session, "Elin Lloyd")),
    introductions.forget_match: _match,
    questions.ask_room: lambda session: (
        f"Question {_count(session, Prompt)}",
        ("Yes", "Not yet"),
        "Stay seated; raise a hand.",
    ),
    questions.count_answers: lambda session: (
        _prompt(session),
        (_count(session, PeerSupport) + 3, 4),
    ),
    questions.remove_prompt: lambda session: (_prompt(session),),
}
