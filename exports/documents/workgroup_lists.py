"""The lists of workgroups to put on the wall, with the people who are in none."""

from __future__ import annotations

from typing import Final

from exports.documents.workgroup_paper import member_rows, write_members, write_unplaced
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.document_table import MANY_ROWS
from exports.drawing.paper import event_line, event_title
from resources.words import count, say
from upstream_workshop.whole.report import Report

_ABOVE: Final = 102.0  # points, for heading, number and headings of the columns
_ROW: Final = 28.0  # points, for a member: a group stands on one page if it can
_LISTED: Final = 22.0  # points, for one of many


def workgroup_lists_pdf(report: Report) -> bytes:
    """Return the members of each group, and the people who are in none."""
    title = say("Workgroups")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    for group in report.workgroups:
        rows = len(member_rows(group))
        sheet.room_for(_ABOVE + rows * (_LISTED if rows > MANY_ROWS else _ROW))
        sheet.heading(2, group.title)
        if group.members:
            sheet.say(count(len(group.members), "{n} person", "{n} people"))
        write_members(group, sheet)
    write_unplaced(report, sheet, 2)
    return sheet.pdf()
