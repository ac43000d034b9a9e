"""The enumeration that describes a theme."""

from __future__ import annotations

from enum import StrEnum


class ThemeState(StrEnum):
    """The state of a theme. A merged one refers to the theme it was merged into."""

    CANDIDATE = "candidate"
    ON_THE_BALLOT = "on the ballot"
    CHOSEN = "chosen"
    PARKED = "parked"
    MERGED = "merged"
