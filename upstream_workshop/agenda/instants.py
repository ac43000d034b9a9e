"""Moments that lie apart by so many seconds, whatever clocks did between, and the day they belong to.

A moment without a time zone is of this computer's: a night in which the clocks change is as long as it was.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

DAY: Final = 86_400  # seconds


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


def seconds_after_midnight(moment: datetime, planned: int) -> int:
    """Seconds after the midnight of the day a moment belongs to, which may be the day before its own.

    planned: the minute of that day the moment was planned for; the day is the one that brings it nearest.
    """
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds + DAY * round((planned * 60 - seconds) / DAY)


def in_minutes(seconds: int) -> int:
    """Seconds as the nearest whole minutes."""
    return (seconds + 30) // 60
