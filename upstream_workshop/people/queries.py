"""Questions about people, answered with frozen rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.people.model import (
    Attendance,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
)
from upstream_workshop.people.rules import folded

READS: Final = frozenset({"participant", "organisation", "attendance", "peer_support"})
READS_NEEDS: Final = frozenset({"private_needs"})
_PRESENT: Final = frozenset({"here", "substitute"})


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A person on the list, with nothing private but the e-mail address."""

    id: int
    name: str
    organisation: str
    region: str
    role: str
    email: str
    interests: tuple[str, ...]
    willing_to_lead: bool
    offers: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A council or partner and what it works on."""

    id: int
    name: str
    region: str
    initiative: str


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """What is known of a person's presence on a day; `at` is when they came."""

    participant_id: int
    day: int
    state: str
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Presence:
    """How many are in the room, of how many who have not said they will not come."""

    here: int
    expected: int


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One offer or ask, and whose it is."""

    id: int
    participant_id: int
    name: str
    organisation: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NeedsRow:
    """Access needs and diet of one person: for the organiser's eyes."""

    participant_id: int
    name: str
    access: str
    diet: str


def roster(session: Session) -> tuple[ParticipantRow, ...]:
    """Everybody, by name."""
    texts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for support in session.scalars(select(PeerSupport).order_by(PeerSupport.id)):
        texts[support.participant_id, support.kind].append(support.text)
    found = session.execute(select(Participant, Organisation).outerjoin(Organisation))
    rows = [
        ParticipantRow(
            id=person.id,
            name=person.name,
            organisation=home.name if home else "",
            region=person.region or (home.region if home else ""),
            role=person.role,
            email=person.email,
            interests=tuple(filter(None, person.interests.split("; "))),
            willing_to_lead=person.willing_to_lead,
            offers=tuple(texts[person.id, "offer"]),
            asks=tuple(texts[person.id, "ask"]),
        )
        for person, home in found
    ]
    return tuple(sorted(rows, key=lambda row: (folded(row.name), row.id)))


def organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """Every organisation, by name."""
    rows = [
        OrganisationRow(home.id, home.name, home.region, home.initiative)
        for home in session.scalars(select(Organisation))
    ]
    return tuple(sorted(rows, key=lambda row: (folded(row.name), row.id)))


def attendance(session: Session, day: int) -> dict[int, AttendanceRow]:
    """What is known of that day, by participant; nobody's absence from it means more than expected."""
    found = session.scalars(select(Attendance).where(Attendance.day == day))
    return {
        row.participant_id: AttendanceRow(row.participant_id, row.day, row.state, row.at, row.note)
        for row in found
    }


def presence(session: Session, day: int) -> Presence:
    """How many are here on that day: the late ones once they have come, and substitutes."""
    known = attendance(session, day).values()
    everybody = session.scalars(select(Participant.id)).all()
    return Presence(
        here=sum(is_present(row) for row in known),
        expected=len(everybody) - sum(row.state == "withdrawn" for row in known),
    )


def is_present(row: AttendanceRow) -> bool:
    """Whether this person, or somebody for them, is in the room."""
    return row.state in _PRESENT or (row.state == "late" and row.at is not None)


def support(session: Session) -> tuple[SupportRow, ...]:
    """Every offer and ask, in the order they were given."""
    found = session.execute(
        select(PeerSupport, Participant, Organisation)
        .join(Participant, PeerSupport.participant_id == Participant.id)
        .outerjoin(Organisation)
        .order_by(PeerSupport.id)
    )
    return tuple(
        SupportRow(one.id, person.id, person.name, home.name if home else "", one.kind, one.text)
        for one, person, home in found
    )


def needs(session: Session) -> dict[int, NeedsRow]:
    """Access needs and diet of those who gave any. Never for a slide, never for an export unasked."""
    found = session.execute(select(PrivateNeeds, Participant).join(Participant))
    return {
        person.id: NeedsRow(person.id, person.name, private.access, private.diet)
        for private, person in found
    }
