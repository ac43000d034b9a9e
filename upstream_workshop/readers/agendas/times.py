"""Times, lengths and days as people write them in tables of a programme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from upstream_workshop.readers.agendas.plans import DAY

_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.hH]\s*(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?P<unit>Uhr|h|o[’']clock)?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"(\d{2})(\d{2})\s*(?:h|hrs?|hours|Uhr)?\.?", re.IGNORECASE)  # 0930
_HOUR: Final = re.compile(r"\d{1,2}")
_HALF: Final = re.compile(r"[ap]\.?\s?m\b", re.IGNORECASE)
_NOON: Final = 12 * 60
_NAMED_TIMES: Final = {
    **dict.fromkeys(("noon", "midday", "hanner dydd", "canol dydd", "mittag", "mittags"), _NOON),
    **dict.fromkeys(("midnight", "hanner nos", "canol nos", "mitternacht"), 0),
}
_DATED: Final = re.compile(
    r"(?P<date>.+?)(?:\s*[T,]\s*|\s+(?:at\s+)?)(?P<time>\d{1,2}\s*[:.hH]\s*\d{2}.*)"
)
_BETWEEN: Final = re.compile(r"\s*(?:-|–|—|−|\bto\b|\buntil\b|\btill\b|/)\s*", re.IGNORECASE)
_LONG: Final = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:hours?|hrs?|h|awr|Stunden?|Std\.?)\s*)?"
    r"(?:(?P<minutes>\d{1,4})\s*(?:minutes?|mins?|m|′|'|munud|Minuten)?\.?)?",
    re.IGNORECASE,
)
_COLONS: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
_NUMBERED: Final = re.compile(r"(?:day|tag|jour|dydd|dzień|lá)?\s*(\d{1,2})\.?", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})")
_ORDINAL: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_NAMED: Final = re.compile(
    rf"(?:{_ORDINAL}\s+)?([a-z]{{3}})[a-z]*\.?(?:\s+{_ORDINAL},?)?(?:\s+(\d{{4}}))?"
)
_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?\s*", re.IGNORECASE
)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
NO_YEAR: Final = 2000  # a leap year, for dates that name none


def clock_minute(text: str) -> int | None:
    """Return the minutes after midnight of a time such as 9:05, 09.05, 9h05, 0905, 9 am, 17:00:00 or noon.

    24:00 is the midnight that ends the day, and on a clock the same as 0:00. A bare number of other than four
    digits is no time. None for what cannot be read.
    """
    plain = text.strip()
    named = re.sub(r"^12\s*", "", plain.casefold())
    if named in _NAMED_TIMES:
        return _NAMED_TIMES[named]
    if digits := _DIGITS.fullmatch(plain):
        return _minute(int(digits[1]), int(digits[2]))
    found = _CLOCK.fullmatch(plain)
    if found is None or not (found["minute"] or found["half"] or found["unit"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    return _minute(hour, minute)


def _minute(hour: int, minute: int) -> int | None:
    if (hour, minute) == (24, 0):
        return 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def has_half(text: str) -> bool:
    """Return whether a time says in which half of the day it is: 9 am."""
    return bool(_HALF.search(text))


def span(text: str) -> tuple[int | None, int | None]:
    """Return start and end of a time, or of two with a dash between; None for what is not there.

    Of two, an hour may stand alone, and the first is in the half of the day of the second where it can:
    9-10.30, 1-2pm, 11.30-1pm.
    """
    parts = _BETWEEN.split(text.strip())
    if len(parts) != 2:
        return clock_minute(parts[0]) if len(parts) == 1 else None, None
    starts, ends = (clock_minute(part) if part else None for part in parts)
    starts = _hour(parts[0]) if starts is None else starts
    ends = _hour(parts[1]) if ends is None else ends
    if starts is not None and ends is not None and has_half(parts[1]) and not has_half(parts[0]):
        later = starts + _NOON
        starts = later if starts < _NOON and later < ends else starts
    return starts, ends


def _hour(text: str) -> int | None:
    found = _HOUR.fullmatch(text.strip())
    return _minute(int(found[0]), 0) if found else None


def dated(text: str) -> tuple[str, str]:
    """Return the date and the time of a text that says both, such as Tue 1 Dec 09:30; else no date."""
    found = _DATED.fullmatch(text.strip())
    if found and dates([found["date"]]) and span(found["time"])[0] is not None:
        return found["date"], found["time"]
    return "", text


def length(text: str) -> int | None:
    """Return the minutes of a length such as 45, 45 min, 0:45, 1h30, 1.5 h; None if it cannot be read."""
    plain = text.strip()
    if colons := _COLONS.fullmatch(plain):
        hours, minutes = int(colons[2]), int(colons[3])
        if colons[1] is not None:  # with seconds, as spreadsheets show lengths
            hours, minutes = int(colons[1]), int(colons[2])
        return hours * 60 + minutes if minutes < 60 else None
    found = _LONG.fullmatch(plain)
    if found is None or not (found["hours"] or found["minutes"]):
        return None
    hours_long = float((found["hours"] or "0").replace(",", "."))
    return round(hours_long * 60) + int(found["minutes"] or 0)


def between(starts: int, ends: int) -> int:
    """Return the minutes from one time to another, past midnight if the second is the smaller one."""
    return (ends - starts) % DAY


def day_number(text: str) -> int | None:
    """Return the number of a day such as 2 or Day 2; None for anything else."""
    found = _NUMBERED.fullmatch(text.strip())
    return int(found[1]) if found else None


def dates(texts: Iterable[str]) -> dict[str, date]:
    """Return the date that each text means; what is no date is left out.

    2/12 may be the second of December or the twelfth of February: it is read in the way by which all
    dates of the file lie closest together, and where both do, with the day first.
    """
    given = [text for text in dict.fromkeys(texts) if text]
    readings = [
        {text: day for text in given if (day := _date(text, day_first)) is not None}
        for day_first in (True, False)
    ]
    return min(readings, key=lambda found: (-len(found), _reach(found.values())))


def _reach(days: Iterable[date]) -> int:
    """Return how many days lie between the first and the last."""
    there = list(days)
    return (max(there) - min(there)).days if there else 0


def _date(text: str, day_first: bool) -> date | None:
    plain = _WEEKDAY.sub("", text.strip()).strip()
    if numbers := _NUMBERS.search(plain):
        if numbers[0] != plain.split("T")[0].split(" ")[0]:
            return None
        first, second, third = (int(numbers[n]) for n in (1, 2, 3))
        if len(numbers[1]) == 4:
            return _day(first, second, third)
        year = third + 2000 if len(numbers[3]) <= 2 else third
        return _day(year, second, first) if day_first else _day(year, first, second)
    if named := _NAMED.fullmatch(plain.casefold()):
        number = named[1] or named[3]
        if number and named[2] in _MONTHS:
            return _day(int(named[4] or NO_YEAR), _MONTHS.index(named[2]) + 1, int(number))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day) if 1900 <= year <= 2199 else None
    return None
