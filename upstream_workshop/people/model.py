"""The tables of the people room, from participants and attendance to questions to the room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from resources.words import noop
from upstream_workshop.people.kinds import (
    AttendanceState,
    Consent,
    ConsentKind,
    MatchState,
    Phase,
    SupportKind,
    TieKind,
)
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, uid, word


class Organisation(Base):
    """A council or partner that sends people."""

    __tablename__ = "organisation"

    name: Mapped[str] = line(unique=True)
    region: Mapped[str] = line(default="")
    initiative: Mapped[str] = line(default="")


class Participant(Base):
    """A person on the sign-up list. Access needs and diet are kept apart, in `PrivateNeeds`."""

    __tablename__ = "participant"

    name: Mapped[str] = line(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = line(default="")
    pronouns: Mapped[str] = line(default="")
    email: Mapped[str] = line(default="")
    region: Mapped[str] = line(default="")  # blank: the region of the organisation
    willing_to_lead: Mapped[bool] = mapped_column(default=False)
    # consents: yes, no, or blank if the person was not asked
    photo: Mapped[Consent] = word(Consent, default=Consent.NOT_ASKED)
    attribution: Mapped[Consent] = word(
        Consent, default=Consent.NOT_ASKED
    )  # named beside what they said
    directory: Mapped[Consent] = word(
        Consent, default=Consent.NOT_ASKED
    )  # in the list of participants
    uid: Mapped[str] = uid()  # a stable id: equal in every copy and export
    interests: Mapped[list[Interest]] = relationship(
        order_by="Interest.id", cascade="all, delete-orphan", passive_deletes=True
    )


class ConsentRecord(Base):
    """A person's answer when asked for a consent, in their words, and the file it was read from.

    The last one of a consent is the present one; earlier ones are kept as evidence.
    """

    __tablename__ = "consent_record"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    consent: Mapped[ConsentKind] = word(ConsentKind)
    answer: Mapped[Consent] = word(Consent, default=Consent.NOT_ASKED)
    conditional: Mapped[bool] = mapped_column(default=False)  # a yes with a condition: kept as no
    words: Mapped[str] = prose(default="")
    file: Mapped[str] = prose(default="")  # blank: entered by hand
    title: Mapped[str] = prose(default="")  # the title of the column in that file
    noted: Mapped[date] = mapped_column(default=date.today)


class PrivateNeeds(Base):
    """Access needs and diet: in no export unless asked for, wiped in one step."""

    __tablename__ = "private_needs"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), unique=True
    )
    access: Mapped[str] = prose(default="")
    diet: Mapped[str] = prose(default="")


class Attendance(Base):
    """A person's attendance on one day; a person without a row is expected."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("participant_id", "day"),)

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    day: Mapped[int] = number(1, 31)  # 1 is the first day
    state: Mapped[AttendanceState] = word(AttendanceState)
    at: Mapped[datetime | None]  # when they came
    left_at: Mapped[datetime | None]
    note: Mapped[str] = prose(default="")  # who stands in, when a late one comes
    stands_for_id: Mapped[int | None] = (
        mapped_column(  # whom a substitute on the list stands in for
            ForeignKey("participant.id", ondelete="SET NULL"), index=True
        )
    )

    contradictions = (
        Contradiction(
            noop("somebody stands in for themselves"),
            "SELECT id FROM attendance WHERE stands_for_id = participant_id",
            "stands_for_id = NULL",
        ),
    )


class Interest(Base):
    """One thing that somebody is interested in; those of a person are in the order of their ids."""

    __tablename__ = "interest"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = prose()


class PeerSupport(Base):
    """An offer on the table or an ask, in the person's words."""

    __tablename__ = "peer_support"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[SupportKind] = word(SupportKind)
    text: Mapped[str] = prose()


class Introduction(Base):
    """A tie between two people, or the wish that they should meet."""

    __tablename__ = "introduction"
    __table_args__ = (UniqueConstraint("first_id", "second_id", "kind", "phase"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[TieKind] = word(TieKind)
    phase: Mapped[Phase] = word(Phase)
    mutual: Mapped[bool] = mapped_column(default=True)  # False: only the first named the second
    dismissed: Mapped[bool] = mapped_column(default=False)  # a wish to meet that was set aside

    contradictions = (
        Contradiction(
            noop("somebody is introduced to themselves"),
            "SELECT id FROM introduction WHERE first_id = second_id",
        ),
    )


class SupportMatch(Base):
    """The decision about a proposal that a person may answer an ask; proposals are not stored."""

    __tablename__ = "support_match"
    __table_args__ = (UniqueConstraint("ask_id", "helper_id"),)

    ask_id: Mapped[int] = mapped_column(ForeignKey("peer_support.id", ondelete="CASCADE"))
    helper_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[MatchState] = word(MatchState)
    reason: Mapped[str] = prose(default="")

    contradictions = (
        Contradiction(
            noop("it answers what nobody asked"),
            "SELECT m.id FROM support_match AS m JOIN peer_support AS s ON s.id = ask_id WHERE kind <> 'ask'",
        ),
    )


class Prompt(Base):
    """A question to the whole room; the script lets people answer it seated."""

    __tablename__ = "prompt"

    position: Mapped[int] = number(0, MANY)
    question: Mapped[str] = line()
    script: Mapped[str] = prose(default="")


class PromptOption(Base):
    """One answer to a question, with the number of people who gave it; names are not stored."""

    __tablename__ = "prompt_option"

    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = number(0, MANY)
    label: Mapped[str] = line()
    count: Mapped[int] = number(0, 9_999, default=0)
