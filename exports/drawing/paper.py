"""What can be written on: a PDF sheet or a web page; and how days, times and lists read in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from exports.drawing.paged_document import Cell
from exports.drawing.picture import Picture
from exports.drawing.safe_markup import Words
from upstream_workshop.whole.report import Report


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
    return f"{value:%A} {value.day} {value:%B %Y}" if value else ""


def clock(minutes: int) -> str:
    """Minutes after midnight as 09:30."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def event_line(report: Report) -> str:
    """Where and when, in one line."""
    days = report.days
    first, last = report.date_of(days[0]), report.date_of(days[-1])
    when = day_words(first)
    if first and last and first != last:
        same_month = (first.year, first.month) == (last.year, last.month)
        start = f"{first.day}" if same_month else f"{first.day} {first:%B}"
        when = f"{start}–{last.day} {last:%B %Y}"
    return " · ".join(part for part in (report.event.place, when) if part)


def event_title(report: Report) -> str:
    """The event's title, or a plain word while it has none."""
    return report.event.title or "Residential"
