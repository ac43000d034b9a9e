"""Queries for people, which return frozen rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from upstream_workshop.people.kinds import Consent, ConsentKind, SupportKind
from upstream_workshop.people.model import (
    ConsentRecord,
    Interest,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
)
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.query_cache import cached

READS: Final = frozenset({"participant", "organisation", "attendance", "peer_support", "interest"})
READS_CONSENTS: Final = frozenset({"consent_record"})
READS_NEEDS: Final = frozenset({"private_needs"})


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A person on the list; the e-mail address is the only private field."""

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
    photo: Consent = Consent.NOT_ASKED
    attribution: Consent = Consent.NOT_ASKED
    directory: Consent = Consent.NOT_ASKED
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A person's answer when asked for a consent.

    file: the file it was read from; blank if it was entered by hand.
    """

    consent: ConsentKind
    answer: Consent
    conditional: bool
    words: str
    file: str
    title: str
    noted: date


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A council or partner and what it works on."""

    id: int
    name: str
    region: str
    initiative: str


@dataclass(frozen=True, slots=True)
class SupportRow:
    """An offer or an ask, with the person who made it."""

    id: int
    participant_id: int
    name: str
    organisation: str
    kind: SupportKind
    text: str


@dataclass(frozen=True, slots=True)
class NeedsRow:
    """The access needs and the diet of one person, for the organiser only."""

    participant_id: int
    name: str
    access: str
    diet: str


@cached("participant", "organisation", "peer_support", "interest")
def roster(session: Session) -> tuple[ParticipantRow, ...]:
    """Return all people, sorted by name."""
    texts: dict[tuple[int, SupportKind], list[str]] = defaultdict(list)
    said = select(PeerSupport.participant_id, PeerSupport.kind, PeerSupport.text)
    for participant_id, kind, text in session.execute(said.order_by(PeerSupport.id)):
        texts[participant_id, kind].append(text)
    interests = _interests(session)
    person, home = Participant.__table__.c, Organisation.__table__.c
    # columns, not objects: a roster of thousands is read after every change
    found = session.execute(
        select(*person, home.name.label("home"), home.region.label("home_region")).select_from(
            Participant.__table__.outerjoin(Organisation.__table__)
        )
    )
    rows = [
        ParticipantRow(
            id=row.id,
            name=row.name,
            organisation=row.home or "",
            region=row.region or row.home_region or "",
            role=row.role,
            email=row.email,
            interests=interests.get(row.id, ()),
            willing_to_lead=row.willing_to_lead,
            offers=tuple(texts.get((row.id, SupportKind.OFFER), ())),
            asks=tuple(texts.get((row.id, SupportKind.ASK), ())),
            photo=row.photo,
            attribution=row.attribution,
            directory=row.directory,
            pronouns=row.pronouns,
        )
        for row in found
    ]
    return tuple(sorted(rows, key=lambda row: (folded(row.name), row.id)))


@cached("interest")
def _interests(session: Session) -> Mapping[int, tuple[str, ...]]:
    """What each person is interested in, by their id, in the order it was said."""
    found: dict[int, list[str]] = defaultdict(list)
    said = select(Interest.participant_id, Interest.text).order_by(Interest.id)
    for participant_id, text in session.execute(said):
        found[participant_id].append(text)
    return MappingProxyType({id_: tuple(texts) for id_, texts in found.items()})


@cached("consent_record")
def consents(session: Session) -> Mapping[int, tuple[ConsentRow, ...]]:
    """Return the answers to consents by participant id, the latest answer first."""
    found: dict[int, list[ConsentRow]] = defaultdict(list)
    records = select(
        ConsentRecord.participant_id,
        ConsentRecord.consent,
        ConsentRecord.answer,
        ConsentRecord.conditional,
        ConsentRecord.words,
        ConsentRecord.file,
        ConsentRecord.title,
        ConsentRecord.noted,
    ).order_by(ConsentRecord.id.desc())
    for id_, consent, answer, conditional, words, file, title, noted in session.execute(records):
        row = ConsentRow(consent, answer, conditional, words, file, title, noted)
        found[id_].append(row)
    return MappingProxyType({id_: tuple(rows) for id_, rows in found.items()})


def conditional(session: Session) -> int:
    """Return the number of people whose latest answer to a consent has a condition.

    The consent to lead a group is not counted.
    """
    latest = ({row.consent: row for row in rows[::-1]} for rows in consents(session).values())
    return sum(
        any(row.conditional for row in said.values() if row.consent != ConsentKind.LEADING)
        for said in latest
    )


@cached("organisation")
def organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """Return all organisations, sorted by name."""
    rows = [
        OrganisationRow(home.id, home.name, home.region, home.initiative)
        for home in session.scalars(select(Organisation))
    ]
    return tuple(sorted(rows, key=lambda row: (folded(row.name), row.id)))


@cached("participant")
def headcount(session: Session) -> int:
    """Return the number of people on the list."""
    return session.scalar(select(func.count()).select_from(Participant)) or 0


@cached("peer_support", "participant", "organisation")
def support(session: Session) -> tuple[SupportRow, ...]:
    """Return all offers and asks in the order in which they were added."""
    found = session.execute(
        select(
            PeerSupport.id,
            Participant.id,
            Participant.name,
            Organisation.name,
            PeerSupport.kind,
            PeerSupport.text,
        )
        .join(Participant, PeerSupport.participant_id == Participant.id)
        .outerjoin(Organisation, Participant.organisation_id == Organisation.id)
        .order_by(PeerSupport.id)
    )
    return tuple(
        SupportRow(id_, person_id, name, home or "", kind, text)
        for id_, person_id, name, home, kind, text in found
    )


def needs(session: Session) -> dict[int, NeedsRow]:
    """Return the access needs and diets by participant id, of people who have any.

    Never use this for a slide, nor for an export unless the user asks for it.
    """
    found = session.execute(select(PrivateNeeds, Participant).join(Participant))
    return {
        person.id: NeedsRow(person.id, person.name, private.access, private.diet)
        for private, person in found
    }
