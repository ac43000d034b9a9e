"""Times and lengths as people write them in tables of a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from upstream_workshop.letters import one_line
from upstream_workshop.readers.agendas.plans import DAY
from upstream_workshop.readers.agendas.spoken_times import in_figures
from upstream_workshop.readers.agendas.written_days import dates
from upstream_workshop.readers.formats.number_formats import shown

_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.hH]\s*(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?P<unit>Uhr|h|o[’']clock)?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"(\d{2})(\d{2})\s*(?:h|hrs?|hours|Uhr)?\.?", re.IGNORECASE)  # 0930
_BARE: Final = re.compile(r"(\d{1,2})(?:[:.,h ]?(\d{2}))?")  # 9, 930, 9 30
_CUT: Final = re.compile(
    r"([1-9]\d?)[.,]([0-4])"
)  # 9.30 in a cell of numbers, which drops the nought
_FRACTION: Final = re.compile(r"0?\.\d+")  # of a day, as spreadsheets keep times
_SURE_FRACTION: Final = re.compile(r"0?\.\d{3,}")
_SERIAL: Final = re.compile(r"[3-7]\d{4}(?:\.\d+)?")  # days since 1900, from 1982 to 2119
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


def clock_minute(text: str) -> int | None:
    """Return the minutes after midnight of a time such as 9:05, 09.05, 9h05, 0905, 9 am, 17:00:00 or noon.

    24:00 is the midnight that ends the day, and on a clock the same as 0:00. A bare number of other than four
    digits is no time. None for what cannot be read.
    """
    plain = one_line(text)
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


def time_of_day(text: str) -> int | None:
    """Return the minutes after midnight of a text that stands where only a time of day can.

    Beside what `clock_minute` reads that is 9, 930, 9,30, 9.3 as spreadsheets leave it of 9.30, and half
    past nine. 9.5 is none: it may be half past nine or ten to ten.
    """
    found = clock_minute(text)
    plain = one_line(text)
    if found is None and (bare := _BARE.fullmatch(plain)):
        found = _minute(int(bare[1]), int(bare[2] or 0))
    if found is None and (cut := _CUT.fullmatch(plain)):
        found = _minute(int(cut[1]), int(cut[2]) * 10)
    return clock_minute(in_figures(plain)) if found is None else found


def is_loose(text: str) -> bool:
    """Return whether it is a time only where nothing else can be meant: 2, or half past two."""
    return bool(_BARE.fullmatch(one_line(text)) or in_figures(text)) and clock_minute(text) is None


def _minute(hour: int, minute: int) -> int | None:
    if (hour, minute) == (24, 0):
        return 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def has_half(text: str) -> bool:
    """Return whether a time says in which half of the day it is: 9 am."""
    return bool(_HALF.search(text))


def span(text: str) -> tuple[int | None, int | None]:
    """Return start and end of a time, or of two with a dash between; None for what is not there.

    Of two the first is in the half of the day of the second where it can: 9-10.30, 1-2pm, 11.30-1pm.
    """
    alone = time_of_day(text)
    parts = _BETWEEN.split(one_line(text))
    if alone is not None or len(parts) != 2:
        return alone, None
    starts, ends = (time_of_day(part) if part else None for part in parts)
    if starts is not None and ends is not None and has_half(parts[1]) and not has_half(parts[0]):
        later = starts + _NOON
        starts = later if starts < _NOON and later < ends else starts
    return starts, ends


def unformatted(cells: Sequence[str], code: str) -> list[str]:
    """Return cells of a spreadsheet with the bare numbers it keeps for dates and times under a format.

    code: such as h:mm, for fractions of a day. These are only read where one of them can be nothing else:
    0.25 alone is 25 minutes past midnight, and beside 0.375 it is six.
    """
    has_fractions = any(map(_SURE_FRACTION.fullmatch, cells))
    found = []
    for cell in cells:
        if _SERIAL.fullmatch(cell):
            cell = shown(cell, "yyyy-mm-dd hh:mm")
        elif has_fractions and _FRACTION.fullmatch(cell):
            cell = shown(cell, code)
        found.append(cell)
    return found


def dated(text: str) -> tuple[str, str]:
    """Return the date and the time of a text that says both, such as Tue 1 Dec 09:30; else no date."""
    found = _DATED.fullmatch(one_line(text))
    if found and dates([found["date"]]) and span(found["time"])[0] is not None:
        return found["date"], found["time"]
    return "", text


def length(text: str) -> int | None:
    """Return the minutes of a length such as 45, 45 min, 0:45, 1h30, 1.5 h; None if it cannot be read."""
    plain = one_line(text)
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
