"""The summary report: the two days told in one document, as a PDF and as a web page.

The first page can be read alone: how many people and what they made, what was decided, and what is still
open. The chapters follow; each room writes its part of one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exports import rooms
from exports.documents.agenda.planned_actual_paper import write_days_in_words
from exports.documents.opening_page import write_open_ends, write_opening
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.web import WebSheet
from exports.room import CHAPTERS, Room
from resources.dates import day_words
from resources.words import say
from upstream_workshop.whole.report import Report

_MOST_OF_A_PAGE = 420.0  # points: with less room below the opening, the chapters begin a new page


def summary_pdf(report: Report) -> bytes:
    """Return the summary as a PDF."""
    sheet = Sheet(say("Summary report"), event_title(report), report.made_at)
    write_summary(report, sheet, sheet.contents)
    return sheet.pdf()


def summary_page(report: Report) -> bytes:
    """Return the summary as a web page."""
    title = say("{event}: summary report", event=event_title(report))
    page = WebSheet(title, say("Made on {when}.", when=_made(report)))
    write_summary(report, page)
    return page.html()


def summary_docx(report: Report) -> bytes:
    """Return the summary as a Word document; whoever writes it waits for python-docx."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(say("Summary report"), report.made_at)
    write_summary(report, sheet)
    return sheet.docx()


def write_summary(
    report: Report, paper: Paper, after_opening: Callable[[], object] = lambda: None
) -> None:
    """Write all shared content, told from arrival to what stays open; nothing private.

    after_opening: called at the end of the first page, to write a list of contents.
    """
    paper.heading(1, event_title(report))
    paper.lead(event_line(report))
    paper.lead(say("Summary report, {when}", when=_made(report)))
    paper.numbers(_in_short(report))
    write_opening(report, paper)
    after_opening()
    begun = False
    for chapter, title in CHAPTERS.items():
        told = [room for room in _rooms(chapter) if room.filled(report)]
        for room in _rooms(chapter):
            if room not in told:  # it has a heading of its own, if it has anything to tell
                room.section(report, paper)
        if told:
            paper.room_for(240 if begun else _MOST_OF_A_PAGE)
            paper.heading(2, say(title))
            begun = True
        for room in told:
            room.section(report, paper)
    if not begun:
        paper.say(say("Nothing has been written down yet."))
    write_open_ends(report, paper)
    write_days_in_words(report, paper)


def _rooms(chapter: str) -> Iterator[Room]:
    return (room for room in rooms.ROOMS if room.chapter == chapter)


def _in_short(report: Report) -> list[tuple[str, str]]:
    counted = (found for room in rooms.ROOMS for found in room.in_short(report))
    return [(f"{number}", noun) for number, noun in counted if number]


def _made(report: Report) -> str:
    day = day_words(report.made_at.date())
    return say("{day}, {time}", day=day, time=f"{report.made_at:%H:%M}")
