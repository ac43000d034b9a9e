"""What is written beside a commitment or an indicator on a form, and what it means."""

from __future__ import annotations

from datetime import date
from typing import Final

from resources.dates import short_date
from resources.typed_dates import month_first, typed_date
from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.workgroups.following_up.follow_up_words import STATES
from upstream_workshop.workgroups.following_up.indicator_rows import IndicatorRow
from upstream_workshop.workgroups.kinds import FollowUpState

DAY_FIRST, MONTH_FIRST = "day", "month"
_WRITTEN: Final = {
    FollowUpState.DONE: ("done", "yes", "finished", "completed", "complete"),
    FollowUpState.MOVED: ("moved", "later", "postponed", "delayed"),
    FollowUpState.DROPPED: ("dropped", "stopped", "cancelled", "no longer"),
    FollowUpState.STANDING: ("promised", "not yet", "no", "open", "in progress", "standing"),
}
SHORT: Final = 40  # letters of a text in a sentence about it


def value_of(one: IndicatorRow, written: str) -> int:
    """Return the answer to an indicator. Raises WorkshopError: when it is none of its numbers."""
    try:
        value = int(written.strip())
    except ValueError:
        value = -1
    if not one.least <= value <= one.most:
        raise WorkshopError(
            say(
                "“{written}” is no answer from {least} to {most}",
                written=written[:SHORT],
                least=one.least,
                most=one.most,
            )
        )
    return value


def state_of(now: str, day: date | None) -> FollowUpState:
    """Return what became of a commitment, by what is written and whether a new day is.

    Raises WorkshopError: when it is not understood, or moved without a new day.
    """
    state = _state(now) if now else None
    if state is None:
        return FollowUpState.MOVED if day else FollowUpState.STANDING
    if state == FollowUpState.MOVED and day is None:
        raise WorkshopError(say("it is moved, and the new day is missing"))
    return state


def day_of(written: str, asked_on: date, key: str, line: int, questions: Questions) -> date | None:
    """Return the day that is written; None where nothing is.

    asked_on: the day from which days are counted.
    key: under which it is asked which day is meant, where the month may come before the day.

    Raises WorkshopError: when it is no day.
    """
    if not written:
        return None
    day = typed_date(written, asked_on)
    if day is None:
        raise WorkshopError(
            say("“{written}” is no date: write one such as 4 Dec 2026", written=written[:SHORT])
        )
    other = month_first(written, asked_on)
    if other is None:
        return day
    asked = Question(
        f"day {key}",
        say("“{written}”: which day is that?", written=written),
        ((DAY_FIRST, short_date(day)), (MONTH_FIRST, short_date(other))),
        DAY_FIRST,
        line,
    )
    return other if questions.ask(asked) == MONTH_FIRST else day


def _state(written: str) -> FollowUpState:
    said = loosened(written)
    for state, words in _WRITTEN.items():
        if said in words or said == loosened(say(STATES[state])):
            return state
    raise WorkshopError(
        say(
            "“{written}” is not one of done, moved, dropped, not yet",
            written=written[:SHORT],
        )
    )
