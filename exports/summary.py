"""The summary report: the whole residential in one document, as a PDF and as a web page."""

from __future__ import annotations

from exports import rooms
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.web import WebSheet
from resources.dates import day_words
from resources.words import say
from upstream_workshop.whole.report import Report


def summary_pdf(report: Report) -> bytes:
    """Return the summary as a PDF."""
    sheet = Sheet(say("Summary report"), event_title(report), report.made_at)
    write_summary(report, sheet)
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


def write_summary(report: Report, paper: Paper) -> None:
    """Write all shared content in the order of the residential; nothing private."""
    paper.heading(1, event_title(report))
    paper.lead(event_line(report))
    paper.lead(say("Summary report, {when}", when=_made(report)))
    paper.numbers(_in_short(report))
    for room in rooms.ROOMS:
        room.section(report, paper)


def _in_short(report: Report) -> list[tuple[str, str]]:
    counted = (found for room in rooms.ROOMS for found in room.in_short(report))
    return [(f"{number}", noun) for number, noun in counted if number]


def _made(report: Report) -> str:
    day = day_words(report.made_at.date())
    return say("{day}, {time}", day=day, time=f"{report.made_at:%H:%M}")
