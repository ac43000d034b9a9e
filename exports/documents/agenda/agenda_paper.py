"""The agenda for participants: times and titles, without the facilitator's notes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from exports.drawing.paged_document import Sheet
from exports.drawing.pages.table_cells import Cell
from exports.drawing.paper import Paper, clock, event_line, event_title
from exports.drawing.safe_markup import Strong
from resources.dates import day_words
from resources.words import noop, say
from upstream_workshop.agenda.kinds import Attribution
from upstream_workshop.agenda.queries import BlockRow
from upstream_workshop.whole.report import Report

_ATTRIBUTIONS: Final = {
    Attribution.NOT_SAID: "",
    Attribution.OPEN: noop("What is said here may be quoted with a name."),
    Attribution.ASK: noop("Before quoting somebody by name, ask them."),
    Attribution.CHATHAM: noop(
        "Chatham House Rule: what is said may be used, never who said it or where they work."
    ),
}


def agenda_pdf(report: Report) -> bytes:
    """Return the agenda as a PDF."""
    sheet = Sheet(say("Agenda"), event_title(report), report.made_at)
    sheet.heading(1, event_title(report))
    sheet.lead(event_line(report))
    write_agenda(report, sheet, 2)
    return sheet.pdf()


def write_agenda(report: Report, paper: Paper, level: int = 3, remaining: bool = False) -> None:
    """Write a table for each day, without the blocks that were dropped.

    level: the level of the heading over each table.
    remaining: whether to leave out all but the blocks that are still to come.
    """
    coming = {block.id for block in to_come(report)}
    for day in report.days:
        blocks = [b for b in blocks_held(report, day) if b.id in coming or not remaining]
        if blocks:
            if day != report.days[0]:
                paper.room_for(160)
            paper.heading(level, day_title(report, day))
            rows = [_row(block) for block in blocks]
            headings = (say("Time"), say("What"), say("With"))
            if any(block.lead for block in blocks):
                paper.table(headings, rows, (1.1, 3.6, 1.3))
            else:
                paper.table(headings[:2], [row[:2] for row in rows], (1.1, 4.9))


def to_come(report: Report) -> tuple[BlockRow, ...]:
    """Return the blocks still to be run: neither ended nor dropped, and of no day that is over."""
    return tuple(
        block
        for block in report.agenda
        if block.ended_at is None and not block.dropped and not _is_over(report, block)
    )


def is_over(report: Report) -> bool:
    """Return whether the residential is over: it has an agenda, of which nothing is to come."""
    return bool(report.agenda) and not to_come(report)


def _is_over(report: Report, block: BlockRow) -> bool:
    """Return whether a block was planned for an earlier day than today, run by the clock or not."""
    day = report.date_of(block.day)
    ends = datetime.combine(day, time()) + timedelta(minutes=block.ends) if day else None
    return ends is not None and ends.date() < report.made_at.date()


def write_past_agenda(report: Report, paper: Paper) -> None:
    """Write the titles of each day's blocks, but for those that were dropped, in one paragraph."""
    for day in report.days:
        titles = dict.fromkeys(block.title for block in blocks_held(report, day))
        paper.say((Strong(say("{day}:", day=day_title(report, day))), " · ".join(titles)))


def blocks_of(report: Report, day: int) -> list[BlockRow]:
    """Return a day's blocks in order of time; parallel tracks follow each other."""
    found = [block for block in report.agenda if block.day == day]
    return sorted(found, key=lambda block: (block.starts, block.track, block.position))


def blocks_held(report: Report, day: int) -> list[BlockRow]:
    """Return a day's blocks as by `blocks_of`, without those that were dropped."""
    return [block for block in blocks_of(report, day) if not block.dropped]


def day_title(report: Report, day: int) -> str:
    """Return the number and the date of a day in words."""
    when = day_words(report.date_of(day))
    return say("Day {n}, {when}", n=day, when=when) if when else say("Day {n}", n=day)


def _row(block: BlockRow) -> tuple[Cell, ...]:
    title = f"{block.title} ({block.track})" if block.track else block.title
    named = say(_ATTRIBUTIONS[block.attribution])
    what: Cell = [part for part in (Strong(title), block.purpose, named) if part]
    return (f"{clock(block.starts)}–{clock(block.ends)}", what, block.lead)
