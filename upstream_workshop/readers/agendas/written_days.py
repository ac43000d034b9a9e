"""Days as people write them in tables of a programme: dates, numbers, weekdays and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from upstream_workshop.letters import one_line

_NUMBERED: Final = re.compile(
    r"(?:day|tag|jour|dydd|diwrnod|dzień|lá)?\s*(\d{1,2})\.?", re.IGNORECASE
)
_ORDINALS: Final = (("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"))
_IN_WORDS: Final = {
    said: number
    for number, (word, ordinal) in enumerate(_ORDINALS, start=1)
    for said in (f"day {word}", f"{ordinal} day", f"the {ordinal} day")
}
_PARTS: Final = re.compile(r"\s*[–—:|,(]\s*|\s+-\s+|\)\s*")
_NUMBERS: Final = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})")
_ORDINAL: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_NAMED: Final = re.compile(
    rf"(?:{_ORDINAL}\s+)?([a-z]{{3}})[a-z]*\.?(?:\s+{_ORDINAL},?)?(?:\s+(\d{{4}}))?"
)
_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?\s*", re.IGNORECASE
)
WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
NO_YEAR: Final = 2000  # a leap year, for dates that name none


def day_number(text: str) -> int | None:
    """Return the number of a day such as 2, Day 2 or Day two; None for anything else."""
    plain = one_line(text)
    found = _NUMBERED.fullmatch(plain)
    return int(found[1]) if found else _IN_WORDS.get(plain.casefold())


def weekday(text: str) -> int | None:
    """Return which day of the week a text such as Tuesday or Tue is, from 0 for Monday; None for none."""
    plain = one_line(text)
    return WEEK.index(plain[:3].casefold()) if _WEEKDAY.fullmatch(plain) else None


def day_in(text: str) -> str:
    """Return the date, the number or the weekday that a heading such as “Day 2: Trust” says; else nothing."""
    parts = [part.strip() for part in (text, *_PARTS.split(one_line(text)))]
    known = [part for part in parts if dates([part])]
    known += [
        part
        for part in parts
        if any(map(str.isalpha, part)) and (day_number(part) or weekday(part) is not None)
    ]
    return next(iter(known), "")


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
