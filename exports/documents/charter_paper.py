"""Workgroup charters: what each group agreed on, with blank lines for what is still open."""

from __future__ import annotations

from functools import partial
from typing import Final

from exports.documents.workgroup_paper import (
    PROMISE_SHARES,
    commitment_headings,
    commitment_rows,
    write_charter,
    write_members,
)
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from resources.words import say
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import WorkgroupRow

ROW_TO_WRITE_IN: Final = 34.0  # points
FEWEST_LINES: Final = 3  # rows in the table of commitments, including blank ones


def charters_pdf(report: Report) -> bytes:
    """Return the charters as a PDF.

    Each group has a page, or more where it does not fit: charter, members, commitments and blank
    rows for further ones.
    """
    sheet = Sheet(say("Workgroup charters"), event_title(report), report.made_at)
    for number, group in enumerate(report.workgroups):
        if number:
            sheet.new_page()
        sheet.on_one_page(partial(_write_whole_charter, report, group, sheet))
    return sheet.pdf()


def _write_whole_charter(report: Report, group: WorkgroupRow, sheet: Sheet) -> None:
    sheet.heading(1, group.title)
    sheet.lead(say("Workgroup charter"))
    write_charter(report, group, sheet)
    sheet.heading(2, say("Members"))
    write_members(group, sheet)
    sheet.heading(2, say("Commitments"))
    blank = max(0, FEWEST_LINES - len(group.commitments))
    rows = commitment_rows(group.commitments) + [("", "", "")] * blank
    sheet.table(commitment_headings(), rows, PROMISE_SHARES, tall=ROW_TO_WRITE_IN)
