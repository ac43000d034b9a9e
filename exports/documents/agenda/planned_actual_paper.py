"""Planned against actual: for each block that was run when it began and ended, and how late that was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from exports.documents.agenda.day_picture import day_pictures, named
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, clock, event_line, event_title
from exports.drawing.safe_markup import Strong
from resources.dates import day_words
from resources.words import count, noop, say
from upstream_workshop.agenda.rules import Actual, ended
from upstream_workshop.whole.report import Report

_BARS: Final = noop(
    "In each pair of bars the upper is as planned, the lower as it went: an orange one ended late, by the "
    "minutes beside it."
)


def planned_actual_pdf(report: Report) -> bytes:
    """Return the comparison as a PDF."""
    sheet = Sheet(say("Planned against actual"), event_title(report), report.made_at)
    sheet.heading(1, say("Planned against actual"))
    sheet.lead(event_line(report))
    write_planned_actual(report, sheet)
    return sheet.pdf()


def write_planned_actual(report: Report, paper: Paper) -> None:
    """Write a sentence, a picture and a table for each day."""
    rows = ended(report.agenda)
    if rows:
        paper.say(say(_BARS))
    for day in report.days:
        found = [row for row in rows if row.day == day]
        if found:
            when = day_words(report.date_of(day))
            words = say("Day {n}, {when}", n=day, when=when) if when else say("Day {n}", n=day)
            paper.heading(2, words)
            paper.say(in_words(found))
            _write_pictures(found, paper)
            paper.table(
                (say("Block"), say("Planned"), say("Actual"), say("Minutes"), say("Drift")),
                [_row(row) for row in found],
                (2.6, 1.2, 1.2, 1.0, 0.8),
            )


def _write_pictures(rows: Sequence[Actual], paper: Paper) -> None:
    for picture, says in day_pictures(rows):
        paper.picture(picture, says, 0.85)


def write_days_in_words(report: Report, paper: Paper) -> None:
    """Write how each day ended against its plan, if any block was run."""
    rows = ended(report.agenda)
    by_day = [(day, [row for row in rows if row.day == day]) for day in report.days]
    told = [(Strong(_day(report, day)), in_words(found)) for day, found in by_day if found]
    if told:
        paper.room_for(100)
        paper.heading(2, say("How it ran"))
        paper.items(told)
        paper.say(say(_BARS))
        for _, found in by_day:
            if found:
                _write_pictures(found, paper)


def _day(report: Report, day: int) -> str:
    when = day_words(report.date_of(day))
    return say("Day {n}, {when}:", n=day, when=when) if when else say("Day {n}:", n=day)


def in_words(rows: list[Actual]) -> str:
    """Return how the day ended against its plan, and which block took the most time beyond its own."""
    last = max(rows, key=lambda row: row.started + row.lasted)
    over = max(rows, key=lambda row: row.lasted - row.minutes)
    ended = _late_words(last.drift)
    beyond = over.lasted - over.minutes
    if beyond <= 0:
        return ended
    longest = count(
        beyond,
        "“{title}” took {n} minute more than planned.",
        "“{title}” took {n} minutes more than planned, the most of all.",
        title=over.title,
    )
    return say("{ended} {longest}", ended=ended, longest=longest)


def _late_words(drift: int) -> str:
    if drift > 0:
        return count(
            drift,
            "The last block ended {n} minute late.",
            "The last block ended {n} minutes late.",
        )
    if drift < 0:
        return count(
            -drift,
            "The last block ended {n} minute early.",
            "The last block ended {n} minutes early.",
        )
    return say("The last block ended on time.")


def _row(row: Actual) -> tuple[str, ...]:
    planned = f"{clock(row.starts)}–{clock(row.starts + row.minutes)}"
    actual = f"{clock(row.started)}–{clock(row.started + row.lasted)}"
    minutes = say("{lasted} of {planned}", lasted=row.lasted, planned=row.minutes)
    signed = f"{row.drift:+d}".replace("-", "−") if row.drift else "0"
    return (named(row), planned, actual, minutes, signed)
