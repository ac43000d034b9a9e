"""What people want to work on, the rules declared, the groups formed and what each takes on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.base import Base


class Choice(Base):
    """A person's first, second … fifth choice of theme."""

    __tablename__ = "choice"
    __table_args__ = (
        UniqueConstraint("participant_id", "rank"),
        UniqueConstraint("participant_id", "theme_id"),
    )

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    rank: Mapped[int]  # 1 is the first choice


class PlacingRules(Base):
    """The rules declared for this session; one row."""

    __tablename__ = "placing_rules"

    minimum: Mapped[int] = mapped_column(default=3)
    maximum: Mapped[int] = mapped_column(default=10)
    per_organisation: Mapped[int | None]  # most people one organisation may have in a group
    needs_lead: Mapped[bool] = mapped_column(default=False)


class PairRule(Base):
    """Two people to keep together or apart."""

    __tablename__ = "pair_rule"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    kind: Mapped[str]  # together, apart
    first_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))


class Workgroup(Base):
    """A group formed around a theme, with its charter."""

    __tablename__ = "workgroup"

    title: Mapped[str]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(default="")
    will_not_do: Mapped[str] = mapped_column(default="")
    asset_kind: Mapped[str] = mapped_column(default="")
    asset_title: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    supporter: Mapped[str] = mapped_column(default="")
    first_meeting: Mapped[str] = mapped_column(default="")
    hours_each: Mapped[str] = mapped_column(default="")
    sign_off: Mapped[str] = mapped_column(default="")


class Member(Base):
    """A person's seat in a group; `reason` says why somebody was moved by hand."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("workgroup_id", "participant_id"),)

    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    locked: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")


class Commitment(Base):
    """Who will do what by when."""

    __tablename__ = "commitment"

    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id", ondelete="CASCADE"))
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL")
    )
    what: Mapped[str]
    due: Mapped[date | None]
    done: Mapped[bool] = mapped_column(default=False)
