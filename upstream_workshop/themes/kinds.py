"""The enumeration that describes a theme."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from resources.words import noop


class ThemeState(StrEnum):
    """The state of a theme. A merged one refers to the theme it was merged into."""

    CANDIDATE = "candidate"
    ON_THE_BALLOT = "on the ballot"
    CHOSEN = "chosen"
    PARKED = "parked"
    MERGED = "merged"


STATE_WORDS: Final = {
    ThemeState.CANDIDATE: noop("candidate"),
    ThemeState.ON_THE_BALLOT: noop("on the ballot"),
    ThemeState.CHOSEN: noop("chosen"),
    ThemeState.PARKED: noop("parked"),
    ThemeState.MERGED: noop("merged"),
}
