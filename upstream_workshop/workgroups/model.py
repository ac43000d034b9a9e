"""The tables of choices, placing rules, groups and commitments."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, word
from upstream_workshop.workgroups.kinds import FollowUpState, PairKind, Trait


class Choice(Base):
    """A person's choice of a theme, with its rank."""

    __tablename__ = "choice"
    __table_args__ = (
        UniqueConstraint("participant_id", "rank"),
        UniqueConstraint("participant_id", "theme_id"),
    )

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    rank: Mapped[int] = number(1, 100)  # 1 is the first choice


class PlacingRules(Base):
    """The rules of placing in this session; one row."""

    __tablename__ = "placing_rules"

    minimum: Mapped[int] = number(1, 10_000, default=3)
    maximum: Mapped[int] = number(1, 10_000, default=10)
    per_organisation: Mapped[int | None] = number(1, 10_000)  # most of one organisation in a group
    needs_lead: Mapped[bool] = mapped_column(default=False)
    per_person: Mapped[int | None] = number(1, 100)  # the most groups of a person
    spread: Mapped[Trait | None] = word(Trait)  # what is spread over the groups

    contradictions = (
        Contradiction(
            noop("there are rules already"),
            "SELECT id FROM placing_rules WHERE id > (SELECT min(id) FROM placing_rules)",
        ),
        Contradiction(
            noop("the least is more than the most"),
            "SELECT id FROM placing_rules WHERE minimum > maximum",
            "minimum = 3, maximum = 10",
        ),
    )


class PairRule(Base):
    """Two people who must be in one group, or must not."""

    __tablename__ = "pair_rule"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    kind: Mapped[PairKind] = word(PairKind)
    first_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))

    contradictions = (
        Contradiction(
            noop("the two are one, or in the wrong order"),
            "SELECT id FROM pair_rule WHERE first_id >= second_id",
        ),
    )


class Workgroup(Base):
    """A group formed around a theme, with its charter."""

    __tablename__ = "workgroup"

    title: Mapped[str] = line()
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    position: Mapped[int] = number(0, MANY)
    question: Mapped[str] = prose(default="")
    will_not_do: Mapped[str] = prose(default="")
    asset_kind: Mapped[str] = line(default="")
    asset_title: Mapped[str] = line(default="")
    audience: Mapped[str] = prose(default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    supporter: Mapped[str] = line(default="")
    first_meeting: Mapped[str] = line(default="")
    meets_at: Mapped[datetime | None]  # the first meeting on the calendar
    hours_each: Mapped[str] = line(default="")
    sign_off: Mapped[str] = line(default="")

    contradictions = (
        Contradiction(
            noop("its lead is its own deputy"),
            "SELECT id FROM workgroup WHERE lead_id = deputy_id",
            "deputy_id = NULL",
        ),
    )


class Member(Base):
    """A person's seat in a group; `reason` says why the person was moved by hand."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("workgroup_id", "participant_id"),)

    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    locked: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = prose(default="")


class Commitment(Base):
    """What a person will do, and by when."""

    __tablename__ = "commitment"

    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id", ondelete="CASCADE"))
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL")
    )
    what: Mapped[str] = prose()
    due: Mapped[date | None]
    done: Mapped[bool] = mapped_column(default=False)


class FollowUp(Base):
    """What was heard of a commitment later; the last one tells its state.

    due: by when the commitment was to be done before that.
    moved_to: the new day of one that was moved.
    form: the code of the form on which it came back; blank for what was keyed here.
    """

    __tablename__ = "follow_up"

    commitment_id: Mapped[int] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[FollowUpState] = word(FollowUpState)
    noted: Mapped[date]
    note: Mapped[str] = prose(default="")
    due: Mapped[date | None]
    moved_to: Mapped[date | None]
    form: Mapped[str] = line(default="")


class Indicator(Base):
    """A question asked when the groups form and again weeks later, answered on a scale.

    least_word, most_word: what the ends of the scale mean.
    """

    __tablename__ = "indicator"

    question: Mapped[str] = line()
    least: Mapped[int] = number(0, 100, default=1)
    most: Mapped[int] = number(0, 100, default=5)
    least_word: Mapped[str] = line(default="")
    most_word: Mapped[str] = line(default="")
    position: Mapped[int] = number(0, MANY)

    contradictions = (
        Contradiction(
            noop("the least is not below the most"),
            "SELECT id FROM indicator WHERE least >= most",
            "least = 0, most = 100",
        ),
    )


class IndicatorAnswer(Base):
    """What a person answered to an indicator, so many weeks after the residential; 0 for on it."""

    __tablename__ = "indicator_answer"
    __table_args__ = (UniqueConstraint("indicator_id", "participant_id", "weeks"),)

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    weeks: Mapped[int] = number(0, 1_000)
    value: Mapped[int] = number(0, 100)


class SmallGroupRound(Base):
    """One round of small groups, such as the trios of a block of the agenda.

    size: how many sit together, or one more.
    held: whether the round took place, so that who sat together has met.
    """

    __tablename__ = "small_group_round"

    block_id: Mapped[int | None] = mapped_column(
        ForeignKey("block.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = line(default="")
    position: Mapped[int] = number(0, MANY)
    size: Mapped[int] = number(2, 1_000)
    held: Mapped[bool] = mapped_column(default=False)


class SmallGroupSeat(Base):
    """A person's place in a round: the number of their group, 1 for the first."""

    __tablename__ = "small_group_seat"
    __table_args__ = (UniqueConstraint("round_id", "participant_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("small_group_round.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    group_number: Mapped[int] = number(1, 10_000)
