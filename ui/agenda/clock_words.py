"""What is said when the clock of this computer was set while the program runs."""

from __future__ import annotations

from resources.words import say


def clock_was_set(minutes: int, counting: bool) -> str:
    """Say by how many minutes it was set forward (negative: back); blank if it was not.

    counting: whether blocks under way go on counting by another clock.
    """
    by = f"{abs(minutes):,}"
    if not minutes:
        return ""
    if not counting:
        return say(
            "The clock of this computer was set back by {minutes} min: what is gone and left of a "
            "block is counted by the new time.",
            minutes=by,
        )
    if minutes > 0:
        return say(
            "The clock of this computer was set forward by {minutes} min. What runs goes on counting; "
            "how late the day is follows the new time.",
            minutes=by,
        )
    return say(
        "The clock of this computer was set back by {minutes} min. What runs goes on counting; how late "
        "the day is follows the new time.",
        minutes=by,
    )
