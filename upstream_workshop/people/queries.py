"""Questions about people, answered with frozen rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.people.model import (
    Attendance,
    Introduction,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
    Prompt,
    PromptOption,
    SupportMatch,
)
from upstream_workshop.people.network import TieRow as TieRow
from upstream_workshop.people.rules import folded

READS: Final = frozenset({"participant", "organisation", "attendance", "peer_support"})
READS_NEEDS: Final = frozenset({"private_needs"})
READS_TIES: Final = frozenset({"introduction"})
READS_MATCHES: Final = frozenset({"support_match"})
READS_PROMPTS: Final = frozenset({"prompt", "prompt_option"})
NOON: Final = time(13)  # lunch is over
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
    photo: str = ""  # consents: yes, no, or blank while nobody has asked
    attribution: str = ""
    directory: str = ""


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
    left_at: datetime | None = None
    stands_for_id: int | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """How many are in the room, of how many who have not said they will not come."""

    here: int
    expected: int


@dataclass(frozen=True, slots=True)
class HalfDays:
    """How many were in the room in the morning and in the afternoon of a day."""

    morning: int
    afternoon: int


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
class MatchRow:
    """What was decided of an ask and somebody who may answer it: confirmed or dismissed, and why."""

    ask_id: int
    helper_id: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One answer to a prompt, and how many gave it."""

    id: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A question to the whole room with its answers in order; `script` is for asking it seated."""

    id: int
    question: str
    script: str
    options: tuple[OptionRow, ...]

    @property
    def answered(self) -> int:
        """How many answers were counted."""
        return sum(option.count for option in self.options)


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
            photo=person.photo,
            attribution=person.attribution,
            directory=person.directory,
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
        row.participant_id: AttendanceRow(
            row.participant_id,
            row.day,
            row.state,
            row.at,
            row.note,
            row.left_at,
            row.stands_for_id,
        )
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


def half_days(session: Session, day: int, noon: time = NOON) -> HalfDays:
    """How many were there in each half of a day; who left without a time was gone by noon."""
    known = attendance(session, day).values()
    return HalfDays(
        morning=sum(_was_there(row) and (row.at is None or row.at.time() < noon) for row in known),
        afternoon=sum(_was_there(row) and not _gone_by(row, noon) for row in known),
    )


def _was_there(row: AttendanceRow) -> bool:
    return is_present(row) or (row.state == "left" and (row.at or row.left_at) is not None)


def _gone_by(row: AttendanceRow, noon: time) -> bool:
    return row.state == "left" and (row.left_at is None or row.left_at.time() <= noon)


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


def ties(session: Session) -> tuple[TieRow, ...]:
    """Everything noted between two people, in the order it was noted."""
    found = session.scalars(select(Introduction).order_by(Introduction.id))
    return tuple(
        TieRow(
            tie.id,
            tie.first_id,
            tie.second_id,
            tie.kind,
            tie.phase,
            tie.mutual,
            tie.dismissed,
        )
        for tie in found
    )


def matches(session: Session) -> tuple[MatchRow, ...]:
    """What was decided of asks and their helpers, in order."""
    found = session.scalars(select(SupportMatch).order_by(SupportMatch.id))
    return tuple(MatchRow(one.ask_id, one.helper_id, one.state, one.reason) for one in found)


def prompts(session: Session) -> tuple[PromptRow, ...]:
    """Every question put to the room, in order, with its counts."""
    options: dict[int, list[OptionRow]] = defaultdict(list)
    order = (PromptOption.prompt_id, PromptOption.position)
    for one in session.scalars(select(PromptOption).order_by(*order)):
        options[one.prompt_id].append(OptionRow(one.id, one.label, one.count))
    found = session.scalars(select(Prompt).order_by(Prompt.position, Prompt.id))
    return tuple(
        PromptRow(each.id, each.question, each.script, tuple(options[each.id])) for each in found
    )
