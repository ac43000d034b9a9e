"""What became of commitments, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from resources.words import count, noop, say
from upstream_workshop.workgroups.following_up.form_codes import WEEKS
from upstream_workshop.workgroups.following_up.indicator_rows import (
    IndicatorChangeRow,
    IndicatorRow,
)
from upstream_workshop.workgroups.kinds import FollowUpState

STATES: Final = {
    FollowUpState.STANDING: noop("promised"),
    FollowUpState.MOVED: noop("moved"),
    FollowUpState.DONE: noop("done"),
    FollowUpState.DROPPED: noop("dropped"),
}


def scale_words(one: IndicatorRow) -> str:
    """Return the scale of an indicator in words, such as 1 never to 5 always."""
    least, most = (
        " ".join(part for part in (str(number), word) if part)
        for number, word in ((one.least, one.least_word), (one.most, one.most_word))
    )
    return say("{least} to {most}", least=least, most=most)


def weeks_words(weeks: int) -> str:
    """Return in words when an indicator is asked."""
    if not weeks:
        return say("At the residential")
    return count(weeks, "After {n} week", "After {n} weeks")


def change_cells(row: IndicatorChangeRow) -> tuple[str, ...]:
    """Return whose answers they are, their mean each time, and the change; blank where none is shown."""
    told = {mean.weeks: f"{mean.mean:.1f} ({mean.answers})" for mean in row.means}
    shift = "" if row.change is None else f"{row.change:+.1f}".replace("-", "−")
    return row.organisation or say("Everybody"), *(told.get(weeks, "") for weeks in WEEKS), shift


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
