"""The event and its blocks: the plan, and what really happened."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.base import Base


class Residential(Base):
    """The event itself; a session file has exactly one."""

    __tablename__ = "residential"

    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    starts: Mapped[date | None]


class Block(Base):
    """One agenda item. Times are minutes after midnight; a locked block starts when it says."""

    __tablename__ = "block"

    day: Mapped[int]  # 1 is the first day
    track: Mapped[str] = mapped_column(default="")  # blank is the main room
    position: Mapped[int]
    minutes: Mapped[int]
    title: Mapped[str]
    locked_at: Mapped[int | None]  # the first block of a day and track is always locked
    minimum: Mapped[int | None]  # minutes it can shrink to; None: as planned or not at all
    optional: Mapped[bool] = mapped_column(default=False)
    buffer: Mapped[bool] = mapped_column(default=False)
    protected: Mapped[bool] = mapped_column(default=False)  # meals and the closing: never trimmed
    purpose: Mapped[str] = mapped_column(default="")
    lead: Mapped[str] = mapped_column(default="")
    materials: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")  # names a colour role
    room: Mapped[str] = mapped_column(default="")  # the rail entry it belongs to
    notes: Mapped[str] = mapped_column(default="")  # the facilitator's own
    attribution: Mapped[str] = mapped_column(default="")  # open, ask, chatham; blank: not said
    added: Mapped[int] = mapped_column(default=0)  # minutes given (+) or taken (-) while running
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
