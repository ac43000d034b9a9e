"""Ballots with frozen options, and papers that, when secret, lead back to nobody."""

from __future__ import annotations

import secrets

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.base import Base


def unordered_id() -> int:
    """A random row id, so that a paper's place in the file does not tell when it was keyed."""
    return secrets.randbelow(2**62) + 1


class Ballot(Base):
    """One vote. Everything that could sway its result is declared before it opens."""

    __tablename__ = "ballot"

    name: Mapped[str] = mapped_column(unique=True)
    question: Mapped[str] = mapped_column(default="")
    method: Mapped[str]  # dots, approval, score, ranked
    dots: Mapped[int] = mapped_column(default=5)
    cap: Mapped[int] = mapped_column(default=3)  # dots one option may get from one paper
    seats: Mapped[int] = mapped_column(default=4)  # how many options can win
    secret: Mapped[bool] = mapped_column(default=True)
    tie_rule: Mapped[str] = mapped_column(default="keep both")  # run-off, lots
    seed: Mapped[int | None]  # what the lots were drawn with
    state: Mapped[str] = mapped_column(default="draft")  # open, closed, revealed
    version: Mapped[int] = mapped_column(default=1)
    issued: Mapped[int] = mapped_column(default=0)
    returned: Mapped[int] = mapped_column(default=0)
    from_file: Mapped[bool] = mapped_column(default=False)  # made by an import, and all its papers


class Option(Base):
    """One line of a ballot, its wording frozen as the theme read that day."""

    __tablename__ = "ballot_option"
    __table_args__ = (UniqueConstraint("ballot_id", "number"),)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    number: Mapped[int]
    wording: Mapped[str]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))


class BallotPaper(Base):
    """One voter's answer; on a secret ballot without a voter, and without a number once it has closed."""

    __tablename__ = "ballot_paper"
    __table_args__ = (UniqueConstraint("ballot_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=unordered_id, sort_order=-1)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    number: Mapped[str | None]  # of its slip
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    spoilt: Mapped[str] = mapped_column(default="")  # why; blank: it counts


class Mark(Base):
    """What one paper gives one option: dots, 1, a score, or a rank (1 is best)."""

    __tablename__ = "mark"
    __table_args__ = (UniqueConstraint("paper_id", "option_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=unordered_id, sort_order=-1)
    paper_id: Mapped[int] = mapped_column(ForeignKey("ballot_paper.id", ondelete="CASCADE"))
    option_id: Mapped[int] = mapped_column(ForeignKey("ballot_option.id", ondelete="CASCADE"))
    value: Mapped[int]
