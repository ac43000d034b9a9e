"""The interface of documents, PDF or web page; and times and days of the event in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from exports.drawing.pages.table_cells import Cell
from exports.drawing.picture import Picture
from exports.drawing.safe_markup import Words
from resources.dates import day_words, month
from resources.words import joined, say
from upstream_workshop.whole.report import Report


class Paper(Protocol):
    """A document that is written from its title down; it escapes all text passed to it."""

    def heading(self, level: int, value: str) -> str:
        """Append a heading; level 1 is the title. Return its anchor."""

    def lead(self, value: Words) -> None:
        """Append a line or two under the title."""

    def say(self, value: Words) -> None:
        """Append paragraphs."""

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Append a few large figures, each above its noun."""

    def items(self, values: Sequence[Words], numbered: bool = False) -> None:
        """Append a list."""

    def facts(self, pairs: Sequence[tuple[str, Words]]) -> None:
        """Append labels with their values."""

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
    ) -> None:
        """Append a table.

        shares: the widths of the columns, relative to each other.
        row_headings: whether the first cell of a row is its heading.
        """

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """Append a figure.

        says: the description for people who cannot see it.
        tallest: the greatest share of a page's height.
        """

    def room_for(self, points: float) -> None:
        """Begin a new page unless this height, in points, is free.

        So a heading stays with what follows.
        """


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time such as 09:30."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def event_line(report: Report) -> str:
    """Return place and dates of the event in one line."""
    days = report.days
    first, last = report.date_of(days[0]), report.date_of(days[-1])
    when = _from_to(first, last) if first and last and first != last else day_words(first)
    return joined((report.event.place, when), "{first} · {then}")


def _from_to(first: date, last: date) -> str:
    """Return a range of days: 4–5 November 2026, 30 November–1 December 2026."""
    end = {"last": last.day, "month": month(last), "year": last.year}
    if (first.year, first.month) == (last.year, last.month):
        return say("{day}–{last} {month} {year}", day=first.day, **end)
    start = {"day": first.day, "begins": month(first)}
    return say("{day} {begins}–{last} {month} {year}", **start, **end)


def event_title(report: Report) -> str:
    """Return the event's title, or a general word if it has none."""
    return report.event.title or say("Residential")
