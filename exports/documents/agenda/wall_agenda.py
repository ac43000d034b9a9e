"""A day on one page for the wall, in type as large as fits."""

from __future__ import annotations

from typing import Final

from exports.documents.agenda.agenda_paper import blocks_held, day_title
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.table_cells import Cell
from exports.drawing.paper import clock, event_title
from exports.drawing.safe_markup import Strong
from resources.words import say
from upstream_workshop.agenda.queries import BlockRow
from upstream_workshop.maps.placing.paper_sizes import SHEETS
from upstream_workshop.whole.report import Report

USUAL: Final = "A3"
_LARGEST: Final = 3.0  # how much larger than on A4 the type may be
_STEP: Final = 0.05


def wall_agenda_pdf(report: Report, day: int, size: str = "") -> bytes:
    """Return the page of a day.

    size: the paper, one of SHEETS; blank for A3.
    """
    short, long = reversed(SHEETS[size or USUAL])
    larger = _LARGEST * short / SHEETS[USUAL][1]
    while larger > _STEP:
        sheet = _page(report, day, (short / larger, long / larger), larger)
        if sheet.fits:
            break
        larger -= _STEP
    return sheet.pdf()


def _page(report: Report, day: int, size: tuple[float, float], larger: float) -> Sheet:
    title = day_title(report, day)
    sheet = Sheet(say("Day {n}", n=day), event_title(report), report.made_at, size, larger)
    sheet.heading(1, title)
    sheet.table(
        (say("Begins"), say("What")), [_row(block) for block in blocks_held(report, day)], (1, 3.4)
    )
    return sheet


def _row(block: BlockRow) -> tuple[Cell, ...]:
    title = f"{block.title} ({block.track})" if block.track else block.title
    return (clock(block.starts), Strong(title))
