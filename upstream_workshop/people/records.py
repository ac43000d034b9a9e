"""Helper functions of the people services that find rows and fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.letters import one_line
from upstream_workshop.people.kinds import (
    Consent,
    ConsentKind,
)
from upstream_workshop.people.model import Interest, Organisation, Participant
from upstream_workshop.people.rules import folded

CONSENTS: Final = frozenset(
    {ConsentKind.PHOTO, ConsentKind.ATTRIBUTION, ConsentKind.DIRECTORY}
)  # to be shown: the names of their columns
_NO_CONSENT: Final = noop("“{given}” is no consent: write yes, no, or nothing for not asked.")


class ParticipantFields(TypedDict, total=False):
    """The fields of a participant that can be changed."""

    name: str
    organisation: str
    role: str
    pronouns: str
    email: str
    region: str
    interests: Iterable[str]
    willing_to_lead: bool
    photo: Consent
    attribution: Consent
    directory: Consent


class OrganisationFields(TypedDict, total=False):
    """The fields of an organisation that can be changed."""

    name: str
    region: str
    initiative: str


def amend(
    session: Session,
    person: Participant,
    fields: ParticipantFields,
    find: Callable[[Session, str], Organisation] | None = None,
) -> None:
    """Write the given fields into a person, tidied; a blank organisation means none.

    find: returns the organisation of a name; for callers that have loaded all of them already.
    """
    if "name" in fields:
        person.name = named(fields["name"], "A person")
    if "role" in fields:
        person.role = one_line(fields["role"])
    if "pronouns" in fields:
        person.pronouns = one_line(fields["pronouns"])
    if "email" in fields:
        person.email = fields["email"].strip()
    if "interests" in fields:
        _write_interests(person, fields["interests"])
    if "willing_to_lead" in fields:
        person.willing_to_lead = fields["willing_to_lead"]
    if "organisation" in fields:
        name = one_line(fields["organisation"])
        person.organisation_id = (find or organisation_named)(session, name).id if name else None
    given: dict[str, object] = dict(fields)
    for consent in CONSENTS & given.keys():
        setattr(person, consent, member_of(Consent, str(given[consent]), _NO_CONSENT))
    if "region" in fields:
        _settle_region(session, person, one_line(fields["region"]))


def _settle_region(session: Session, person: Participant, region: str) -> None:
    """Store a region with the organisation if that has none, else with the person if it differs."""
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    if home is not None and not home.region:
        home.region = region
    person.region = "" if home is not None and home.region == region else region


def organisation_named(session: Session, name: str) -> Organisation:
    """Return the organisation of that name; if there is none, add it and flush it."""
    organisation = known_organisation(session, name)
    if organisation is None:
        organisation = Organisation(name=name)
        session.add(organisation)
        session.flush()
    return organisation


def known_organisation(session: Session, name: str) -> Organisation | None:
    """Return the organisation of that name, ignoring case and accents, or None."""
    exact = session.scalar(select(Organisation).where(Organisation.name == name))
    if exact is not None:
        return exact
    wanted = folded(name)
    everyone = session.execute(select(Organisation.id, Organisation.name))
    like = next((id_ for id_, known in everyone if folded(known) == wanted), None)
    return None if like is None else session.get(Organisation, like)


def person_of(session: Session, participant_id: int) -> Participant:
    """Return a person. Raises WorkshopError: when there is none with this id."""
    person = session.get(Participant, participant_id)
    if person is None:
        raise WorkshopError(say("That person is no longer on the list: look for the name again."))
    return person


def named(text: str, what: str) -> str:
    """Return a name with single spaces. Raises WorkshopError: when it is blank."""
    name = one_line(text)
    if not name:
        raise WorkshopError(say("{what} needs a name: type one.", what=what))
    return name


def _write_interests(person: Participant, interests: Iterable[str]) -> None:
    words = [word for word in (one_line(one) for one in interests) if word]
    if words != [one.text for one in person.interests]:
        person.interests = [Interest(text=word) for word in words]
