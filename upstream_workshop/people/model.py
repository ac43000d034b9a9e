"""Who is here, where from, what they bring and what they look for."""

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
    at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")  # who stands in, when a late one comes


class PeerSupport(Base):
    """An offer on the table or an ask, in the person's words."""

    __tablename__ = "peer_support"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]  # offer, ask
    text: Mapped[str]
