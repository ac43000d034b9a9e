"""Moments that lie apart by so many seconds, whatever clocks did between, and the day they belong to.

A moment without a time zone is of this computer's: a night in which the clocks change is as long as it was.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

DAY: Final = 86_400  # seconds
_NEAR: Final = 6 * 3600  # seconds by which a block may be late or early across midnight


def seconds_between(earlier: datetime, later: datetime) -> int:
    """Seconds that went by, to the second; negative if the later comes before the earlier."""
    zone = earlier.tzinfo or later.tzinfo
    begun, ended = (
        moment if moment.tzinfo else moment.replace(tzinfo=zone) for moment in (earlier, later)
    )
    return int(ended.timestamp() - begun.timestamp())


def seconds_later(moment: datetime, seconds: int) -> datetime:
    """The moment so many seconds after another (negative: before), by the clock of the same place."""
    return datetime.fromtimestamp(moment.timestamp() + seconds, moment.tzinfo)


def seconds_after_midnight(moment: datetime, planned: int, day: date | None = None) -> int:
    """Seconds after the midnight of the day of the plan that a moment belongs to.

    planned: the minute of that day the moment was planned for, past 1440 in the night after it.
    day: the date of that day, if it is known; a moment of that date always belongs to it.

    A moment near its plan belongs to the same day across midnight. Any other was on another date than
    planned, as in a rehearsal: it is told as if that had been the date of the plan.
    """
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    if moment.date() == day:
        return seconds
    nearest = seconds + DAY * round((planned * 60 - seconds) / DAY)
    near = abs(nearest - planned * 60) <= _NEAR
    return nearest if near else seconds + DAY * (planned * 60 // DAY)


def in_minutes(seconds: int) -> int:
    """Seconds as the nearest whole minutes."""
    return (seconds + 30) // 60
