"""What became of commitments, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from resources.words import count, noop, say
from upstream_workshop.workgroups.kinds import FollowUpState

STATES: Final = {
    FollowUpState.STANDING: noop("promised"),
    FollowUpState.MOVED: noop("moved"),
    FollowUpState.DONE: noop("done"),
    FollowUpState.DROPPED: noop("dropped"),
}


def where_we_are(states: Sequence[FollowUpState], overdue: int) -> str:
    """Return in a sentence how many commitments are done, open and overdue."""
    done = states.count(FollowUpState.DONE)
    dropped = states.count(FollowUpState.DROPPED)
    total = count(len(states), "{n} commitment", "{n} commitments")
    parts = [
        total,
        say("{n} done", n=done),
        say("{n} open", n=len(states) - done - dropped),
        say("{n} overdue", n=overdue),
    ]
    if dropped:
        parts.append(say("{n} dropped", n=dropped))
    return " · ".join(parts)
