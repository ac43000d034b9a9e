"""Repeated events of a calendar (RFC 5545, 3.8.5): the times at which they take place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any, Final, TypeGuard

from upstream_workshop.readers.agendas.plans import MOST_BLOCKS

_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})  # no block, and endless to count


def is_repeated(event: Any) -> bool:
    """Return whether an event takes place more than once."""
    return "RRULE" in event or "RDATE" in event


def is_endless(event: Any) -> bool:
    """Return whether an event is repeated for ever, or so often or so oddly that no plan can hold it."""
    return any(
        not _is_rule(rule)
        or bool(_TOO_OFTEN & set(rule.get("FREQ", ())))
        or not {"COUNT", "UNTIL"} & rule.keys()
        for rule in _listed(event, "RRULE")
    )


def occurrences(
    event: Any, starts: datetime, first: date, last: date
) -> tuple[list[datetime], bool]:
    """Return the starts of an event from one day to another in order, and whether these are all.

    starts: its first, in its own zone, on whose clock it is repeated.
    first, last: on its own clock.

    At most one more than a plan has blocks are returned. Raises ValueError for a rule that is none.
    """
    found: set[datetime] = set()
    is_whole = True
    rules = [_by_rule(rule, starts) for rule in _listed(event, "RRULE")]
    for moment in chain([starts], _dates(event, "RDATE"), *rules):
        if not _is_like(moment, starts):
            continue
        if first <= moment.date() <= last:
            found.add(moment)
        else:
            is_whole = False
        if len(found) > MOST_BLOCKS or moment.date() > last + timedelta(days=1):
            break
    left_out = set(_dates(event, "EXDATE"))
    return sorted(one for one in found if not {one, one.date()} & left_out), is_whole


def _by_rule(rule: Any, starts: datetime) -> Iterator[datetime]:
    """Yield the starts by one rule, on the clock of the event."""
    from dateutil.rrule import rrulestr  # takes 10 ms, which only a repeated event is worth

    if not _is_rule(rule) or _TOO_OFTEN & set(rule.get("FREQ", ())):
        raise ValueError(rule)
    until = next(iter(rule.get("UNTIL", ())), None)
    parts = rule.to_ical().decode().split(";")
    text = ";".join(part for part in parts if not part.upper().startswith("UNTIL="))
    for wall in rrulestr(text, dtstart=starts.replace(tzinfo=None)):
        moment = wall.replace(tzinfo=starts.tzinfo)
        if _is_after(moment, until):
            return
        yield moment


def _is_rule(found: Any) -> bool:
    """Return whether what stands for a rule is one, for a broken one is kept as it was written."""
    return isinstance(found, Mapping)


def _is_after(moment: datetime, until: date | None) -> bool:
    if until is None:
        return False
    if not isinstance(until, datetime):
        return moment.date() > until
    if moment.tzinfo is None or until.tzinfo is None:
        return moment.replace(tzinfo=None) > until.replace(tzinfo=None)
    return moment > until


def _is_like(moment: date, starts: datetime) -> TypeGuard[datetime]:
    return isinstance(moment, datetime) and (moment.tzinfo is None) == (starts.tzinfo is None)


def _dates(event: Any, name: str) -> Iterator[date]:
    """Yield dates and moments of a property; of periods their starts."""
    for values in _listed(event, name):
        for value in getattr(values, "dts", ()):
            yield value.dt[0] if isinstance(value.dt, tuple) else value.dt


def _listed(event: Any, name: str) -> Sequence[Any]:
    found = event.get(name, ())
    return found if isinstance(found, list | tuple) else (found,)
