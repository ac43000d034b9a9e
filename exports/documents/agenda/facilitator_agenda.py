"""The agenda for whoever runs the day: with materials, notes and what may give way, and room to write."""

from __future__ import annotations

from exports.documents.agenda.agenda_paper import blocks_of, day_title
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.table_cells import Cell
from exports.drawing.paper import clock, event_line, event_title
from exports.drawing.safe_markup import Strong, Words
from resources.words import count, joined, say
from upstream_workshop.agenda.queries import BlockRow
from upstream_workshop.whole.report import Report


def facilitator_agenda_pdf(report: Report) -> bytes:
    """Return the agenda with everything that is noted of each block; each day begins a page."""
    title = say("Facilitator’s agenda")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    for number, day in enumerate(report.days):
        blocks = blocks_of(report, day)
        if blocks:
            if number:
                sheet.new_page()
            sheet.heading(2, day_title(report, day))
            headings = (say("Time"), say("What"), say("With what, and notes"))
            sheet.table(headings, [_row(block) for block in blocks], (1.15, 2.2, 2.65))
    return sheet.pdf()


def _row(block: BlockRow) -> tuple[Cell, ...]:
    when: list[Words] = [
        Strong(f"{clock(block.starts)}–{clock(block.ends)}"),
        count(block.minutes, "{n} minute", "{n} minutes"),
    ]
    title = f"{block.title} ({block.track})" if block.track else block.title
    what: list[Words] = [
        Strong(title),
        block.purpose,
        joined((block.lead, block.place), "{first} · {then}"),
    ]
    more: list[Words] = [_gives_way(block), block.materials, block.notes]
    return when, [each for each in what if each], [each for each in more if each]


def _gives_way(block: BlockRow) -> Words:
    """Return what may be done with a block when the day is late; blank if nothing is said of it."""
    if block.locked_at is not None:
        return Strong(say("Begins at {time}, whatever happens.", time=clock(block.locked_at)))
    if block.buffer:
        return Strong(say("Time in hand: it may be spent."))
    if block.optional:
        return Strong(say("May be left out."))
    if block.minimum is not None and block.minimum < block.minutes:
        return count(block.minimum, "May be cut to {n} minute.", "May be cut to {n} minutes.")
    return ""
