"""The tables of the framework: frames, slots, statements, drafts, roundtables and responses."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.framework.kinds import Area, Channel, Disposition, DraftState
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, uid, word


class Frame(Base):
    """One filling of a framework: that of the whole residential, or that of a workgroup or table.

    `template` is the key of the template it was made from; blank if none.
    """

    __tablename__ = "frame"

    title: Mapped[str] = line()
    template: Mapped[str] = line(default="")
    workgroup_id: Mapped[int | None] = mapped_column(
        ForeignKey("workgroup.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int] = number(0, MANY)


class Slot(Base):
    """A part of a frame that holds statements, with the question that it answers.

    `key` is the same in all frames of a template, so that they can be compared slot by slot.
    """

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("frame_id", "key"),)

    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id", ondelete="CASCADE"))
    key: Mapped[str] = line()
    name: Mapped[str] = line()
    question: Mapped[str] = prose(default="")
    area: Mapped[Area] = word(Area, default=Area.BESIDE)
    position: Mapped[int] = number(0, MANY)


class Statement(Base):
    """A sentence in a slot; its earlier wordings are kept.

    example: whether it came with the template, as an example from the literature.
    source: where an example was read, or from which frame a statement was taken over; else blank.
    """

    __tablename__ = "statement"

    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = prose()
    example: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = line(default="")
    position: Mapped[int] = number(0, MANY)
    uid: Mapped[str] = uid()


class StatementFinding(Base):
    """A finding of discovery that a statement rests on."""

    __tablename__ = "statement_finding"
    __table_args__ = (UniqueConstraint("statement_id", "finding_id"),)

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )


class Draft(Base):
    """A frozen copy of a frame, with number and date, on which people respond.

    `override` is the reason for publishing it before every response had a disposition.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("frame_id", "number"),)

    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id", ondelete="CASCADE"))
    number: Mapped[int] = number(1, MANY)
    day: Mapped[date]
    note: Mapped[str] = prose(default="")
    state: Mapped[DraftState] = word(DraftState, default=DraftState.OUT)
    published_on: Mapped[date | None]
    override: Mapped[str] = prose(default="")

    contradictions = (
        Contradiction(
            noop("a published draft has no date of publishing, or another one has"),
            "SELECT id FROM draft WHERE (state = 'published') IS (published_on IS NULL)",
            "published_on = CASE state WHEN 'published' THEN day END",
        ),
    )


class DraftStatement(Base):
    """A statement as it stood in a draft; the slot's name and key are kept with it.

    `uid` marks it in a document that goes out, so that comments come back to it. An empty slot has
    one row with an empty text.
    """

    __tablename__ = "draft_statement"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    statement_id: Mapped[int | None] = mapped_column(
        ForeignKey("statement.id", ondelete="SET NULL"), index=True
    )
    slot_key: Mapped[str] = line()
    slot_name: Mapped[str] = line()
    area: Mapped[Area] = word(Area, default=Area.BESIDE)
    text: Mapped[str] = prose()
    position: Mapped[int] = number(0, MANY)
    uid: Mapped[str] = uid()


class Roundtable(Base):
    """A discussion of a draft, with the questions that were asked."""

    __tablename__ = "roundtable"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = line()
    day: Mapped[date | None]
    questions: Mapped[str] = prose(default="")
    position: Mapped[int] = number(0, MANY)


class Response(Base):
    """What somebody said of a draft, and what was done about it.

    participant_id: who said it, if that is a participant; otherwise `author` is the name as it came.
    draft_statement_id: the statement it is about; None if it is about the whole, or about `slot_key`.
    outside_key: what identifies it in the file it came from, so that it is taken once.
    changed_id: the statement that was changed because of it.
    """

    __tablename__ = "response"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    roundtable_id: Mapped[int | None] = mapped_column(
        ForeignKey("roundtable.id", ondelete="SET NULL"), index=True
    )
    draft_statement_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft_statement.id", ondelete="SET NULL"), index=True
    )
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    changed_id: Mapped[int | None] = mapped_column(
        ForeignKey("statement.id", ondelete="SET NULL"), index=True
    )
    channel: Mapped[Channel] = word(Channel, default=Channel.WRITTEN)
    author: Mapped[str] = line(default="")
    slot_key: Mapped[str] = line(default="")
    text: Mapped[str] = prose()
    disposition: Mapped[Disposition] = word(Disposition, default=Disposition.OPEN)
    reason: Mapped[str] = prose(default="")
    outside_key: Mapped[str] = line(default="")
    received: Mapped[date | None]
    position: Mapped[int] = number(0, MANY)


class Wording(Base):
    """An earlier wording of a statement, and the response because of which it was replaced."""

    __tablename__ = "wording"

    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), index=True
    )
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str] = prose()
    position: Mapped[int] = number(0, MANY)
