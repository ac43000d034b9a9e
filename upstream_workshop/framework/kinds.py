"""The enumerations of the framework room: areas of the drawing, channels, states, dispositions."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from resources.words import noop


class Area(StrEnum):
    """The area of the drawing in which a slot stands; a slot of one's own stands beside it."""

    PURPOSE = "purpose"  # the near end of the bridge
    MINDSET = "mindset"  # the heart
    VALUES = "values"
    BEHAVIOURS = "behaviours"
    INFRASTRUCTURE = "infrastructure"
    CAPABILITIES = "capabilities"
    OUTCOMES = "outcomes"  # the far end of the bridge
    BESIDE = "beside"


class DraftState(StrEnum):
    """What is done with a draft; it is frozen in each of them."""

    OUT = "out"  # out for comment
    PUBLISHED = "published"


DRAFT_STATE_WORDS: Final = {
    DraftState.OUT: noop("out for comment"),
    DraftState.PUBLISHED: noop("published"),
}


class Channel(StrEnum):
    """The way a response came in."""

    ROUNDTABLE = "roundtable"
    WRITTEN = "written"
    WEB = "web"
    WORD = "word"  # a comment in a Word document


class Disposition(StrEnum):
    """What is done about a response or a comment."""

    OPEN = ""
    ACCEPTED = "accepted"
    PARTLY = "partly"
    NO = "no"
    LATER = "later"


DISPOSITION_WORDS: Final = {
    Disposition.OPEN: noop("not answered yet"),
    Disposition.ACCEPTED: noop("accepted"),
    Disposition.PARTLY: noop("accepted in part"),
    Disposition.NO: noop("not accepted"),
    Disposition.LATER: noop("later"),
}
