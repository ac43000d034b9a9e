"""Services of the people room: participants, organisations, attendance, offers, asks, private needs.

Each service writes in the transaction of `session`. One that takes an id raises WorkshopError if
there is no such row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, Unpack

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.people.intake import take_in
from upstream_workshop.people.kinds import (
    AttendanceState,
    Consent,
    ConsentKind,
    SupportKind,
)
from upstream_workshop.people.model import (
    Attendance,
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

EVENT_DAYS: Final = (1, 2)  # the days of a residential, whatever its plan contains
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


def check_in(
    session: Session,
    participant_id: int,
    day: int,
    state: AttendanceState = AttendanceState.HERE,
    at: datetime | None = None,
    note: str = "",
    stands_for_id: int | None = None,
) -> None:
    """Record a person's attendance on a day.

    day: the number of the day; the first is 1.
    state: the new state. EXPECTED without a note deletes the row.
    at: the time of arrival; for LEFT, the time of leaving.
    note: replaces the present note.
    stands_for_id: the person that a substitute stands in for. They are marked withdrawn for the
        day unless they have a row for it. The id is stored only with the state SUBSTITUTE.

    Raises WorkshopError: when the day is below 1, when the state is not one of the words, or when
    the person would stand in for themselves.
    """
    person = person_of(session, participant_id)
    refusal = noop("“{given}” is no attendance: choose one of {known}.")
    state = member_of(AttendanceState, state, refusal)
    if day < 1:
        raise WorkshopError(say("There is no day {day}: the first day is day 1.", day=day))
    if stands_for_id is not None:
        _make_room(session, person, stands_for_id, day)
    known = _attendance_of(session, person.id, day)
    if state == AttendanceState.EXPECTED and not note:
        session.execute(delete(Attendance).where(Attendance.id == (known.id if known else 0)))
        return
    if known is None:
        known = Attendance(participant_id=person.id, day=day)
        session.add(known)
    came, left = (known.at, at) if state == AttendanceState.LEFT else (at, None)
    known.state, known.at, known.left_at, known.note = state, came, left, note
    known.stands_for_id = stands_for_id if state == AttendanceState.SUBSTITUTE else None


def withdraw(session: Session, participant_ids: Iterable[int]) -> None:
    """Mark people as withdrawn on every day for which they have no attendance yet.

    The days are `EVENT_DAYS` and all days that have any attendance.
    """
    days = {*EVENT_DAYS, *session.scalars(select(Attendance.day).distinct())}
    for id_ in participant_ids:
        person = person_of(session, id_)
        for day in sorted(days):
            if _attendance_of(session, person.id, day) is None:
                row = Attendance(participant_id=id_, day=day, state=AttendanceState.WITHDRAWN)
                session.add(row)


def _make_room(session: Session, person: Participant, absent_id: int, day: int) -> None:
    """Mark the person that a substitute stands in for as withdrawn, unless they have a row."""
    absent = person_of(session, absent_id)
    if absent.id == person.id:
        raise WorkshopError(
            say("{person} cannot stand in for themselves: name somebody else.", person=person.name)
        )
    if _attendance_of(session, absent.id, day) is None:
        session.add(Attendance(participant_id=absent.id, day=day, state=AttendanceState.WITHDRAWN))


def _attendance_of(session: Session, participant_id: int, day: int) -> Attendance | None:
    where = (Attendance.participant_id == participant_id, Attendance.day == day)
    return session.scalar(select(Attendance).where(*where))


def add_support(session: Session, participant_id: int, kind: SupportKind, text: str) -> int:
    """Add an offer or an ask of a person and return its id.

    text: the person's own words; runs of white space become one space.

    Returns the id of the present row if the person has the same text of this kind already. Raises
    WorkshopError: when the text is blank or the kind is not one of the words.
    """
    person = person_of(session, participant_id)
    words = " ".join(text.split())
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
