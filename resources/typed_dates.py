"""Dates as people type them: `4 Dec`, `in March`, `two weeks`, `end of Q1`; what is not understood is None.

A day without a year is the next one to come. A month, a quarter or a year means its last day, since what is
promised for March is due by its end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from resources.dates import MONTHS, SHORT_MONTHS, WEEKDAYS
from resources.words import say

_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_FILLER: Final = re.compile(
    r"\b(by|in|on|the|of|due|until|till|time|from now|from today)\b|[,.’'-]"
)
# understood whatever the language of the window: forms come back in either
_WELSH_MONTHS: Final = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
    "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
_RUN_ON: Final = re.compile(r"(?<=\d)(?=(day|week|wk|month|year)s?\b)")
_DAY_AND_MONTH: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?")
_FRIDAY: Final = 4
_MONTH_NAMES: Final = (MONTHS, SHORT_MONTHS, _WELSH_MONTHS)
_DAYS: Final = {"day": 1, "week": 7, "wk": 7, "fortnight": 14}
_FIRST_HALF: Final = 15  # the day meant by the middle of a month


def typed_date(text: str, today: date) -> date | None:
    """Return the date that somebody typed, or None if it is not understood.

    today: the day from which `tomorrow`, `Friday` or `two weeks` are counted.
    """
    numeric = _numeric(text.strip(), today)
    if numeric is not None:
        return numeric
    plain = _RUN_ON.sub(" ", _FILLER.sub(" ", text.casefold()))
    words = " ".join(plain.split())
    found = (reader(words, today) for reader in _READERS)
    try:
        return next((day for day in found if day is not None), None)
    except (ValueError, OverflowError):  # a day that no calendar has
        return None


def month_first(text: str, today: date) -> date | None:
    """Return the date that numbers such as 12/1 mean where the month comes first.

    None unless they may mean that as well as the date that `typed_date` reads: nobody writes 12.1 so.
    """
    hit = _DAY_AND_MONTH.fullmatch(text.strip())
    if (
        hit is None
        or hit[2] == "."
        or int(hit[1]) == int(hit[3])
        or typed_date(text, today) is None
    ):
        return None
    try:
        return _dated(int(hit[3]), int(hit[1]), hit[4], today)
    except ValueError:
        return None


def _numeric(text: str, today: date) -> date | None:
    """Read 2026-12-04, 2026/12/04, 4/12/2026, 4.12.26 and 4/12: the day first, as in Britain."""
    try:
        if hit := re.fullmatch(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})", text):
            return date(int(hit[1]), int(hit[3]), int(hit[4]))
        if hit := _DAY_AND_MONTH.fullmatch(text):
            return _dated(int(hit[1]), int(hit[3]), hit[4], today)
    except ValueError:
        pass
    return None


def _near(words: str, today: date) -> date | None:
    days = {"today": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2}
    return today + timedelta(days[words]) if words in days else None


def _weekday(words: str, today: date) -> date | None:
    hit = re.fullmatch(r"(next |this )?(\S+)", words)
    number = _place(hit[2], (WEEKDAYS,)) if hit else None
    if hit is None or number is None:
        return None
    ahead = (number - today.weekday() - 1) % 7 + 1
    monday = today - timedelta(today.weekday())
    return monday + timedelta(7 + number) if hit[1] == "next " else today + timedelta(ahead)


def _span(words: str, today: date) -> date | None:
    """Read `two weeks`, `a fortnight` or `a month`: so long from today."""
    hit = re.fullmatch(r"(\d{1,3}|[a-z]+) (day|week|wk|fortnight|month|year)s?", words)
    many = _many(hit[1]) if hit else None
    if hit is None or many is None:
        return None
    if hit[2] in _DAYS:
        return today + timedelta(many * _DAYS[hit[2]])
    months = many * (12 if hit[2] == "year" else 1)
    year, month = _month_after(today, months)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _week_of(words: str, today: date) -> date | None:
    """Read `w/c 12 Jan` and `week commencing 12 Jan`: the Friday of that week; `w/e 15 Jan`: that day."""
    hit = re.fullmatch(
        r"(?:(w/e|week ending)|w/[cb]|w[cb]|week commencing|week beginning|week) (.+)", words
    )
    day = (_numeric(hit[2], today) or _day_of_month(hit[2], today)) if hit else None
    if hit is None or day is None or hit[1]:
        return day
    return day + timedelta(_FRIDAY - day.weekday())


def _period(words: str, today: date) -> date | None:
    """Read `next week`, `this month`, `end of the year`, `month end`."""
    hit = re.fullmatch(r"(?:end |late )?(this |next )?(week|month|quarter|year)( end)?", words)
    if hit is None or hit[0] in (hit[2], "week end"):
        return None
    later = hit[1] == "next "
    if hit[2] == "week":  # its Friday, at a weekend today
        friday = today + timedelta(_FRIDAY - today.weekday())
        return friday + timedelta(7) if later else max(friday, today)
    if hit[2] == "year":
        return date(today.year + later, 12, 31)
    if hit[2] == "quarter":
        end = (today.month + 2) // 3 * 3
        return _end(*_month_after(today, end - today.month + (3 if later else 0)))
    return _end(*_month_after(today, int(later)))


def _quarter(words: str, today: date) -> date | None:
    hit = re.fullmatch(
        r"(?:(end|late|mid|early|start|beginning) )?q([1-4])(?: (\d{4}|\d{2}))?", words
    )
    if hit is None:
        return None
    last = int(hit[2]) * 3
    year = _full(hit[3]) if hit[3] else today.year + (_end(today.year, last) < today)
    return _part(year, last - 2, last, hit[1])


def _month(words: str, today: date) -> date | None:
    hit = re.fullmatch(
        r"(?:(end|late|mid|middle|early|start|beginning) )?(?:(this|next) )?(\S+)(?: (\d{4}))?",
        words,
    )
    number = _place(hit[3], _MONTH_NAMES) if hit else None
    if hit is None or number is None:
        return None
    year = int(hit[4]) if hit[4] else today.year + (_end(today.year, number + 1) < today)
    return _part(year, number + 1, number + 1, hit[1])


def _day_of_month(words: str, today: date) -> date | None:
    """Read `4 December 2026`, `Fri 4th Dec` and `December 4`; None if it is another day of the week."""
    parts = [re.sub(r"^(\d+)(st|nd|rd|th)$", r"\1", word) for word in words.split()]
    weekday = _place(parts[0], (WEEKDAYS,)) if len(parts) > 2 else None
    if weekday is not None:
        del parts[0]
    if not 2 <= len(parts) <= 3:
        return None
    day, month = parts[:2] if parts[0].isdecimal() else parts[1::-1]
    number = _place(month, _MONTH_NAMES)
    if number is None or not re.fullmatch(r"\d{1,2}", day):
        return None
    year = parts[2] if len(parts) == 3 else ""
    if not re.fullmatch(r"(\d{4}|\d{2})?", year):
        return None
    found = _dated(int(day), number + 1, year, today)
    return found if weekday in (None, found.weekday()) else None


_READERS: Final[Sequence[Callable[[str, date], date | None]]] = (
    _near, _weekday, _span, _week_of, _period, _quarter, _month, _day_of_month,
)  # fmt: skip


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """Return a day, without a year the next one. Raises ValueError: when no calendar has it."""
    if year:
        return date(_full(year), month, day)
    years = range(today.year, today.year + 9)  # 29 February is up to eight years ahead
    leap = (one for one in years if day <= monthrange(one, month)[1])
    coming = (found for one in leap if (found := date(one, month, day)) >= today)
    if (first := next(coming, None)) is None:
        raise ValueError(day)
    return first


def _full(year: str) -> int:
    """Return a year of four figures or of the last two."""
    return int(year) + (2000 if len(year) == 2 else 0)


def _part(year: int, first: int, last: int, part: str | None) -> date:
    """Return the day meant by a part of the months from first to last of a year."""
    if part in ("early", "start", "beginning"):
        return date(year, first, 1)
    if part in ("mid", "middle"):
        return date(year, (first + last) // 2, _FIRST_HALF)
    return _end(year, last)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _many(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    return 1 if word in ("a", "an") else _NUMBERS.index(word) + 1 if word in _NUMBERS else None


def _place(word: str, lists: Sequence[Sequence[str]]) -> int | None:
    """Return the place of a name in the lists, in English or as it is spoken; three letters are enough.

    Welsh names are told as they are.
    """
    for names in lists:
        spoken = (lambda name: name) if names is _WELSH_MONTHS else say
        for place, name in enumerate(names):
            for known in (name.casefold(), spoken(name).casefold()):
                if word == known or (len(word) >= 3 and word == known[: len(word)]):
                    return place
    return None
