"""The event and its blocks: the plan, and what really happened."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.agenda.kinds import Attribution, Category
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, uid, word


class Residential(Base):
    """The event itself; a session file has exactly one."""

    __tablename__ = "residential"

    title: Mapped[str] = line()
    place: Mapped[str] = line(default="")
    starts: Mapped[date | None]
    uid: Mapped[str] = uid()  # the same in every copy and export
    # what an imported project says and nothing here uses, as JSON, which an export gives back
    carried: Mapped[str] = prose(default="")

    contradictions = (
        Contradiction(
            noop("there is a residential already"),
            "SELECT id FROM residential WHERE id > (SELECT min(id) FROM residential)",
        ),
    )


class Block(Base):
    """One agenda item. Times are minutes after midnight; a locked block starts when it says."""

    __tablename__ = "block"

    day: Mapped[int] = number(1, 31)  # 1 is the first day
    track: Mapped[str] = line(default="")  # blank is the main room
    position: Mapped[int] = number(0, MANY)
    minutes: Mapped[int] = number(0, 1439)
    title: Mapped[str] = line()
    place: Mapped[str] = line(default="")  # where people go for it
    # the first block of a day and track is always locked
    locked_at: Mapped[int | None] = number(0, 1439)
    # minutes it can shrink to; None: as planned or not at all
    minimum: Mapped[int | None] = number(0, 1439)
    optional: Mapped[bool] = mapped_column(default=False)
    buffer: Mapped[bool] = mapped_column(default=False)
    protected: Mapped[bool] = mapped_column(default=False)  # meals and the closing: never trimmed
    purpose: Mapped[str] = prose(default="")
    lead: Mapped[str] = line(default="")
    materials: Mapped[str] = prose(default="")
    category: Mapped[Category] = word(Category, default=Category.NONE)
    room: Mapped[str] = line(default="")  # the rail entry it belongs to
    notes: Mapped[str] = prose(default="")  # the facilitator's own
    attribution: Mapped[Attribution] = word(Attribution, default=Attribution.NOT_SAID)
    carried: Mapped[str] = prose(default="")  # of its entry in an imported project, as of the event
    added: Mapped[int] = number(-10_000, 10_000, default=0)  # minutes given or taken while running
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = number(0, 100_000_000, default=0)

    contradictions = (
        Contradiction(
            noop("it can shrink to more minutes than it lasts"),
            "SELECT id FROM block WHERE minimum > minutes",
            "minimum = NULL",
        ),
        Contradiction(
            noop("it lasts less than no time"),
            "SELECT id FROM block WHERE minutes + added < 0",
            "added = 0",
        ),
        Contradiction(
            noop("it ended and never started"),
            "SELECT id FROM block WHERE ended_at NOT NULL AND started_at IS NULL",
            "ended_at = NULL, paused_at = NULL",
        ),
    )


class StepTimer(Base):
    """Steps of a format that run in a block: `gone` seconds had passed at `since`, blank while paused."""

    __tablename__ = "step_timer"

    block_id: Mapped[int] = mapped_column(ForeignKey("block.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = line(default="")
    gone: Mapped[int] = number(0, 100_000_000, default=0)
    since: Mapped[datetime | None]


class TimerStep(Base):
    """One step of a timer, with its length in seconds."""

    __tablename__ = "timer_step"

    timer_id: Mapped[int] = mapped_column(
        ForeignKey("step_timer.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = number(0, MANY)
    name: Mapped[str] = line()
    seconds: Mapped[int] = number(1, 86_400)
