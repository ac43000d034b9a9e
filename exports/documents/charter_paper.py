"""Workgroup charters: what each group agreed on, with blank lines for what is still open."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import Final

from exports.documents.workgroup_paper import (
    PROMISE_SHARES,
    commitment_headings,
    commitment_rows,
    write_charter_and_members,
)
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from resources.words import say
from upstream_workshop.maps.placing.paper_sizes import SHEETS
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import WorkgroupRow

ROW_TO_WRITE_IN: Final = 34.0  # points
POSTER: Final = "A3"
LARGEST: Final = 2.0  # how much larger than on the page of an A4 charter the type may be
_STEP: Final = 0.05
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


def charter_posters_pdf(report: Report, size: str = "") -> bytes:
    """Return each charter as a poster, in the largest type in which all of them fit on a page.

    size: the paper, one of SHEETS; blank for A3.
    """
    short, long = reversed(SHEETS[size or POSTER])
    sizes = [n * _STEP for n in range(1, round(LARGEST * short / SHEETS["A4"][1] / _STEP) + 1)]

    def overflows(larger: float) -> bool:
        return not all(
            _one_poster(report, group, (short, long), larger).fits for group in report.workgroups
        )

    larger = sizes[max(0, bisect_left(sizes, True, key=overflows) - 1)]
    page = (short / larger, long / larger)
    title = say("Workgroup charters")
    sheet = Sheet(title, event_title(report), report.made_at, page, larger)
    for number, group in enumerate(report.workgroups):
        if number:
            sheet.new_page()
        sheet.on_one_page(partial(_write_whole_charter, report, group, sheet))
    return sheet.pdf()


def _one_poster(
    report: Report, group: WorkgroupRow, paper: tuple[float, float], larger: float
) -> Sheet:
    page = (paper[0] / larger, paper[1] / larger)
    sheet = Sheet(group.title, event_title(report), report.made_at, page, larger)
    sheet.on_one_page(partial(_write_whole_charter, report, group, sheet))
    return sheet


def _write_whole_charter(report: Report, group: WorkgroupRow, sheet: Sheet) -> None:
    write_charter_and_members(report, group, sheet)
    blank = max(0, FEWEST_LINES - len(group.commitments))
    rows = commitment_rows(group.commitments) + [("", "", "")] * blank
    sheet.table(commitment_headings(), rows, PROMISE_SHARES, tall=ROW_TO_WRITE_IN)
