"""The enumerations of the people room: attendance, consents, offers and asks, ties, decisions."""

from __future__ import annotations

from enum import StrEnum


class AttendanceState(StrEnum):
    """The attendance of a person on a day, in the order of the counts on screen."""

    EXPECTED = "expected"
    HERE = "here"
    LATE = "late"
    SUBSTITUTE = "substitute"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


class Consent(StrEnum):
    """The answer of a person when asked for a consent."""

    NOT_ASKED = ""
    YES = "yes"
    NO = "no"

    def stricter(self, other: Consent) -> Consent:
        """Return the answer that permits less: no, else not asked, else yes."""
        return min(self, other, key=(Consent.NO, Consent.NOT_ASKED, Consent.YES).index)


class ConsentKind(StrEnum):
    """The subject of a consent."""

    PHOTO = "photo"
    ATTRIBUTION = "attribution"
    DIRECTORY = "directory"
    LEADING = "willing to lead"


class SupportKind(StrEnum):
    """The kind of peer support: offered or asked for."""

    OFFER = "offer"
    ASK = "ask"


class TieKind(StrEnum):
    """The kind of tie between two people. MEET is only the wish that they should meet."""

    KNOW = "know"
    MEET = "meet"
    WORK = "work"


class Phase(StrEnum):
    """The time of a tie: before the residential, or as a result of it."""

    BEFORE = "before"
    AFTER = "after"


class MatchState(StrEnum):
    """The decision about a proposal that a person may answer an ask."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
