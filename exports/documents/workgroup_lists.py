"""The lists for the wall: who is in which workgroup, and who is in none."""

from __future__ import annotations

from typing import Final

from exports.documents.workgroup_paper import member_rows, write_unplaced
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import count, event_line, event_title
from upstream_workshop.whole.report import Report

TITLE: Final = "Workgroups"


def workgroup_lists_pdf(report: Report) -> bytes:
    """Who is in which group, and who is in none."""
    sheet = Sheet(TITLE, event_title(report), report.made_at)
    sheet.heading(1, TITLE)
    sheet.lead(event_line(report))
    for group in report.workgroups:
        sheet.room_for(130)
        sheet.heading(2, group.title)
        sheet.say(count(len(group.members), "person", "people"))
        sheet.table(("Member", "Organisation"), member_rows(group), (1, 1), row_headings=True)
    write_unplaced(report, sheet, 2)
    return sheet.pdf()
