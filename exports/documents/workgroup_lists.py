"""The lists of workgroups to put on the wall, with the people who are in none."""

from __future__ import annotations

from exports.documents.workgroup_paper import write_members, write_unplaced
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_line, event_title
from resources.words import count, say
from upstream_workshop.whole.report import Report


def workgroup_lists_pdf(report: Report) -> bytes:
    """Return the members of each group, and the people who are in none."""
    title = say("Workgroups")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    for group in report.workgroups:
        sheet.room_for(130)
        sheet.heading(2, group.title)
        sheet.say(count(len(group.members), "{n} person", "{n} people"))
        write_members(group, sheet)
    write_unplaced(report, sheet, 2)
    return sheet.pdf()
