"""Dates as people read them, in the language that is spoken; every date on screen and paper is written here.

`strftime` and Qt's locale would name days and months in another language than the sentence around them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from resources.words import noop, say

WEEKDAYS: Final = (
    noop("Monday"), noop("Tuesday"), noop("Wednesday"), noop("Thursday"), noop("Friday"),
    noop("Saturday"), noop("Sunday"),
)  # fmt: skip
MONTHS: Final = (
    noop("January"), noop("February"), noop("March"), noop("April"), noop("May"), noop("June"),
    noop("July"), noop("August"), noop("September"), noop("October"), noop("November"),
    noop("December"),
)  # fmt: skip
SHORT_MONTHS: Final = (
    noop("Jan"), noop("Feb"), noop("Mar"), noop("Apr"), noop("May"), noop("Jun"),
    noop("Jul"), noop("Aug"), noop("Sep"), noop("Oct"), noop("Nov"), noop("Dec"),
)  # fmt: skip


def day_words(value: date | None) -> str:
    """Return a date in words, such as Wednesday 4 November 2026; empty for None."""
    if value is None:
        return ""
    return say(
        "{weekday} {day} {month} {year}",
        weekday=say(WEEKDAYS[value.weekday()]),
        day=value.day,
        month=month(value),
        year=value.year,
    )


def weekday_and_day(value: date) -> str:
    """Return a date without its year, such as Wednesday 4 November."""
    return say(
        "{weekday} {day} {month}",
        weekday=say(WEEKDAYS[value.weekday()]),
        day=value.day,
        month=month(value),
    )


def long_date(value: date) -> str:
    """Return a date without its weekday, such as 4 November 2026."""
    return say("{day} {month} {year}", day=value.day, month=month(value), year=value.year)


def day_and_month(value: date) -> str:
    """Return a date without weekday and year, such as 4 November."""
    return say("{day} {month}", day=value.day, month=month(value))


def short_date(value: date) -> str:
    """Return a date for narrow columns, such as 4 Nov 2026."""
    return say(
        "{day} {month} {year}",
        day=value.day,
        month=say(SHORT_MONTHS[value.month - 1]),
        year=value.year,
    )


def month(value: date) -> str:
    """Return the name of a date's month."""
    return say(MONTHS[value.month - 1])
