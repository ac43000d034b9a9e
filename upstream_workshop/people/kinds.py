"""The words people are described by: presence, consents, offers and asks, ties, what became of a match."""

from __future__ import annotations

from enum import StrEnum


class AttendanceState(StrEnum):
    """Whether somebody is there on a day, in the order in which they are counted on screen."""

    EXPECTED = "expected"
    HERE = "here"
    LATE = "late"
    SUBSTITUTE = "substitute"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


class Consent(StrEnum):
    """What somebody answered when asked for a consent."""

    NOT_ASKED = ""
    YES = "yes"
    NO = "no"

    def stricter(self, other: Consent) -> Consent:
        """The one of two answers that lets less be told: no, else not asked, else yes."""
        return min(self, other, key=(Consent.NO, Consent.NOT_ASKED, Consent.YES).index)


class ConsentKind(StrEnum):
    """What somebody is asked to agree to."""

    PHOTO = "photo"
    ATTRIBUTION = "attribution"
    DIRECTORY = "directory"
    LEADING = "willing to lead"


class SupportKind(StrEnum):
    """Peer support: on the table, or wanted."""

    OFFER = "offer"
    ASK = "ask"


class TieKind(StrEnum):
    """What is between two people; a wish that they should meet is no tie yet."""

    KNOW = "know"
    MEET = "meet"
    WORK = "work"


class Phase(StrEnum):
    """Whether a tie was there before the residential or came of it."""

    BEFORE = "before"
    AFTER = "after"


class MatchState(StrEnum):
    """What people decided about a proposal that somebody may answer an ask."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
