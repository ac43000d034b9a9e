"""The words a ballot is described by: how people vote, where it stands, how it is counted."""

from __future__ import annotations

from enum import StrEnum


class VotingMethod(StrEnum):
    """What a voter gives to options: dots, ticks, scores from 0 to 5, or ranks."""

    DOTS = "dots"
    APPROVAL = "approval"
    SCORE = "score"
    RANKED = "ranked"


class BallotState(StrEnum):
    """Where a ballot stands, in this order; papers are keyed while it is open."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class TieRule(StrEnum):
    """What happens if options are level for a place, in whichever round."""

    KEEP_BOTH = "keep both"
    RUN_OFF = "run-off"
    LOTS = "lots"


class Electorate(StrEnum):
    """Who may vote."""

    LISTED = "listed"  # everybody on the list who has not withdrawn
    PRESENT = "present"  # who has come on any day
    ORGANISATIONS = "organisations"  # one person of each organisation


class WithdrawnRule(StrEnum):
    """What happens to the named paper of a person who withdraws before the ballot closes."""

    COUNTS = "counts"
    LEFT_OUT = "left out"


class CountingRule(StrEnum):
    """How the winners are found."""

    MOST_VOTES = "most-votes"
    APPROVAL = "approval"
    SCORE = "score"
    MAJORITY_JUDGEMENT = "majority-judgement"
    BORDA = "borda"
    INSTANT_RUNOFF = "instant-runoff"
    STV = "stv"
    SCHULZE = "schulze"
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"
