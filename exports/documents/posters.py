"""Map posters: a map on one sheet from A4 to A0 with a legend, and the map in words on the next."""

from __future__ import annotations

from typing import Final

from reportlab.lib import pagesizes

from exports.documents.map_paper import has_picture, map_words, write_outline
from exports.drawing.map_picture import legend_picture, map_picture
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from resources.words import say
from upstream_workshop.maps.report import MapReport
from upstream_workshop.whole.report import Report

SIZES: Final = ("A4", "A3", "A2", "A1", "A0")


def poster_pdf(report: Report, found: MapReport, size: str = "A3") -> bytes:
    """Return a map in landscape format, as large as the sheet allows; type grows with the sheet.

    size: one of SIZES.
    """
    short, long = pagesizes.A4
    enlarged = 2 ** (SIZES.index(size) / 2)  # each size has twice the area of the one before
    title = say("Map: {title}", title=found.row.title)
    sheet = Sheet(title, event_title(report), report.made_at, (long, short), enlarged)
    sheet.heading(1, found.row.title)
    if has_picture(found.row):
        sheet.picture(map_picture(found.row), map_words(found.row), 0.8)
        sheet.space(8)
        sheet.picture(legend_picture(), say("Legend: what lines and signs mean."), 0.1)
    sheet.new_page()
    sheet.heading(2, say("The same map in words"))
    write_outline(found, sheet)
    return sheet.pdf()
