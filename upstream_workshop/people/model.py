"""Who is here, where from, what they bring and look for, whom they know, how the room answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.base import Base


class Organisation(Base):
    """A council or partner that sends people."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(unique=True)
    region: Mapped[str] = mapped_column(default="")
    initiative: Mapped[str] = mapped_column(default="")


class Participant(Base):
    """A person on the sign-up list. Access needs and diet are kept apart, in `PrivateNeeds`."""

    __tablename__ = "participant"

    name: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")  # blank: as their organisation's
    interests: Mapped[str] = mapped_column(default="")  # "; " between them
    willing_to_lead: Mapped[bool] = mapped_column(default=False)
    # consents: yes, no, or blank while nobody has asked
    photo: Mapped[str] = mapped_column(default="")
    attribution: Mapped[str] = mapped_column(default="")  # named beside what they said
    directory: Mapped[str] = mapped_column(default="")  # in the list of participants


class PrivateNeeds(Base):
    """Access needs and diet: in no export unless asked for, wiped in one step."""

    __tablename__ = "private_needs"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), unique=True
    )
    access: Mapped[str] = mapped_column(default="")
    diet: Mapped[str] = mapped_column(default="")


class Attendance(Base):
    """What is known of a person's presence on one day; no row means expected."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("participant_id", "day"),)

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    day: Mapped[int]  # 1 is the first day
    state: Mapped[str]  # expected, here, late, substitute, left, withdrawn
    at: Mapped[datetime | None]  # when they came
    left_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")  # who stands in, when a late one comes
    stands_for_id: Mapped[int | None] = (
        mapped_column(  # whom a substitute on the list stands in for
            ForeignKey("participant.id", ondelete="SET NULL"), index=True
        )
    )


class PeerSupport(Base):
    """An offer on the table or an ask, in the person's words."""

    __tablename__ = "peer_support"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]  # offer, ask
    text: Mapped[str]


class Introduction(Base):
    """A tie between two people, or the wish that they should meet."""

    __tablename__ = "introduction"
    __table_args__ = (UniqueConstraint("first_id", "second_id", "kind", "phase"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]  # know, meet, work
    phase: Mapped[str]  # before or after the residential
    mutual: Mapped[bool] = mapped_column(default=True)  # False: only the first has said so
    dismissed: Mapped[bool] = mapped_column(default=False)  # a wish to meet that was set aside


class SupportMatch(Base):
    """What people decided about a proposal that somebody may answer an ask; proposals are not kept."""

    __tablename__ = "support_match"
    __table_args__ = (UniqueConstraint("ask_id", "helper_id"),)

    ask_id: Mapped[int] = mapped_column(ForeignKey("peer_support.id", ondelete="CASCADE"))
    helper_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str]  # confirmed, dismissed
    reason: Mapped[str] = mapped_column(default="")


class Prompt(Base):
    """A question put to the whole room, and what to say so that it can be answered seated."""

    __tablename__ = "prompt"

    position: Mapped[int]
    question: Mapped[str]
    script: Mapped[str] = mapped_column(default="")


class PromptOption(Base):
    """One answer and how many gave it: a number, never who."""

    __tablename__ = "prompt_option"

    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    count: Mapped[int] = mapped_column(default=0)
