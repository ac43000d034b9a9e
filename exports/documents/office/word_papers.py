"""Summary, agenda and charters as Word documents: the words of the papers, to be edited.

Whoever writes them waits for python-docx, which no other part of the program needs.
"""

from __future__ import annotations

from exports.documents.agenda.agenda_paper import write_agenda
from exports.documents.workgroup_paper import (
    write_charter_and_members,
    write_commitments,
)
from exports.drawing.paper import event_line, event_title
from resources.words import say
from upstream_workshop.whole.report import Report


def agenda_docx(report: Report) -> bytes:
    """Return the agenda."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(say("Agenda"), report.made_at)
    sheet.heading(1, event_title(report))
    sheet.lead(event_line(report))
    write_agenda(report, sheet, 2)
    return sheet.docx()


def charters_docx(report: Report) -> bytes:
    """Return the charters, each on a new page."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(say("Workgroup charters"), report.made_at)
    for number, group in enumerate(report.workgroups):
        if number:
            sheet.new_page()
        write_charter_and_members(report, group, sheet)
        write_commitments(group.commitments, sheet)
    return sheet.docx()
