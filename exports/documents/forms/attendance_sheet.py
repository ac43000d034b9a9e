"""The sheet at the door: everybody on the list, with room to sign."""

from __future__ import annotations

from typing import Final

from exports.drawing.paged_document import Cell, Sheet
from exports.drawing.paper import event_line, event_title
from exports.drawing.safe_markup import Strong
from upstream_workshop.whole.report import Report

TITLE: Final = "Attendance"
ROW_TO_SIGN: Final = 34.0  # points


def attendance_pdf(report: Report) -> bytes:
    """Everybody on the list, with a box to sign in for each day."""
    sheet = Sheet(TITLE, event_title(report), report.made_at)
    sheet.heading(1, TITLE)
    sheet.lead(event_line(report))
    sheet.space(10)
    days = [f"Day {day}" for day in report.days]
    rows: list[list[Cell]] = [
        [Strong(person.name), person.organisation, *("" for _ in days)] for person in report.people
    ]
    shares = [2.2, 2.6, *(1.2 for _ in days)]
    sheet.table(("Name", "Organisation", *days), rows, shares, row_headings=True, tall=ROW_TO_SIGN)
    return sheet.pdf()
