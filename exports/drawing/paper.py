"""What can be written on: a PDF sheet or a web page; and how days, times and lists read in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from exports.drawing.paged_document import Cell
from exports.drawing.picture import Picture
from exports.drawing.safe_markup import Words
from resources.words import joined, noop, say
from upstream_workshop.whole.report import Report

_WEEKDAYS: Final = (
    noop("Monday"), noop("Tuesday"), noop("Wednesday"), noop("Thursday"), noop("Friday"),
    noop("Saturday"), noop("Sunday"),
)  # fmt: skip
_MONTHS: Final = (
    noop("January"), noop("February"), noop("March"), noop("April"), noop("May"), noop("June"),
    noop("July"), noop("August"), noop("September"), noop("October"), noop("November"),
    noop("December"),
)  # fmt: skip


class Paper(Protocol):
    """A document being written from its title down, given people's words as they are."""

    def heading(self, level: int, value: str) -> str:
        """A heading, 1 the title."""

    def lead(self, value: Words) -> None:
        """A line or two under the title."""

    def say(self, value: Words) -> None:
        """Running words."""

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A few figures, large, each over its noun."""

    def items(self, values: Sequence[Words], numbered: bool = False) -> None:
        """A list."""

    def facts(self, pairs: Sequence[tuple[str, Words]]) -> None:
        """Labels with what each stands for."""

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
    ) -> None:
        """A table whose columns share the width."""

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """A figure with its words."""

    def room_for(self, points: float) -> None:
        """Keep what follows from being cut off from its heading."""


def day_words(value: date | None) -> str:
    """A date as one says it: Wednesday 4 November 2026; blank when not known."""
    if value is None:
        return ""
    return say(
        "{weekday} {day} {month} {year}",
        weekday=say(_WEEKDAYS[value.weekday()]),
        day=value.day,
        month=_month(value),
        year=value.year,
    )


def clock(minutes: int) -> str:
    """Minutes after midnight as 09:30."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _month(value: date) -> str:
    return say(_MONTHS[value.month - 1])


def event_line(report: Report) -> str:
    """Where and when, in one line."""
    days = report.days
    first, last = report.date_of(days[0]), report.date_of(days[-1])
    when = _from_to(first, last) if first and last and first != last else day_words(first)
    return joined((report.event.place, when), "{first} · {then}")


def _from_to(first: date, last: date) -> str:
    """From one day to another: 4–5 November 2026, 30 November–1 December 2026."""
    end = {"last": last.day, "month": _month(last), "year": last.year}
    if (first.year, first.month) == (last.year, last.month):
        return say("{day}–{last} {month} {year}", day=first.day, **end)
    start = {"day": first.day, "begins": _month(first)}
    return say("{day} {begins}–{last} {month} {year}", **start, **end)


def event_title(report: Report) -> str:
    """The event's title, or a plain word while it has none."""
    return report.event.title or say("Residential")
