"""The enumerations of the evidence room, and the three kinds of finding that are always there."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from resources.words import noop

DRIVER: Final = noop("driver")
BARRIER: Final = noop("barrier")
ENABLER: Final = noop("enabler")
KINDS: Final = (DRIVER, BARRIER, ENABLER)  # a session may have more, in its own words


class Use(StrEnum):
    """How a finding may be used, the widest use first."""

    NAMED = "named"  # with the organisation and the role of the speaker
    COHORT = "cohort"  # among the participants, without saying whose it is
    NEVER = "never"  # in no output

    def stricter(self, other: Use | None) -> Use:
        """Return the use that permits less; None permits all."""
        order = tuple(Use)
        return self if other is None else max(self, other, key=order.index)


USE_WORDS: Final = {
    Use.NAMED: noop("named"),
    Use.COHORT: noop("cohort"),
    Use.NEVER: noop("never"),
}


class SourceFormat(StrEnum):
    """What kind of file the text of a source came from."""

    TYPED = ""
    TEXT = "text"
    MARKDOWN = "markdown"
    WORD = "docx"
    ODT = "odt"
    WEBVTT = "vtt"
    SUBRIP = "srt"
    PDF = "pdf"
    PROJECT = "qdpx"


class Standing(StrEnum):
    """What those whom a finding is about said of it."""

    UNCHECKED = ""
    CONFIRMED = "confirmed"
    AMENDED = "amended"
    DISPUTED = "disputed"


STANDING_WORDS: Final = {
    Standing.UNCHECKED: noop("not checked"),
    Standing.CONFIRMED: noop("confirmed"),
    Standing.AMENDED: noop("amended"),
    Standing.DISPUTED: noop("disputed"),
}
