"""The tables of ballots, options, papers and marks.

Papers of a secret ballot cannot be traced back to a voter.
"""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, WIDE, Contradiction, line, number, prose, word
from upstream_workshop.voting.kinds import (
    BallotState,
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
    WithdrawnRule,
)

MOST_MONEY: Final = 10**12  # in whole units of whatever the costs are in


def unordered_id() -> int:
    """Return a random row id, so that the order of papers does not show when each was keyed."""
    return secrets.randbelow(2**62) + 1


class Ballot(Base):
    """One vote. Everything that can affect its result is declared before it opens."""

    __tablename__ = "ballot"

    name: Mapped[str] = line(unique=True)
    question: Mapped[str] = prose(default="")
    method: Mapped[VotingMethod] = word(VotingMethod)
    dots: Mapped[int] = number(1, MANY, default=5)
    cap: Mapped[int] = number(1, MANY, default=3)  # dots one option may get from one paper
    seats: Mapped[int] = number(1, MANY, default=4)  # how many options can win
    rule: Mapped[CountingRule] = word(CountingRule, default=CountingRule.MOST_VOTES)
    depth: Mapped[int] = number(1, MANY, default=3)  # first ranks that an approval rule counts
    budget: Mapped[int | None] = number(1, MOST_MONEY)  # what the winners may cost together
    secret: Mapped[bool] = mapped_column(default=True)
    electorate: Mapped[Electorate] = word(Electorate, default=Electorate.LISTED)
    withdrawn: Mapped[WithdrawnRule] = word(WithdrawnRule, default=WithdrawnRule.COUNTS)
    shuffled: Mapped[bool] = mapped_column(default=False)  # the options, on each printed slip
    tie_rule: Mapped[TieRule] = word(TieRule, default=TieRule.KEEP_BOTH)
    seed: Mapped[int | None] = number(0, 10**9)  # for drawing lots; set when the ballot opens
    state: Mapped[BallotState] = word(BallotState, default=BallotState.DRAFT)
    version: Mapped[int] = number(1, MANY, default=1)
    issued: Mapped[int] = number(0, MANY, default=0)
    returned: Mapped[int] = number(0, MANY, default=0)
    from_file: Mapped[bool] = mapped_column(default=False)  # made by an import, and all its papers
    checked: Mapped[int] = number(0, MANY, default=0)  # papers that a second entry had confirmed
    reopened: Mapped[str] = prose(default="")  # why, a line for each time
    runoff_of_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id", ondelete="SET NULL"))

    contradictions = (
        Contradiction(
            noop("it has less than two options"),
            "SELECT id FROM ballot WHERE "
            "(SELECT count(*) FROM ballot_option WHERE ballot_id = ballot.id) < 2",
        ),
    )


class Option(Base):
    """One line of a ballot; its wording is a copy of the theme's title when the ballot was made."""

    __tablename__ = "ballot_option"
    __table_args__ = (UniqueConstraint("ballot_id", "number"),)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    cost: Mapped[int | None] = number(1, MOST_MONEY)
    number: Mapped[int] = number(1, 10_000)
    wording: Mapped[str] = line()
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))


class BallotPaper(Base):
    """One voter's answer.

    On a secret ballot it has no voter, and no number once the ballot has closed.
    """

    __tablename__ = "ballot_paper"
    __table_args__ = (UniqueConstraint("ballot_id", "number"),)

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, default=unordered_id, sort_order=-1)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    number: Mapped[str | None] = line()  # of its slip
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    spoilt: Mapped[str] = line(default="")  # why; blank: it counts
    written: Mapped[str] = prose(default="")  # what was typed; blank for a paper from a file
    checked: Mapped[bool] = mapped_column(default=False)  # a second entry said the same

    contradictions = (
        Contradiction(
            noop("it is of a secret ballot and names somebody"),
            "SELECT p.id FROM ballot_paper AS p JOIN ballot AS b ON b.id = ballot_id "
            "WHERE secret AND participant_id IS NOT NULL",
            "participant_id = NULL",
        ),
        Contradiction(
            noop("it counts with more dots than there are"),
            "SELECT p.id FROM ballot_paper AS p JOIN ballot AS b ON b.id = ballot_id "
            "JOIN mark ON paper_id = p.id WHERE method = 'dots' AND spoilt = '' "
            "GROUP BY p.id HAVING sum(value) > max(dots)",
            "spoilt = 'more dots than there are'",
        ),
    )


class Mark(Base):
    """The value of one option on one paper: dots, 1 (approval), a score or a rank (1 is best)."""

    __tablename__ = "mark"
    __table_args__ = (UniqueConstraint("paper_id", "option_id"),)

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, default=unordered_id, sort_order=-1)
    paper_id: Mapped[int] = mapped_column(WIDE, ForeignKey("ballot_paper.id", ondelete="CASCADE"))
    option_id: Mapped[int] = mapped_column(ForeignKey("ballot_option.id", ondelete="CASCADE"))
    value: Mapped[int] = number(-MANY, MANY)

    contradictions = (
        Contradiction(
            noop("it is of another ballot than its paper"),
            "SELECT mark.id FROM mark JOIN ballot_paper AS p ON p.id = paper_id "
            "JOIN ballot_option AS o ON o.id = option_id WHERE p.ballot_id <> o.ballot_id",
        ),
        Contradiction(
            noop("it counts and is none the ballot allows"),
            "SELECT mark.id FROM mark JOIN ballot_paper AS p ON p.id = paper_id "
            "JOIN ballot AS b ON b.id = ballot_id WHERE spoilt = '' AND "
            "(value < CASE method WHEN 'score' THEN 0 ELSE 1 END OR value > "
            "CASE method WHEN 'dots' THEN cap WHEN 'approval' THEN 1 WHEN 'score' THEN 5 ELSE "
            "(SELECT count(*) FROM ballot_option AS o WHERE o.ballot_id = b.id) END)",
        ),
    )
