"""Which backups of a session are kept, by their age; the others are removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from upstream_workshop.session_file.copies.backups import listed
from upstream_workshop.storage.files import disk

KEPT_WHOLE: Final = timedelta(hours=48)  # the residential itself
# number kept whatever their age, about what two long days make: the clock may be wrong
NEWEST: Final = 150
# most that are kept within KEPT_WHOLE; more are made only if the clock stands still in the future
MOST_WHOLE: Final = 600
DAYS: Final = 12
WEEKS: Final = 10


def thin(folder: Path) -> None:
    """Remove the backups in a folder that `kept` does not select."""
    found = listed(folder)
    keep = kept(backup.made for backup in found)
    for backup in found:
        if backup.made not in keep:
            disk.discard(backup.path)


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Select the backups to keep, by the times at which they were made.

    Kept are the newest 150; all of the last 48 hours, up to 600; then the last of each of 12 days;
    then the last of each of 10 weeks. Ages are counted from the newest backup, never from the
    clock, which may be wrong. Days and weeks without a backup are not counted, so that a session
    opened again after years still has its history.
    """
    newest_first = sorted(set(moments), reverse=True)
    within = sum(moment > newest_first[0] - KEPT_WHOLE for moment in newest_first)
    recent = newest_first[: max(NEWEST, min(within, MOST_WHOLE))]
    older = newest_first[len(recent) :]
    daily = _last_of_each(older, lambda moment: moment.date(), DAYS)
    rest = [moment for moment in older if not daily or moment.date() < daily[-1].date()]
    weekly = _last_of_each(rest, _week, WEEKS)
    return frozenset((*recent, *daily, *weekly))


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _ = moment.isocalendar()
    return year, week


def _last_of_each(
    newest_first: Iterable[datetime],
    period: Callable[[datetime], date | tuple[int, int]],
    most: int,
) -> list[datetime]:
    chosen: dict[date | tuple[int, int], datetime] = {}
    for moment in newest_first:
        if period(moment) not in chosen and len(chosen) < most:
            chosen[period(moment)] = moment
    return list(chosen.values())
