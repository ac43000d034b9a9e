"""What is said at the start after the app ended soon after opening a session."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from resources.words import say

CRASHES: Final = 2  # in a row, after which no session is opened automatically


def after_crash(path: Path, crashes: int) -> str:
    """Return the message after the app ended within a minute of opening a session.

    path: the session file.
    crashes: how many times in a row.
    """
    if crashes < CRASHES:
        return say(
            "The app ended unexpectedly within a minute of opening {name}, so it was not opened by "
            "itself. What was saved is safe: open it here, or restore a backup.",
            name=path.name,
        )
    return say(
        "The app ended unexpectedly {times} times within a minute of opening a session, so nothing "
        "is opened by itself. What was saved is safe: open {name} here, or restore a backup.",
        name=path.name,
        times=crashes,
    )
