"""The attendance sheet: everybody on the list, with room for a signature."""

from __future__ import annotations

from typing import Final

from exports.drawing.paged_document import Sheet
from exports.drawing.pages.table_cells import Cell
from exports.drawing.paper import event_line, event_title
from exports.drawing.safe_markup import Strong
from resources.words import say
from upstream_workshop.whole.report import Report

ROW_TO_SIGN: Final = 34.0  # points


def attendance_pdf(report: Report) -> bytes:
    """Return everybody on the list, with a box to tick for each day and one to sign in."""
    title = say("Attendance")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    sheet.space(10)
    days = [say("Day {n}", n=day) for day in report.days]
    rows: list[list[Cell]] = [
        [Strong(person.name), person.organisation, *("" for _ in days), ""]
        for person in report.people
    ]
    shares = [2.2, 2.4, *(0.8 for _ in days), 2.0]
    headings = (say("Name"), say("Organisation"), *days, say("Signature"))
    sheet.table(headings, rows, shares, row_headings=True, tall=ROW_TO_SIGN)
    return sheet.pdf()
