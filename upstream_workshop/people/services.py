"""Services for people and organisations: the list, offers and asks, private needs.

Each service writes in the transaction of `session`. One that takes an id raises WorkshopError if
there is no such row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Unpack

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.letters import one_line
from upstream_workshop.people.intake import take_in
from upstream_workshop.people.kinds import Consent, ConsentKind, SupportKind
from upstream_workshop.people.model import (
    ConsentRecord,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
)
from upstream_workshop.people.records import (
    OrganisationFields,
    ParticipantFields,
    amend,
    known_organisation,
    named,
    organisation_named,
    person_of,
)
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.signup_lists import PersonEntry

_NO_SUPPORT: Final = noop("“{given}” is neither an offer nor an ask: write one of these words.")
_NO_WORDS: Final = {
    SupportKind.OFFER: noop("Say what {person} has to offer: the line is empty after it."),
    SupportKind.ASK: noop("Say what {person} has to ask: the line is empty after it."),
}


def add_organisation(session: Session, name: str, region: str = "", initiative: str = "") -> int:
    """Add an organisation, or complete the one of that name, and return its id.

    region, initiative: new values; a blank one keeps the present value.

    Raises WorkshopError: when the name is not valid.
    """
    organisation = organisation_named(session, named(name, "An organisation"))
    organisation.region = region.strip() or organisation.region
    organisation.initiative = initiative.strip() or organisation.initiative
    return organisation.id


def amend_organisation(
    session: Session, organisation_id: int, **fields: Unpack[OrganisationFields]
) -> None:
    """Change the given fields of an organisation. Its people stay in it.

    Raises WorkshopError: when the name is not valid or another organisation has it.
    """
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise WorkshopError(say("That organisation is no longer there: look at the list again."))
    if "name" in fields:
        name = named(fields["name"], "An organisation")
        if known_organisation(session, name) not in (None, organisation):
            raise WorkshopError(
                say("{name} is on the list already: give its people that one.", name=name)
            )
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
    photo: Consent = Consent.NOT_ASKED,
    attribution: Consent = Consent.NOT_ASKED,
    directory: Consent = Consent.NOT_ASKED,
    pronouns: str = "",
) -> int:
    """Add a person and return their id.

    organisation: a name. An organisation that is not there yet is added; blank means none.

    Raises WorkshopError: when a value is not valid.
    """
    person = Participant(name=named(name, "A person"), willing_to_lead=willing_to_lead)
    session.add(person)
    amend(
        session,
        person,
        ParticipantFields(
            organisation=organisation,
            role=role,
            email=email,
            region=region,
            interests=interests,
            photo=photo,
            attribution=attribution,
            directory=directory,
            pronouns=pronouns,
        ),
    )
    session.flush()
    return person.id


def amend_participant(
    session: Session, participant_id: int, **fields: Unpack[ParticipantFields]
) -> None:
    """Change the given fields of a person and keep the others.

    A blank organisation means none. For each consent given, a record of the answer is added.
    """
    person = person_of(session, participant_id)
    amend(session, person, fields)
    for kind in ConsentKind:
        if kind in fields:
            answer = getattr(person, kind)
            session.add(ConsentRecord(participant_id=person.id, consent=kind, answer=answer))


def remove_participant(session: Session, participant_id: int) -> None:
    """Delete a person with the rows that belong to them.

    Raises WorkshopError: when the person has a named ballot paper.
    """
    person = person_of(session, participant_id)
    name = person.name  # read now: the attributes are gone after a failed flush
    session.delete(person)
    try:
        session.flush()
    except IntegrityError:
        raise WorkshopError(
            say(
                "{name} has put a name to a ballot paper: mark them as not coming instead.",
                name=name,
            )
        ) from None


def add_support(session: Session, participant_id: int, kind: SupportKind, text: str) -> int:
    """Add an offer or an ask of a person and return its id.

    text: the person's own words; runs of white space become one space.

    Returns the id of the present row if the person has the same text of this kind already. Raises
    WorkshopError: when the text is blank or the kind is not one of the words.
    """
    person = person_of(session, participant_id)
    words = one_line(text)
    kind = member_of(SupportKind, kind, _NO_SUPPORT)
    if not words:
        raise WorkshopError(say(_NO_WORDS[kind], person=person.name))
    same = (PeerSupport.participant_id == person.id, PeerSupport.kind == kind)
    for known in session.scalars(select(PeerSupport).where(*same)):
        if folded(known.text) == folded(words):
            return known.id
    support = PeerSupport(participant_id=person.id, kind=kind, text=words)
    session.add(support)
    session.flush()
    return support.id


def remove_support(session: Session, support_id: int) -> None:
    """Delete an offer or an ask."""
    support = session.get(PeerSupport, support_id)
    if support is None:
        raise WorkshopError(say("That offer or ask is no longer there: look at the list again."))
    session.delete(support)


def set_needs(session: Session, participant_id: int, access: str, diet: str) -> None:
    """Replace the access needs and the diet of a person.

    They are kept in a table of their own, `PrivateNeeds`. If both are blank the row is deleted.
    """
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
    """Delete the access needs and the diet of all people."""
    session.execute(delete(PrivateNeeds))


def import_people(
    session: Session, reading: Reading[PersonEntry], same: Mapping[int, int] | None = None
) -> ImportOutcome:
    """Import a sign-up list: add newcomers and update the people who are there already.

    A blank in the list keeps the present value. An offer or ask that is there already is not added
    again.

    same: participant ids by line number, for the lines about which the user has decided.
    """
    rows = take_in(session, reading, same or {})
    return ImportOutcome.of(rows, reading.refused, reading.unmapped)
