"""The words a theme is described by."""

from __future__ import annotations

from enum import StrEnum


class ThemeState(StrEnum):
    """Where a theme stands. A merged one points at the theme it went into."""

    CANDIDATE = "candidate"
    ON_THE_BALLOT = "on the ballot"
    CHOSEN = "chosen"
    PARKED = "parked"
    MERGED = "merged"
