"""Which events of a calendar file still hold: an invitation that was changed stands there in each version.

RFC 5545, 3.8.7.4: of the events of one UID (and one RECURRENCE-ID) the highest SEQUENCE counts, and of
equal ones the one written last. Some programs give all their events one UID; so events of one sequence are
versions of one another only under one title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from resources.words import say

_Version: TypeAlias = tuple[int, str]


def outdated(events: Sequence[Any]) -> dict[int, str]:
    """Return the places of events that do not hold any more, each with the reason in a clause."""
    versions: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, event in enumerate(events):
        if uid := str(event.get("UID", "")):
            versions[uid, _written(event, "RECURRENCE-ID")].append(at)
    found: dict[int, str] = {}
    for places in versions.values():
        found |= _outdated_of_one(events, places)
    called_off = {uid for (uid, one), places in versions.items() if not one and all(
        _is_cancelled(events[at]) for at in places if at not in found
    )}  # fmt: skip
    for (uid, one), places in versions.items():
        if one and uid in called_off:
            found |= dict.fromkeys(places, say("it is cancelled there"))
    return found


def _outdated_of_one(events: Sequence[Any], places: Sequence[int]) -> dict[int, str]:
    """Return which events of one UID do not hold; of some that say the same the last does."""
    versions = {at: _version(events[at]) for at in places}
    titles = {at: str(events[at].get("SUMMARY", "")) for at in places}
    highest = max(number for number, _ in versions.values())
    newest: dict[str, _Version] = {}
    for at, version in versions.items():
        newest[titles[at]] = max(version, newest.get(titles[at], version))
    held = [
        at for at in places if versions[at][0] == highest and versions[at] == newest[titles[at]]
    ]
    last = {_said(events[at]): at for at in held}
    older = say("a newer version of it stands in the same file")
    twice = say("it stands in the file twice")
    return dict.fromkeys(sorted({*places} - {*held}), older) | {
        at: twice for at in held if last[_said(events[at])] != at
    }


def _said(event: Any) -> tuple[str, ...]:
    return (
        str(event.get("SUMMARY", "")),
        str(event.get("STATUS", "")),
        *(_written(event, name) for name in ("DTSTART", "DTEND", "DURATION")),
    )


def _version(event: Any) -> _Version:
    """Return the number of a version and when it was written, to be compared."""
    number = 0
    with suppress(ValueError, TypeError):
        number = int(event.get("SEQUENCE", 0))
    return number, _written(event, "LAST-MODIFIED") or _written(event, "DTSTAMP")


def _written(event: Any, name: str) -> str:
    """Return a moment as text by which it sorts, on the clock of the world where it has a zone."""
    with suppress(KeyError, ValueError, TypeError, AttributeError, OverflowError):
        found = event.decoded(name)
        if isinstance(found, datetime) and found.tzinfo is not None:
            found = found.astimezone(ZoneInfo("UTC"))
        return str(found)
    return str(event.get(name, ""))


def _is_cancelled(event: Any) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"
