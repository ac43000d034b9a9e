"""Verbs of the people room: sign up, amend, check in, offer and ask, and what is kept private."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.model import (
    Attendance,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
)
from upstream_workshop.people.records import (
    OrganisationFields,
    ParticipantFields,
    amend,
    given,
    home_named,
    named,
    noted,
    organisation_named,
    person_of,
)
from upstream_workshop.people.rules import KINDS, STATES, Known, folded, matched
from upstream_workshop.readers.people import PersonEntry
from upstream_workshop.readers.reading import ImportOutcome, Reading


def add_organisation(session: Session, name: str, region: str = "", initiative: str = "") -> int:
    """An organisation, made or, if one of that name is known, told more about; its id."""
    organisation = organisation_named(session, named(name, "An organisation"))
    organisation.region = region.strip() or organisation.region
    organisation.initiative = initiative.strip() or organisation.initiative
    return organisation.id


def amend_organisation(
    session: Session, organisation_id: int, **fields: Unpack[OrganisationFields]
) -> None:
    """Correct what is written about an organisation; its people go with it."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise WorkshopError("That organisation is no longer there: look at the list again.")
    if "name" in fields:
        name = named(fields["name"], "An organisation")
        if home_named(session, name) not in (None, organisation):
            raise WorkshopError(f"{name} is on the list already: give its people that one.")
        organisation.name = name
    organisation.region = fields.get("region", organisation.region).strip()
    organisation.initiative = fields.get("initiative", organisation.initiative).strip()


def add_participant(
    session: Session,
    name: str,
    organisation: str = "",
    role: str = "",
    email: str = "",
    region: str = "",
    interests: Iterable[str] = (),
    willing_to_lead: bool = False,
) -> int:
    """Put a person on the list; an organisation not known yet is made. The person's id."""
    person = Participant(name=named(name, "A person"), willing_to_lead=willing_to_lead)
    session.add(person)
    amend(
        session,
        person,
        ParticipantFields(
            organisation=organisation, role=role, email=email, region=region, interests=interests
        ),
    )
    session.flush()
    return person.id


def amend_participant(
    session: Session, participant_id: int, **fields: Unpack[ParticipantFields]
) -> None:
    """Change what is given and leave the rest; a blank organisation means none."""
    amend(session, person_of(session, participant_id), fields)


def remove_participant(session: Session, participant_id: int) -> None:
    """Take a person off the list with all that was noted of them."""
    person = person_of(session, participant_id)
    session.delete(person)
    try:
        session.flush()
    except IntegrityError:
        raise WorkshopError(
            f"{person.name} has put a name to a ballot paper: mark them as not coming instead."
        ) from None


def check_in(
    session: Session,
    participant_id: int,
    day: int,
    state: str = "here",
    at: datetime | None = None,
    note: str = "",
) -> None:
    """Note a person's presence on a day; back to expected leaves no note at all."""
    person = person_of(session, participant_id)
    if state not in STATES:
        raise WorkshopError(f"“{state}” is no attendance: choose one of {', '.join(STATES)}.")
    if day < 1:
        raise WorkshopError(f"There is no day {day}: the first day is day 1.")
    where = (Attendance.participant_id == person.id, Attendance.day == day)
    known = session.scalar(select(Attendance).where(*where))
    if state == "expected" and not note:
        session.execute(delete(Attendance).where(*where))
    elif known is None:
        session.add(Attendance(participant_id=person.id, day=day, state=state, at=at, note=note))
    else:
        known.state, known.at, known.note = state, at, note


def add_support(session: Session, participant_id: int, kind: str, text: str) -> int:
    """Note an offer or an ask in the person's words; its id, the old one if they said so before."""
    person = person_of(session, participant_id)
    words = " ".join(text.split())
    if kind not in KINDS:
        raise WorkshopError(f"“{kind}” is neither an offer nor an ask: write one of these words.")
    if not words:
        raise WorkshopError(f"Say what {person.name} has to {kind}: the line is empty after it.")
    same = (PeerSupport.participant_id == person.id, PeerSupport.kind == kind)
    for known in session.scalars(select(PeerSupport).where(*same)):
        if folded(known.text) == folded(words):
            return known.id
    support = PeerSupport(participant_id=person.id, kind=kind, text=words)
    session.add(support)
    session.flush()
    return support.id


def remove_support(session: Session, support_id: int) -> None:
    """Take an offer or an ask off the table."""
    support = session.get(PeerSupport, support_id)
    if support is None:
        raise WorkshopError("That offer or ask is no longer there: look at the list again.")
    session.delete(support)


def set_needs(session: Session, participant_id: int, access: str, diet: str) -> None:
    """Keep access needs and diet of one person in their separate place; both blank: nothing kept."""
    person = person_of(session, participant_id)
    known = session.scalar(select(PrivateNeeds).where(PrivateNeeds.participant_id == person.id))
    if not (access.strip() or diet.strip()):
        session.execute(delete(PrivateNeeds).where(PrivateNeeds.participant_id == person.id))
        return
    if known is None:
        known = PrivateNeeds(participant_id=person.id)
        session.add(known)
    known.access, known.diet = access.strip(), diet.strip()


def wipe_needs(session: Session) -> None:
    """Forget everybody's access needs and diet in one step."""
    session.execute(delete(PrivateNeeds))


def import_people(session: Session, reading: Reading[PersonEntry]) -> ImportOutcome:
    """Take a sign-up list in: newcomers are added, people known are brought up to date, none doubled.

    A blank in the list leaves what is known alone; offers and asks are added once.
    """
    # held while the list is taken in, so that the session need not load each again
    homes: dict[int | None, Organisation] = {
        home.id: home for home in session.scalars(select(Organisation))
    }
    people = session.scalars(select(Participant)).all()
    known = {
        person.id: Known(person.name, _name_of(homes.get(person.organisation_id)), person.email)
        for person in people
    }
    listed = [Known(entry.name, entry.organisation, entry.email) for entry in reading.entries]
    counts = {"added": 0, "updated": 0, "unchanged": 0}
    for entry, participant_id in zip(reading.entries, matched(listed, known), strict=True):
        counts[_take_in(session, entry, participant_id)] += 1
    return ImportOutcome(**counts, refused=reading.refused, unmapped=reading.unmapped)


def _name_of(home: Organisation | None) -> str:
    return home.name if home else ""


def _take_in(session: Session, entry: PersonEntry, participant_id: int | None) -> str:
    """Write one line of a list; answers what that did."""
    newcomer = participant_id is None
    if participant_id is None:
        participant_id = add_participant(session, entry.name)
    person = person_of(session, participant_id)
    before = noted(session, person)
    amend(session, person, given(entry))
    for kind, texts in (("offer", entry.offers), ("ask", entry.asks)):
        for text in texts:
            add_support(session, person.id, kind, text)
    _add_needs(session, person.id, entry)
    if newcomer:
        return "added"
    return "unchanged" if noted(session, person) == before else "updated"


def _add_needs(session: Session, participant_id: int, entry: PersonEntry) -> None:
    if not (entry.access or entry.diet):
        return
    known = session.scalar(
        select(PrivateNeeds).where(PrivateNeeds.participant_id == participant_id)
    )
    access, diet = (known.access, known.diet) if known else ("", "")
    set_needs(session, participant_id, entry.access or access, entry.diet or diet)
